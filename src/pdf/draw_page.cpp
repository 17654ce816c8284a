#include "pdf/draw_page.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "core/check.h"
#include "pdf/content_stream.h"
#include "pdf/draw_text.h"
#include "tags/build_struct_tree.h"

namespace bifolium {
namespace {

void draw_decoration(const Page& page, ContentStream& stream) {
  for (const PlacedFill& fill : page.fills) {
    stream.artifact(fill.kind, fill.box).fill_rectangle(fill.box, fill.color);
  }
  for (const PlacedPath& path : page.paths) {
    const std::vector<PathStep> steps =
        path_steps(path.path, path.view_width, path.view_height, path.box);
    stream.artifact(ArtifactKind::kLayout, path.box).fill_path(steps, path.color);
  }
}

bool same_content(const TaggedSequence& sequence, const TaggedSequence& before) {
  BIFOLIUM_CHECK(!sequence.continues_mcid || sequence.mcid == before.mcid,
                 "a sequence goes on in another MCID");
  return sequence.mcid == before.mcid;
}

bool holds_value(const StyledDocument& document, const PlacedLine& line) {
  return !document.paragraphs[line.paragraph].values.empty();
}

}  // namespace

bool has_value(const StyledDocument& document, const Page& page) {
  return std::ranges::any_of(page.lines,
                             [&](const PlacedLine& line) { return holds_value(document, line); });
}

std::string draw_page(const StyledDocument& document, const SetText& text, const Pages& pages,
                      const StructTree& tree, std::uint32_t page_index, FontCids& fonts,
                      const PageDrawing& how) {
  const Page& page = pages.pages.at(page_index);
  const std::vector<TaggedSequence>& sequences = tree.pages.at(page_index).sequences;
  ContentStream stream(document.page.trim.height, how.inks);
  draw_decoration(page, stream);

  for (std::size_t i = 0; i < sequences.size();) {
    const StructType type = tree.elements[sequences[i].element].type;
    MarkedContent content = how.tagging == Tagging::kElements
                                ? stream.tagged(struct_type_name(type), sequences[i].mcid)
                                : stream.artifact(ArtifactKind::kPage, std::nullopt);
    const std::size_t first = i;
    for (; i < sequences.size() && (i == first || same_content(sequences[i], sequences[i - 1]));
         ++i) {
      if (how.tagging == Tagging::kElements && !sequences[i].actual_text.empty()) {
        content.begin_actual_text(sequences[i].actual_text);
      }
      for (const TextMark& mark : sequences[i].marks) {
        const PlacedLine& line = page.lines.at(mark.line);
        if (how.reach == TextReach::kFixed && holds_value(document, line)) continue;
        draw_pieces(view(line, document, text, pages), line.origin, mark.piece_begin,
                    mark.piece_end, document.text_styles, fonts, content);
      }
      content.end_actual_text();
    }
  }

  for (const PlacedRunning& running : page.running) {
    const LineView line = view(running.line, document, text, pages);
    MarkedContent content = stream.artifact(running.kind, std::nullopt);
    draw_pieces(line, running.line.origin, 0, static_cast<std::uint32_t>(line.line.pieces.size()),
                document.text_styles, fonts, content);
  }
  return stream.take();
}

void meet_all(const StyledDocument& document, const SetText& text, const Pages& pages,
              const StructTree& tree, FontCids& fonts) {
  for (std::uint32_t i = 0; i < pages.pages.size(); ++i) {
    static_cast<void>(draw_page(document, text, pages, tree, i, fonts));
  }
}

FontCids fixed_cids(const StyledDocument& document, const SetText& text, const Pages& pages,
                    const StructTree& tree, const FontLibrary& fonts, TimeBudget* budget) {
  FontCids cids(fonts);
  const bool any = std::ranges::any_of(
      document.paragraphs, [](const Paragraph& paragraph) { return !paragraph.values.empty(); });
  for (std::uint32_t i = 0; any && i < pages.pages.size(); ++i) {
    spend(budget, kNanosecondsAPage);
    static_cast<void>(draw_page(document, text, pages, tree, i, cids, {TextReach::kFixed}));
  }
  return cids;
}

}  // namespace bifolium
