#pragma once

#include <string>
#include <vector>

#include "bifolium/diagnostic.h"

namespace bifolium {

/// What `bifolium proof` is asked for.
struct ProofOptions {
  std::string file;    ///< The PDF.
  std::string output;  ///< The PNG; a number stands before its ending where there are several.
  int dpi = 50;        ///< Pixels to the inch, 10…600.
  int columns = 4;     ///< Pages side by side, 1…50.
};

/// A picture that was written.
struct ProofPicture {
  std::string path;
  std::size_t first = 0, last = 0;  ///< Pages on it, from 1.
};

/// What the module bifolium_proof.so exports, for the program to load on demand: no other command
/// needs libpng.
inline constexpr char kProofModule[] = "bifolium_proof.so";
inline constexpr char kProofEntry[] = "bifolium_write_proof";

/// Draws the pages of a PDF with pdftoppm and writes them side by side. Puts what was written into
/// `pictures`, and what went wrong into `diagnostics`. Both sides are built together, so types of
/// C++ may cross. Never throws.
using WriteProof = void(const ProofOptions& options, std::vector<ProofPicture>& pictures,
                        std::vector<Diagnostic>& diagnostics);

}  // namespace bifolium
