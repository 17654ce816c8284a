#pragma once

#include <string>

#include "bifolium/document.h"

namespace bifolium {

/// What a document takes of paper and ink, some lines for people.
[[nodiscard]] std::string costs_text(const Document& document);

/// The same for programs, with the files written: one JSON object on a line. `press_path` is empty
/// where there is no press copy.
[[nodiscard]] std::string costs_json(const Document& document, const std::string& path,
                                     const std::string& press_path);

}  // namespace bifolium
