#pragma once

#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/source.h"
#include "read/line_index.h"
#include "read/xml_gate.h"

namespace bifolium {

/// Bounds on any XML that is read (docs/limits.md).
inline constexpr std::size_t kMaxXmlBytes = std::size_t{64} << 20;
inline constexpr int kMaxXmlDepth = 100;
inline constexpr int kMaxXmlElements = 2'000'000;

/// An XML file that passed expat's gate: well-formed XML 1.0, UTF-8, no DOCTYPE, within the bounds.
/// pugixml's tree over it, and the way back from a node to its place. The tree has elements, text
/// (white space included) and CDATA; no comments and no processing instructions, so that one
/// stretch of text may be several neighbouring nodes: text() joins them.
class XmlDocument {
 public:
  /// Reports what is wrong (all that can be told) and returns none where the gate refuses.
  [[nodiscard]] static std::optional<XmlDocument> parse(std::shared_ptr<const SourceFile> file,
                                                        std::string_view bytes,
                                                        Diagnostics& diagnostics);

  [[nodiscard]] pugi::xml_node root() const { return document_->document_element(); }
  [[nodiscard]] const std::shared_ptr<const SourceFile>& file() const { return file_; }
  /// Of the '<' of an element, or the first character of text that is not white space.
  [[nodiscard]] SourceSpan span(pugi::xml_node node) const;
  /// Of the attribute's name in `node`'s start tag.
  [[nodiscard]] SourceSpan span(pugi::xml_node node, pugi::xml_attribute attribute) const;
  /// Of the byte `at` of the attribute's value, which may be its end.
  [[nodiscard]] SourceSpan span(pugi::xml_node node, pugi::xml_attribute attribute,
                                std::size_t at) const;

  /// The namespace of an element; empty for none.
  [[nodiscard]] std::string_view namespace_of(pugi::xml_node element) const;
  /// The element's name without a prefix.
  [[nodiscard]] static std::string_view local_name(pugi::xml_node element);
  /// True for xmlns and xmlns:prefix, which are no attributes of a vocabulary.
  [[nodiscard]] static bool is_namespace_declaration(pugi::xml_attribute attribute);
  /// The text directly in an element, joined.
  [[nodiscard]] static std::string text(pugi::xml_node element);

  /// Reports a root element that is not <name> in `name_space`; false if the file can't be read as
  /// that. A wrong namespace alone is reported, and the file is read as if it were right.
  [[nodiscard]] bool check_root(std::string_view name, std::string_view name_space,
                                Diagnostics& diagnostics) const;
  /// Reports an element that is in another namespace than the root; false if it is.
  [[nodiscard]] bool check_namespace(pugi::xml_node element, Diagnostics& diagnostics) const;

 private:
  [[nodiscard]] SourceSpan span_at(std::size_t offset) const;
  /// Where the attribute's name begins in the file; none where it is not found.
  [[nodiscard]] std::optional<std::size_t> offset_of(pugi::xml_node node,
                                                     pugi::xml_attribute attribute) const;

  std::shared_ptr<const SourceFile> file_;
  std::string bytes_;  ///< As read, without a byte order mark.
  LineIndex lines_;
  XmlNamespaces namespaces_;
  std::unique_ptr<pugi::xml_document> document_;
};

/// XML's white space: space, tab, line feed, carriage return.
[[nodiscard]] constexpr bool is_xml_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// `text` without XML white space at its start and end.
[[nodiscard]] std::string_view trim_xml_space(std::string_view text);

/// The known name that is nearest to `name` by edits (Damerau–Levenshtein), for the help line;
/// empty where none is near (at most a third of its letters, at least one). Capitals count as small
/// letters.
[[nodiscard]] std::string nearest_name(std::string_view name,
                                       const std::vector<std::string_view>& known);

}  // namespace bifolium
