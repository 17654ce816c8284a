#include "pages/place.h"

#include <algorithm>

#include "core/check.h"

namespace bifolium {
namespace {

class ColumnPlacer {
 public:
  ColumnPlacer(const Galley& galley, const GalleySource& source, const ColumnFill& fill,
               const ColumnPlace& place, Pages& pages)
      : galley_(galley),
        source_(source),
        fill_(fill),
        place_(place),
        pages_(pages),
        page_(pages.pages.at(place.page)),
        y_(place.top) {}

  void run() {
    std::uint32_t e = fill_.begin.element;
    if (fill_.begin.line > 0) {
      reopen(galley_.elements[e].box);
      trim_top(e);
      lines_of(e, fill_.begin.choice, fill_.begin.line, last_line_of(e, fill_.begin.choice));
      ++e;
    } else {
      const Gap& gap = galley_.gaps[e];
      reopen(gap.box);
      open_boxes(gap);
      trim_top(e);
    }
    for (bool begun = fill_.begin.line > 0; e < end_element(); begun = true, ++e) {
      if (begun) {
        const Gap& gap = galley_.gaps[e];
        close_boxes(gap);
        y_ += gap.space;
        open_boxes(gap);
      }
      element(e);
    }
    finish();
  }

 private:
  struct Open {
    BoxId box;
    Length top;
  };

  /// One past the last element of which something stands in this column.
  [[nodiscard]] std::uint32_t end_element() const {
    return fill_.end.element + (fill_.end.line > 0 ? 1 : 0);
  }

  [[nodiscard]] LineChoice choice_of(std::uint32_t e) const {
    if (fill_.end.line > 0 && e == fill_.end.element) return fill_.end.choice;
    for (const auto& [element, choice] : fill_.choices) {
      if (element == e) return choice;
    }
    return LineChoice::kOptimum;
  }

  [[nodiscard]] std::uint32_t last_line_of(std::uint32_t e, LineChoice choice) const {
    if (fill_.end.line > 0 && e == fill_.end.element) return fill_.end.line;
    const ParagraphId paragraph = galley_.elements[e].paragraph;
    return static_cast<std::uint32_t>(
        setting_of(source_.text.lines[paragraph], choice).lines.size());
  }

  void trim_top(std::uint32_t e) {
    if (!galley_.elements[e].box) y_ -= galley_.elements[e].top_trim;
  }

  void element(std::uint32_t e) {
    const GalleyElement& el = galley_.elements[e];
    for (const HungLabel& label : el.labels) hung_label(label, y_ + el.baseline);
    if (el.paragraph) {
      const LineChoice choice = choice_of(e);
      lines_of(e, choice, 0, last_line_of(e, choice));
      return;
    }
    for (const SolidLine& line : galley_.solids[el.solid].lines) {
      put(line.block, line.paragraph, LineChoice::kOptimum, line.line, line.start,
          y_ + line.baseline);
    }
    y_ += el.leading;
  }

  void lines_of(std::uint32_t e, LineChoice choice, std::uint32_t from, std::uint32_t to) {
    const GalleyElement& el = galley_.elements[e];
    const LineSetting& setting = setting_of(source_.text.lines[el.paragraph], choice);
    for (std::uint32_t k = from; k < to; ++k) {
      put(el.block, el.paragraph, choice, k, el.start,
          y_ + setting.down_to(from, k, el.leading) + el.baseline);
    }
    y_ += setting.height(from, to, el.leading);
  }

  void hung_label(const HungLabel& label, Length baseline) {
    const LineSetting& setting = source_.text.lines[label.paragraph].optimum;
    const Length leading = source_.document.paragraphs[label.paragraph].leading;
    for (std::uint32_t k = 0; k < setting.lines.size(); ++k) {
      put(label.block, label.paragraph, LineChoice::kOptimum, k, label.start,
          baseline + setting.down_to(0, k, leading));
    }
  }

  void put(BlockId block, ParagraphId paragraph, LineChoice choice, std::uint32_t line,
           Length start, Length baseline) {
    const Length measure = source_.boxes[block].measure;
    const Length x =
        place_.right_to_left ? place_.left + place_.width - start - measure : place_.left + start;
    page_.lines.push_back({block, paragraph, false, choice, line, {x, baseline}});
    const Paragraph& set = source_.document.paragraphs[paragraph];
    const Length top = baseline - line_baseline(set, source_.heights);
    for (BlockId b = block; b; b = source_.document.blocks[b].parent) {
      if (!pages_.anchors.emplace(b, Anchor{place_.page, top}).second) break;
    }
  }

  /// Opens anew the boxes that go on from the column before, outermost first.
  void reopen(BoxId box) {
    if (!box) return;
    reopen(galley_.boxes[box].parent);
    open_.push_back({box, y_});
    y_ += galley_.boxes[box].open;
  }

  void open_boxes(const Gap& gap) {
    for (const BoxId id : gap.opens) {
      open_.push_back({id, y_});
      y_ += galley_.boxes[id].open + galley_.boxes[id].extra_open;
    }
  }

  void close_boxes(const Gap& gap) {
    for (const BoxId id : gap.closes) {
      y_ += galley_.boxes[id].close + galley_.boxes[id].extra_close;
      paint_last(id);
    }
  }

  /// Closes what the column's end closes, then cuts the boxes that go on.
  void finish() {
    if (fill_.end.line == 0) close_boxes(galley_.gaps[fill_.end.element]);
    while (!open_.empty()) {
      y_ += galley_.boxes[open_.back().box].close;
      paint_last(open_.back().box);
    }
    // Outer boxes were painted after the boxes inside them; they belong below.
    std::ranges::stable_sort(painted_, {}, &Painted::depth);
    for (const Painted& painted : painted_) {
      page_.fills.insert(page_.fills.end(), painted.fills.begin(), painted.fills.end());
    }
  }

  struct Painted {
    std::size_t depth = 0;
    std::vector<PlacedFill> fills;
  };

  /// Paints the innermost open box from its top to here.
  void paint_last(BoxId id) {
    BIFOLIUM_CHECK(!open_.empty() && open_.back().box == id, "boxes close in the wrong order");
    const Open open = open_.back();
    open_.pop_back();
    const BlockId block = galley_.boxes[id].block;
    const BlockStyle& style = source_.document.blocks[block].style;
    const BlockBox& across = source_.boxes[block];
    const Length left = place_.right_to_left
                            ? place_.left + place_.width - across.border_start - across.border_width
                            : place_.left + across.border_start;
    const Rect outside{left, open.top, across.border_width, y_ - open.top};
    Painted painted{open_.size(), {}};
    paint(style, outside, painted.fills);
    if (!painted.fills.empty()) painted_.push_back(std::move(painted));
  }

  void paint(const BlockStyle& style, const Rect& outside, std::vector<PlacedFill>& fills) const {
    const auto fill = [&](Length x, Length y, Length width, Length height, Color color,
                          ArtifactKind kind) {
      if (width > Length() && height > Length()) {
        fills.push_back({{x, y, width, height}, color, kind});
      }
    };
    Rect in = outside;
    in.y += style.rule_above;
    in.height -= style.rule_above + style.rule_below;
    if (style.background) {
      fill(in.x, in.y, in.width, in.height, *style.background, ArtifactKind::kBackground);
    }
    const auto layout = ArtifactKind::kLayout;
    fill(outside.x, outside.y, outside.width, style.rule_above, style.rule_color, layout);
    fill(outside.x, outside.bottom() - style.rule_below, outside.width, style.rule_below,
         style.rule_color, layout);
    const Length b = style.border;
    fill(in.x, in.y, in.width, b, style.border_color, layout);
    fill(in.x, in.bottom() - b, in.width, b, style.border_color, layout);
    fill(in.x, in.y + b, b, in.height - b * 2, style.border_color, layout);
    fill(in.right() - b, in.y + b, b, in.height - b * 2, style.border_color, layout);
    const Length bar_x = place_.right_to_left ? in.right() - b - style.bar : in.x + b;
    fill(bar_x, in.y + b, style.bar, in.height - b * 2, style.bar_color, layout);
  }

  const Galley& galley_;
  const GalleySource& source_;
  const ColumnFill& fill_;
  const ColumnPlace& place_;
  Pages& pages_;
  Page& page_;
  Length y_;
  std::vector<Open> open_;
  std::vector<Painted> painted_;
};

}  // namespace

void place_column(const Galley& galley, const GalleySource& source, const ColumnFill& fill,
                  const ColumnPlace& place, Pages& pages) {
  ColumnPlacer(galley, source, fill, place, pages).run();
}

}  // namespace bifolium
