#include "fonts/charstring.h"

#include <utility>

#include "core/check.h"

namespace bifolium {
namespace {

/// The deepest stack that a charstring may need (TN 5177, appendix B).
constexpr std::size_t kMostArguments = 48;
/// 16.16 fixed-point numbers follow this byte.
constexpr char kFixedMark = '\xFF';
/// 1/65536 in a part of an OutlinePoint.
constexpr std::int64_t kFixedParts = 65'536 / kOutlineParts;

void append_byte(std::string& out, std::int64_t value) {
  out.push_back(static_cast<char>(value & 0xFF));
}

}  // namespace

void append_cff_integer(std::string& out, std::int64_t value) {
  BIFOLIUM_CHECK(value >= -32'768 && value <= 32'767, "a number that CFF can't write in 16 bits");
  if (value >= -107 && value <= 107) {
    append_byte(out, value + 139);
  } else if (value >= 108 && value <= 1131) {
    append_byte(out, ((value - 108) >> 8) + 247);
    append_byte(out, value - 108);
  } else if (value >= -1131 && value <= -108) {
    append_byte(out, ((-value - 108) >> 8) + 251);
    append_byte(out, -value - 108);
  } else {
    append_byte(out, 28);
    append_byte(out, value >> 8);
    append_byte(out, value);
  }
}

Charstring::Charstring(std::int64_t width) { number(width); }

void Charstring::number(std::int64_t value) {
  if (value < -32'768 * kOutlineParts || value > 32'767 * kOutlineParts) {
    in_range_ = false;
  } else if (value % kOutlineParts == 0) {
    append_cff_integer(bytes_, value / kOutlineParts);
  } else {
    const std::int64_t fixed = value * kFixedParts;
    bytes_.push_back(kFixedMark);
    for (const int shift : {24, 16, 8, 0}) append_byte(bytes_, fixed >> shift);
  }
}

void Charstring::flush() {
  if (open_ != Operator::kNone) bytes_.push_back(static_cast<char>(open_));
  open_ = Operator::kNone;
  arguments_ = 0;
}

/// Lines and curves that follow their like share one operator, as far as the stack goes.
void Charstring::segment(Operator op, std::initializer_list<std::int64_t> arguments) {
  const bool repeats = op == Operator::kRLineTo || op == Operator::kRRCurveTo;
  if (op != open_ || !repeats || arguments_ + arguments.size() > kMostArguments) flush();
  for (const std::int64_t argument : arguments) number(argument);
  arguments_ += arguments.size();
  open_ = op;
}

void Charstring::flush_line() {
  if (!line_waits_) return;
  line_waits_ = false;
  const std::int64_t dx = line_end_.x - at_.x;
  const std::int64_t dy = line_end_.y - at_.y;
  at_ = line_end_;
  if (dy == 0) {
    segment(Operator::kHLineTo, {dx});
  } else if (dx == 0) {
    segment(Operator::kVLineTo, {dy});
  } else {
    segment(Operator::kRLineTo, {dx, dy});
  }
}

void Charstring::end_contour() {
  if (line_end_ == start_) line_waits_ = false;
  flush_line();
}

void Charstring::move_to(OutlinePoint to) {
  end_contour();
  flush();
  const std::int64_t dx = to.x - at_.x;
  const std::int64_t dy = to.y - at_.y;
  if (dy == 0) {
    segment(Operator::kHMoveTo, {dx});
  } else if (dx == 0) {
    segment(Operator::kVMoveTo, {dy});
  } else {
    segment(Operator::kRMoveTo, {dx, dy});
  }
  start_ = at_ = to;
}

void Charstring::line_to(OutlinePoint to) {
  flush_line();
  line_end_ = to;
  line_waits_ = true;
}

void Charstring::curve_to(OutlinePoint first, OutlinePoint second, OutlinePoint to) {
  flush_line();
  segment(Operator::kRRCurveTo, {first.x - at_.x, first.y - at_.y, second.x - first.x,
                                 second.y - first.y, to.x - second.x, to.y - second.y});
  at_ = to;
}

std::string Charstring::finish() {
  end_contour();
  flush();
  bytes_.push_back(static_cast<char>(Operator::kEndChar));
  return in_range_ ? std::move(bytes_) : std::string();
}

}  // namespace bifolium
