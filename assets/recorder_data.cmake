# Writes TO, a C file, from the modules in FROM.
function(bytes out file)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
  string(REGEX REPLACE "(................................................................................)"
         "\\1\n" hex "${hex}")
  set(${out} "${hex}" PARENT_SCOPE)
endfunction()

file(GLOB modules ${FROM}/*.py)
list(SORT modules)
set(data "")
foreach(module IN LISTS modules)
  get_filename_component(name ${module} NAME_WE)
  bytes(text ${module})
  if(name STREQUAL boot)
    set(boot "${text}")
    continue()
  endif()
  string(HEX "${name}" hex)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
  if(data)
    string(APPEND data "0,\n")
  endif()
  string(APPEND data "${hex}0,\n${text}")
endforeach()
file(WRITE ${TO} "/* Made from assets/recorder. */
#include \"recorder/data.h\"

const unsigned char recorder_boot[] = {\n${boot}0};
const unsigned char recorder_modules[] = {\n${data}\n};
const size_t recorder_modules_length = sizeof recorder_modules;
")
