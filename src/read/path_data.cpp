#include "read/path_data.h"

#include "core/decimal.h"

namespace bifolium {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// How many numbers one use of a command takes; -1 for what is no command of ours.
int argument_count(char command) {
  switch (command) {
    case 'M':
    case 'm':
    case 'L':
    case 'l':
      return 2;
    case 'H':
    case 'h':
    case 'V':
    case 'v':
      return 1;
    case 'Q':
    case 'q':
      return 4;
    case 'C':
    case 'c':
      return 6;
    case 'Z':
    case 'z':
      return 0;
    default:
      return -1;
  }
}

class PathChecker {
 public:
  explicit PathChecker(std::string_view path) : path_(path) {}

  std::string fault() {
    if (path_.size() > kMaxPathBytes) {
      return "it is longer than " + integer_text(static_cast<std::int64_t>(kMaxPathBytes)) +
             " bytes";
    }
    skip_spaces();
    if (at_ == path_.size()) return "it is empty";
    if (path_[at_] != 'M' && path_[at_] != 'm') return "it has to start with M";
    while (at_ < path_.size()) {
      if (std::string found = command_fault(); !found.empty()) return found;
    }
    return commands_ < 2 ? "it draws nothing" : "";
  }

 private:
  /// Checks one command letter and all numbers up to the next.
  std::string command_fault() {
    const char command = path_[at_];
    const int wanted = argument_count(command);
    if (wanted < 0) return place() + ": the commands are M L H V C Q Z";
    ++at_;
    skip_spaces();
    int numbers = 0;
    while (at_ < path_.size() && starts_number()) {
      if (std::string found = number_fault(); !found.empty()) return found;
      ++numbers;
      skip_separator();
      if (comma_ && !(at_ < path_.size() && starts_number())) {
        return "a number has to follow each comma";
      }
    }
    const bool whole = wanted == 0 ? numbers == 0 : numbers > 0 && numbers % wanted == 0;
    if (!whole) {
      return std::string(1, command) + " takes " + integer_text(wanted) +
             " numbers at a time, and has " + integer_text(numbers);
    }
    // Further pairs after M are lines.
    commands_ += wanted == 0 ? 1 : numbers / wanted;
    return "";
  }

  std::string number_fault() {
    const std::size_t begin = at_;
    if (path_[at_] == '-' || path_[at_] == '+') ++at_;
    std::int64_t whole = 0;
    int digits = 0;
    for (; at_ < path_.size() && is_digit(path_[at_]); ++at_, ++digits) {
      if (whole <= kMaxPathNumber) whole = whole * 10 + (path_[at_] - '0');
    }
    int decimals = 0;
    if (at_ < path_.size() && path_[at_] == '.') {
      ++at_;
      for (; at_ < path_.size() && is_digit(path_[at_]); ++at_) ++decimals;
    }
    const std::string text(path_.substr(begin, at_ - begin));
    if (digits + decimals == 0) return "\"" + text + "\" is not a number";
    if (whole > kMaxPathNumber) return text + " is over " + integer_text(kMaxPathNumber);
    if (decimals > kMaxPathDecimals) {
      return text + " has more than " + integer_text(kMaxPathDecimals) + " decimals";
    }
    return "";
  }

  [[nodiscard]] bool starts_number() const {
    const char c = path_[at_];
    return is_digit(c) || c == '-' || c == '+' || c == '.';
  }

  void skip_spaces() {
    while (at_ < path_.size() && is_space(path_[at_])) ++at_;
  }

  void skip_separator() {
    skip_spaces();
    comma_ = at_ < path_.size() && path_[at_] == ',';
    if (!comma_) return;
    ++at_;
    skip_spaces();
  }

  /// The character here, and where it stands.
  [[nodiscard]] std::string place() const {
    const auto byte = static_cast<unsigned char>(path_[at_]);
    const std::string shown = byte >= 0x20 && byte < 0x7F ? std::string(1, path_[at_]) : "a sign";
    return shown + " at character " + integer_text(static_cast<std::int64_t>(at_) + 1) +
           " is not a command";
  }

  std::string_view path_;
  std::size_t at_ = 0;
  bool comma_ = false;
  int commands_ = 0;
};

}  // namespace

std::string path_data_fault(std::string_view path) { return PathChecker(path).fault(); }

}  // namespace bifolium
