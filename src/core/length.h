#pragma once

#include <compare>
#include <cstdint>

namespace bifolium {

/// value * num / den with a 128-bit product, rounded half away from zero. den > 0.
[[nodiscard]] constexpr std::int64_t mul_div_round(std::int64_t value, std::int64_t num,
                                                   std::int64_t den) {
  // Almost every product fits 64 bits, where the division is several times faster.
  std::int64_t narrow = 0;
  if (!__builtin_mul_overflow(value, num, &narrow)) {
    const std::int64_t quotient = narrow / den;
    const std::int64_t rest = narrow % den;
    const std::int64_t size = rest < 0 ? -rest : rest;
    return size >= den - size ? quotient + (narrow < 0 ? -1 : 1) : quotient;
  }
  __extension__ using Wide = __int128;
  const Wide product = static_cast<Wide>(value) * num;
  const Wide half = den / 2;
  // For odd den, den/2 rounds the half down, which is right: no exact tie exists there.
  return static_cast<std::int64_t>(product >= 0 ? (product + half) / den : (product - half) / den);
}

/// A factor held as a fraction: 12 pt type over 1000 units per em is Ratio{12, 1000}.
struct Ratio {
  std::int64_t num = 1;
  std::int64_t den = 1;  ///< > 0
};

/// A signed distance on the page, held exactly as a count of 1/127000 pt: 0.001 mm, 0.001 pt and
/// 0.001 in are then all whole numbers (360, 127 and 9144 units). See docs/units.md.
class Length {
 public:
  constexpr Length() = default;
  [[nodiscard]] static constexpr Length from_units(std::int64_t n) { return Length{n}; }
  [[nodiscard]] static constexpr Length points(std::int64_t n) { return Length{n * 127'000}; }
  [[nodiscard]] static constexpr Length millipoints(std::int64_t n) { return Length{n * 127}; }
  [[nodiscard]] static constexpr Length micrometers(std::int64_t n) { return Length{n * 360}; }
  [[nodiscard]] static constexpr Length milliinches(std::int64_t n) { return Length{n * 9144}; }

  [[nodiscard]] constexpr std::int64_t units() const { return units_; }

  /// This length times a ratio, rounded once, half away from zero.
  [[nodiscard]] constexpr Length scaled(Ratio r) const {
    return Length{mul_div_round(units_, r.num, r.den)};
  }

  constexpr Length& operator+=(Length b) {
    units_ += b.units_;
    return *this;
  }
  constexpr Length& operator-=(Length b) {
    units_ -= b.units_;
    return *this;
  }
  friend constexpr Length operator+(Length a, Length b) { return Length{a.units_ + b.units_}; }
  friend constexpr Length operator-(Length a, Length b) { return Length{a.units_ - b.units_}; }
  friend constexpr Length operator-(Length a) { return Length{-a.units_}; }
  friend constexpr Length operator*(Length a, std::int64_t n) { return Length{a.units_ * n}; }
  friend constexpr Length operator*(std::int64_t n, Length a) { return Length{a.units_ * n}; }
  friend constexpr auto operator<=>(Length, Length) = default;

 private:
  constexpr explicit Length(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};
static_assert(Length::micrometers(25'400) == Length::points(72));  // one inch
static_assert(Length::milliinches(1'000) == Length::points(72));
static_assert(mul_div_round(5, 1, 2) == 3 && mul_div_round(-5, 1, 2) == -3);

[[nodiscard]] constexpr Length min(Length a, Length b) { return b < a ? b : a; }
[[nodiscard]] constexpr Length max(Length a, Length b) { return a < b ? b : a; }

/// Layout space: origin top left, y grows downwards. Only pdf/content_stream.cpp flips it.
struct Point {
  Length x, y;
  friend constexpr bool operator==(Point, Point) = default;
};
struct Size {
  Length width, height;
  friend constexpr bool operator==(Size, Size) = default;
};
struct Rect {
  Length x, y, width, height;
  [[nodiscard]] constexpr Length right() const { return x + width; }
  [[nodiscard]] constexpr Length bottom() const { return y + height; }
  friend constexpr bool operator==(Rect, Rect) = default;
};

/// A colour in sRGB, 8 bits a channel.
struct Color {
  std::uint8_t red = 0, green = 0, blue = 0;
  friend constexpr bool operator==(Color, Color) = default;
};

}  // namespace bifolium
