#pragma once

#include <cstdint>
#include <string>

#include "bifolium/diagnostic.h"
#include "core/expected.h"
#include "fonts/handles.h"

namespace bifolium {

/// Vertical metrics and names of a face, in font units (upem to the em).
struct FaceMetrics {
  int upem = 1000;
  int ascent = 0;   ///< Above the baseline; positive.
  int descent = 0;  ///< Below the baseline; positive.
  int x_height = 0;
  int cap_height = 0;
  int underline_position = 0;  ///< Of the line's centre; negative below the baseline.
  int underline_thickness = 0;
  int bbox[4] = {0, 0, 0, 0};  ///< xMin yMin xMax yMax
  int italic_angle_millidegrees = 0;
  int weight = 400;  ///< OS/2 usWeightClass
  bool fixed_pitch = false;
  bool serif = false;
  bool embedding_forbidden = false;   ///< OS/2 fsType: restricted licence, or bitmap only.
  bool subsetting_forbidden = false;  ///< OS/2 fsType: may be embedded whole only.
};

/// The ink of a glyph, font units, y upwards.
struct GlyphBox {
  int x_min = 0, y_min = 0, x_max = 0, y_max = 0;
};

/// A loaded face: immutable, shared read-only by every thread.
/// The hb_font_t's scale is the upem, so that all HarfBuzz positions are font units.
class Face {
 public:
  /// Maps the file and reads name, OS/2, head, hhea and post through HarfBuzz. Line metrics: OS/2
  /// typographic ones where the face asks for them (fsSelection bit 7), else hhea. Fails where the
  /// file can't be read, is no font, or has no outlines that a PDF can embed.
  [[nodiscard]] static Expected<Face, Diagnostic> load(const std::string& path, int index);

  [[nodiscard]] hb_face_t* hb_face() const { return face_.get(); }
  [[nodiscard]] hb_font_t* hb_font() const { return font_.get(); }
  [[nodiscard]] const FaceMetrics& metrics() const { return metrics_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& postscript_name() const { return postscript_name_; }
  [[nodiscard]] bool is_cff() const { return is_cff_; }

  /// The nominal glyph, or 0 where the cmap has none.
  [[nodiscard]] std::uint32_t glyph(char32_t scalar) const;
  [[nodiscard]] bool covers(char32_t scalar) const { return glyph(scalar) != 0; }
  /// Horizontal advance of a glyph, font units.
  [[nodiscard]] int advance(std::uint32_t glyph) const;
  /// Box of the glyph's outline; all zero for a glyph without ink.
  [[nodiscard]] GlyphBox ink_box(std::uint32_t glyph) const;

 private:
  HbFace face_;
  HbFont font_;
  FaceMetrics metrics_;
  std::string path_, postscript_name_;
  bool is_cff_ = false;
};

}  // namespace bifolium
