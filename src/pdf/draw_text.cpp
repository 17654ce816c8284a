#include "pdf/draw_text.h"

#include <algorithm>
#include <optional>

#include "core/check.h"
#include "pdf/cluster_text.h"

namespace bifolium {
namespace {

/// Draws one piece: its pen counts font units from the piece's start, and letter spaces apart.
class PieceDrawer {
 public:
  PieceDrawer(FaceId face_id, const Face& face, const TextStyle& style, FontCids& fonts,
              MarkedContent& content)
      : face_id_(face_id),
        face_(face),
        style_(style),
        fonts_(fonts),
        content_(content),
        upem_(face.metrics().upem),
        written_size_(written_size(style.size)),
        size_is_exact_(style.size == written_size_),
        em_factor_(kEmParts % upem_ == 0 ? kEmParts / upem_ : 0),
        letter_space_(em_parts_of(style.letter_spacing)) {}

  void draw(ClusterReader& reader, Length start, Length baseline) {
    start_ = start;
    baseline_ = baseline;
    const std::int64_t direction = reader.right_to_left() ? -1 : 1;
    while (!reader.at_end()) {
      const ClusterText& cluster = reader.next();
      pen_ += direction * cluster.skipped_advance;
      if (direction > 0) {
        draw_rightwards(cluster);
      } else {
        draw_leftwards(cluster);
      }
      spaces_ += direction;
    }
  }

 private:
  void draw_rightwards(const ClusterText& cluster) {
    for (const GlyphText& entry : cluster.glyphs) {
      show(entry.glyph->id, entry.text, pen_ + entry.glyph->x_offset, entry.glyph->y_offset);
      pen_ += entry.glyph->advance;
    }
  }

  void draw_leftwards(const ClusterText& cluster) {
    for (std::size_t i = 0; i < cluster.glyphs.size(); ++i) {
      const GlyphText& entry = cluster.glyphs[i];
      if (entry.glyph == nullptr) {
        show_stand_in(entry, cluster);
        continue;
      }
      pen_ -= entry.glyph->advance;
      show(entry.glyph->id, entry.text, pen_ + entry.glyph->x_offset, entry.glyph->y_offset);
    }
  }

  /// The first stand-in's right edge is the cluster's, since Poppler sees a word space in a gap.
  void show_stand_in(const GlyphText& entry, const ClusterText& cluster) {
    const std::uint32_t space = face_.glyph(U' ');
    const std::int64_t widest = advance_of(cluster) / (entry.places + 1);
    const std::int64_t step = std::min<std::int64_t>(face_.advance(space), widest);
    show(space, entry.text, pen_ - entry.place * step, 0);
  }

  static std::int64_t advance_of(const ClusterText& cluster) {
    std::int64_t advance = 0;
    for (const GlyphText& entry : cluster.glyphs) {
      if (entry.glyph != nullptr) advance += entry.glyph->advance;
    }
    return advance;
  }

  void show(std::uint32_t glyph, std::u16string_view text, std::int64_t x, std::int64_t y) {
    // A face without the line separator gives no glyph, and its text was turned into a space.
    if (glyph == 0 && text == u" ") glyph = face_.glyph(U' ');
    const CidUse use = fonts_.use(face_id_, glyph, text);
    if (!started_ || use.font != font_) {  // Another font only where the face's CIDs are used up.
      content_.set_text(use.font, style_.size, style_.color);
      content_.start_piece(start_, baseline_);
      font_ = use.font;
      started_ = true;
      rise_y_.reset();
    }
    if (y != rise_y_) {
      content_.set_rise(style_.baseline_shift + style_.size.scaled({y, upem_}));
      rise_y_ = y;
    }
    content_.show({use.cid, use.width, em_parts(x) + spaces_ * letter_space_});
  }

  /// Font units at the style's size, in parts of an em of the size as written.
  [[nodiscard]] std::int64_t em_parts(std::int64_t font_units) const {
    if (size_is_exact_) {
      return em_factor_ != 0 ? font_units * em_factor_ : mul_div_round(font_units, kEmParts, upem_);
    }
    return em_parts_of(Length::from_units(mul_div_round(font_units, style_.size.units(), upem_)));
  }
  [[nodiscard]] std::int64_t em_parts_of(Length length) const {
    return mul_div_round(length.units(), kEmParts, written_size_.units());
  }

  FaceId face_id_;
  const Face& face_;
  const TextStyle& style_;
  FontCids& fonts_;
  MarkedContent& content_;
  std::int64_t upem_;
  Length written_size_;
  bool size_is_exact_;         ///< The size needs no more decimals than are written.
  std::int64_t em_factor_;     ///< Em parts a font unit where that is a whole number, else 0.
  std::int64_t letter_space_;  ///< Em parts.
  Length start_, baseline_;
  std::int64_t pen_ = 0;     ///< Font units from the start, without letter spaces.
  std::int64_t spaces_ = 0;  ///< Letter spaces passed; negative leftwards.
  std::uint32_t font_ = 0;
  bool started_ = false;
  std::optional<std::int64_t> rise_y_;  ///< What the rise was last set for, font units.
};

}  // namespace

void draw_pieces(const LineView& view, Point origin, std::uint32_t piece_begin,
                 std::uint32_t piece_end, const IdVector<TextStyleTag, TextStyle>& styles,
                 FontCids& fonts, MarkedContent& content) {
  BIFOLIUM_CHECK(piece_end <= view.line.pieces.size(), "a mark names pieces that don't exist");
  ClusterReader reader;
  for (std::uint32_t i = piece_begin; i < piece_end; ++i) {
    const LinePiece& piece = view.line.pieces[i];
    const GlyphRun& run = view.shaped.runs.at(piece.run);
    const TextStyle& style = styles[view.paragraph.inlines[run.inline_id].text_style];
    const Face& face = fonts.face(run.face);
    reader.begin(view, i, face);
    // A space at the line's end is not in the width: it hangs over the edge where text ends.
    const Length left = origin.x + piece.x;
    const Length start = reader.right_to_left() ? left + piece.width : left;
    PieceDrawer(run.face, face, style, fonts, content).draw(reader, start, origin.y);
  }
}

}  // namespace bifolium
