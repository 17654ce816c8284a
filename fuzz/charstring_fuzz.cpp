#include "fonts/charstring.h"

#include <ft2build.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "choices.h"
#include "engine.h"
#include "fonts/cff_font.h"
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace bifolium::fuzz {
namespace {

constexpr int kMostContours = 6;
constexpr int kMostSegments = 40;
/// Too far from any other point for a charstring to say; those are within 16,000 units.
constexpr std::int64_t kFar = 60'000 * kOutlineParts;

/// A line has one point, a curve three.
using Segment = std::vector<OutlinePoint>;

struct Contour {
  OutlinePoint start;
  std::vector<Segment> segments;
  friend bool operator==(const Contour&, const Contour&) = default;
};

struct Glyph {
  std::vector<Contour> contours;
  std::int64_t width = 0;
  bool whole = true;  ///< All points are in whole units.
  bool far = false;   ///< A point is too far away.
};

std::int64_t coordinate(Choices& choices, Glyph& glyph) {
  if (choices.one_in(200)) {
    glyph.far = true;
    return kFar;
  }
  if (choices.one_in(100)) {
    glyph.whole = false;
    return choices.between(-500, 500);
  }
  const std::int64_t units =
      choices.one_in(4) ? choices.between(-16'000, 16'000) : choices.between(-120, 120);
  return units * kOutlineParts;
}

OutlinePoint point(Choices& choices, Glyph& glyph) {
  const std::int64_t x = coordinate(choices, glyph);
  return {x, coordinate(choices, glyph)};
}

Glyph generated_glyph(Choices& choices) {
  Glyph glyph;
  glyph.width = choices.between(0, 2'000) * kOutlineParts;
  const std::uint32_t contours = choices.below(kMostContours);
  for (std::uint32_t c = 0; c < contours; ++c) {
    Contour contour{point(choices, glyph), {}};
    const std::uint32_t segments = choices.below(kMostSegments);
    for (std::uint32_t s = 0; s < segments; ++s) {
      Segment segment = {choices.one_in(8) ? contour.start : point(choices, glyph)};
      if (choices.one_in(4)) {
        segment.push_back(point(choices, glyph));
        segment.push_back(choices.one_in(8) ? contour.start : point(choices, glyph));
      }
      contour.segments.push_back(segment);
    }
    glyph.contours.push_back(contour);
  }
  return glyph;
}

std::string written(const Glyph& glyph) {
  Charstring charstring(glyph.width);
  for (const Contour& contour : glyph.contours) {
    charstring.move_to(contour.start);
    for (const Segment& s : contour.segments) {
      if (s.size() == 1) charstring.line_to(s[0]);
      if (s.size() == 3) charstring.curve_to(s[0], s[1], s[2]);
    }
  }
  return charstring.finish();
}

/// What may be left out of an outline, left out: lines of no length, those that only close a
/// contour, and contours of one point.
std::vector<Contour> essence(const std::vector<Contour>& contours) {
  std::vector<Contour> result;
  for (const Contour& contour : contours) {
    Contour kept{contour.start, {}};
    OutlinePoint at = contour.start;
    for (const Segment& segment : contour.segments) {
      if (segment.size() > 1 || segment[0] != at) kept.segments.push_back(segment);
      at = segment.back();
    }
    while (!kept.segments.empty() && kept.segments.back().size() == 1 &&
           kept.segments.back()[0] == kept.start) {
      kept.segments.pop_back();
    }
    if (!kept.segments.empty()) result.push_back(kept);
  }
  return result;
}

OutlinePoint read_point(const FT_Vector* at) {
  return {at->x * kOutlineParts, at->y * kOutlineParts};
}

/// The outline as FreeType has it, in whole units.
std::vector<Contour> read_outline(FT_Outline& outline) {
  std::vector<Contour> contours;
  const auto move = [](const FT_Vector* to, void* user) {
    static_cast<std::vector<Contour>*>(user)->push_back({read_point(to), {}});
    return 0;
  };
  const auto line = [](const FT_Vector* to, void* user) {
    static_cast<std::vector<Contour>*>(user)->back().segments.push_back({read_point(to)});
    return 0;
  };
  const auto curve = [](const FT_Vector* a, const FT_Vector* b, const FT_Vector* to, void* user) {
    static_cast<std::vector<Contour>*>(user)->back().segments.push_back(
        {read_point(a), read_point(b), read_point(to)});
    return 0;
  };
  const auto quadratic = [](const FT_Vector*, const FT_Vector*, void*) { return 1; };
  const FT_Outline_Funcs functions = {move, line, quadratic, curve, 0, 0};
  require(FT_Outline_Decompose(&outline, &functions, &contours) == 0, "outlines are cubic");
  return contours;
}

FT_Library freetype() {
  static FT_Library library = [] {
    FT_Library made = nullptr;
    require(FT_Init_FreeType(&made) == 0, "FreeType starts");
    return made;
  }();
  return library;
}

void check_font(const std::string& bytes, const std::vector<Glyph>& glyphs) {
  FT_Face face = nullptr;
  require(FT_New_Memory_Face(freetype(), reinterpret_cast<const FT_Byte*>(bytes.data()),
                             static_cast<FT_Long>(bytes.size()), 0, &face) == 0,
          "the font can be read");
  require(face->num_glyphs == static_cast<FT_Long>(glyphs.size()), "it has all glyphs");
  for (FT_UInt i = 0; i < glyphs.size(); ++i) {
    require(FT_Load_Glyph(face, i, FT_LOAD_NO_SCALE) == 0, "a glyph can be read");
    const FT_GlyphSlot slot = face->glyph;
    require(slot->metrics.horiAdvance * kOutlineParts == glyphs[i].width, "it has its advance");
    if (!glyphs[i].whole) continue;
    require(essence(read_outline(slot->outline)) == essence(glyphs[i].contours),
            "it has its outline");
  }
  FT_Done_Face(face);
}

}  // namespace
}  // namespace bifolium::fuzz

// Glyphs of any outline, written as a CFF font and read by FreeType: they are what they were, or
// were refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  fuzz::Choices choices(data, size);
  // An INDEX has offsets of one to four bytes, by how much it holds.
  const std::uint32_t times = choices.one_in(8) ? 1 + choices.below(2'000) : 1;
  std::vector<fuzz::Glyph> glyphs;
  std::vector<std::string> charstrings;
  do {
    const fuzz::Glyph glyph = fuzz::generated_glyph(choices);
    const std::string charstring = fuzz::written(glyph);
    fuzz::require(charstring.empty() == glyph.far,
                  "refused are points too far apart, and no other");
    if (!glyph.far) {
      glyphs.insert(glyphs.end(), times, glyph);
      charstrings.insert(charstrings.end(), times, charstring);
    }
  } while (!choices.empty());
  if (glyphs.empty()) return 0;
  glyphs.push_back(glyphs.front());
  charstrings.push_back(charstrings.front());
  fuzz::check_font(write_cff_font("Fuzz", {-100, -200, 1'000, 900}, charstrings), glyphs);
  return 0;
}
