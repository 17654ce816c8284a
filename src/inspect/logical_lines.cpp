#include "inspect/logical_lines.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "inspect/report.h"

namespace bifolium {

bool is_inline_type(const std::string& type) {
  // With NonStruct and Private, which group without meaning.
  static constexpr auto kInline = std::to_array<std::string_view>(
      {"Span",  "Quote", "Note",   "Reference", "BibEntry",  "Code",    "Link",
       "Annot", "Ruby",  "RB",     "RT",        "RP",        "Warichu", "WT",
       "WP",    "Em",    "Strong", "Sub",       "NonStruct", "Private"});
  return std::ranges::find(kInline, type) != kInline.end();
}

namespace {

class LineCollector {
 public:
  std::vector<LogicalLine> collect(const PdfFacts& facts) {
    for (const PdfNode& node : facts.structure) {
      leave_to(node.depth);
      if (node.kind == PdfNodeKind::kElement) enter(node);
      if (node.kind == PdfNodeKind::kText && !replaced()) say(node.text, node.page);
    }
    leave_to(0);
    end_line();
    return std::move(lines_);
  }

 private:
  struct Open {
    int depth;
    bool block;
    bool replaced;
    std::string type;
  };

  [[nodiscard]] bool replaced() const {
    return std::ranges::any_of(open_, [](const Open& open) { return open.replaced; });
  }

  void enter(const PdfNode& node) {
    // A label outside a list, as in a footnote, stands in its line.
    const bool in_item = !open_.empty() && open_.back().type == "LI";
    const bool block = node.standard == "Lbl" ? in_item : !is_inline_type(node.standard);
    if (block) end_line();
    const bool inside_replaced = replaced();
    open_.push_back({node.depth, block, node.has_actual_text, node.type});
    if (node.has_actual_text && !inside_replaced) say(node.actual_text, node.page);
  }

  void leave_to(int depth) {
    while (!open_.empty() && open_.back().depth >= depth) {
      if (open_.back().block) end_line();
      open_.pop_back();
    }
  }

  void say(std::string_view text, std::uint32_t page) {
    if (text.empty()) return;
    if (line_.text.empty()) start_line();
    if (line_.page == 0) line_.page = page;
    line_.text += text;
  }

  void start_line() {
    for (const Open& open : open_) {
      if (!open.block) continue;
      if (!line_.path.empty()) line_.path += '/';
      line_.path += open.type;
      line_.type = open.type;
    }
  }

  void end_line() {
    if (!line_.text.empty()) lines_.push_back(std::move(line_));
    line_ = {};
  }

  std::vector<Open> open_;
  LogicalLine line_;
  std::vector<LogicalLine> lines_;
};

}  // namespace

std::vector<LogicalLine> logical_lines(const PdfFacts& facts) {
  return LineCollector().collect(facts);
}

}  // namespace bifolium
