#pragma once

#include <string>

#include "core/diagnostics.h"
#include "fonts/font_library.h"
#include "pages/page.h"
#include "pdf/pdf_workspace.h"
#include "pdf/write_pdf.h"
#include "press/sheet.h"
#include "style/style.h"
#include "tags/struct_tree.h"

namespace bifolium {

/// Writes the press copy of pages of which `reading` is the reading copy: a side of a sheet to a
/// PDF page, each page of the document a form on it. Structure, language and metadata are the
/// reading copy's; links have no annotations. With
/// PdfOptions::cmyk_profile it is PDF/X-4 (ISO 15930-7), in the press's inks; that profile, too
/// much ink, or a missing date is reported. Returns the file's bytes; empty where an error was
/// reported.
[[nodiscard]] std::string write_press(const StyledDocument& document, const SetText& text,
                                      const Pages& pages, const StructTree& structure,
                                      const Sheets& sheets, const WrittenPdf& reading,
                                      const FontLibrary& fonts, const PdfOptions& options,
                                      PdfWorkspace& workspace, Diagnostics& diagnostics);

}  // namespace bifolium
