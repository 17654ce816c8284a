#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "read/content.h"
#include "read/layout_spec.h"
#include "style/style.h"

namespace bifolium {

/// One box that a rule can match: a content element, or a box that the program adds.
struct Frame {
  std::string_view name;              ///< "section", "cover-title".
  const ContentNode* node = nullptr;  ///< For attributes; null for the program's boxes.
  std::string_view style_class;       ///< @class of a program's box ("running-head"), or empty.
};

/// All properties of one box, resolved. Text properties inherit; the others start afresh.
struct Computed {
  TextStyle text;
  Length leading;
  Align align = Align::kStart;
  bool hyphenate = false;
  bool variants = true;
  int widows = 2, orphans = 2;
  // From here on not inherited.
  Length indent;
  BlockStyle block;
  bool displayed = true;
  std::string marker;
  std::optional<Color> marker_color;
  Length marker_size;
  int marker_weight = 0;  ///< 0: the text's.
};

/// The rules of a layout, ready for matching. The path is the stack of open boxes.
class Cascade {
 public:
  /// `measure` is what percentages of lengths refer to. The layout and the diagnostics must outlive
  /// the cascade.
  Cascade(const LayoutSpec& layout, Length measure, Diagnostics& diagnostics);

  /// Opens a box below the boxes now open, and gives its properties. Reports a type size that no
  /// page could use, and what the first box, the leaflet, lacks for its text.
  const Computed& push(const Frame& frame);
  void pop();
  [[nodiscard]] const Computed& top() const { return open_.back().computed; }

  /// A length as written, against the sizes of `computed`.
  [[nodiscard]] Length resolve(const LengthSpec& length, const Computed& computed) const;
  /// A colour by name or as #RRGGBB; black where the reader has reported it unknown.
  [[nodiscard]] Color color(std::string_view name) const;

 private:
  struct Open {
    Frame frame;
    Computed computed;
  };
  [[nodiscard]] bool matches(const StyleRule& rule) const;
  [[nodiscard]] bool step_matches(const SelectorStep& step, const Frame& frame) const;
  void apply_rules(const std::vector<std::size_t>& rules, Open& open);
  void bound_size(const Declaration& said, Open& open);
  void complete_root(Computed& root);
  void apply(const Declaration& declaration, Computed& computed) const;
  void apply_text(const Declaration& declaration, Computed& computed) const;
  void apply_block(const Declaration& declaration, Computed& computed) const;
  void apply_list(const Declaration& declaration, Computed& computed) const;

  const LayoutSpec& layout_;
  Length measure_;
  Diagnostics& diagnostics_;
  Length root_size_;
  /// Rules by the name of their last step ("*" for any), ascending by (specificity, order).
  std::map<std::string_view, std::vector<std::size_t>> rules_by_name_;
  std::vector<std::size_t> rank_;  ///< Rank of each rule: place in ascending precedence.
  std::vector<Open> open_;
};

}  // namespace bifolium
