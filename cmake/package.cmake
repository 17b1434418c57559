# A package for Debian 12 with everything that Debian does not have itself: the program, its pages,
# profiles and calendars, and the service: `cmake --build --preset release --target deb`.
include(GNUInstallDirs)

install(TARGETS duban RUNTIME DESTINATION bin)
install(DIRECTORY ${CMAKE_BINARY_DIR}/pages DESTINATION share/duban)
install(DIRECTORY config/calendars config/locales config/postgresql config/regulations
  DESTINATION share/duban USE_SOURCE_PERMISSIONS)
install(FILES config/server/haproxy.cfg DESTINATION share/doc/duban)
install(FILES README.md DESTINATION share/doc/duban)
install(FILES config/duban.toml DESTINATION /etc/duban)
install(FILES config/server/duban.service DESTINATION /lib/systemd/system)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME duban)
set(CPACK_PACKAGE_VENDOR duban)
set(CPACK_PACKAGE_CONTACT "duban <duban@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Register and deadline engine of people's congress offices")
set(CPACK_PACKAGE_DESCRIPTION
  "Deputies' suggestions and supervision items go through explicit state machines, and nobody forgets
a deadline.  Opens in a browser; the register is a file, or PostgreSQL.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# SOCI loads its backends by name, and libmagic its table of kinds.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, libmagic-mgc, tzdata")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql, haproxy, fonts-noto-cjk")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${CMAKE_SOURCE_DIR}/config/server/debian/conffiles
  ${CMAKE_SOURCE_DIR}/config/server/debian/postinst
  ${CMAKE_SOURCE_DIR}/config/server/debian/prerm
  ${CMAKE_SOURCE_DIR}/config/server/debian/postrm)
set(CPACK_OUTPUT_FILE_PREFIX ${CMAKE_BINARY_DIR})
include(CPack)

# CPack's own target, package, wants every test compiled, and no pages.
add_custom_target(deb
  COMMAND ${CMAKE_CPACK_COMMAND} -G DEB --config ${CMAKE_BINARY_DIR}/CPackConfig.cmake
  DEPENDS duban pages
  WORKING_DIRECTORY ${CMAKE_BINARY_DIR} VERBATIM)
