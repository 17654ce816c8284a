#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bifolium {

/// How a job is printed. What is empty, or 0, is left to the printer.
struct PrintSettings {
  int copies = 0;
  std::string sides;  ///< IPP: one-sided, two-sided-long-edge or two-sided-short-edge.
  std::string media;  ///< A size by its name in PWG 5101.1, such as iso_a4_210x297mm.
  std::string tray;   ///< IPP: a value of media-source, such as tray-1; each printer has its own.
};

/// What was asked for, and where nothing was, the defaults.
[[nodiscard]] PrintSettings filled_in(PrintSettings asked, const PrintSettings& defaults);

/// The IPP name of "off", "long-edge" or "short-edge"; empty for another word.
[[nodiscard]] std::string sides_of(std::string_view word);

/// The PWG name of a paper by its name in layouts (A4, letter…), in either case of letters; a PWG
/// name stays as it is. Empty for another word.
[[nodiscard]] std::string media_of(std::string_view word);

/// The PWG name of a sheet of this size in micrometers, in either direction: its own, where it is
/// within half a millimeter of a paper that has one, else one made for it.
[[nodiscard]] std::string media_of_size(std::int64_t width, std::int64_t height);

}  // namespace bifolium
