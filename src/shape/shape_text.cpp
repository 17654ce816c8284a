#include "shape/shape_text.h"

#include <algorithm>
#include <array>

#include "core/check.h"

namespace bifolium {
namespace {

bool is_line_separator(char16_t c) { return c == u'\u2028' || c == u'\u2029'; }

/// Features of a style as HarfBuzz takes them: over the whole text.
class Features {
 public:
  explicit Features(const std::vector<FontFeature>& features) {
    for (const FontFeature& feature : features) {
      features_.push_back(
          {feature.tag, feature.value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END});
    }
  }
  [[nodiscard]] const hb_feature_t* data() const { return features_.data(); }
  [[nodiscard]] unsigned int size() const { return static_cast<unsigned int>(features_.size()); }

 private:
  std::vector<hb_feature_t> features_;
};

Glyph read_glyph(const hb_glyph_info_t& info, const hb_glyph_position_t& position) {
  Glyph glyph;
  glyph.id = info.codepoint;
  glyph.cluster = info.cluster;
  glyph.advance = position.x_advance;
  glyph.x_offset = position.x_offset;
  glyph.y_offset = position.y_offset;
  glyph.unsafe_to_break =
      (hb_glyph_info_get_glyph_flags(&info) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
  return glyph;
}

/// HarfBuzz hides default ignorables itself; a line separator comes out as .notdef or as whatever
/// the face draws for it.
void hide(Glyph& glyph, std::uint32_t space) {
  glyph.id = space;
  glyph.advance = 0;
  glyph.x_offset = 0;
  glyph.y_offset = 0;
}

}  // namespace

bool script_joins(hb_script_t script) {
  // Joining_Type in ArabicShaping.txt (The Unicode Standard, 9.2 and the scripts' sections).
  constexpr std::array kJoining = {
      HB_SCRIPT_ARABIC,    HB_SCRIPT_SYRIAC,  HB_SCRIPT_MONGOLIAN,       HB_SCRIPT_NKO,
      HB_SCRIPT_PHAGS_PA,  HB_SCRIPT_MANDAIC, HB_SCRIPT_MANICHAEAN,      HB_SCRIPT_PSALTER_PAHLAVI,
      HB_SCRIPT_ADLAM,     HB_SCRIPT_SOGDIAN, HB_SCRIPT_HANIFI_ROHINGYA, HB_SCRIPT_CHORASMIAN,
      HB_SCRIPT_OLD_UYGHUR};
  return std::find(kJoining.begin(), kJoining.end(), script) != kJoining.end();
}

void shape_text(hb_buffer_t* buffer, const Face& face, const ShapeSettings& settings,
                std::u16string_view text, std::size_t begin, std::size_t end,
                hb_buffer_flags_t flags, std::uint32_t cluster_shift, std::vector<Glyph>& out) {
  hb_buffer_clear_contents(buffer);
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
  hb_buffer_set_flags(buffer, flags);
  hb_buffer_set_direction(buffer, settings.right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, settings.script);
  hb_buffer_set_language(buffer, settings.language);
  hb_buffer_add_utf16(buffer, reinterpret_cast<const std::uint16_t*>(text.data()),
                      static_cast<int>(text.size()), static_cast<unsigned int>(begin),
                      static_cast<int>(end - begin));
  const Features features(settings.features);
  hb_shape(face.hb_font(), buffer, features.data(), features.size());
  BIFOLIUM_CHECK(hb_buffer_allocation_successful(buffer), "HarfBuzz gave up shaping a text");

  unsigned int count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
  const std::size_t first = out.size();
  for (unsigned int i = 0; i < count; ++i) {
    Glyph glyph = read_glyph(infos[i], positions[i]);
    if (is_line_separator(text[glyph.cluster])) {
      const std::uint32_t space = face.glyph(U' ');
      if (space == 0) continue;  // As HarfBuzz does with default ignorables.
      hide(glyph, space);
    }
    glyph.cluster += cluster_shift;
    out.push_back(glyph);
  }
  if (settings.right_to_left) {
    std::reverse(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
  }
}

}  // namespace bifolium
