#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>

namespace bifolium {

/// A point of an outline in 1/64 of a font unit, y upwards.
struct OutlinePoint {
  std::int64_t x = 0, y = 0;
  friend bool operator==(const OutlinePoint&, const OutlinePoint&) = default;
};

/// Parts of a font unit that an OutlinePoint counts.
inline constexpr std::int64_t kOutlineParts = 64;

/// Writes one glyph as a Type 2 charstring without hints and subroutines (Adobe Technical Note
/// 5177). Contours close by themselves; a last line back to where a contour began is left out.
class Charstring {
 public:
  /// `width` is the advance in 1/64 of a unit, above the nominalWidthX of 0.
  explicit Charstring(std::int64_t width);

  void move_to(OutlinePoint to);
  void line_to(OutlinePoint to);
  void curve_to(OutlinePoint first, OutlinePoint second, OutlinePoint to);

  /// The bytes, or an empty string where two points are further apart than a charstring can say
  /// (32,767 units). Call once, at the end.
  [[nodiscard]] std::string finish();

 private:
  enum class Operator : unsigned char {
    kNone = 0,
    kVMoveTo = 4,
    kRLineTo = 5,
    kHLineTo = 6,
    kVLineTo = 7,
    kRRCurveTo = 8,
    kEndChar = 14,
    kRMoveTo = 21,
    kHMoveTo = 22,
  };
  void end_contour();
  void flush_line();
  void flush();
  void segment(Operator op, std::initializer_list<std::int64_t> arguments);
  void number(std::int64_t value);

  std::string bytes_;
  OutlinePoint start_, at_, line_end_;
  bool line_waits_ = false;  ///< A line to line_end_ is drawn unless it only closes the contour.
  Operator open_ = Operator::kNone;
  std::size_t arguments_ = 0;  ///< On the stack for `open_`.
  bool in_range_ = true;
};

/// Appends a number as charstrings and DICTs both write it: -32768…32767 (TN 5176, table 3).
void append_cff_integer(std::string& out, std::int64_t value);

}  // namespace bifolium
