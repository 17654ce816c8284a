#include "shape/shape.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <utility>

#include "core/check.h"
#include "core/unicode.h"
#include "shape/itemize.h"
#include "shape/shape_run.h"
#include "shape/shape_text.h"
#include "shape/workspace.h"

namespace bifolium {
namespace {

/// What a UTF-16 unit of text costs, about, for TimeBudget.
constexpr std::int64_t kNanosecondsAUnit = 20;

/// Faces and words in a workspace are known by FaceId, which means nothing to another library.
void serve_fonts(ShapeWorkspace::State& state, const FontLibrary& fonts) {
  if (state.fonts == nullptr) state.fonts = &fonts;
  BIFOLIUM_CHECK(state.fonts == &fonts, "a shape workspace serves one font library");
}

hb_language_t language_of(const std::string& tag, ShapeWorkspace::State& state) {
  for (const auto& [known, language] : state.languages) {
    if (known == tag) return language;
  }
  const hb_language_t language = hb_language_from_string(tag.data(), static_cast<int>(tag.size()));
  state.languages.emplace_back(tag, language);
  return language;
}

/// The style's features; with letter spacing, ligatures are off, whatever the style says.
std::vector<FontFeature> features_of(const TextStyle& style) {
  std::vector<FontFeature> features = style.features;
  if (style.letter_spacing == Length{}) return features;
  for (const std::uint32_t tag : {HB_TAG('c', 'l', 'i', 'g'), HB_TAG('l', 'i', 'g', 'a')}) {
    const auto at =
        std::lower_bound(features.begin(), features.end(), tag,
                         [](const FontFeature& f, std::uint32_t t) { return f.tag < t; });
    if (at != features.end() && at->tag == tag) {
      at->value = 0;
    } else {
      features.insert(at, FontFeature{tag, 0});
    }
  }
  return features;
}

ShapeSettings settings_of(const GlyphRun& run, const Paragraph& paragraph, const TextStyles& styles,
                          ShapeWorkspace::State& state) {
  const Inline& element = paragraph.inlines[run.inline_id];
  ShapeSettings settings;
  settings.face = run.face;
  settings.script = static_cast<hb_script_t>(run.script);
  settings.language = language_of(element.language, state);
  settings.right_to_left = (run.level & 1) != 0;
  settings.features = features_of(styles[element.text_style]);
  return settings;
}

/// Whether a letter that joins its neighbours is in the text. Spaces and digits take the script of
/// the letters before them, and may be spaced.
bool has_joining_letter(std::u16string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    switch (
        u_getIntPropertyValue(static_cast<UChar32>(next_scalar(text, at)), UCHAR_JOINING_TYPE)) {
      case U_JT_DUAL_JOINING:
      case U_JT_LEFT_JOINING:
      case U_JT_RIGHT_JOINING:
        return true;
      default:
        break;
    }
  }
  return false;
}

void check_letter_spacing(const GlyphRun& run, const Paragraph& paragraph, const TextStyles& styles,
                          Diagnostics& diagnostics) {
  const Inline& element = paragraph.inlines[run.inline_id];
  const auto script = static_cast<hb_script_t>(run.script);
  if (styles[element.text_style].letter_spacing == Length{} || !script_joins(script)) return;
  const std::u16string_view text = paragraph.text;
  if (!has_joining_letter(text.substr(run.text_begin, run.text_end - run.text_begin))) return;
  char tag[4] = {};
  hb_tag_to_string(hb_script_to_iso15924_tag(script), tag);
  UErrorCode error = U_ZERO_ERROR;
  UScriptCode code = USCRIPT_COMMON;
  uscript_getCode(std::string(tag, 4).c_str(), &code, 1, &error);
  diagnostics.report(DiagnosticCode::kLetterSpacingJoins, element.span, {uscript_getName(code)});
}

/// Glyph 0 where the chooser found the text covered: HarfBuzz or the face's own substitutions lost
/// a character.
void check_glyphs(const GlyphRun& run, const Paragraph& paragraph, const std::vector<Glyph>& glyphs,
                  FontChooser& chooser) {
  for (std::size_t i = run.glyph_begin; i < run.glyph_end; ++i) {
    if (glyphs[i].id != 0 || chooser.has_missing(run.inline_id)) continue;
    std::size_t at = glyphs[i].cluster;
    chooser.report_missing(next_scalar(std::u16string_view(paragraph.text), at), run.inline_id);
  }
}

}  // namespace

ShapeWorkspace::ShapeWorkspace(std::size_t word_bytes)
    : state_(std::make_unique<State>(word_bytes)) {
  state_->buffer.reset(hb_buffer_create());
  BIFOLIUM_CHECK(hb_buffer_allocation_successful(state_->buffer.get()), "no memory for a buffer");
  state_->bidi.reset(ubidi_open());
  BIFOLIUM_CHECK(state_->bidi != nullptr, "no memory for the bidi algorithm");
}
ShapeWorkspace::~ShapeWorkspace() = default;
ShapeWorkspace::ShapeWorkspace(ShapeWorkspace&&) noexcept = default;
ShapeWorkspace& ShapeWorkspace::operator=(ShapeWorkspace&&) noexcept = default;

void ShapeWorkspace::serve(TimeBudget* budget) { state_->budget = budget; }

ShapedParagraph shape_paragraph(const Paragraph& paragraph, const TextStyles& styles,
                                const FontLibrary& fonts, ShapeWorkspace& workspace,
                                Diagnostics& diagnostics) {
  ShapeWorkspace::State& state = workspace.state();
  serve_fonts(state, fonts);
  spend(state.budget, kNanosecondsAUnit * static_cast<std::int64_t>(paragraph.text.size()));
  FontChooser chooser(paragraph, styles, fonts, state.faces, diagnostics);
  Itemized itemized = itemize(paragraph, chooser, state);
  ShapedParagraph shaped;
  shaped.levels = std::move(itemized.levels);
  shaped.glyphs.reserve(paragraph.text.size());
  shaped.runs.reserve(itemized.runs.size());
  for (GlyphRun& run : itemized.runs) {
    spend(state.budget, kNanosecondsAUnit * (run.text_end - run.text_begin));
    const Face* face = run.face.valid() ? fonts.face(run.face) : nullptr;
    if (face == nullptr) continue;  // No face at all is there: reported by the chooser.
    check_letter_spacing(run, paragraph, styles, diagnostics);
    run.glyph_begin = static_cast<std::uint32_t>(shaped.glyphs.size());
    shape_run(paragraph.text, run, *face, settings_of(run, paragraph, styles, state), state,
              shaped.glyphs);
    run.glyph_end = static_cast<std::uint32_t>(shaped.glyphs.size());
    check_glyphs(run, paragraph, shaped.glyphs, chooser);
    shaped.runs.push_back(run);
  }
  return shaped;
}

std::vector<Glyph> shape_range(const Paragraph& paragraph, const ShapedParagraph& shaped,
                               std::uint32_t run_index, std::uint32_t text_begin,
                               std::uint32_t text_end, std::u16string_view suffix, CutContext cut,
                               const TextStyles& styles, const FontLibrary& fonts,
                               ShapeWorkspace& workspace) {
  ShapeWorkspace::State& state = workspace.state();
  serve_fonts(state, fonts);
  spend(state.budget, kNanosecondsAUnit * (text_end - text_begin));
  const GlyphRun& run = shaped.runs.at(run_index);
  BIFOLIUM_CHECK(run.text_begin <= text_begin && text_begin <= text_end && text_end <= run.text_end,
                 "the range to shape lies in its run");
  const Face* face = fonts.face(run.face);
  BIFOLIUM_CHECK(face != nullptr, "the face of a shaped run is loaded");
  const ShapeSettings settings = settings_of(run, paragraph, styles, state);
  const bool cut_start = cut == CutContext::kStart || cut == CutContext::kBoth;
  const bool cut_end = cut == CutContext::kEnd || cut == CutContext::kBoth;

  // What HarfBuzz is shown: the text from `from` to `to`, and the suffix in place of what follows.
  const std::u16string_view text = paragraph.text;
  const std::size_t from = cut_start ? text_begin : 0;
  const std::size_t to = cut_end || !suffix.empty() ? text_end : text.size();
  std::vector<Glyph> glyphs;
  auto flags = HB_BUFFER_FLAG_DEFAULT;
  if (text_begin == 0) flags = static_cast<hb_buffer_flags_t>(flags | HB_BUFFER_FLAG_BOT);
  if (suffix.empty()) {
    if (text_end == text.size()) {
      flags = static_cast<hb_buffer_flags_t>(flags | HB_BUFFER_FLAG_EOT);
    }
    shape_text(state.buffer.get(), *face, settings, text.substr(from, to - from), text_begin - from,
               text_end - from, flags, static_cast<std::uint32_t>(from), glyphs);
    return glyphs;
  }
  // HarfBuzz looks at no more than five characters of context.
  constexpr std::size_t kContext = 16;
  const std::size_t near = std::max(from, text_begin > kContext ? text_begin - kContext : 0);
  std::u16string extended(text.substr(near, text_end - near));
  // A joining letter keeps its form before the suffix: U+200D joins it, and is not drawn.
  constexpr char16_t kZeroWidthJoiner = u'\u200D';
  const bool joins = text_begin < text_end && !cut_end && script_joins(settings.script);
  if (joins) extended += kZeroWidthJoiner;
  extended += suffix;
  shape_text(state.buffer.get(), *face, settings, extended, text_begin - near, extended.size(),
             flags, static_cast<std::uint32_t>(near), glyphs);
  for (Glyph& glyph : glyphs) glyph.cluster = std::min(glyph.cluster, text_end);
  return glyphs;
}

}  // namespace bifolium
