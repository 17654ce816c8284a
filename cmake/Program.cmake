# The program, in the build's own folder, and the modules that it loads on demand beside it.
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

# bifolium_loaded(NAME ENTRY…): a folder as a module that the program loads on demand. What only one
# command needs costs every other command time at its start: libqpdf 3 ms, say.
function(bifolium_loaded name)
  add_library(bifolium_${name}_module MODULE ${PROJECT_SOURCE_DIR}/cmake/empty.cpp)
  target_link_libraries(bifolium_${name}_module PRIVATE bifolium_${name})
  # Nothing refers to the entries from within, so the linker is told to take them from the archive.
  foreach(entry ${ARGN})
    target_link_options(bifolium_${name}_module PRIVATE -Wl,-u,${entry})
  endforeach()
  set_target_properties(bifolium_${name}_module PROPERTIES
    PREFIX "" OUTPUT_NAME bifolium_${name} LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  add_dependencies(bifolium bifolium_${name}_module)
endfunction()
bifolium_loaded(inspect bifolium_inspect_report)
bifolium_loaded(proof bifolium_write_proof)
bifolium_loaded(print bifolium_print_file bifolium_list_printers)
# libqpdf asks users of its headers to say that they hold std::shared_ptr, not its old holder.
target_compile_definitions(bifolium_inspect PUBLIC POINTERHOLDER_TRANSITION=4)
