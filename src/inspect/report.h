#pragma once

#include <string>

#include "inspect/pdf_facts.h"

namespace bifolium {

/// Which parts of the facts a report has; none chosen means a summary.
struct ReportOptions {
  bool structure = false, text = false, fonts = false, boxes = false;
  bool json = false;  ///< All facts as one JSON object, whatever else is chosen.
};

/// The facts for people, or as JSON. Ends in a line end.
[[nodiscard]] std::string report_text(const PdfFacts& facts, const ReportOptions& options);

/// The logical text: a line for each paragraph, heading, label or other block, in reading order.
/// An element's /ActualText stands for all that is in it. Where there is no structure, a line for
/// each page, in the order of drawing.
[[nodiscard]] std::string logical_text(const PdfFacts& facts);

/// True for the inline-level structure types of ISO 32000-1, 14.8.4.4: they don't start a line.
[[nodiscard]] bool is_inline_type(const std::string& standard_type);

}  // namespace bifolium
