#include "shape/itemize.h"

#include <hb.h>

#include <algorithm>
#include <optional>

#include "core/check.h"
#include "shape/bidi_levels.h"

namespace bifolium {
namespace {

/// The innermost inline of every unit: children overwrite their parents. Empty for a paragraph
/// without inline elements.
void find_owners(const Paragraph& paragraph, std::vector<InlineId>& owners) {
  owners.clear();
  if (paragraph.inlines.size() == 1) return;
  owners.assign(paragraph.text.size(), InlineId{0});
  for (std::size_t i = 1; i < paragraph.inlines.size(); ++i) {
    const Inline& element = paragraph.inlines[InlineId{i}];
    BIFOLIUM_CHECK(element.begin <= element.end && element.end <= owners.size(),
                   "an inline lies in its paragraph's text");
    std::fill(owners.begin() + element.begin, owners.begin() + element.end, InlineId{i});
  }
}

bool is_latin_letter(char16_t c) {
  const auto lower = static_cast<char16_t>(c | 0x20);
  if (lower >= u'a' && lower <= u'z') return true;
  return c == u'ª' || c == u'º' || (c >= u'À' && c < 0x0250 && c != u'×' && c != u'÷');
}

/// Characters of script Latin or Common that are a cluster each, have no direction of their own to
/// turn a line, and whose Script_Extensions don't matter.
bool is_plain(char16_t c) {
  if (c < 0x0250) return c >= u' ' && c != 0x7F && !(c > 0x7F && c < 0xA0);
  return (c >= u'\u2010' && c <= u'\u2022') || c == u'\u2026' || c == u'\u2028' || c == u'€';
}

std::optional<Itemized> itemize_plain_latin(const Paragraph& paragraph, FontChooser& chooser,
                                            const std::vector<InlineId>& owners) {
  const std::u16string_view text = paragraph.text;
  if (paragraph.right_to_left || !std::all_of(text.begin(), text.end(), is_plain)) return {};
  const bool latin = std::any_of(text.begin(), text.end(), is_latin_letter);
  Itemized result;
  std::size_t begin = 0;
  while (begin < text.size()) {
    GlyphRun run;
    std::size_t end = text.size();
    run.inline_id = owners.empty() ? InlineId{0} : owners[begin];
    if (!owners.empty()) {
      end = begin;
      while (end < text.size() && owners[end] == run.inline_id) ++end;
    }
    if (!chooser.own_face_covers(run.inline_id, text.substr(begin, end - begin))) return {};
    run.face = chooser.own_face(run.inline_id);
    run.script = latin ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    run.text_begin = static_cast<std::uint32_t>(begin);
    run.text_end = static_cast<std::uint32_t>(end);
    result.runs.push_back(run);
    begin = end;
  }
  return result;
}

std::uint32_t harfbuzz_script(UScriptCode script) {
  return hb_script_from_string(uscript_getShortName(script), -1);
}

}  // namespace

Itemized itemize_any(const Paragraph& paragraph, FontChooser& chooser,
                     ShapeWorkspace::State& state) {
  std::vector<TextCluster>& clusters = state.clusters;
  find_owners(paragraph, state.owners);
  find_clusters(paragraph.text, state.grapheme_iterator, clusters);
  for (TextCluster& cluster : clusters) {
    cluster.inline_id = state.owners.empty() ? InlineId{0} : state.owners[cluster.begin];
  }
  resolve_scripts(paragraph.text, clusters);
  chooser.choose(clusters);

  Itemized result;
  result.levels = embedding_levels(paragraph, state.bidi.get());
  const std::uint8_t own_level = paragraph.right_to_left ? 1 : 0;
  UScriptCode script = USCRIPT_COMMON;
  for (const TextCluster& cluster : clusters) {
    const std::uint8_t level = result.levels.empty() ? own_level : result.levels[cluster.begin];
    const bool continues = !result.runs.empty() && !cluster.overflows &&
                           result.runs.back().face == cluster.face &&
                           result.runs.back().inline_id == cluster.inline_id &&
                           result.runs.back().level == level && script == cluster.script;
    if (!continues) {
      script = cluster.script;
      GlyphRun run;
      run.face = cluster.face;
      run.inline_id = cluster.inline_id;
      run.script = harfbuzz_script(script);
      run.level = level;
      run.text_begin = cluster.begin;
      if (!result.runs.empty()) result.runs.back().text_end = cluster.begin;
      result.runs.push_back(run);
    }
  }
  if (!result.runs.empty()) {
    result.runs.back().text_end = static_cast<std::uint32_t>(paragraph.text.size());
  }
  return result;
}

Itemized itemize(const Paragraph& paragraph, FontChooser& chooser, ShapeWorkspace::State& state) {
  find_owners(paragraph, state.owners);
  if (auto plain = itemize_plain_latin(paragraph, chooser, state.owners)) return std::move(*plain);
  return itemize_any(paragraph, chooser, state);
}

}  // namespace bifolium
