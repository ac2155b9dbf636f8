# The end of the README's first command: every lesson as a picture, then the gallery, or how to see
# the pictures where there is no display.
file(GLOB lessons ${LESSONS}/*.json)
list(LENGTH lessons count)
message("\nPainting ${count} lessons ...")
execute_process(COMMAND ${PROGRAM} export ${lessons} -o ${PICTURES}/ RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "The lessons could not be painted: the lines above say why")
endif()
file(RELATIVE_PATH program ${HERE} ${PROGRAM})
message("Done: ${count} pictures in ${PICTURES}

Next
  ${program}                 the gallery of lessons, in a window
  ${program} run 4           what a lesson prints, and when
  ${program} new mine.json   a scenario of your own to start from
  ${program} --help          everything else
")
set(shown FALSE)
if(NOT "$ENV{DISPLAY}$ENV{WAYLAND_DISPLAY}" STREQUAL "")
  message("The gallery opens; close it, or press Ctrl+Q, to come back.")
  execute_process(COMMAND ${PROGRAM} RESULT_VARIABLE failed)
  if(failed EQUAL 0)
    set(shown TRUE)
  endif()
endif()
if(NOT shown)
  cmake_host_system_information(RESULT host QUERY HOSTNAME)
  message("There is no display here for the window. To see the pictures, on the machine before you:
  scp -r ${host}:${PICTURES} .
or here, and then http://${host}:8000 in a browser:
  python3 -m http.server 8000 -d ${PICTURES}
With `ssh -X ${host}` the window opens on the machine before you.")
endif()
