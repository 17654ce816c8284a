#include "pdf/path_data.h"

#include "core/check.h"

namespace bifolium {
namespace {

/// Parts of a view unit that coordinates are held in: six decimals of the data count.
constexpr std::int64_t kParts = 1'000'000;
constexpr int kDecimals = 6;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A point in parts of a view unit.
struct ViewPoint {
  std::int64_t x = 0, y = 0;
};

/// Reads commands and numbers of path data one after another.
class PathReader {
 public:
  explicit PathReader(std::string_view data) : data_(data) { skip_separators(); }

  [[nodiscard]] bool at_end() const { return at_ == data_.size(); }
  [[nodiscard]] bool at_number() const {
    return !at_end() &&
           (is_digit(data_[at_]) || data_[at_] == '-' || data_[at_] == '+' || data_[at_] == '.');
  }

  char command() {
    BIFOLIUM_CHECK(!at_end(), "path data ends where a command is due");
    const char c = data_[at_++];
    skip_separators();
    return c;
  }

  std::int64_t number() {
    BIFOLIUM_CHECK(at_number(), "path data lacks a number");
    const bool negative = data_[at_] == '-';
    if (negative || data_[at_] == '+') ++at_;
    std::int64_t value = 0;
    for (; !at_end() && is_digit(data_[at_]); ++at_) value = value * 10 + (data_[at_] - '0');
    value *= kParts;
    if (!at_end() && data_[at_] == '.') {
      ++at_;
      std::int64_t scale = kParts / 10;
      for (int i = 0; !at_end() && is_digit(data_[at_]); ++at_, ++i) {
        if (i < kDecimals) value += (data_[at_] - '0') * scale;
        scale /= 10;
      }
    }
    skip_separators();
    return negative ? -value : value;
  }

 private:
  void skip_separators() {
    while (!at_end() && std::string_view(" \t\r\n,").find(data_[at_]) != std::string_view::npos) {
      ++at_;
    }
  }

  std::string_view data_;
  std::size_t at_ = 0;
};

/// Turns commands into steps, with the current point of SVG's rules.
class PathBuilder {
 public:
  PathBuilder(std::string_view data, std::int64_t view_width, std::int64_t view_height,
              const Rect& box)
      : reader_(data), view_width_(view_width), view_height_(view_height), box_(box) {}

  std::vector<PathStep> build() {
    char command = 0;
    while (!reader_.at_end()) {
      // Numbers without a letter repeat the command; after a move they are lines.
      if (!reader_.at_number()) {
        command = reader_.command();
      } else if (command == 'M') {
        command = 'L';
      } else if (command == 'm') {
        command = 'l';
      }
      add(command);
    }
    return std::move(steps_);
  }

 private:
  void add(char command) {
    const bool relative = command >= 'a';
    const ViewPoint origin = relative ? current_ : ViewPoint{};
    switch (command) {
      case 'M':
      case 'm':
        start_ = point(origin);
        add_to(PathStep::Kind::kMove, start_);
        return;
      case 'L':
      case 'l':
        add_to(PathStep::Kind::kLine, point(origin));
        return;
      case 'H':
      case 'h':
        add_to(PathStep::Kind::kLine, {reader_.number() + origin.x, current_.y});
        return;
      case 'V':
      case 'v':
        add_to(PathStep::Kind::kLine, {current_.x, reader_.number() + origin.y});
        return;
      case 'C':
      case 'c': {
        const ViewPoint first = point(origin), second = point(origin);
        add_curve(first, second, point(origin));
        return;
      }
      case 'Q':
      case 'q': {
        const ViewPoint control = point(origin), end = point(origin);
        add_curve(toward(current_, control), toward(end, control), end);
        return;
      }
      case 'Z':
      case 'z':
        steps_.push_back({PathStep::Kind::kClose, {}});
        current_ = start_;
        return;
      default:
        BIFOLIUM_CHECK(false, "path data has a command that the reader should have refused");
    }
  }

  ViewPoint point(ViewPoint origin) {
    const std::int64_t x = reader_.number();
    const std::int64_t y = reader_.number();
    return {origin.x + x, origin.y + y};
  }

  /// Two thirds of the way from an end of a quadratic curve to its control point.
  static ViewPoint toward(ViewPoint end, ViewPoint control) {
    return {end.x + mul_div_round(control.x - end.x, 2, 3),
            end.y + mul_div_round(control.y - end.y, 2, 3)};
  }

  void add_to(PathStep::Kind kind, ViewPoint end) {
    steps_.push_back({kind, {on_page(end)}});
    current_ = end;
  }

  void add_curve(ViewPoint first, ViewPoint second, ViewPoint end) {
    steps_.push_back({PathStep::Kind::kCurve, {on_page(first), on_page(second), on_page(end)}});
    current_ = end;
  }

  [[nodiscard]] Point on_page(ViewPoint p) const {
    return {box_.x + box_.width.scaled({p.x, view_width_ * kParts}),
            box_.y + box_.height.scaled({p.y, view_height_ * kParts})};
  }

  PathReader reader_;
  std::int64_t view_width_, view_height_;
  Rect box_;
  ViewPoint current_, start_;
  std::vector<PathStep> steps_;
};

}  // namespace

std::vector<PathStep> path_steps(std::string_view data, std::int64_t view_width,
                                 std::int64_t view_height, const Rect& box) {
  BIFOLIUM_CHECK(view_width > 0 && view_height > 0, "a path without a view box");
  return PathBuilder(data, view_width, view_height, box).build();
}

}  // namespace bifolium
