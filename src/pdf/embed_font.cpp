#include "pdf/embed_font.h"

#include <algorithm>
#include <limits>

#include "core/check.h"
#include "core/decimal.h"
#include "core/hash.h"
#include "fonts/cff_font.h"
#include "fonts/subset.h"
#include "pdf/content_stream.h"

namespace bifolium {
namespace {

/// CIDs have 16 bits. A CFF font counts its glyphs in as many, so it has one fewer.
constexpr std::size_t kMostCids = 65'536;
/// Entries of one bfchar block (Adobe TN 5014).
constexpr std::size_t kBlockEntries = 100;
/// W and DW count thousandths of an em and are written with three decimals.
constexpr int kWidthPlaces = 3;

// Font descriptor flags (ISO 32000-1, table 123).
constexpr int kFixedPitch = 1, kSerif = 2, kSymbolic = 4, kItalic = 64;

constexpr std::string_view kCMapHead =
    "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
    "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
constexpr std::string_view kCMapFoot =
    "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";

std::size_t most_cids(const Face& face) { return face.is_cff() ? kMostCffGlyphs : kMostCids; }

/// A measure of the face in thousandths of an em, rounded.
std::int64_t per_mille(int font_units, const FaceMetrics& metrics) {
  return mul_div_round(font_units, 1000, metrics.upem);
}

void append_entry(std::string& out, std::string_view key, std::int64_t value) {
  out += key;
  out.push_back(' ');
  append_integer(out, value);
}

int descriptor_flags(const FaceMetrics& metrics) {
  return kSymbolic | (metrics.fixed_pitch ? kFixedPitch : 0) | (metrics.serif ? kSerif : 0) |
         (metrics.italic_angle_millidegrees != 0 ? kItalic : 0);
}

/// Stems that readers use for a stand-in only; about right for text faces from thin to black.
std::int64_t stem_width(int weight) { return 10 + mul_div_round(220, weight - 50, 900); }

std::string descriptor(const Face& face, std::string_view name, ObjectNumber file) {
  const FaceMetrics& metrics = face.metrics();
  std::string out = "<</Type/FontDescriptor/FontName";
  append_name(out, name);
  append_entry(out, "/Flags", descriptor_flags(metrics));
  out += "/FontBBox[";
  for (const int edge : metrics.bbox) {
    append_integer(out, per_mille(edge, metrics));
    out.push_back(' ');
  }
  out.back() = ']';
  out += "/ItalicAngle ";
  append_decimal(out, metrics.italic_angle_millidegrees, 3);
  append_entry(out, "/Ascent", per_mille(metrics.ascent, metrics));
  append_entry(out, "/Descent", -per_mille(metrics.descent, metrics));
  append_entry(out, "/CapHeight", per_mille(metrics.cap_height, metrics));
  if (metrics.x_height > 0) append_entry(out, "/XHeight", per_mille(metrics.x_height, metrics));
  append_entry(out, "/StemV", stem_width(metrics.weight));
  out += face.is_cff() ? "/FontFile3 " : "/FontFile2 ";
  append_reference(out, file);
  return out + ">>";
}

}  // namespace

const Face& FontCids::face(FaceId id) const {
  const Face* face = library_.face(id);
  BIFOLIUM_CHECK(face != nullptr, "text was set in a face that could not be loaded");
  return *face;
}

FontCids::Font& FontCids::font_with_room(FaceId face_id, std::uint32_t& index) {
  if (face_id.index() >= font_of_face_.size()) font_of_face_.resize(face_id.index() + 1);
  std::uint32_t& slot = font_of_face_[face_id.index()];
  if (slot == 0 || fonts_[slot - 1].cids.size() == most_cids(*fonts_[slot - 1].face)) {
    Font font;
    font.face_id = face_id;
    font.face = &face(face_id);
    fonts_.push_back(std::move(font));
    slot = static_cast<std::uint32_t>(fonts_.size());
  }
  index = slot - 1;
  return fonts_[index];
}

CidUse FontCids::use(FaceId face_id, std::uint32_t glyph, std::u16string_view text) {
  BIFOLIUM_CHECK(glyph != 0, "the box for missing glyphs would be drawn");
  BIFOLIUM_CHECK(!text.empty(), "a glyph without a meaning");
  std::uint32_t index = 0;
  Font& font = font_with_room(face_id, index);
  if (glyph >= font.first_of_glyph.size()) font.first_of_glyph.resize(glyph + 1);
  for (std::uint32_t cid = font.first_of_glyph[glyph]; cid != 0; cid = font.cids[cid].next) {
    const Cid& known = font.cids[cid];
    const std::size_t size = known.text_end - known.text_begin;
    if (font.texts.compare(known.text_begin, size, text) == 0) {
      return {index, static_cast<std::uint16_t>(cid), known.width};
    }
  }
  Cid added;
  added.glyph = glyph;
  added.text_begin = static_cast<std::uint32_t>(font.texts.size());
  font.texts.append(text);
  added.text_end = static_cast<std::uint32_t>(font.texts.size());
  added.next = font.first_of_glyph[glyph];
  added.width = mul_div_round(font.face->advance(glyph), kEmParts, font.face->metrics().upem);
  const auto cid = static_cast<std::uint16_t>(font.cids.size());
  font.first_of_glyph[glyph] = cid;
  font.cids.push_back(added);
  return {index, cid, added.width};
}

std::string FontCids::write(FileFrame& frame, PdfWorkspace& workspace,
                            Diagnostics& diagnostics) const {
  std::string resources = "<<";
  for (std::size_t i = 0; i < fonts_.size(); ++i) {
    const ObjectNumber number = frame.reserve();
    resources += "/F" + integer_text(static_cast<std::int64_t>(i)) + " ";
    append_reference(resources, number);
    write_font(fonts_[i], number, frame, workspace, diagnostics);
  }
  return resources + ">>";
}

/// Six letters from a digest of the glyphs and their meanings, '+', and the PostScript name.
std::string FontCids::tagged_name(const Font& font) {
  std::string key(font.face->postscript_name());
  for (const Cid& cid : font.cids) {
    key.push_back(' ');
    append_integer(key, cid.glyph);
    key.push_back('=');
    append_hex(
        key, std::u16string_view(font.texts).substr(cid.text_begin, cid.text_end - cid.text_begin));
  }
  const Sha256 digest = sha256(key);
  std::string name;
  for (std::size_t i = 0; i < 6; ++i) name.push_back(static_cast<char>('A' + digest[i] % 26));
  return name + "+" + font.face->postscript_name();
}

/// "/DW 560/W[1[260 572.5 …]]": the commonest width, and runs of CIDs of other widths.
std::string FontCids::widths(const Font& font) {
  std::vector<std::int64_t> sorted;
  for (std::size_t cid = 1; cid < font.cids.size(); ++cid) sorted.push_back(font.cids[cid].width);
  std::ranges::sort(sorted);
  std::int64_t commonest = 1000;
  std::ptrdiff_t most = 0;
  for (auto at = sorted.begin(); at != sorted.end();) {
    const auto end = std::upper_bound(at, sorted.end(), *at);
    if (end - at > most) {
      most = end - at;
      commonest = *at;
    }
    at = end;
  }
  std::string out = "/DW ";
  append_decimal(out, commonest, kWidthPlaces);
  out += "/W[";
  bool open = false;
  for (std::size_t cid = 1; cid < font.cids.size(); ++cid) {
    if (font.cids[cid].width == commonest) {
      if (open) out.back() = ']';
      open = false;
      continue;
    }
    if (!open) {
      append_integer(out, static_cast<std::int64_t>(cid));
      out.push_back('[');
    }
    open = true;
    append_decimal(out, font.cids[cid].width, kWidthPlaces);
    out.push_back(' ');
  }
  if (open) out.back() = ']';
  return out + "]";
}

std::string FontCids::to_unicode(const Font& font) {
  std::string out(kCMapHead);
  for (std::size_t begin = 1; begin < font.cids.size(); begin += kBlockEntries) {
    const std::size_t end = std::min(begin + kBlockEntries, font.cids.size());
    append_integer(out, static_cast<std::int64_t>(end - begin));
    out += " beginbfchar\n";
    for (std::size_t cid = begin; cid < end; ++cid) {
      const Cid& entry = font.cids[cid];
      const auto code = static_cast<char16_t>(cid);
      out.push_back('<');
      append_hex(out, {&code, 1});
      out += "><";
      append_hex(out, std::u16string_view(font.texts)
                          .substr(entry.text_begin, entry.text_end - entry.text_begin));
      out += ">\n";
    }
    out += "endbfchar\n";
  }
  out += kCMapFoot;
  return out;
}

const PdfWorkspace::Subset* FontCids::subset_of(const Font& font, std::vector<std::uint32_t> glyphs,
                                                FileFrame& frame, PdfWorkspace& workspace,
                                                Diagnostics& diagnostics) {
  PdfWorkspace::SubsetKey key{font.face_id, std::move(glyphs)};
  if (const PdfWorkspace::Subset* kept = workspace.find(key)) return kept;
  Expected<FontSubset, Diagnostic> subset =
      workspace.subsetter(font.face_id, *font.face).subset(key.second);
  if (!subset) {
    diagnostics.add(subset.error());
    return nullptr;
  }
  return &workspace.keep(std::move(key), {frame.deflater().compress(subset->bytes, Effort::kKept),
                                          subset->bytes.size(), std::move(subset->new_glyphs)});
}

/// The glyphs as Subsetter::subset wants them: each once for a TrueType face, which a map leads to,
/// but one a CID for a CFF face.
std::vector<std::uint32_t> FontCids::glyphs_of(const Font& font) {
  std::vector<std::uint32_t> glyphs;
  glyphs.reserve(font.cids.size());
  for (std::size_t cid = 1; cid < font.cids.size(); ++cid) glyphs.push_back(font.cids[cid].glyph);
  if (!font.face->is_cff()) {
    std::ranges::sort(glyphs);
    glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
  }
  return glyphs;
}

std::string FontCids::cid_to_gid(const Font& font, std::span<const std::uint32_t> glyphs,
                                 std::span<const std::uint32_t> new_glyphs) {
  std::string map(2, '\0');
  for (std::size_t cid = 1; cid < font.cids.size(); ++cid) {
    const auto at = std::ranges::lower_bound(glyphs, font.cids[cid].glyph) - glyphs.begin();
    const std::uint32_t gid = new_glyphs[static_cast<std::size_t>(at)];
    map.push_back(static_cast<char>(gid >> 8));
    map.push_back(static_cast<char>(gid & 0xFF));
  }
  return map;
}

void FontCids::write_font(const Font& font, ObjectNumber number, FileFrame& frame,
                          PdfWorkspace& workspace, Diagnostics& diagnostics) {
  const std::vector<std::uint32_t> glyphs = glyphs_of(font);
  const PdfWorkspace::Subset* subset = subset_of(font, glyphs, frame, workspace, diagnostics);
  if (subset == nullptr) return;  // Reported: nothing will be written.
  const bool is_cff = font.face->is_cff();
  const ObjectNumber descendant = frame.reserve(), descriptor_number = frame.reserve();
  const ObjectNumber file = frame.reserve();
  const ObjectNumber map = is_cff ? ObjectNumber{} : frame.reserve();
  const ObjectNumber unicode = frame.reserve();
  const std::string name = tagged_name(font);

  std::string out = "<</Type/Font/Subtype/Type0/BaseFont";
  append_name(out, name);
  out += "/Encoding/Identity-H/DescendantFonts[";
  append_reference(out, descendant);
  out += "]/ToUnicode ";
  append_reference(out, unicode);
  frame.put(number, out + ">>");

  out = is_cff ? "<</Type/Font/Subtype/CIDFontType0/BaseFont"
               : "<</Type/Font/Subtype/CIDFontType2/BaseFont";
  append_name(out, name);
  out += "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ";
  append_reference(out, descriptor_number);
  out += widths(font);
  if (!is_cff) {
    out += "/CIDToGIDMap ";
    append_reference(out, map);
    frame.put_stream(map, {}, cid_to_gid(font, glyphs, subset->new_glyphs));
  }
  frame.put(descendant, out + ">>");
  frame.put(descriptor_number, descriptor(*font.face, name, file));
  if (is_cff) {
    frame.put_deflated(file, {{"Subtype", "/CIDFontType0C"}}, subset->deflated);
  } else {
    const auto length = static_cast<std::int64_t>(subset->length);
    frame.put_deflated(file, {{"Length1", integer_text(length)}}, subset->deflated);
  }
  frame.put_stream(unicode, {}, to_unicode(font));
}

}  // namespace bifolium
