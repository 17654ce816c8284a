#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/source.h"

namespace bifolium {

enum class Slope : std::uint8_t { kUpright, kItalic };

/// A face of a family: one font file (and index for a collection).
struct CatalogueFace {
  int weight = 400;  ///< CSS/OpenType weight, 100–900.
  Slope slope = Slope::kUpright;
  std::string file;  ///< A file name, looked up in `--fonts` folders, then in `folders`.
  int index = 0;     ///< Of the face in a collection.
  SourceSpan span;
};

struct CatalogueFamily {
  std::string name;                  ///< "Noto Sans"
  std::string package;               ///< The Debian package, for the help line; may be empty.
  std::vector<std::string> scripts;  ///< ISO 15924 tags that the family is made for: "Latn".
  std::vector<CatalogueFace> faces;
  std::vector<std::string> fallback;  ///< Its own: families tried next, in order, by name.
  std::string chain;                  ///< What is tried after those: a name in `chains`, or none.
  SourceSpan span;
};

/// fonts/catalogue.xml (namespace urn:bifolium:fonts:1): which families exist, which scripts they
/// cover, and what falls back to what. Reading it opens no font.
struct FontCatalogue {
  std::shared_ptr<const SourceFile> file;
  std::vector<std::string> folders;  ///< Where fonts lie, searched in order.
  std::vector<CatalogueFamily> families;
  std::map<std::string, std::vector<std::string>, std::less<>> chains;  ///< Families by name.
};

/// The families tried after `family`, in order, itself left out, each once. Views into `catalogue`.
[[nodiscard]] std::vector<std::string_view> fallbacks_of(const FontCatalogue& catalogue,
                                                         const CatalogueFamily& family);

[[nodiscard]] std::optional<FontCatalogue> read_font_catalogue(const std::string& path,
                                                               std::string_view bytes,
                                                               Diagnostics& diagnostics);

}  // namespace bifolium
