#include "fonts/cff_outlines.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "core/check.h"
#include "core/length.h"
#include "fonts/charstring.h"

namespace bifolium {
namespace {

/// Units of the em of what is written.
constexpr std::int64_t kEmUnits = 1000;

/// Takes an outline in units of the face.
struct Writer {
  Charstring charstring;
  std::int64_t upem = kEmUnits;

  [[nodiscard]] OutlinePoint scaled(const FT_Vector* at) const {
    return {mul_div_round(at->x, kEmUnits * kOutlineParts, upem),
            mul_div_round(at->y, kEmUnits * kOutlineParts, upem)};
  }
};

int move_to(const FT_Vector* to, void* user) {
  auto* writer = static_cast<Writer*>(user);
  writer->charstring.move_to(writer->scaled(to));
  return 0;
}

int line_to(const FT_Vector* to, void* user) {
  auto* writer = static_cast<Writer*>(user);
  writer->charstring.line_to(writer->scaled(to));
  return 0;
}

int curve_to(const FT_Vector* first, const FT_Vector* second, const FT_Vector* to, void* user) {
  auto* writer = static_cast<Writer*>(user);
  writer->charstring.curve_to(writer->scaled(first), writer->scaled(second), writer->scaled(to));
  return 0;
}

/// Quadratic curves are TrueType's; a CFF face has none.
int refuse_quadratic(const FT_Vector* /*control*/, const FT_Vector* /*to*/, void* /*user*/) {
  return 1;
}

}  // namespace

void close_freetype(FT_LibraryRec_* library) { FT_Done_FreeType(library); }
void close_freetype_face(FT_FaceRec_* face) { FT_Done_Face(face); }

CffOutlines::CffOutlines(const Face& face)
    : face_(face), bytes_(hb_face_reference_blob(face.hb_face())) {
  FT_Library library = nullptr;
  BIFOLIUM_CHECK(FT_Init_FreeType(&library) == 0, "no memory for FreeType");
  library_.reset(library);
  unsigned int length = 0;
  const char* data = hb_blob_get_data(bytes_.get(), &length);
  FT_Face opened = nullptr;
  if (FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(data),
                         static_cast<FT_Long>(length),
                         static_cast<FT_Long>(hb_face_get_index(face.hb_face())), &opened) != 0) {
    return;
  }
  outlines_.reset(opened);
}

std::string CffOutlines::charstring(std::uint32_t glyph) const {
  if (!outlines_) return {};
  if (FT_Load_Glyph(outlines_.get(), glyph, FT_LOAD_NO_SCALE) != 0) return {};
  FT_GlyphSlot slot = outlines_->glyph;
  if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return {};
  const std::int64_t upem = face_.metrics().upem;
  const std::int64_t width = mul_div_round(face_.advance(glyph), kEmUnits * kOutlineParts, upem);
  Writer writer = {Charstring(width), upem};
  const FT_Outline_Funcs functions = {move_to, line_to, refuse_quadratic, curve_to, 0, 0};
  if (FT_Outline_Decompose(&slot->outline, &functions, &writer) != 0) return {};
  return writer.charstring.finish();
}

}  // namespace bifolium
