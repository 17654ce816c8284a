#include "style/cascade.h"

#include <algorithm>
#include <numeric>

#include "core/check.h"
#include "core/decimal.h"

namespace bifolium {
namespace {

/// What the leaflet's own size in em or rem refers to.
constexpr Length kInitialSize = Length::points(12);
/// A layout's sizes in pt are 4 to 200 (read/layout_properties.cpp), but those in em multiply.
constexpr int kLeastPoints = 1, kMostPoints = 1000;
/// Where a layout says none.
constexpr Ratio kUsualLeading = {6, 5};

/// Value of an attribute of the frame by its name in XML, or null.
const std::string* frame_attribute(const Frame& frame, std::string_view name) {
  if (frame.node == nullptr) return nullptr;
  for (const ContentAttribute& attribute : frame.node->attributes) {
    if (attribute_name(attribute.name) == name) return &attribute.value;
  }
  return nullptr;
}

/// What a box starts from: the text properties of the box around it, nothing else.
Computed inherit(const Computed& parent) {
  Computed child;
  child.text = parent.text;
  child.text.baseline_shift = Length();
  child.leading = parent.leading;
  child.align = parent.align;
  child.hyphenate = parent.hyphenate;
  child.variants = parent.variants;
  child.widows = parent.widows;
  child.orphans = parent.orphans;
  return child;
}

Align align_of(std::string_view word) {
  if (word == "end") return Align::kEnd;
  if (word == "center") return Align::kCenter;
  if (word == "justify") return Align::kJustify;
  return Align::kStart;
}

VerticalAlign vertical_align_of(std::string_view word) {
  if (word == "end") return VerticalAlign::kEnd;
  if (word == "center") return VerticalAlign::kCenter;
  return VerticalAlign::kStart;
}

BreakBefore break_before_of(std::string_view word) {
  if (word == "page") return BreakBefore::kPage;
  if (word == "recto") return BreakBefore::kRecto;
  return BreakBefore::kNo;
}

/// "tnum liga=0" -> settings sorted by tag; the form was checked by the reader.
std::vector<FontFeature> parse_features(std::string_view words) {
  std::vector<FontFeature> features;
  std::size_t at = 0;
  while (at < words.size()) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string_view word = words.substr(at, end - at);
    at = end + 1;
    if (word.size() < 4 || word == "none") continue;
    FontFeature feature;
    for (std::size_t i = 0; i < 4; ++i) {
      feature.tag = (feature.tag << 8) | static_cast<unsigned char>(word[i]);
    }
    if (word.size() > 5 && word[4] == '=') {
      feature.value = 0;
      for (const char digit : word.substr(5)) {
        feature.value = feature.value * 10 + static_cast<std::uint32_t>(digit - '0');
      }
    }
    std::erase_if(features, [&](const FontFeature& f) { return f.tag == feature.tag; });
    features.push_back(feature);
  }
  std::ranges::sort(features);
  return features;
}

}  // namespace

Cascade::Cascade(const LayoutSpec& layout, Length measure, Diagnostics& diagnostics)
    : layout_(layout), measure_(measure), diagnostics_(diagnostics), root_size_(kInitialSize) {
  std::vector<std::size_t> order(layout.rules.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return layout.rules[i].specificity(); });
  rank_.resize(order.size());
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    rank_[order[rank]] = rank;
    const StyleRule& rule = layout.rules[order[rank]];
    BIFOLIUM_CHECK(!rule.steps.empty(), "a style rule without a step");
    rules_by_name_[rule.steps.back().element].push_back(order[rank]);
  }
}

bool Cascade::step_matches(const SelectorStep& step, const Frame& frame) const {
  if (step.element != "*" && step.element != frame.name) return false;
  return std::ranges::all_of(step.attributes, [&](const auto& wanted) {
    if (wanted.first == "class") return frame.style_class == wanted.second;
    const std::string* value = frame_attribute(frame, wanted.first);
    return value != nullptr && *value == wanted.second;
  });
}

bool Cascade::matches(const StyleRule& rule) const {
  // From the inside out. Greedy matching is right as long as '>' binds only neighbours that were
  // just matched; a step that '>' ties to an outer one backtracks over the outer candidates.
  const auto match_from = [&](auto&& self, std::size_t step, std::size_t depth) -> bool {
    if (!step_matches(rule.steps[step], open_[depth].frame)) return false;
    if (step == 0) return true;
    if (rule.steps[step].direct_child) return depth > 0 && self(self, step - 1, depth - 1);
    for (std::size_t outer = depth; outer-- > 0;) {
      if (self(self, step - 1, outer)) return true;
    }
    return false;
  };
  return match_from(match_from, rule.steps.size() - 1, open_.size() - 1);
}

const Computed& Cascade::push(const Frame& frame) {
  open_.push_back({frame, open_.empty() ? Computed() : inherit(open_.back().computed)});
  std::vector<std::size_t> hits;
  for (const std::string_view name : {frame.name, std::string_view("*")}) {
    const auto found = rules_by_name_.find(name);
    if (found == rules_by_name_.end()) continue;
    for (const std::size_t rule : found->second) {
      if (matches(layout_.rules[rule])) hits.push_back(rule);
    }
  }
  std::ranges::sort(hits, {}, [&](std::size_t rule) { return rank_[rule]; });
  apply_rules(hits, open_.back());
  return open_.back().computed;
}

void Cascade::apply_rules(const std::vector<std::size_t>& rules, Open& open) {
  const bool is_root = open_.size() == 1;
  const auto each = [&](const auto& visit) {
    for (const std::size_t rule : rules) {
      for (const Declaration& declaration : layout_.rules[rule].declarations) visit(declaration);
    }
  };
  // Size comes first: every em and % of the same box refers to it.
  Computed& computed = open.computed;
  const Declaration* size = nullptr;
  each([&](const Declaration& declaration) {
    if (declaration.property != Property::kSize) return;
    apply(declaration, computed);
    size = &declaration;
  });
  if (size != nullptr) bound_size(*size, open);
  if (is_root) root_size_ = size != nullptr ? computed.text.size : kInitialSize;
  each([&](const Declaration& declaration) {
    if (declaration.property != Property::kSize) apply(declaration, computed);
  });
  if (is_root) complete_root(computed);
}

void Cascade::bound_size(const Declaration& said, Open& open) {
  Length& size = open.computed.text.size;
  const Length bounded =
      std::clamp(size, Length::points(kLeastPoints), Length::points(kMostPoints));
  if (bounded == size) return;
  std::string points;
  append_points(points, size, kTextPlaces);
  diagnostics_.report(
      DiagnosticCode::kTypeSizeAbsurd, said.span,
      {open.frame.name, points, integer_text(kLeastPoints), integer_text(kMostPoints)});
  size = bounded;
}

void Cascade::complete_root(Computed& root) {
  const auto report = [&](std::string_view property) {
    const SourceFile* file = layout_.files.empty() ? nullptr : layout_.files.front().get();
    diagnostics_.report(DiagnosticCode::kBaseStyleMissing, {file, 0, 0}, {property});
  };
  if (root.text.family.empty()) report("family");
  if (root.text.size == Length()) {
    report("size");
    root.text.size = kInitialSize;
  }
  if (root.leading == Length()) {
    report("leading");
    root.leading = root.text.size.scaled(kUsualLeading);
  }
}

void Cascade::pop() { open_.pop_back(); }

Length Cascade::resolve(const LengthSpec& length, const Computed& computed) const {
  const std::int64_t n = length.thousandths;
  switch (length.unit) {
    case LengthUnit::kPt:
      return Length::millipoints(n);
    case LengthUnit::kMm:
      return Length::micrometers(n);
    case LengthUnit::kCm:
      return Length::micrometers(n * 10);
    case LengthUnit::kIn:
      return Length::milliinches(n);
    case LengthUnit::kEm:
      return computed.text.size.scaled({n, 1000});
    case LengthUnit::kRem:
      return root_size_.scaled({n, 1000});
    case LengthUnit::kPercent:
      return measure_.scaled({n, 100'000});
  }
  return {};
}

Color Cascade::color(std::string_view name) const {
  if (const ColorSpec* found = layout_.find_color(name)) return found->value;
  if (name.size() != 7 || name[0] != '#') return {};
  const auto digit = [](char c) {
    return c <= '9' ? c - '0' : c <= 'F' ? c - 'A' + 10 : c - 'a' + 10;
  };
  const auto channel = [&](std::size_t at) {
    return static_cast<std::uint8_t>(digit(name[at]) * 16 + digit(name[at + 1]));
  };
  return {channel(1), channel(3), channel(5)};
}

void Cascade::apply(const Declaration& declaration, Computed& computed) const {
  apply_text(declaration, computed);
  apply_block(declaration, computed);
  apply_list(declaration, computed);
}

void Cascade::apply_text(const Declaration& d, Computed& computed) const {
  const auto relative = [&](Length base) {
    // em and % of type sizes refer to the parent's size, of leading to the box's own.
    if (d.length->unit == LengthUnit::kEm) return base.scaled({d.length->thousandths, 1000});
    if (d.length->unit == LengthUnit::kPercent) {
      return base.scaled({d.length->thousandths, 100'000});
    }
    return resolve(*d.length, computed);
  };
  switch (d.property) {
    case Property::kFamily:
      computed.text.family = d.word;
      break;
    case Property::kWeight:
      computed.text.weight = static_cast<int>(d.number);
      break;
    case Property::kSlope:
      computed.text.slope = d.word == "italic" ? Slope::kItalic : Slope::kUpright;
      break;
    case Property::kSize: {
      computed.text.size =
          relative(open_.size() > 1 ? open_[open_.size() - 2].computed.text.size : kInitialSize);
      break;
    }
    case Property::kLeading:
      computed.leading = relative(computed.text.size);
      break;
    case Property::kColor:
      computed.text.color = color(d.word);
      break;
    case Property::kFeatures:
      computed.text.features = parse_features(d.word);
      break;
    case Property::kBaselineShift:
      computed.text.baseline_shift = resolve(*d.length, computed);
      break;
    case Property::kLetterSpacing:
      computed.text.letter_spacing = resolve(*d.length, computed);
      break;
    case Property::kAlign:
      computed.align = align_of(d.word);
      break;
    case Property::kHyphenate:
      computed.hyphenate = d.number != 0;
      break;
    case Property::kIndent:
      computed.indent = resolve(*d.length, computed);
      break;
    case Property::kWidows:
      computed.widows = static_cast<int>(d.number);
      break;
    case Property::kOrphans:
      computed.orphans = static_cast<int>(d.number);
      break;
    case Property::kVariants:
      computed.variants = d.number != 0;
      break;
    default:
      break;
  }
}

void Cascade::apply_block(const Declaration& d, Computed& computed) const {
  BlockStyle& block = computed.block;
  const auto length = [&] { return resolve(*d.length, computed); };
  switch (d.property) {
    case Property::kIndentStart:
      block.indent_start = length();
      break;
    case Property::kIndentEnd:
      block.indent_end = length();
      break;
    case Property::kSpaceBefore:
      block.space_before = length();
      break;
    case Property::kSpaceAfter:
      block.space_after = length();
      break;
    case Property::kKeepWithNext:
      block.keep_with_next = d.number != 0;
      break;
    case Property::kKeepTogether:
      block.keep_together = d.number != 0;
      break;
    case Property::kBreakBefore:
      block.break_before = break_before_of(d.word);
      break;
    case Property::kBackground:
      block.background = d.word == "none" ? std::nullopt : std::optional(color(d.word));
      break;
    case Property::kPaddingBlock:
      block.padding_block = length();
      break;
    case Property::kPaddingInline:
      block.padding_inline = length();
      break;
    case Property::kBar:
      block.bar = length();
      break;
    case Property::kBarColor:
      block.bar_color = color(d.word);
      break;
    case Property::kRuleAbove:
      block.rule_above = length();
      break;
    case Property::kRuleBelow:
      block.rule_below = length();
      break;
    case Property::kRuleColor:
      block.rule_color = color(d.word);
      break;
    case Property::kBorder:
      block.border = length();
      break;
    case Property::kBorderColor:
      block.border_color = color(d.word);
      break;
    case Property::kMinHeight:
      block.min_height = length();
      break;
    case Property::kVerticalAlign:
      block.vertical_align = vertical_align_of(d.word);
      break;
    case Property::kDisplay:
      computed.displayed = d.word != "none";
      break;
    default:
      break;
  }
}

void Cascade::apply_list(const Declaration& d, Computed& computed) const {
  switch (d.property) {
    case Property::kMarker:
      computed.marker = d.word;
      break;
    case Property::kMarkerColor:
      computed.marker_color = color(d.word);
      break;
    case Property::kMarkerSize:
      computed.marker_size = resolve(*d.length, computed);
      break;
    case Property::kMarkerWeight:
      computed.marker_weight = static_cast<int>(d.number);
      break;
    case Property::kHang:
      computed.block.hang = resolve(*d.length, computed);
      break;
    case Property::kColumns:
      computed.block.columns = static_cast<int>(d.number);
      break;
    case Property::kColumnGap:
      computed.block.column_gap = resolve(*d.length, computed);
      break;
    default:
      break;
  }
}

}  // namespace bifolium
