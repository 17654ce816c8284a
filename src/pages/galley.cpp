#include "pages/galley.h"

#include <algorithm>
#include <utility>

#include "core/check.h"
#include "pages/column_band.h"

namespace bifolium {
namespace {

// Penalties of ALGORITHMS, page breaking.
constexpr std::int64_t kBetweenItems = 50;
/// One item alone before or after a column's end: dearer than a column seven lines short, since a
/// list of two that is torn, or a bullet that hangs behind, reads as a mistake.
constexpr std::int64_t kLoneItem = 600;
constexpr std::int64_t kBeforeHeading = -100;

bool is_heading(StructType type) { return type >= StructType::kH1 && type <= StructType::kH6; }

Length closes_of(const Galley& galley, const Gap& gap) {
  Length sum;
  for (const BoxId id : gap.closes) sum += galley.boxes[id].close + galley.boxes[id].extra_close;
  return sum;
}

Length opens_of(const Galley& galley, const Gap& gap) {
  Length sum;
  for (const BoxId id : gap.opens) sum += galley.boxes[id].open + galley.boxes[id].extra_open;
  return sum;
}

void sum_gaps(Galley& galley) {
  for (Gap& gap : galley.gaps) {
    gap.close_sum = closes_of(galley, gap);
    gap.open_sum = opens_of(galley, gap);
  }
}

Length height_of(const GalleyElement& element, const SetText& text) {
  if (!element.paragraph) return element.leading;
  const LineSetting& setting = text.lines[element.paragraph].optimum;
  return setting.height(0, setting.lines.size(), element.leading);
}

class Builder {
 public:
  Builder(const GalleySource& source, Length depth, Diagnostics& diagnostics)
      : source_(source), document_(source.document), depth_(depth), diagnostics_(diagnostics) {
    base_ascent_ = source.heights[document_.base_text_style].ascent;
  }

  void block(BlockId id) {
    const Block& block = document_.blocks[id];
    if (block.hung_label) {
      labels_.push_back({id, block.paragraph, source_.boxes[id].start});
      return;
    }
    const std::size_t first = galley_.elements.size();
    const BoxId box = begin(id);
    if (block.paragraph) {
      add_paragraph(id);
    } else if (block.style.columns > 1) {
      add_columns(id);
    } else {
      for (BlockId child = block.first_child; child; child = document_.blocks[child].next_sibling) {
        this->block(child);
      }
      add_label_rest(id, first);
    }
    end(id, box, first);
  }

  [[nodiscard]] Galley take() {
    galley_.gaps.push_back(std::move(gap_));
    galley_.gaps.back().box = box_;
    sum_gaps(galley_);
    return std::move(galley_);
  }

 private:
  /// Opens the block in the gap; gives its box if it has a thickness or a look of its own.
  BoxId begin(BlockId id) {
    const Block& block = document_.blocks[id];
    const BlockStyle& style = block.style;
    if (style.break_before == BreakBefore::kPage) {
      gap_.forced = std::max(gap_.forced, ForcedBreak::kPage);
    } else if (style.break_before == BreakBefore::kRecto) {
      gap_.forced = ForcedBreak::kRecto;
    }
    if (block.keep_with_previous) gap_.keep = std::max(gap_.keep, Keep::kListIntro);
    if (block.structure == StructType::kLI && is_later_sibling(id)) {
      gap_.penalty = leaves_lone_item(id) ? kLoneItem : kBetweenItems;
    }
    if (is_heading(block.structure) && block.structure <= StructType::kH2) {
      gap_.penalty = kBeforeHeading;
    }
    // Space at the head of a box is the box's padding alone.
    if (gap_.opens.empty()) gap_.space = max(gap_.space, style.space_before);

    OpenBox box;
    box.block = id;
    box.parent = box_;
    box.open = style.rule_above + style.border + style.padding_block;
    box.close = style.rule_below + style.border + style.padding_block;
    const bool has_box = box.open > Length() || box.close > Length() || style.background ||
                         style.bar > Length() || style.min_height > Length();
    if (!has_box) return {};
    box.all_open = galley_.all_open(box_) + box.open;
    box.all_close = galley_.all_close(box_) + box.close;
    box_ = galley_.boxes.add(box);
    gap_.opens.push_back(box_);
    return box_;
  }

  void end(BlockId id, BoxId box, std::size_t first) {
    const Block& block = document_.blocks[id];
    const BlockStyle& style = block.style;
    const bool empty = first == galley_.elements.size();
    if (!empty) keep_and_heighten(style, box, first);
    if (box) {
      box_ = galley_.boxes[box].parent;
      if (empty) {
        std::erase(gap_.opens, box);
      } else {
        gap_.space = Length();  // Space at the foot of a box is its padding alone.
        gap_.closes.push_back(box);
      }
    }
    gap_.space = max(gap_.space, style.space_after);
    if (style.keep_with_next) {
      gap_.keep =
          std::max(gap_.keep, is_heading(block.structure) ? Keep::kHeading : Keep::kListIntro);
    }
    if (block.list_intro) gap_.keep = std::max(gap_.keep, Keep::kListIntro);
  }

  void keep_and_heighten(const BlockStyle& style, BoxId box, std::size_t first) {
    const Length natural = height(first);
    Length all = natural;
    if (box) {
      OpenBox& open = galley_.boxes[box];
      all += open.open + open.close;
      const Length missing = style.min_height - all;
      if (missing > Length()) {
        all = style.min_height;
        if (style.vertical_align == VerticalAlign::kEnd) open.extra_open = missing;
        if (style.vertical_align == VerticalAlign::kStart) open.extra_close = missing;
        if (style.vertical_align == VerticalAlign::kCenter) {
          open.extra_open = missing.scaled({1, 2});
          open.extra_close = missing - open.extra_open;
        }
      }
      if (style.min_height > Length()) {
        // The least height was reckoned with these lines.
        for (std::size_t i = first; i < galley_.elements.size(); ++i) {
          galley_.elements[i].variants = false;
        }
      }
    }
    if (!style.keep_together || all > depth_) return;
    for (std::size_t i = first; i < galley_.elements.size(); ++i) {
      galley_.elements[i].inside = Keep::kTogether;
      if (i > first) galley_.gaps[i].keep = std::max(galley_.gaps[i].keep, Keep::kTogether);
    }
  }

  [[nodiscard]] bool is_later_sibling(BlockId id) const {
    const BlockId parent = document_.blocks[id].parent;
    return parent && document_.blocks[parent].first_child != id;
  }

  /// Whether a break before this item leaves the first or the last item of its list alone.
  [[nodiscard]] bool leaves_lone_item(BlockId id) const {
    const BlockId first = document_.blocks[document_.blocks[id].parent].first_child;
    return document_.blocks[first].next_sibling == id || !document_.blocks[id].next_sibling;
  }

  [[nodiscard]] Length closes_of(const Gap& gap) const { return bifolium::closes_of(galley_, gap); }
  [[nodiscard]] Length opens_of(const Gap& gap) const { return bifolium::opens_of(galley_, gap); }

  [[nodiscard]] Length height_of(const GalleyElement& element) const {
    return bifolium::height_of(element, source_.text);
  }

  /// Natural height of the elements from `first` on, with the gaps between and after them.
  [[nodiscard]] Length height(std::size_t first) const {
    Length sum;
    for (std::size_t i = first; i < galley_.elements.size(); ++i) {
      if (i > first) {
        const Gap& gap = galley_.gaps[i];
        sum += closes_of(gap) + gap.space + opens_of(gap);
      }
      sum += height_of(galley_.elements[i]);
    }
    return sum + closes_of(gap_);
  }

  void add(GalleyElement element) {
    gap_.box = gap_.opens.empty() ? box_ : galley_.boxes[gap_.opens.front()].parent;
    galley_.gaps.push_back(std::exchange(gap_, {}));
    element.box = box_;
    element.labels = std::exchange(labels_, {});
    galley_.elements.push_back(std::move(element));
  }

  void add_paragraph(BlockId id) {
    const Block& block = document_.blocks[id];
    const Paragraph& paragraph = document_.paragraphs[block.paragraph];
    GalleyElement element;
    element.block = id;
    element.paragraph = block.paragraph;
    element.start = source_.boxes[id].start;
    element.leading = paragraph.leading;
    element.baseline = line_baseline(paragraph, source_.heights);
    element.top_trim = top_trim(element.baseline);
    element.bottom_trim = max(Length(), element.leading - element.baseline -
                                            source_.heights[paragraph.root().text_style].descent);
    element.widows = paragraph.widows;
    element.orphans = paragraph.orphans;
    element.variants = paragraph.variants;
    add(std::move(element));
  }

  /// What lifts a first line so that its baseline is where any page's first baseline is. A line
  /// much larger than body text would rise into the running head: it stands whole below the margin.
  [[nodiscard]] Length top_trim(Length baseline) const {
    const Length trim = baseline - base_ascent_;
    return trim > document_.base_leading.scaled({1, 2}) ? Length() : trim;
  }

  /// A label with more lines than the text beside it pushes the next block down.
  void add_label_rest(BlockId id, std::size_t first) {
    Length tallest;
    const Block& block = document_.blocks[id];
    for (BlockId child = block.first_child; child; child = document_.blocks[child].next_sibling) {
      if (!document_.blocks[child].hung_label) continue;
      const ParagraphId label = document_.blocks[child].paragraph;
      const LineSetting& setting = source_.text.lines[label].optimum;
      if (setting.lines.size() < 2) continue;
      tallest = max(tallest,
                    setting.height(0, setting.lines.size(), document_.paragraphs[label].leading));
    }
    if (tallest == Length() || first == galley_.elements.size()) return;
    const Length rest = tallest - height(first);
    if (rest <= Length()) return;
    GalleyElement filler;
    filler.block = id;
    filler.solid = static_cast<std::uint32_t>(galley_.solids.size());
    filler.leading = rest;
    galley_.solids.push_back({rest, {}});
    gap_.space = Length();
    gap_.keep = Keep::kTogether;
    add(std::move(filler));
  }

  void add_columns(BlockId id) {
    const Block& block = document_.blocks[id];
    std::vector<ColumnItem> items;
    for (BlockId child = block.first_child; child; child = document_.blocks[child].next_sibling) {
      items.push_back(column_item(child));
    }
    const BlockBox& box = source_.boxes[id];
    const ColumnShape shape{block.style.columns, box.measure + block.style.column_gap, depth_};
    bool first = true;
    for (Solid& band : set_column_bands(items, shape)) {
      GalleyElement element;
      element.block = id;
      element.solid = static_cast<std::uint32_t>(galley_.solids.size());
      element.leading = band.height;
      if (!items.empty()) element.top_trim = top_trim(items.front().first_baseline);
      galley_.solids.push_back(std::move(band));
      if (!first) {
        gap_.space = items.front().space_before;
        gap_.penalty = kBetweenItems;
      }
      first = false;
      add(std::move(element));
    }
    if (!items.empty()) gap_.space = max(gap_.space, items.back().space_after);
  }

  /// Sets one item of a list in columns by itself.
  [[nodiscard]] ColumnItem column_item(BlockId id) {
    const Galley galley = build_galley(source_, {id}, depth_, diagnostics_);
    ColumnItem item;
    item.space_before = galley.gaps.front().space;
    item.space_after = galley.gaps.back().space;
    if (!galley.boxes.empty()) {
      diagnostics_.report(DiagnosticCode::kBoxInColumns, document_.blocks[id].span);
    }
    Length y;
    for (std::size_t i = 0; i < galley.elements.size(); ++i) {
      const GalleyElement& element = galley.elements[i];
      if (i > 0) y += galley.gaps[i].space;
      if (i == 0) item.first_baseline = element.baseline;
      for (const HungLabel& label : element.labels) {
        append_lines(label.block, label.paragraph, label.start, y + element.baseline, item);
      }
      if (element.paragraph) {
        append_lines(element.block, element.paragraph, element.start, y + element.baseline, item);
      } else {
        for (SolidLine line : galley.solids[element.solid].lines) {
          line.baseline += y;
          item.lines.push_back(line);
        }
      }
      y += height_of(element);
    }
    item.height = y;
    return item;
  }

  void append_lines(BlockId block, ParagraphId paragraph, Length start, Length baseline,
                    ColumnItem& item) const {
    const LineSetting& setting = source_.text.lines[paragraph].optimum;
    const Length leading = document_.paragraphs[paragraph].leading;
    for (std::uint32_t i = 0; i < setting.lines.size(); ++i) {
      item.lines.push_back({block, paragraph, i, start, baseline + setting.down_to(0, i, leading)});
    }
  }

  const GalleySource& source_;
  const StyledDocument& document_;
  Length depth_;
  Diagnostics& diagnostics_;
  Length base_ascent_;
  Galley galley_;
  Gap gap_;                        ///< What has gathered since the last element.
  BoxId box_;                      ///< The innermost box now open.
  std::vector<HungLabel> labels_;  ///< Waiting for the line that they hang at.
};

}  // namespace

HeightsOfStyles heights_of_styles(const StyledDocument& document, const FontLibrary& fonts) {
  HeightsOfStyles heights;
  heights.reserve(document.text_styles.size());
  for (const TextStyle& style : document.text_styles) {
    const Face* face = fonts.face(fonts.find(style.family, style.weight, style.slope));
    if (face == nullptr) {
      heights.add({style.size, Length()});  // Reported when its text was shaped.
      continue;
    }
    const FaceMetrics& m = face->metrics();
    heights.add({style.size.scaled({m.ascent, m.upem}), style.size.scaled({m.descent, m.upem})});
  }
  return heights;
}

void give_up_least_heights(Galley& galley, Length excess) {
  const auto take = [&](Length& extra) {
    const Length taken = min(extra, max(excess, Length()));
    extra -= taken;
    excess -= taken;
  };
  for (std::size_t i = galley.boxes.size(); i-- > 0;) {
    take(galley.boxes[BoxId{i}].extra_close);
    take(galley.boxes[BoxId{i}].extra_open);
  }
  sum_gaps(galley);
}

Length natural_height(const Galley& galley, const SetText& text) {
  Length sum = galley.gaps.front().open_sum;
  for (std::size_t i = 0; i < galley.elements.size(); ++i) {
    const Gap& gap = galley.gaps[i + 1];
    sum += height_of(galley.elements[i], text) + gap.close_sum;
    if (i + 1 < galley.elements.size()) sum += gap.space + gap.open_sum;
  }
  return sum;
}

Length line_baseline(const Paragraph& paragraph, const HeightsOfStyles& heights) {
  const StyleHeights& own = heights[paragraph.root().text_style];
  return (paragraph.leading - own.ascent - own.descent).scaled({1, 2}) + own.ascent;
}

Galley build_galley(const GalleySource& source, const std::vector<BlockId>& roots, Length depth,
                    Diagnostics& diagnostics) {
  Builder builder(source, depth, diagnostics);
  for (const BlockId root : roots) builder.block(root);
  return builder.take();
}

}  // namespace bifolium
