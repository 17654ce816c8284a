#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/source.h"
#include "read/layout_spec.h"
#include "read/layout_values.h"
#include "read/xml.h"

namespace bifolium {

/// The attributes of one element: unknown ones are reported at once, each with the nearest known
/// name. Valid as long as the document.
class LayoutAttributes {
 public:
  LayoutAttributes(const XmlDocument& document, pugi::xml_node element,
                   std::span<const std::string_view> known, Diagnostics& diagnostics);

  [[nodiscard]] std::optional<LayoutAttribute> find(std::string_view name) const;
  /// As find, and reports where it is missing.
  [[nodiscard]] std::optional<LayoutAttribute> require(std::string_view name) const;
  [[nodiscard]] const std::vector<LayoutAttribute>& all() const { return found_; }
  [[nodiscard]] SourceSpan span() const { return span_; }

 private:
  std::string_view element_;
  SourceSpan span_;
  std::vector<LayoutAttribute> found_;
  Diagnostics* diagnostics_;
};

/// What the readers of a layout's elements have in common: the file, and the sink of diagnostics.
/// Where a value is wrong, a stand-in takes its place, so that the merged layout isn't reported as
/// incomplete as well.
class LayoutElements {
 public:
  LayoutElements(const XmlDocument& document, Diagnostics& diagnostics)
      : document_(document), diagnostics_(diagnostics) {}

  [[nodiscard]] const XmlDocument& document() const { return document_; }
  [[nodiscard]] Diagnostics& diagnostics() const { return diagnostics_; }

  [[nodiscard]] LayoutAttributes attributes_of(
      pugi::xml_node element, std::initializer_list<std::string_view> known) const {
    return {document_, element, known, diagnostics_};
  }
  /// The element children of one that holds no text; reports text and elements of other namespaces.
  [[nodiscard]] std::vector<pugi::xml_node> children_of(pugi::xml_node parent) const;
  /// Reports whatever stands in an element that has to be empty.
  void refuse_children(pugi::xml_node parent) const;
  void report_unknown(pugi::xml_node child, std::span<const std::string_view> known) const;
  void report(DiagnosticCode code, const SourceSpan& span,
              std::initializer_list<std::string_view> args) const {
    diagnostics_.report(code, span, args);
  }

  /// Sets `target` where the attribute stands.
  void set_length(const LayoutAttributes& attributes, std::string_view name,
                  const LengthBounds& bounds, std::optional<LengthSpec>& target) const;
  void set_page_kinds(const LayoutAttributes& attributes, std::optional<PageKindSet>& target) const;
  /// `words`: in the order of the enumeration.
  template <class Enum>
  void set_enum(const LayoutAttributes& attributes, std::string_view name, std::string_view words,
                std::optional<Enum>& target) const {
    if (const auto attribute = attributes.find(name)) {
      target = static_cast<Enum>(read_word(*attribute, words, diagnostics_).value_or(0));
    }
  }
  /// Reads remove="yes", and reports what stands beside it.
  [[nodiscard]] bool read_remove(pugi::xml_node element, const LayoutAttributes& attributes) const;
  /// The required name; empty where it is missing or wrong.
  [[nodiscard]] std::string required_name(const LayoutAttributes& attributes) const;

  /// True if no item of the layer has that name yet; reports otherwise.
  template <class Item>
  [[nodiscard]] bool is_new(std::string_view element, std::string_view name, const SourceSpan& span,
                            const std::vector<Item>& items) const {
    if (std::ranges::find(items, name, &Item::name) == items.end()) return true;
    report(DiagnosticCode::kLayoutDuplicate, span, {element_text(element, name)});
    return false;
  }

 private:
  const XmlDocument& document_;
  Diagnostics& diagnostics_;
};

}  // namespace bifolium
