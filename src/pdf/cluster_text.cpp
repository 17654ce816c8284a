#include "pdf/cluster_text.h"

#include <algorithm>

#include "core/check.h"
#include "core/unicode.h"

namespace bifolium {
namespace {

constexpr char32_t kLineSeparator = 0x2028;
constexpr char32_t kZeroWidthNonJoiner = 0x200C;
constexpr char32_t kZeroWidthJoiner = 0x200D;
constexpr std::u16string_view kWordJoiner = u"\u2060";
/// From here on a UTF-16 unit may be a forced break, a control or half of a scalar.
constexpr char16_t kFirstUnplain = 0x2000;

/// Where the text of a piece's last cluster ends.
std::uint32_t end_of_last_cluster(const LineView& view, std::size_t piece_index) {
  const LinePiece& piece = view.line.pieces[piece_index];
  const GlyphRun& run = view.shaped.runs.at(piece.run);
  if (!piece.patched) {
    return piece.glyph_end < run.glyph_end ? view.shaped.glyphs.at(piece.glyph_end).cluster
                                           : run.text_end;
  }
  if (piece.hyphen_added) return view.lines.patches.at(piece.glyph_end - 1).cluster;
  std::uint32_t end = std::min(run.text_end, view.line.text_end);
  if (piece_index + 1 < view.line.pieces.size()) {
    const LinePiece& next = view.line.pieces[piece_index + 1];
    const std::vector<Glyph>& glyphs = next.patched ? view.lines.patches : view.shaped.glyphs;
    if (next.run == piece.run && next.glyph_begin < next.glyph_end) {
      end = std::min(end, glyphs.at(next.glyph_begin).cluster);
    }
  }
  return end;
}

}  // namespace

bool is_extracted(char32_t scalar) {
  switch (scalar) {
    case 0x00AD:  // soft hyphen
    case 0x061C:  // Arabic letter mark
    case 0x200B:  // zero width space
    case 0x200E:  // left-to-right mark
    case 0x200F:  // right-to-left mark
    case 0x2060:  // word joiner
    case 0xFEFF:  // byte order mark
      return false;
    default:
      return !(scalar >= 0x202A && scalar <= 0x202E) && !(scalar >= 0x2066 && scalar <= 0x2069);
  }
}

void ClusterReader::begin(const LineView& view, std::size_t piece_index, const Face& face) {
  text_ = view.paragraph.text;
  face_ = &face;
  at_ = 0;
  const LinePiece& piece = view.line.pieces.at(piece_index);
  const std::vector<Glyph>& all = piece.patched ? view.lines.patches : view.shaped.glyphs;
  BIFOLIUM_CHECK(piece.glyph_begin <= piece.glyph_end && piece.glyph_end <= all.size(),
                 "a piece of a line names glyphs that don't exist");
  glyphs_ = std::span(all).subspan(piece.glyph_begin, piece.glyph_end - piece.glyph_begin);
  hyphen_added_ = piece.hyphen_added && !glyphs_.empty();
  right_to_left_ = (view.shaped.runs.at(piece.run).level & 1) != 0;
  text_end_ = glyphs_.empty() ? 0 : end_of_last_cluster(view, piece_index);
}

bool ClusterReader::read_plain() {
  if (at_ + 1 >= glyphs_.size()) return false;
  const Glyph& glyph = glyphs_[at_];
  if (glyphs_[at_ + 1].cluster != glyph.cluster + 1 || (hyphen_added_ && at_ + 2 == glyphs_.size()))
    return false;
  const char16_t unit = text_[glyph.cluster];
  if (unit >= kFirstUnplain || !is_extracted(unit)) return false;
  ++at_;
  plain_ = {&glyph, text_.substr(glyph.cluster, 1)};
  cluster_ = {std::span(&plain_, 1)};
  return true;
}

const ClusterText& ClusterReader::next() {
  if (read_plain()) return cluster_;
  const std::size_t begin = at_;
  const bool is_hyphen = hyphen_added_ && begin + 1 == glyphs_.size();
  const std::size_t limit = glyphs_.size() - (hyphen_added_ && !is_hyphen ? 1 : 0);
  ++at_;
  while (at_ < limit && glyphs_[at_].cluster == glyphs_[begin].cluster) ++at_;
  const std::span<const Glyph> cluster = glyphs_.subspan(begin, at_ - begin);
  const bool last = at_ == limit;

  entries_.clear();
  if (is_hyphen) {
    extracted_.assign(1, u'-');
    scalar_ends_.assign(1, 1);
  } else {
    collect_scalars(cluster.front().cluster, last ? text_end_ : glyphs_[at_].cluster);
  }
  cluster_ = {};
  if (extracted_.empty()) {
    for (const Glyph& glyph : cluster) cluster_.skipped_advance += glyph.advance;
    return cluster_;
  }
  const std::size_t scalars = scalar_ends_.size();
  if (cluster.size() == 1 && (scalars == 1 || !right_to_left_)) {
    entries_.push_back({&cluster.front(), extracted_});
  } else if (cluster.size() == scalars && one_to_one(cluster)) {
    for (std::size_t i = 0; i < scalars; ++i) {
      entries_.push_back({&cluster[i], scalar_text(i)});
    }
  } else if (right_to_left_ && scalars > 1 && face_->glyph(U' ') != 0) {
    give_to_stand_ins(cluster);
  } else {
    give_all_to_first(cluster);
  }
  cluster_.glyphs = entries_;
  return cluster_;
}

void ClusterReader::collect_scalars(std::uint32_t begin, std::uint32_t end) {
  BIFOLIUM_CHECK(begin < end && end <= text_.size(), "a cluster without text");
  extracted_.clear();
  scalar_ends_.clear();
  const std::u16string_view text = text_.substr(0, end);
  for (std::size_t at = begin; at < end;) {
    const char32_t scalar = next_scalar(text, at);
    if (!is_extracted(scalar)) continue;
    // A forced break is white space to those who copy or listen.
    append_utf16(extracted_, scalar == kLineSeparator ? U' ' : scalar);
    scalar_ends_.push_back(static_cast<std::uint32_t>(extracted_.size()));
  }
}

std::u16string_view ClusterReader::scalar_text(std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : scalar_ends_[index - 1];
  return std::u16string_view(extracted_).substr(begin, scalar_ends_[index] - begin);
}

/// The base may have any form, but each mark must be its own glyph: vowel signs that were reordered
/// or joined are not.
bool ClusterReader::one_to_one(std::span<const Glyph> cluster) const {
  for (std::size_t i = 1; i < cluster.size(); ++i) {
    std::size_t at = 0;
    const char32_t scalar = next_scalar(scalar_text(i), at);
    if (scalar == kZeroWidthNonJoiner || scalar == kZeroWidthJoiner) continue;
    if (face_->glyph(scalar) != cluster[i].id) return false;
  }
  return true;
}

void ClusterReader::give_all_to_first(std::span<const Glyph> cluster) {
  for (const Glyph& glyph : cluster) {
    const bool first = &glyph == &cluster.front();
    entries_.push_back({&glyph, first ? std::u16string_view(extracted_) : kWordJoiner});
  }
}

void ClusterReader::give_to_stand_ins(std::span<const Glyph> cluster) {
  const std::size_t scalars = scalar_ends_.size();
  const std::size_t stand_ins = scalars > cluster.size() ? scalars - cluster.size() : 0;
  for (std::size_t i = 0; i < stand_ins; ++i) {
    entries_.push_back({nullptr, scalar_text(i), static_cast<std::int32_t>(i + 1),
                        static_cast<std::int32_t>(stand_ins)});
  }
  for (std::size_t i = 0; i < cluster.size(); ++i) {
    const std::size_t scalar = stand_ins + i;
    entries_.push_back({&cluster[i], scalar < scalars ? scalar_text(scalar) : kWordJoiner});
  }
}

}  // namespace bifolium
