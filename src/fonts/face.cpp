#include "fonts/face.h"

#include <hb-ot.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/check.h"
#include "core/decimal.h"
#include "core/diagnostics.h"
#include "core/length.h"
#include "core/unicode.h"

namespace bifolium {
namespace {

/// A table of the font, read big-endian. Reads beyond its end give 0: a short table then looks like
/// one whose fields are not set.
class Table {
 public:
  Table(hb_face_t* face, hb_tag_t tag) : blob_(hb_face_reference_table(face, tag)) {
    unsigned int length = 0;
    const char* data = hb_blob_get_data(blob_.get(), &length);
    bytes_ = {data, length};
  }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  [[nodiscard]] unsigned u8(std::size_t at) const {
    return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0U;
  }
  [[nodiscard]] unsigned u16(std::size_t at) const { return u8(at) << 8U | u8(at + 1); }
  [[nodiscard]] int i16(std::size_t at) const {
    return static_cast<std::int16_t>(static_cast<std::uint16_t>(u16(at)));
  }
  [[nodiscard]] std::int32_t i32(std::size_t at) const {
    return static_cast<std::int32_t>(u16(at) << 16U | u16(at + 2));
  }

 private:
  HbBlob blob_;
  std::string_view bytes_;
};

/// Height of a flat letter's ink, for faces whose OS/2 is too old to say.
int ink_height(hb_font_t* font, char32_t letter) {
  hb_codepoint_t glyph = 0;
  hb_glyph_extents_t extents{};
  if (!hb_font_get_nominal_glyph(font, letter, &glyph)) return 0;
  if (!hb_font_get_glyph_extents(font, glyph, &extents)) return 0;
  return extents.y_bearing;
}

/// OS/2 sFamilyClass 1–5 and 7 are serif faces; where that is not set, PANOSE's serif style of
/// Latin text faces (2–10, OpenType 1.9, OS/2 table).
bool is_serif(const Table& os2) {
  const unsigned family_class = os2.u8(30);
  if (family_class != 0) return family_class <= 5 || family_class == 7;
  const unsigned panose_family = os2.u8(32);
  const unsigned panose_serif = os2.u8(33);
  return panose_family == 2 && panose_serif >= 2 && panose_serif <= 10;
}

void read_os2(const Table& os2, FaceMetrics& metrics) {
  constexpr unsigned kUseTypoMetrics = 1U << 7U;
  constexpr unsigned kRestricted = 0x0002;
  constexpr unsigned kLicenceBits = 0x000E;
  constexpr unsigned kNoSubsetting = 0x0100;
  constexpr unsigned kBitmapOnly = 0x0200;
  metrics.weight = static_cast<int>(os2.u16(4));
  // Before version 3 several licence bits may be set, and the least restrictive holds.
  const unsigned fs_type = os2.u16(8);
  metrics.embedding_forbidden =
      (fs_type & kLicenceBits) == kRestricted || (fs_type & kBitmapOnly) != 0;
  metrics.subsetting_forbidden = (fs_type & kNoSubsetting) != 0;
  metrics.serif = is_serif(os2);
  const bool typo_wanted = (os2.u16(62) & kUseTypoMetrics) != 0;
  if (typo_wanted || (metrics.ascent == 0 && metrics.descent == 0)) {
    metrics.ascent = os2.i16(68);
    metrics.descent = -os2.i16(70);
  }
  if (os2.u16(0) >= 2) {
    metrics.x_height = os2.i16(86);
    metrics.cap_height = os2.i16(88);
  }
}

FaceMetrics read_metrics(hb_face_t* face, hb_font_t* font) {
  FaceMetrics metrics;
  metrics.upem = static_cast<int>(hb_face_get_upem(face));
  const Table head(face, HB_TAG('h', 'e', 'a', 'd'));
  for (std::size_t i = 0; i < 4; ++i) metrics.bbox[i] = head.i16(36 + 2 * i);
  const Table hhea(face, HB_TAG('h', 'h', 'e', 'a'));
  metrics.ascent = hhea.i16(4);
  metrics.descent = -hhea.i16(6);
  const Table os2(face, HB_TAG('O', 'S', '/', '2'));
  if (!os2.empty()) read_os2(os2, metrics);
  const Table post(face, HB_TAG('p', 'o', 's', 't'));
  metrics.italic_angle_millidegrees =
      static_cast<int>(mul_div_round(post.i32(4), 1000, 1 << 16));  // 16.16 fixed point
  metrics.underline_thickness = post.i16(10);
  // `post` gives the line's top edge.
  metrics.underline_position = post.i16(8) - metrics.underline_thickness / 2;
  metrics.fixed_pitch = post.i32(12) != 0;
  if (metrics.x_height <= 0) metrics.x_height = ink_height(font, U'x');
  if (metrics.cap_height <= 0) metrics.cap_height = ink_height(font, U'H');
  return metrics;
}

/// Keeps what a PDF name and a PostScript name may hold both.
std::string plain_name(std::string_view name) {
  constexpr std::string_view kDelimiters = "[](){}<>/%#";
  std::string out;
  for (const char c : name) {
    if (c > ' ' && c <= '~' && kDelimiters.find(c) == std::string_view::npos) out += c;
  }
  return out;
}

/// Name 6 of the name table, or the file's own name where there is none.
std::string read_postscript_name(hb_face_t* face, std::string_view path) {
  char buffer[128] = {};
  unsigned int size = sizeof buffer;
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, hb_language_from_string("en", -1), &size,
                      buffer);
  std::string name = plain_name(std::string_view(buffer, size));
  if (!name.empty()) return name;
  path.remove_prefix(std::min(path.size(), path.rfind('/') + 1));
  name = plain_name(path.substr(0, path.rfind('.')));
  return name.empty() ? "Font" : name;
}

bool has_table(hb_face_t* face, hb_tag_t tag) { return !Table(face, tag).empty(); }

/// What keeps the face from being used, in words; empty where nothing does.
std::string find_fault(hb_face_t* face) {
  if (hb_face_get_glyph_count(face) == 0) return "it is not an OpenType or TrueType font";
  for (const char* tag : {"head", "hhea", "hmtx", "maxp", "cmap"}) {
    if (!has_table(face, hb_tag_from_string(tag, -1)))
      return std::string("it has no ") + tag + " table";
  }
  if (has_table(face, HB_TAG('C', 'F', 'F', ' '))) return "";
  if (has_table(face, HB_TAG('C', 'F', 'F', '2')))
    return "variable CFF2 outlines can't be embedded";
  if (!has_table(face, HB_TAG('g', 'l', 'y', 'f')) ||
      !has_table(face, HB_TAG('l', 'o', 'c', 'a'))) {
    return "it has no outlines";
  }
  return "";
}

}  // namespace

Expected<Face, Diagnostic> Face::load(const std::string& path, int index) {
  const HbBlob blob(hb_blob_create_from_file_or_fail(path.c_str()));
  if (!blob || hb_blob_get_length(blob.get()) == 0) {
    return Unexpected{make_diagnostic(DiagnosticCode::kFontUnreadable, {}, {path})};
  }
  const auto broken = [&path](std::string_view why) {
    return Unexpected{make_diagnostic(DiagnosticCode::kFontBroken, {}, {path, why})};
  };
  const unsigned int count = hb_face_count(blob.get());
  if (count == 0) return broken("it is not an OpenType or TrueType font");
  if (index < 0 || static_cast<unsigned int>(index) >= count) {
    return broken("the catalogue asks for face " + integer_text(index) + ", but it has " +
                  integer_text(count));
  }
  Face face;
  face.face_.reset(hb_face_create(blob.get(), static_cast<unsigned int>(index)));
  if (const std::string fault = find_fault(face.face_.get()); !fault.empty()) return broken(fault);
  hb_face_make_immutable(face.face_.get());
  face.font_.reset(hb_font_create(face.face_.get()));
  BIFOLIUM_CHECK(face.font_.get() != hb_font_get_empty(), "no memory for a font");
  const auto upem = static_cast<int>(hb_face_get_upem(face.face_.get()));
  hb_font_set_scale(face.font_.get(), upem, upem);
  hb_font_make_immutable(face.font_.get());
  face.metrics_ = read_metrics(face.face_.get(), face.font_.get());
  face.path_ = path;
  face.postscript_name_ = read_postscript_name(face.face_.get(), path);
  face.is_cff_ = has_table(face.face_.get(), HB_TAG('C', 'F', 'F', ' '));
  return face;
}

std::uint32_t Face::glyph(char32_t scalar) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(font_.get(), scalar, &glyph) ? glyph : 0;
}

int Face::advance(std::uint32_t glyph) const {
  return hb_font_get_glyph_h_advance(font_.get(), glyph);
}

GlyphBox Face::ink_box(std::uint32_t glyph) const {
  hb_glyph_extents_t extents{};
  if (!hb_font_get_glyph_extents(font_.get(), glyph, &extents)) return {};
  return {extents.x_bearing, extents.y_bearing + extents.height, extents.x_bearing + extents.width,
          extents.y_bearing};
}

}  // namespace bifolium
