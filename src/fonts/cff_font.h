#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace bifolium {

/// The most glyphs of one CFF font, .notdef included: an INDEX counts them in 16 bits.
inline constexpr std::size_t kMostCffGlyphs = 65'535;

/// A CID-keyed CFF font program of 1000 units to the em (Adobe Technical Note 5176), as
/// FontFile3 /CIDFontType0C takes it. Glyph i is charstrings[i] and has the CID i, so a PDF needs
/// no map between them. [0] is .notdef; there are 2 to kMostCffGlyphs. Charstrings have no
/// subroutines and their widths count from 0. `box` is xMin yMin xMax yMax in units.
[[nodiscard]] std::string write_cff_font(std::string_view name, const std::array<int, 4>& box,
                                         std::span<const std::string> charstrings);

}  // namespace bifolium
