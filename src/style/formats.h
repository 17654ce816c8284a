#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "bifolium/cache_bounds.h"

namespace bifolium {

/// Dates, times and numbers as a language writes them, by ICU's formatters. Opening one costs far
/// more than using it, so each is opened once, when it is first asked for. Of one thread.
class Formats {
 public:
  explicit Formats(std::string language);
  ~Formats();
  Formats(const Formats&) = delete;
  Formats& operator=(const Formats&) = delete;

  /// An ISO date in CLDR's long form ("1 November 2026"); "2026-11" gives the month alone. `iso`
  /// was checked when it was read.
  [[nodiscard]] std::string date(std::string_view iso);
  /// "14:30" in CLDR's short form ("14:30", "2:30 PM").
  [[nodiscard]] std::string time(std::string_view iso);
  /// A decimal number ("-1234.50") with the language's digits and signs, and as many decimals as
  /// were written; `unit` stands after it, behind a no-break space. A percent sign stands as the
  /// language has it.
  [[nodiscard]] std::string number(std::string_view decimal, std::string_view unit);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What styling keeps from document to document: the formats of the languages met. One a thread.
class StyleWorkspace {
 public:
  /// Leaflets come in few languages; beyond `languages`, all formats are opened anew.
  explicit StyleWorkspace(std::size_t languages = CacheBounds().languages)
      : languages_(languages) {}

  /// The formats of a language; they are good until the next call.
  [[nodiscard]] Formats& formats(const std::string& language);

 private:
  std::size_t languages_;
  std::map<std::string, std::unique_ptr<Formats>, std::less<>> formats_;
};

}  // namespace bifolium
