# Where things are installed, and how the program and the library find them from their own place: an
# installation may be moved as a whole.
include(GNUInstallDirs)

set(BIFOLIUM_INSTALL_DATA ${CMAKE_INSTALL_DATADIR}/bifolium)
set(BIFOLIUM_INSTALL_MODULES lib/bifolium)  # What the program loads on demand.

# bifolium_way(RESULT FROM TO): the relative path between two installed folders.
function(bifolium_way result from to)
  cmake_path(ABSOLUTE_PATH from BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX})
  cmake_path(ABSOLUTE_PATH to BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX})
  cmake_path(RELATIVE_PATH to BASE_DIRECTORY ${from})
  set(${result} ${to} PARENT_SCOPE)
endfunction()
bifolium_way(BIFOLIUM_DATA_FROM_PROGRAM ${CMAKE_INSTALL_BINDIR} ${BIFOLIUM_INSTALL_DATA})
bifolium_way(BIFOLIUM_MODULES_FROM_PROGRAM ${CMAKE_INSTALL_BINDIR} ${BIFOLIUM_INSTALL_MODULES})
bifolium_way(BIFOLIUM_DATA_FROM_LIBRARY ${CMAKE_INSTALL_LIBDIR} ${BIFOLIUM_INSTALL_DATA})

# A program that was built and not installed reads here where its source tree is.
set(BIFOLIUM_SOURCE_TREE_FILE bifolium.source-tree)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/${BIFOLIUM_SOURCE_TREE_FILE}
  CONTENT "${PROJECT_SOURCE_DIR}" @ONLY)
