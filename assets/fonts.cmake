# The fonts the program draws with: found among the system's, copied beside the program, installed
# with it. A missing one stops the configuration with the package that holds it.
set(fonts
  "Inter-Regular.otf\;fonts-inter" "Inter-Medium.otf\;fonts-inter"
  "Inter-SemiBold.otf\;fonts-inter" "Inter-Bold.otf\;fonts-inter"
  "Inter-ExtraBold.otf\;fonts-inter" "Hack-Regular.ttf\;fonts-hack" "Hack-Bold.ttf\;fonts-hack"
  "DejaVuSans.ttf\;fonts-dejavu-core" "DejaVuSans-Bold.ttf\;fonts-dejavu-core")
foreach(entry IN LISTS fonts)
  list(GET entry 0 file)
  list(GET entry 1 package)
  find_file(found_font ${file} NO_CACHE NO_CMAKE_FIND_ROOT_PATH
    PATHS ${INTERLEAVE_FONT_DIRS} /usr/share/fonts/opentype/inter /usr/share/fonts/truetype/hack
          /usr/share/fonts/truetype/dejavu /usr/share/fonts /usr/local/share/fonts
    PATH_SUFFIXES opentype/inter truetype/hack truetype/dejavu inter hack dejavu)
  if(NOT found_font)
    message(FATAL_ERROR "The font ${file} is missing: install ${package}, or name its folder in "
                        "INTERLEAVE_FONT_DIRS")
  endif()
  file(COPY ${found_font} DESTINATION ${CMAKE_BINARY_DIR}/fonts)
  install(FILES ${found_font} DESTINATION ${CMAKE_INSTALL_DATADIR}/interleave/fonts)
  unset(found_font)
endforeach()
