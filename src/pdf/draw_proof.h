#pragma once

#include <string>
#include <string_view>

#include "pages/page.h"
#include "pdf/embed_font.h"
#include "pdf/file_frame.h"
#include "pdf/inks.h"
#include "style/style.h"

namespace bifolium {

/// The name of the layer among a page's /Properties.
inline constexpr std::string_view kProofLayer = "Proof";

/// What a typographer lays over a page to see how it is built, as an optional-content layer that
/// viewers can hide: baselines, the boxes of blocks, the text area, what is safe to print on (5 mm
/// inside the trim), trim and bleed, and `label`, which names the page or panel. All of it is
/// artifacts. Goes behind the content of the page with index `page`.
[[nodiscard]] std::string draw_proof(const StyledDocument& document, const SetText& text,
                                     const Pages& pages, std::uint32_t page,
                                     const FurnitureText& label, FontCids& fonts, const Inks* inks);

/// Writes the layer; gives its number. The entry for the catalog is /OCProperties with
/// proof_properties (ISO 32000-1, 8.11.4; PDF/A wants a name, and no automatic states).
[[nodiscard]] ObjectNumber write_proof_layer(FileFrame& frame);
[[nodiscard]] std::string proof_properties(ObjectNumber layer);
/// The entry of a resource dictionary by which content names the layer.
[[nodiscard]] std::string proof_resources(ObjectNumber layer);

}  // namespace bifolium
