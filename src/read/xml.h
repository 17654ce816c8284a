#pragma once

#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/source.h"

namespace bifolium {

/// Bounds on any XML that is read (docs/limits.md).
inline constexpr std::size_t kMaxXmlBytes = std::size_t{64} << 20;
inline constexpr int kMaxXmlDepth = 100;
inline constexpr int kMaxXmlElements = 2'000'000;

/// An XML file that passed expat's gate: well-formed XML 1.0, UTF-8, no DOCTYPE, within the bounds.
/// pugixml's tree over it, and the way back from a node to its place.
class XmlDocument {
 public:
  /// Reports what is wrong (all that can be told) and returns none where the gate refuses.
  [[nodiscard]] static std::optional<XmlDocument> parse(std::shared_ptr<const SourceFile> file,
                                                        std::string_view bytes,
                                                        Diagnostics& diagnostics);

  [[nodiscard]] pugi::xml_node root() const { return document_->document_element(); }
  [[nodiscard]] const std::shared_ptr<const SourceFile>& file() const { return file_; }
  /// Of the '<' of an element, or the first character of text.
  [[nodiscard]] SourceSpan span(pugi::xml_node node) const;
  /// Of the attribute's name in `node`'s start tag.
  [[nodiscard]] SourceSpan span(pugi::xml_node node, pugi::xml_attribute attribute) const;

 private:
  std::shared_ptr<const SourceFile> file_;
  std::string bytes_;                      ///< As read, for columns in characters.
  std::vector<std::size_t> line_starts_;   ///< Byte offset of each line.
  std::unique_ptr<pugi::xml_document> document_;
};

/// The known name that is nearest to `name` by edits (Damerau–Levenshtein), for the help line;
/// empty where none is near (at most a third of its letters, at least one).
[[nodiscard]] std::string nearest_name(std::string_view name,
                                       const std::vector<std::string_view>& known);

}  // namespace bifolium
