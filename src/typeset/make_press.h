#pragma once

#include <string>

#include "bifolium/document.h"
#include "pdf/write_pdf.h"
#include "typeset/typeset.h"

namespace bifolium {

/// Takes a set document, which names a press, onto sheets and into a press copy: gives its bytes,
/// and tells `document` about the sheets. `reading` is its reading copy.
[[nodiscard]] std::string make_press(const SetDocument& set, const WrittenPdf& reading,
                                     const FontLibrary& fonts, const PdfOptions& options,
                                     Workspace& workspace, Document& document,
                                     Diagnostics& diagnostics);

}  // namespace bifolium
