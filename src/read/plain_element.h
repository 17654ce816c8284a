#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/source.h"
#include "read/xml.h"

namespace bifolium {

/// An element of a small vocabulary (words, the font catalogue): its attributes by name, its
/// children by name. What is unknown, lacking or empty is reported.
class PlainElement {
 public:
  /// Reports the attributes that are not in `attributes`.
  PlainElement(const XmlDocument& xml, pugi::xml_node node, Diagnostics& diagnostics,
               std::initializer_list<std::string_view> attributes);

  /// The value with white space collapsed; reports where it lacks or is empty, and gives none.
  [[nodiscard]] std::optional<std::string> required(std::string_view name) const;
  /// The same, but an attribute that lacks is not reported.
  [[nodiscard]] std::optional<std::string> optional(std::string_view name) const;

  /// Calls `take` with each child element that is in `names`; reports others, and text.
  void children(std::initializer_list<std::string_view> names,
                const std::function<void(std::string_view name, pugi::xml_node)>& take) const;

  /// The element's text with white space collapsed; reports child elements, and lack of text.
  [[nodiscard]] std::string text() const;

  [[nodiscard]] SourceSpan span() const { return xml_.span(node_); }
  /// Of an attribute, or of the element where it lacks.
  [[nodiscard]] SourceSpan span(std::string_view attribute) const;

 private:
  const XmlDocument& xml_;
  pugi::xml_node node_;
  Diagnostics& diagnostics_;
};

}  // namespace bifolium
