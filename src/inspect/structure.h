#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include <qpdf/QPDF.hh>

#include "inspect/marked_text.h"
#include "inspect/pdf_facts.h"

namespace bifolium {

/// The structure tree of a document in reading order, with the text of its marked content. Empty
/// where there is none. `pages` gives numbers from 1.
[[nodiscard]] std::vector<PdfNode> read_structure(QPDF& pdf, const MarkedText& text,
                                                  const std::map<QPDFObjGen, std::uint32_t>& pages);

}  // namespace bifolium
