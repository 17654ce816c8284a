# cmake --install: the program with its data, and the library with headers and packages for CMake and
# pkg-config.
include(CMakePackageConfigHelpers)

install(TARGETS bifolium RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS bifolium_inspect_module bifolium_proof_module bifolium_print_module
  LIBRARY DESTINATION ${BIFOLIUM_INSTALL_MODULES})
install(DIRECTORY layouts fonts content DESTINATION ${BIFOLIUM_INSTALL_DATA})

install(TARGETS bifolium_shared EXPORT bifolium-targets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/bifolium DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/bifolium)
install(EXPORT bifolium-targets NAMESPACE bifolium:: DESTINATION ${package})
configure_package_config_file(cmake/bifolium-config.cmake.in
  ${PROJECT_BINARY_DIR}/bifolium-config.cmake
  INSTALL_DESTINATION ${package} PATH_VARS BIFOLIUM_INSTALL_DATA)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/bifolium-config-version.cmake
  COMPATIBILITY SameMinorVersion)  # Before 1.0 a minor version may change the face.
install(FILES ${PROJECT_BINARY_DIR}/bifolium-config.cmake
  ${PROJECT_BINARY_DIR}/bifolium-config-version.cmake DESTINATION ${package})

# pkg-config knows where its file lies, so the prefix is told from there.
bifolium_way(way ${CMAKE_INSTALL_LIBDIR}/pkgconfig .)
set(BIFOLIUM_PC_PREFIX "\${pcfiledir}/${way}")
configure_file(cmake/bifolium.pc.in ${PROJECT_BINARY_DIR}/bifolium.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/bifolium.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# Man pages and what shells complete.
find_program(GZIP gzip REQUIRED)
file(GLOB pages CONFIGURE_DEPENDS docs/man/*.1)
set(packed)
foreach(page ${pages})
  get_filename_component(name ${page} NAME)
  add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/man/${name}.gz DEPENDS ${page}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/man
    COMMAND ${GZIP} -9nc ${page} > ${PROJECT_BINARY_DIR}/man/${name}.gz VERBATIM)
  list(APPEND packed ${PROJECT_BINARY_DIR}/man/${name}.gz)
endforeach()
add_custom_target(bifolium_man ALL DEPENDS ${packed})
install(FILES ${packed} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES completions/bifolium.bash RENAME bifolium
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES completions/_bifolium DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES completions/bifolium.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
