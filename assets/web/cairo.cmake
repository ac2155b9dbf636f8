# What draws PDF: Cairo with that surface and FreeType's fonts alone, and of pixman its plain C. Each
# lists the sources of its parts in a Makefile.sources.

# sources_of(OUT FOLDER NAME...): what the lists of these names hold there, FOLDER before each.
function(sources_of out folder)
  set(files)
  file(READ ${INTERLEAVE_DEPS}/${folder}/Makefile.sources text)
  string(REGEX REPLACE "\\\\\n" " " text "${text}")
  foreach(name IN LISTS ARGN)
    if(NOT text MATCHES "\n?${name} = *([^\n]*)\n")
      message(FATAL_ERROR "${INTERLEAVE_DEPS}/${folder}/Makefile.sources lacks ${name}")
    endif()
    string(REGEX MATCHALL "[a-z0-9_-]+\\.c" found "${CMAKE_MATCH_1}")
    list(TRANSFORM found PREPEND "${folder}/")
    list(APPEND files ${found})
  endforeach()
  set(${out} ${files} PARENT_SCOPE)
endfunction()

sources_of(pixman pixman/pixman libpixman_sources)
library(PIXMAN . ${pixman})
target_compile_definitions(web_PIXMAN PRIVATE PACKAGE="pixman" PIXMAN_NO_TLS SIZEOF_LONG=4)
target_include_directories(web_PIXMAN SYSTEM PUBLIC ${INTERLEAVE_DEPS}/pixman/pixman)

file(CONFIGURE OUTPUT ${made}/cairo/cairo-features.h CONTENT "
#define CAIRO_FEATURES_H
#define CAIRO_HAS_FT_FONT 1
#define CAIRO_HAS_IMAGE_SURFACE 1
#define CAIRO_HAS_MIME_SURFACE 1
#define CAIRO_HAS_OBSERVER_SURFACE 1
#define CAIRO_HAS_PDF_SURFACE 1
#define CAIRO_HAS_RECORDING_SURFACE 1
#define CAIRO_HAS_USER_FONT 1
")
sources_of(cairo cairo/src cairo_sources _cairo_font_subset_sources _cairo_pdf_operators_sources
           _cairo_deflate_stream_sources cairo_pdf_sources cairo_ft_sources)
# The names of embedded fonts are made from the bytes of numbers that are shorter here: in the width
# that they have elsewhere they give the very same names.
list(REMOVE_ITEM cairo cairo/src/cairo-pdf-surface.c)
file(READ ${INTERLEAVE_DEPS}/cairo/src/cairo-pdf-surface.c text)
string(REPLACE "hash = _hash_data ((unsigned char *) (font_subset->glyphs),
\t\t       font_subset->num_glyphs * sizeof(unsigned long), hash);"
  "uint64_t *wide = malloc ((font_subset->num_glyphs + 1) * sizeof *wide);
    if (wide) {
        for (unsigned g = 0; g < font_subset->num_glyphs; g++)
            wide[g] = font_subset->glyphs[g];
        hash = _hash_data ((unsigned char *) wide, font_subset->num_glyphs * sizeof *wide, hash);
        free (wide);
    }" patched "${text}")
if(patched STREQUAL text)
  message(FATAL_ERROR "cairo-pdf-surface.c no longer hashes glyphs as it did")
endif()
file(CONFIGURE OUTPUT ${made}/cairo/cairo-pdf-surface.c CONTENT "@patched@" @ONLY)
library(CAIRO . ${cairo})
target_sources(web_CAIRO PRIVATE ${made}/cairo/cairo-pdf-surface.c)
target_compile_definitions(web_CAIRO PRIVATE CAIRO_NO_MUTEX=1 HAVE_STDINT_H HAVE_UINT64_T
  HAVE_UNISTD_H=1 SIZEOF_VOID_P=4 SIZEOF_INT=4 SIZEOF_LONG=4 SIZEOF_LONG_LONG=8 SIZEOF_SIZE_T=4
  HAVE_CXX11_ATOMIC_PRIMITIVES=1 HAVE_FT_GET_X11_FONT_FORMAT=1 HAVE_FT_LOAD_SFNT_TABLE=1)
target_include_directories(web_CAIRO SYSTEM PUBLIC ${INTERLEAVE_DEPS}/cairo/src ${made}/cairo)
target_link_libraries(web_CAIRO PUBLIC web_PIXMAN web_FREETYPE web_ZLIB)
target_sources(web_FREETYPE PRIVATE ${INTERLEAVE_DEPS}/freetype/src/base/ftfntfmt.c)
