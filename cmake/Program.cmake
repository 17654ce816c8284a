# The program, in the build's own folder, and the module that it loads on demand beside it.
target_compile_definitions(bifolium_cli PRIVATE
  BIFOLIUM_SOURCE_TREE_FILE="${BIFOLIUM_SOURCE_TREE_FILE}"
  BIFOLIUM_DATA_FROM_PROGRAM="${BIFOLIUM_DATA_FROM_PROGRAM}"
  BIFOLIUM_MODULES_FROM_PROGRAM="${BIFOLIUM_MODULES_FROM_PROGRAM}"
  BIFOLIUM_INSTALLED_DATA="${CMAKE_INSTALL_FULL_DATADIR}/bifolium")
target_link_libraries(bifolium_cli PRIVATE ${CMAKE_DL_LIBS})

add_executable(bifolium ${PROJECT_SOURCE_DIR}/src/cli/main.cpp)
# The loader looks a symbol up in the libraries in this order, and almost all are of these two:
# named first, they take a twentieth off the instructions that a process starts with.
target_link_options(bifolium PRIVATE
  -Wl,--no-as-needed -lstdc++ ${DEP_podofo_LIBRARY} -Wl,--as-needed)
target_link_libraries(bifolium PRIVATE bifolium_cli)
set_target_properties(bifolium PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})

# libqpdf costs 3 ms at every start, so only `inspect` loads it.
add_library(bifolium_inspect_module MODULE ${PROJECT_SOURCE_DIR}/cmake/empty.cpp)
target_link_libraries(bifolium_inspect_module PRIVATE bifolium_inspect)
# Nothing refers to the entry from within, so the linker is told to take it from the archive.
target_link_options(bifolium_inspect_module PRIVATE -Wl,-u,bifolium_inspect_report)
set_target_properties(bifolium_inspect_module PROPERTIES
  PREFIX "" OUTPUT_NAME bifolium_inspect LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
add_dependencies(bifolium bifolium_inspect_module)
# libqpdf asks users of its headers to say that they hold std::shared_ptr, not its old holder.
target_compile_definitions(bifolium_inspect PUBLIC POINTERHOLDER_TRANSITION=4)
