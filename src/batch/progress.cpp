#include "batch/progress.h"

#include <algorithm>
#include <array>

#include "core/decimal.h"

namespace bifolium {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::size_t kLongestBar = 30;
constexpr std::size_t kShortestBar = 6;

std::string number(std::uint64_t n) { return integer_text(static_cast<std::int64_t>(n)); }

/// Thousandths of the whole that are done; none where the whole is not known.
std::int64_t per_mille(const Progress& p) {
  if (p.total == 0) return -1;
  return static_cast<std::int64_t>(std::min(p.at, p.total) * 1000 / p.total);
}

/// Tenths of jobs a second.
std::int64_t rate_tenths(const Progress& p) {
  if (p.elapsed <= 0) return 0;
  return static_cast<std::int64_t>(p.counts.settled) * 10 * kSecond / p.elapsed;
}

std::string rate_text(const Progress& p) {
  const std::int64_t tenths = rate_tenths(p);
  std::string text = integer_text(tenths / 10);
  if (tenths < 100) text += '.' + integer_text(tenths % 10);
  return text + "/s";
}

/// Microseconds left at the rate so far; negative where that can't be told.
std::int64_t time_left(const Progress& p) {
  if (p.at == 0 || p.total == 0 || p.elapsed <= 0) return -1;
  const std::uint64_t left = p.total - std::min(p.at, p.total);
  // In milliseconds, so that bytes times time stay far from the bound of 64 bits.
  return static_cast<std::int64_t>(left * static_cast<std::uint64_t>(p.elapsed / 1000) / p.at) *
         1000;
}

std::string bar(std::int64_t thousandths, std::size_t width) {
  const std::size_t full = width * static_cast<std::size_t>(thousandths) / 1000;
  return '[' + std::string(full, '#') + std::string(width - full, '.') + "] ";
}

}  // namespace

std::string duration_text(std::int64_t microseconds) {
  const std::int64_t seconds = (microseconds + kSecond / 2) / kSecond;
  const auto two = [](std::int64_t n) { return (n < 10 ? ":0" : ":") + integer_text(n); };
  if (seconds < 3600) return integer_text(seconds / 60) + two(seconds % 60);
  return integer_text(seconds / 3600) + two(seconds / 60 % 60) + two(seconds % 60);
}

std::string progress_line(const Progress& p, std::size_t columns) {
  const std::size_t room = columns > 1 ? columns - 1 : 0;
  const std::int64_t done = per_mille(p);
  std::string text = number(p.counts.settled) + " done";
  // In the order of what they tell; each only where it has room.
  std::vector<std::string> more;
  if (done >= 0) text = integer_text(done / 10) + "%, " + text;
  more.push_back(", " + number(p.counts.failed) + " failed");
  if (const std::int64_t left = time_left(p); left >= 0) {
    more.push_back(", " + duration_text(left) + " left");
  }
  more.push_back(", " + rate_text(p));
  for (const std::string& piece : more) {
    if (text.size() + piece.size() <= room) text += piece;
  }
  constexpr std::size_t kFrame = 3;  // "[", "]" and the space after it.
  if (done >= 0 && text.size() + kFrame + kShortestBar <= room) {
    text.insert(0, bar(done, std::min(kLongestBar, room - text.size() - kFrame)));
  }
  return text.substr(0, room);
}

std::string progress_json(const Progress& p) {
  const auto member = [](const char* name, std::uint64_t n) {
    return '"' + std::string(name) + "\":" + number(n) + ',';
  };
  std::string out = "{\"progress\":true," + member("done", p.counts.settled) +
                    member("made", p.counts.made) + member("kept", p.counts.kept) +
                    member("failed", p.counts.failed) + member("pages", p.counts.pages);
  if (per_mille(p) >= 0) out += "\"per_mille\":" + integer_text(per_mille(p)) + ',';
  if (time_left(p) >= 0) out += "\"left_ms\":" + integer_text(time_left(p) / 1000) + ',';
  return out + "\"elapsed_ms\":" + integer_text(p.elapsed / 1000) + '}';
}

}  // namespace bifolium
