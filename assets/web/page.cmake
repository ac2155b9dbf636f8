# The page: the player in WebAssembly, and what stands around it.
file(GLOB web_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/web/*.c)
list(FILTER web_sources EXCLUDE REGEX "/pdf_program\\.c$")
add_executable(program ${web_sources})
set_target_properties(program PROPERTIES C_EXTENSIONS ON) # which scripts inside of C ask for
target_include_directories(program PRIVATE ${CMAKE_SOURCE_DIR}/src)
target_link_libraries(program PRIVATE player lesson export steps sim listing scenario view timeline
                                      trace draw base PkgConfig::SDL2_TTF PkgConfig::HARFBUZZ)
target_compile_options(program PRIVATE -Wno-dollar-in-identifier-extension
                                       -Wno-gnu-zero-variadic-macro-arguments)

# And what makes PDF, which the page loads when it is asked for that.
add_executable(pdf_program src/web/pdf_program.c src/web/packed.c src/web/system_fonts.c)
target_include_directories(pdf_program PRIVATE ${CMAKE_SOURCE_DIR}/src)
target_link_libraries(pdf_program PRIVATE draw base PkgConfig::CAIRO PkgConfig::SDL2_TTF)
foreach(program program pdf_program)
  target_link_options(${program} PRIVATE -O2 -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=67108864
    -sMAXIMUM_MEMORY=1073741824 -sFORCE_FILESYSTEM -sENVIRONMENT=web -sWASM_BIGINT
    -sMODULARIZE -sEXPORT_NAME=interleaveProgram -sDYNAMIC_EXECUTION=0
    -sEXPORTED_FUNCTIONS=_main,_malloc,_free -sEXPORTED_RUNTIME_METHODS=ccall,FS,HEAPU8)
endforeach()

# The fonts, small enough to travel inside of a lesson.
add_executable(subset assets/web/subset.c)
target_link_libraries(subset PRIVATE PkgConfig::HARFBUZZ)
target_link_options(subset PRIVATE -O1 -sSINGLE_FILE -sNODERAWFS -sENVIRONMENT=node
                                   -sALLOW_MEMORY_GROWTH)
include(assets/fonts.cmake)
find_program(NODE node REQUIRED)
file(GLOB fonts ${CMAKE_BINARY_DIR}/fonts/*.[ot]tf)
set(small_fonts)
foreach(font IN LISTS fonts)
  get_filename_component(name ${font} NAME)
  set(small ${CMAKE_BINARY_DIR}/small/${name})
  set(others)
  if(name MATCHES "^DejaVu") # is asked for what these lack (src/draw/faces.c)
    set(others ${CMAKE_BINARY_DIR}/fonts/Inter-Regular.otf ${CMAKE_BINARY_DIR}/fonts/Hack-Regular.ttf)
  endif()
  add_custom_command(OUTPUT ${small}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/small
    COMMAND ${NODE} $<TARGET_FILE:subset> ${font} ${small} ${others}
    DEPENDS subset ${font} VERBATIM)
  list(APPEND small_fonts ${small})
endforeach()

# The scripts' libraries, as the lock says; the page itself loads nothing from elsewhere.
find_program(NPM npm REQUIRED)
set(INTERLEAVE_NPM ${CMAKE_BINARY_DIR}/npm CACHE PATH "Where the scripts' libraries are installed")
set(web ${CMAKE_SOURCE_DIR}/assets/web)
set(npm_done ${INTERLEAVE_NPM}/installed)
add_custom_command(OUTPUT ${npm_done}
  COMMAND ${CMAKE_COMMAND} -E copy ${web}/package.json ${web}/package-lock.json ${INTERLEAVE_NPM}
  COMMAND ${CMAKE_COMMAND} -E chdir ${INTERLEAVE_NPM}
          ${NPM} ci --no-audit --no-fund --ignore-scripts --silent
  COMMAND ${CMAKE_COMMAND} -E touch ${npm_done}
  DEPENDS ${web}/package.json ${web}/package-lock.json VERBATIM)

file(GLOB web_assets CONFIGURE_DEPENDS ${web}/*.js ${web}/*.py ${web}/*.mjs ${web}/*.html ${web}/*.css)
file(GLOB web_lessons CONFIGURE_DEPENDS scenarios/*.json)
file(GLOB recorder_modules CONFIGURE_DEPENDS assets/recorder/*.py)
set(page_done ${CMAKE_BINARY_DIR}/page.done)
add_custom_command(OUTPUT ${page_done}
  COMMAND ${NODE} ${web}/pack.mjs ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR} ${INTERLEAVE_NPM}
          ${INTERLEAVE_DEPS}
  COMMAND ${CMAKE_COMMAND} -E touch ${page_done}
  DEPENDS program pdf_program ${small_fonts} ${npm_done} ${web_assets} ${web_lessons} ${recorder_modules}
          ${CMAKE_SOURCE_DIR}/LICENSE VERBATIM)
add_custom_target(page ALL DEPENDS ${page_done})

install(FILES ${CMAKE_BINARY_DIR}/lesson.html DESTINATION ${CMAKE_INSTALL_DATADIR}/interleave/web)
