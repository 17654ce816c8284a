#pragma once

#include <string>
#include <string_view>

#include "core/diagnostics.h"
#include "fonts/font_library.h"
#include "read/layout_reader.h"
#include "typeset/typeset.h"

namespace bifolium::fuzz {

/// The fonts of the shipped catalogue.
[[nodiscard]] const FontLibrary& shipped_fonts();

/// A shipped layout, by name, for @extends; the names "a" and "b" give `own`, so that layouts can
/// extend themselves.
[[nodiscard]] Expected<LayoutSource, Diagnostic> find_layout(const std::string& name,
                                                             std::string_view own);

/// Reads a layout's first edition, or the named one.
[[nodiscard]] std::shared_ptr<const LayoutSpec> read_layout_text(std::string_view text,
                                                                 std::string_view edition,
                                                                 Diagnostics& diagnostics);

/// The shipped leaflet-a5.
[[nodiscard]] std::shared_ptr<const LayoutSpec> shipped_leaflet();

/// Takes a content file's bytes through every stage, as Compositor::make does, but lets what is
/// thrown pass, so that the fuzzer sees where it came from. Aborts where the promises of a result
/// are broken: no PDF and no error, or a PDF that is none.
void make_leaflet(std::string_view content, const std::shared_ptr<const LayoutSpec>& layout);

/// Aborts with a word on why, where a promise is broken.
void require(bool kept, const char* promise);

}  // namespace bifolium::fuzz
