# cpack -G DEB: one package, which holds what cmake --install does. Program and library in one file
# can't be out of step with each other, and there is one file to fetch.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME bifolium)
set(CPACK_PACKAGE_VENDOR "Bifolium")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "typesets health information as accessible leaflets")
set(CPACK_PACKAGE_DESCRIPTION
"Bifolium turns reviewed health information in XML, and a layout in XML, into
leaflets and booklets: tagged PDFs, ready to print, that a screen reader can
read from the first heading to the last reference.

The package holds the program, layouts, sample contents, and the library with
its headers.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(BIFOLIUM_MAINTAINER "Bifolium maintainers <bifolium@localhost>" CACHE STRING
  "Who hands the package out: NAME <ADDRESS>")
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${BIFOLIUM_MAINTAINER})
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The loader's cache is brought up to date by a trigger, as Debian's own packages do.
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/triggers
  ${PROJECT_BINARY_DIR}/shlibs)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/shlibs @ONLY CONTENT
  "libbifolium @PROJECT_VERSION_MAJOR@.@PROJECT_VERSION_MINOR@ bifolium (>= @PROJECT_VERSION@)\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# What a leaflet in English is made of: without one of these, none comes out, or one with other bytes.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "fonts-noto-core, fonts-noto-mono, hyphen-en-gb, hyphen-en-us, icc-profiles-free")
# Faces that are tried where Noto has no glyph; what draws the pages for `bifolium proof`.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core, poppler-utils")
# A printer may hang on another machine's server; and what a program that uses the library is built with.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "cups, libgs-common, cmake, g++, pkg-config")
include(CPack)

# What Debian's policy asks of each package, compressed without a time in it.
set(documents ${CMAKE_INSTALL_DATADIR}/doc/bifolium)
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/changelog.Debian.gz
  DEPENDS ${PROJECT_SOURCE_DIR}/packaging/changelog.Debian
  COMMAND ${GZIP} -9nc ${PROJECT_SOURCE_DIR}/packaging/changelog.Debian > changelog.Debian.gz
  WORKING_DIRECTORY ${PROJECT_BINARY_DIR} VERBATIM)
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/changelog.gz
  DEPENDS ${PROJECT_SOURCE_DIR}/CHANGELOG.md
  COMMAND ${GZIP} -9nc ${PROJECT_SOURCE_DIR}/CHANGELOG.md > changelog.gz
  WORKING_DIRECTORY ${PROJECT_BINARY_DIR} VERBATIM)
add_custom_target(bifolium_documents ALL DEPENDS
  ${PROJECT_BINARY_DIR}/changelog.Debian.gz ${PROJECT_BINARY_DIR}/changelog.gz)
install(FILES ${PROJECT_BINARY_DIR}/changelog.Debian.gz ${PROJECT_BINARY_DIR}/changelog.gz
  packaging/copyright DESTINATION ${documents})
install(DIRECTORY examples DESTINATION ${documents})
install(FILES packaging/lintian-overrides
  DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME bifolium)
