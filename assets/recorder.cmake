# The recorder's Python modules as data of the program: recorder_boot is what `python3 -c` is given,
# recorder_modules the others, each as NAME and TEXT, all separated by NUL.
file(GLOB modules CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/recorder/*.py)
set(recorder_data ${CMAKE_BINARY_DIR}/recorder_data.c)
add_custom_command(OUTPUT ${recorder_data}
  COMMAND ${CMAKE_COMMAND} -DFROM=${CMAKE_SOURCE_DIR}/assets/recorder -DTO=${recorder_data}
          -P ${CMAKE_SOURCE_DIR}/assets/recorder_data.cmake
  DEPENDS ${modules} ${CMAKE_SOURCE_DIR}/assets/recorder_data.cmake VERBATIM)
target_sources(recorder PRIVATE ${recorder_data})
