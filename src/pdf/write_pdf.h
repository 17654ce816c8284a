#pragma once

#include <string>

#include "core/diagnostics.h"
#include "fonts/font_library.h"
#include "pages/page.h"
#include "pdf/pdf_memory.h"
#include "pdf/pdf_workspace.h"
#include "style/style.h"
#include "tags/struct_tree.h"

namespace bifolium {

struct PdfOptions {
  /// Creation and modification date, "YYYY-MM-DDThh:mm:ssZ", or empty for none.
  std::string date;
  /// Path of an sRGB ICC profile for the output intent.
  std::string icc_profile;
  /// Path of a CMYK ICC profile: the press copy is PDF/X-4 then. Empty for none.
  std::string cmyk_profile;
  /// "Bifolium 0.1.0", for Producer.
  std::string producer;
  /// What the layout depends on beside the document: the versions of the libraries.
  std::string versions;
};

/// A file, and what it shows.
struct WrittenPdf {
  std::string bytes;  ///< Empty where an error was reported.
  /// SHA-256, in hexadecimal, of what stands on all pages and where, and of the libraries'
  /// versions.
  std::string layout_hash;
};

/// Writes the reading copy: PDF 1.7, PDF/UA-1 and PDF/A-2a at once. `memory`: of earlier files of
/// the document whose pages these are too, to be used and filled; null for none.
[[nodiscard]] WrittenPdf write_pdf(const StyledDocument& document, const SetText& text,
                                   const Pages& pages, const StructTree& structure,
                                   const FontLibrary& fonts, const PdfOptions& options,
                                   PdfWorkspace& workspace, PdfMemory* memory,
                                   Diagnostics& diagnostics);

}  // namespace bifolium
