#pragma once

#include <string>

#include "bifolium/document.h"
#include "pdf/write_pdf.h"
#include "typeset/typeset.h"

namespace bifolium {

/// The file of a profile that a press names: as it is, beside the layout that names it, or below
/// the folder of installed profiles, which holds `installed`. Its own path, below the layout's
/// folder, where it is in none of them; empty for none.
[[nodiscard]] std::string find_profile(const PressSpec& press, const std::string& installed);

/// Gives each page the label that a proof has: its number and size.
void label_pages(SetDocument& set, const FontLibrary& fonts, Workspace& workspace,
                 Diagnostics& diagnostics);

/// Takes a set document, which names a press, onto sheets and into a press copy: gives its bytes,
/// and tells `document` about the sheets. `reading` is its reading copy.
[[nodiscard]] std::string make_press(const SetDocument& set, const WrittenPdf& reading,
                                     const FontLibrary& fonts, const PdfOptions& options,
                                     Workspace& workspace, Document& document,
                                     Diagnostics& diagnostics);

/// Says what paper and ink a set document takes: of the sheets that make_press told `document` of,
/// or of leaves of its own size. `options`: those that its files are written with.
void count_costs(const SetDocument& set, const FontLibrary& fonts, const PdfOptions& options,
                 Document& document, Diagnostics& diagnostics);

}  // namespace bifolium
