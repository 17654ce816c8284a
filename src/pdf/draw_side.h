#pragma once

#include <string>

#include "pdf/embed_font.h"
#include "pdf/inks.h"
#include "press/sheet.h"
#include "style/style.h"

namespace bifolium {

/// The content stream of one side of a sheet: its pages, as the forms P1, P2, … by their numbers
/// (or R1, R2, … where they are repeated), then marks and slug line as artifacts.
[[nodiscard]] std::string draw_side(const StyledDocument& document, const Sheets& sheets,
                                    const SheetSide& side, FontCids& fonts, const Inks* inks);

/// "P3" of page index 2, or "R3" where it is a repeated one.
[[nodiscard]] std::string form_name(const SheetSlot& slot);

}  // namespace bifolium
