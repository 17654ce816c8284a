# The library that other programs link: all stages in one file, of which nothing is seen but what
# include/bifolium declares. The program itself keeps its stages within, for a fast start.
add_library(bifolium_shared SHARED ${PROJECT_SOURCE_DIR}/cmake/empty.cpp)
set(map ${PROJECT_SOURCE_DIR}/cmake/libbifolium.map)
target_link_libraries(bifolium_shared PRIVATE
  -Wl,--whole-archive bifolium_typeset -Wl,--no-whole-archive)
target_link_options(bifolium_shared PRIVATE
  -Wl,--version-script=${map} -Wl,--gc-sections -Wl,-z,defs)
set_target_properties(bifolium_shared PROPERTIES
  OUTPUT_NAME bifolium EXPORT_NAME bifolium LINK_DEPENDS ${map}
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
  LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
target_compile_features(bifolium_shared INTERFACE cxx_std_20)
target_include_directories(bifolium_shared INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
add_library(bifolium::bifolium ALIAS bifolium_shared)
