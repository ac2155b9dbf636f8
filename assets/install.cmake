# Into the system: the program, its data, what a desktop and shells want of it; and the package.
# What the program says of itself (man page, completions, schema) is written by the program.
set(said ${CMAKE_BINARY_DIR}/said)
set(saying)
function(say file)
  add_custom_command(OUTPUT ${said}/${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${said}
    COMMAND $<TARGET_FILE:interleave> ${ARGN} > ${said}/${file}
    DEPENDS interleave VERBATIM)
  set(saying ${saying} ${said}/${file} PARENT_SCOPE)
endfunction()
say(interleave.1 man)
say(interleave.bash completions bash)
say(_interleave completions zsh)
say(interleave.fish completions fish)
say(scenario.schema.json schema)
add_custom_target(said ALL DEPENDS ${saying})

set(data ${CMAKE_INSTALL_DATADIR}/interleave)
install(TARGETS interleave)
install(DIRECTORY scenarios/ DESTINATION ${data}/scenarios)
install(FILES ${said}/scenario.schema.json DESTINATION ${data})
install(FILES ${said}/interleave.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${said}/interleave.bash RENAME interleave
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${said}/interleave.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
# The page for browsers, where it was built; and zsh looks in another folder for what packages bring
# than for what an administrator does.
install(CODE "
  if(EXISTS \"${CMAKE_SOURCE_DIR}/build/web/lesson.html\")
    file(INSTALL \"${CMAKE_SOURCE_DIR}/build/web/lesson.html\"
         DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${data}/web\")
  endif()
  set(folder site-functions)
  if(CMAKE_INSTALL_PREFIX STREQUAL /usr)
    set(folder vendor-completions)
  endif()
  file(INSTALL \"${said}/_interleave\"
       DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/zsh/\${folder}\")")
install(FILES assets/install/interleave.desktop
        DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES assets/install/interleave.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
install(FILES assets/install/interleave.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES LICENSE RENAME copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/interleave)
foreach(package fonts-inter fonts-hack fonts-dejavu-core) # whose fonts come with it
  if(EXISTS /usr/share/doc/${package}/copyright)
    install(FILES /usr/share/doc/${package}/copyright RENAME copyright.${package}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/interleave)
  endif()
endforeach()

add_custom_target(uninstall
  COMMAND ${CMAKE_COMMAND} -DLIST=${CMAKE_BINARY_DIR}/install_manifest.txt
          -P ${CMAKE_SOURCE_DIR}/assets/install/uninstall.cmake VERBATIM)

# `cpack --config build/CPackConfig.cmake` makes interleave_VERSION_ARCHITECTURE.deb.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME interleave)
set(CPACK_PACKAGE_VENDOR "The interleave authors")
set(CPACK_PACKAGE_CONTACT "The interleave authors <interleave@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "makes asyncio visible")
set(CPACK_PACKAGE_DESCRIPTION
    "Runs coroutines on a model of CPython's asyncio over virtual time, and shows the runs above
 one another on one time axis: in a window, or as pictures, films, text and code.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ
    GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Opened when they are needed (src/base/late.h), so dpkg-shlibdeps does not see them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "libsdl2-2.0-0, libsdl2-ttf-2.0-0, libcairo2, libharfbuzz-subset0, libfontconfig1, libfreetype6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ffmpeg, python3")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
include(CPack)
