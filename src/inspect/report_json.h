#pragma once

#include <string>

#include "inspect/pdf_facts.h"

namespace bifolium {

/// All facts as one JSON object on one line; "lines" are those of logical_text.
[[nodiscard]] std::string report_json(const PdfFacts& facts);

}  // namespace bifolium
