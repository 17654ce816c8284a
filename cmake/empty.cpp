// A library of CMake needs a source; all code of the module comes from archives.
