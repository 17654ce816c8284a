# Third-party libraries, each with the reason it is here. Names: bifolium_dep::NAME.
find_package(PkgConfig REQUIRED)

function(bifolium_pkg name module)
  pkg_check_modules(DEP_${name} REQUIRED IMPORTED_TARGET ${module})
  add_library(bifolium_dep::${name} ALIAS PkgConfig::DEP_${name})
endfunction()

bifolium_pkg(harfbuzz harfbuzz)               # shaping
bifolium_pkg(harfbuzz_subset harfbuzz-subset) # font subsets
bifolium_pkg(freetype freetype2)              # font metrics that HarfBuzz doesn't give
bifolium_pkg(expat expat)                     # the strict gate before pugixml
bifolium_pkg(pugixml pugixml)                 # the XML tree
bifolium_pkg(icu icu-uc)                      # bidi, scripts, break rules
bifolium_pkg(icu_i18n icu-i18n)               # dates and numbers by language
bifolium_pkg(lcms2 lcms2)                     # reads the output intent's profile
bifolium_pkg(deflate libdeflate)              # faster than zlib at the same size
bifolium_pkg(crypto libcrypto)                # SHA-256; PoDoFo links it anyway
bifolium_pkg(qpdf libqpdf)                    # the second opinion on our PDFs, in `inspect` only

# No CMake or pkg-config file is shipped for these two.
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

find_package(CLI11 REQUIRED)                  # command line
add_library(bifolium_dep::cli11 ALIAS CLI11::CLI11)
