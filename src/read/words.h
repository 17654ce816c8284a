#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostics.h"
#include "core/source.h"

namespace bifolium {

/// layouts/words/LANG.xml (namespace urn:bifolium:words:1): the words that the program itself
/// prints, in one language. A pattern holds its fields in braces: "{page} of {pages}".
struct Words {
  std::shared_ptr<const SourceFile> file;
  std::string language;                                      ///< BCP 47.
  std::map<std::string, std::string, std::less<>> patterns;  ///< By name: "page-of".

  /// The pattern, or null.
  [[nodiscard]] const std::string* find(std::string_view name) const;
};

[[nodiscard]] std::optional<Words> read_words(const std::string& path, std::string_view bytes,
                                              Diagnostics& diagnostics);

}  // namespace bifolium
