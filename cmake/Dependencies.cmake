# Third-party libraries, each with the reason it is here. Names: bifolium_dep::NAME.
find_package(PkgConfig REQUIRED)

# A leaflet takes milliseconds, and each shared library costs some at every start. Those that Debian
# also ships as archives, under licences that allow it, are linked into the release; where an archive
# is missing the shared library serves.
option(BIFOLIUM_STATIC_DEPS "Link archives of small libraries where they are installed" OFF)

# bifolium_pkg(NAME MODULE [archive…]): archives in the order of linking.
function(bifolium_pkg name module)
  pkg_check_modules(DEP_${name} REQUIRED IMPORTED_TARGET ${module})
  set(archives)
  if(BIFOLIUM_STATIC_DEPS)
    foreach(archive ${ARGN})
      find_library(DEP_${name}_${archive} lib${archive}.a)
      if(NOT DEP_${name}_${archive})
        set(archives)
        break()
      endif()
      list(APPEND archives ${DEP_${name}_${archive}})
    endforeach()
  endif()
  if(archives)
    add_library(bifolium_dep_${name} INTERFACE IMPORTED GLOBAL)
    target_include_directories(bifolium_dep_${name} SYSTEM INTERFACE ${DEP_${name}_INCLUDE_DIRS})
    # An archive is not made to be a part of a shared library: ours takes the shared ones.
    set(shared $<STREQUAL:$<TARGET_PROPERTY:TYPE>,SHARED_LIBRARY>)
    target_link_libraries(bifolium_dep_${name} INTERFACE
      "$<IF:${shared},PkgConfig::DEP_${name},${archives}>" ${CMAKE_DL_LIBS})
    add_library(bifolium_dep::${name} ALIAS bifolium_dep_${name})
  else()
    add_library(bifolium_dep::${name} ALIAS PkgConfig::DEP_${name})
  endif()
endfunction()

bifolium_pkg(harfbuzz harfbuzz)                       # shaping
bifolium_pkg(harfbuzz_subset harfbuzz-subset)         # font subsets
bifolium_pkg(freetype freetype2)                      # reads CFF outlines; the tests' second opinion
bifolium_pkg(expat expat expat)                       # the strict gate before pugixml
bifolium_pkg(pugixml pugixml pugixml)                 # the XML tree
bifolium_pkg(icu icu-uc icuuc icudata)                # bidi, scripts, break rules
bifolium_pkg(icu_i18n icu-i18n icui18n icuuc icudata) # dates and numbers by language
bifolium_pkg(lcms2 lcms2)                             # reads the output intent's profile
bifolium_pkg(deflate libdeflate deflate)              # faster than zlib at the same size
bifolium_pkg(crypto libcrypto)                        # SHA-256; PoDoFo links it anyway
bifolium_pkg(qpdf libqpdf)                            # the second opinion on our PDFs, in `inspect` only
bifolium_pkg(png libpng)                              # pictures of pages, in `proof` only

# No CMake or pkg-config file is shipped for these.
function(bifolium_find name header library)
  find_path(DEP_${name}_INCLUDE ${header} REQUIRED)
  find_library(DEP_${name}_LIBRARY ${library} REQUIRED)
  add_library(bifolium_dep_${name} INTERFACE IMPORTED GLOBAL)
  target_include_directories(bifolium_dep_${name} SYSTEM INTERFACE ${DEP_${name}_INCLUDE})
  target_link_libraries(bifolium_dep_${name} INTERFACE ${DEP_${name}_LIBRARY})
  add_library(bifolium_dep::${name} ALIAS bifolium_dep_${name})
endfunction()
bifolium_find(podofo podofo/podofo.h podofo)  # PDF objects and their serialisation
bifolium_find(hyphen hyphen.h hyphen)         # hyphenation by TeX patterns
bifolium_find(cups cups/cups.h cups)          # printers, in `print` only

find_package(CLI11 REQUIRED)                  # command line
add_library(bifolium_dep::cli11 ALIAS CLI11::CLI11)

find_package(nlohmann_json REQUIRED)          # JSON that comes from outside: jobs
add_library(bifolium_dep::nlohmann ALIAS nlohmann_json::nlohmann_json)

find_package(Threads REQUIRED)                # a batch
add_library(bifolium_dep::threads ALIAS Threads::Threads)
