#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fonts/face.h"
#include "pages/page.h"
#include "shape/glyph_run.h"

namespace bifolium {

/// A glyph and the text that copying and reading aloud get from it.
struct GlyphText {
  /// Null: the face's space, without ink, that stands in for a letter which has no glyph of its
  /// own.
  const Glyph* glyph = nullptr;
  std::u16string_view text;  ///< Never empty. Valid until the next cluster is read.
  /// Of a stand-in: it is the `place`th of `places` (from 1).
  std::int32_t place = 0, places = 0;
};

/// One cluster of a piece. Without entries in `glyphs` it is not drawn and not extracted.
struct ClusterText {
  std::span<const GlyphText> glyphs;
  std::int64_t skipped_advance = 0;  ///< Of glyphs that are not drawn, font units.
};

/// Scalars that stay in the text for breaking and direction, have no ink, and are not extracted:
/// soft hyphen, zero width space, word joiner, byte order mark and the bidi controls. ZWNJ and ZWJ
/// carry meaning and are extracted.
[[nodiscard]] bool is_extracted(char32_t scalar);

/// Reads the clusters of one piece of a line in logical order, and says what each glyph means.
///
/// A glyph that is a whole cluster has its text, so a ligature has several scalars. Where a cluster
/// has as many glyphs as scalars and they match one by one, each has its own. Else the first glyph
/// has all and the others have U+2060, which neither splits words nor shows: measured, an empty
/// string gives U+FFFD in MuPDF and a space in Poppler.
///
/// Right to left no glyph has more than one scalar, since Poppler would reverse them: the glyphs
/// have the cluster's last scalars, and spaces stand in for those before, further right.
class ClusterReader {
 public:
  /// Begins with a piece; what was read before is forgotten, its memory used again.
  void begin(const LineView& view, std::size_t piece_index, const Face& face);

  [[nodiscard]] bool at_end() const { return at_ == glyphs_.size(); }
  [[nodiscard]] const ClusterText& next();
  [[nodiscard]] bool right_to_left() const { return right_to_left_; }

 private:
  /// Most clusters are one glyph for one UTF-16 unit, with another cluster after them: reads such
  /// a one without a copy of its text. False where the next is none.
  bool read_plain();
  void collect_scalars(std::uint32_t begin, std::uint32_t end);
  [[nodiscard]] std::u16string_view scalar_text(std::size_t index) const;
  [[nodiscard]] bool one_to_one(std::span<const Glyph> cluster) const;
  void give_all_to_first(std::span<const Glyph> cluster);
  void give_to_stand_ins(std::span<const Glyph> cluster);

  std::u16string_view text_;
  const Face* face_ = nullptr;
  std::span<const Glyph> glyphs_;
  std::uint32_t text_end_ = 0;  ///< Of the last cluster.
  bool right_to_left_ = false, hyphen_added_ = false;
  std::size_t at_ = 0;

  ClusterText cluster_;
  GlyphText plain_;
  std::vector<GlyphText> entries_;
  std::u16string extracted_;                ///< The cluster's text that is extracted.
  std::vector<std::uint32_t> scalar_ends_;  ///< In extracted_, of each scalar.
};

}  // namespace bifolium
