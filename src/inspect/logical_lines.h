#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inspect/pdf_facts.h"

namespace bifolium {

/// A line of the logical text: what one block says.
struct LogicalLine {
  std::string type;        ///< Of the innermost block element, as written: "H1", "Lbl".
  std::string path;        ///< Block elements from the root: "Document/Sect/L/LI/Lbl".
  std::uint32_t page = 0;  ///< Where it starts, from 1.
  std::string text;
};

/// The lines of the structure, in reading order; empty ones are left out.
[[nodiscard]] std::vector<LogicalLine> logical_lines(const PdfFacts& facts);

}  // namespace bifolium
