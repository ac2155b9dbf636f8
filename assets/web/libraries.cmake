# The libraries of the page, from Debian's source packages (fetch): each by the list of the files
# that are needed of it, and under the name that pkg-config gives it elsewhere. No configuring.
set(INTERLEAVE_DEPS ${CMAKE_SOURCE_DIR}/build/web-sources CACHE PATH
    "Where assets/web/fetch unpacks the libraries' sources")
option(INTERLEAVE_FETCH "Fetch the libraries' sources, where they are not there yet" ON)
if(INTERLEAVE_FETCH)
  execute_process(COMMAND sh ${CMAKE_SOURCE_DIR}/assets/web/fetch ${INTERLEAVE_DEPS}
                  COMMAND_ERROR_IS_FATAL ANY)
endif()
set(made ${CMAKE_BINARY_DIR}/made)
enable_language(CXX)

# What a page has no use for: other processes and what needs them, the system's fonts, its linker.
set(INTERLEAVE_NOT_ON_A_PAGE
    "/(base/(late|mem_libraries)|draw/(fontconfig|system)|export/(film|encoder|gif|pdf)|recorder/[a-z]+)\\.c$")

# library(NAME FOLDER FILES...): FILES are relative to FOLDER of the sources, and may be patterns.
function(library name folder)
  set(files)
  foreach(pattern IN LISTS ARGN)
    file(GLOB found ${INTERLEAVE_DEPS}/${folder}/${pattern})
    if(NOT found)
      message(FATAL_ERROR "${INTERLEAVE_DEPS}/${folder} lacks ${pattern}: run "
                          "`sh assets/web/fetch ${INTERLEAVE_DEPS}`")
    endif()
    list(APPEND files ${found})
  endforeach()
  add_library(web_${name} STATIC ${files})
  target_compile_options(web_${name} PRIVATE -w)
  set_target_properties(web_${name} PROPERTIES C_EXTENSIONS ON)
  add_library(PkgConfig::${name} ALIAS web_${name})
endfunction()

library(ZLIB zlib adler32.c compress.c crc32.c deflate.c inffast.c inflate.c inftrees.c trees.c
        zutil.c)
target_include_directories(web_ZLIB SYSTEM PUBLIC ${INTERLEAVE_DEPS}/zlib)

library(CJSON cjson cJSON.c)
file(COPY ${INTERLEAVE_DEPS}/cjson/cJSON.h DESTINATION ${made}/cjson/cjson)
target_include_directories(web_CJSON SYSTEM PUBLIC ${made}/cjson)

library(PNG libpng png.c pngerror.c pngget.c pngmem.c pngpread.c pngread.c pngrio.c pngrtran.c
        pngrutil.c pngset.c pngtrans.c pngwio.c pngwrite.c pngwtran.c pngwutil.c)
configure_file(${INTERLEAVE_DEPS}/libpng/scripts/pnglibconf.h.prebuilt ${made}/png/pnglibconf.h
               COPYONLY)
target_include_directories(web_PNG SYSTEM PUBLIC ${INTERLEAVE_DEPS}/libpng ${made}/png)
target_link_libraries(web_PNG PUBLIC web_ZLIB)

# FreeType's smooth rasteriser takes its curves apart in one of two ways, by the processor; told
# that this is one of the kind on which the program elsewhere runs, it gives the very same pixels.
file(GLOB smooth ${INTERLEAVE_DEPS}/freetype/src/smooth/*)
list(FILTER smooth EXCLUDE REGEX ftgrays\\.c)
file(COPY ${smooth} DESTINATION ${made}/freetype/smooth)
file(READ ${INTERLEAVE_DEPS}/freetype/src/smooth/ftgrays.c text)
string(REPLACE "defined( __aarch64__ )" "defined( __wasm__ )" patched "${text}")
if(patched STREQUAL text)
  message(FATAL_ERROR "ftgrays.c no longer asks for __aarch64__")
endif()
file(CONFIGURE OUTPUT ${made}/freetype/smooth/ftgrays.c CONTENT "@patched@" @ONLY)
file(CONFIGURE OUTPUT ${made}/freetype/modules.h CONTENT "
FT_USE_MODULE( FT_Module_Class, autofit_module_class )
FT_USE_MODULE( FT_Driver_ClassRec, tt_driver_class )
FT_USE_MODULE( FT_Driver_ClassRec, cff_driver_class )
FT_USE_MODULE( FT_Module_Class, psaux_module_class )
FT_USE_MODULE( FT_Module_Class, psnames_module_class )
FT_USE_MODULE( FT_Module_Class, pshinter_module_class )
FT_USE_MODULE( FT_Module_Class, sfnt_module_class )
FT_USE_MODULE( FT_Renderer_Class, ft_smooth_renderer_class )
")
file(CONFIGURE OUTPUT ${made}/freetype/options.h CONTENT "
#include <freetype/config/ftoption.h>
#undef FT_CONFIG_OPTION_USE_LZW
#undef FT_CONFIG_OPTION_USE_ZLIB
")
library(FREETYPE freetype src/autofit/autofit.c src/cff/cff.c src/psaux/psaux.c
        src/pshinter/pshinter.c src/psnames/psmodule.c src/sfnt/sfnt.c src/truetype/truetype.c
        src/base/ftbase.c src/base/ftbbox.c src/base/ftbitmap.c src/base/ftdebug.c
        src/base/ftglyph.c src/base/ftinit.c src/base/ftlcdfil.c src/base/ftmm.c
        src/base/ftstroke.c src/base/ftsynth.c src/base/ftsystem.c)
target_sources(web_FREETYPE PRIVATE ${made}/freetype/smooth/smooth.c)
target_compile_definitions(web_FREETYPE PRIVATE FT2_BUILD_LIBRARY
  FT_CONFIG_MODULES_H="${made}/freetype/modules.h"
  FT_CONFIG_OPTIONS_H="${made}/freetype/options.h")
target_include_directories(web_FREETYPE SYSTEM PUBLIC ${INTERLEAVE_DEPS}/freetype/include)

library(HARFBUZZ harfbuzz src/harfbuzz.cc src/hb-subset.cc src/hb-subset-*.cc
        src/graph/gsubgpos-context.cc)
target_compile_definitions(web_HARFBUZZ PRIVATE HAVE_FREETYPE=1 HB_NO_MT)
target_compile_options(web_HARFBUZZ PRIVATE -fno-exceptions -fno-rtti -fno-threadsafe-statics)
target_include_directories(web_HARFBUZZ SYSTEM PUBLIC ${INTERLEAVE_DEPS}/harfbuzz/src)
target_link_libraries(web_HARFBUZZ PUBLIC web_FREETYPE)

# Of SDL only what SDL_ttf draws on: surfaces and streams.
library(SDL2 sdl2 src/SDL_assert.c src/SDL_error.c src/SDL_hints.c src/SDL_list.c src/SDL_log.c src/SDL_utils.c
        src/atomic/*.c src/cpuinfo/*.c src/file/SDL_rwops.c src/stdlib/*.c src/thread/SDL_thread.c
        src/thread/generic/*.c src/timer/SDL_timer.c src/timer/unix/*.c
        src/video/SDL_RLEaccel.c src/video/SDL_blit*.c
        src/video/SDL_fillrect.c src/video/SDL_pixels.c src/video/SDL_rect.c
        src/video/SDL_stretch.c src/video/SDL_surface.c src/video/SDL_yuv.c
        src/video/yuv2rgb/*.c)
target_compile_definitions(web_SDL2 PRIVATE SDL_AUDIO_DISABLED SDL_JOYSTICK_DISABLED
  SDL_SENSOR_DISABLED SDL_LOADSO_DISABLED _GNU_SOURCE)
target_include_directories(web_SDL2 SYSTEM PUBLIC ${INTERLEAVE_DEPS}/sdl2/include)

library(SDL2_TTF sdl2_ttf SDL_ttf.c)
target_compile_definitions(web_SDL2_TTF PRIVATE TTF_USE_HARFBUZZ=1)
target_include_directories(web_SDL2_TTF SYSTEM PUBLIC ${INTERLEAVE_DEPS}/sdl2_ttf)
target_link_libraries(web_SDL2_TTF PUBLIC web_SDL2 web_FREETYPE web_HARFBUZZ)

include(${CMAKE_CURRENT_LIST_DIR}/cairo.cmake)

# Libraries that only what is left out would need.
foreach(name FONTCONFIG CGIF)
  add_library(PkgConfig::${name} INTERFACE IMPORTED GLOBAL)
endforeach()
