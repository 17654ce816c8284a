#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/content.h"

namespace bifolium {

/// A set of elements, small enough to be copied.
class ElementSet {
 public:
  constexpr ElementSet() = default;
  constexpr ElementSet(std::initializer_list<Element> elements) {
    for (const Element element : elements) add(element);
  }
  constexpr void add(Element element) { words_[word(element)] |= bit(element); }
  [[nodiscard]] constexpr bool has(Element element) const {
    return (words_[word(element)] & bit(element)) != 0;
  }
  [[nodiscard]] constexpr bool empty() const { return words_[0] == 0 && words_[1] == 0; }
  friend constexpr ElementSet operator|(ElementSet a, const ElementSet& b) {
    for (std::size_t i = 0; i < a.words_.size(); ++i) a.words_[i] |= b.words_[i];
    return a;
  }
  friend constexpr ElementSet operator&(ElementSet a, const ElementSet& b) {
    for (std::size_t i = 0; i < a.words_.size(); ++i) a.words_[i] &= b.words_[i];
    return a;
  }
  friend constexpr bool operator==(const ElementSet&, const ElementSet&) = default;

 private:
  static constexpr std::size_t word(Element e) { return static_cast<std::size_t>(e) / 64; }
  static constexpr std::uint64_t bit(Element e) {
    return std::uint64_t{1} << (static_cast<unsigned>(e) % 64);
  }
  std::array<std::uint64_t, 2> words_{};
};

/// What may stand in an element.
enum class ContentModel : std::uint8_t {
  kEmpty,          ///< Nothing.
  kText,           ///< Text alone.
  kInline,         ///< Text and inline elements.
  kParts,          ///< Elements as `parts` says; no text.
  kInlineOrParts,  ///< One or the other.
};

/// How the parts follow each other.
enum class PartOrder : std::uint8_t {
  kSequence,  ///< In the order of `parts`, once.
  kRepeated,  ///< The whole sequence again and again.
  kAny,       ///< In any order.
};

/// Some elements of a sequence.
struct ContentPart {
  ElementSet elements;
  int min = 0;
  int max = 0;              ///< 0: any number.
  std::string_view wanted;  ///< What lacks, in words, where fewer than `min` are there.
};

/// The form of a value.
enum class ValueForm : std::uint8_t {
  kText,       ///< Any, but not empty.
  kId,         ///< An NCName that no other element has.
  kTarget,     ///< The xml:id of an element.
  kReference,  ///< The xml:id of a <reference>.
  kLanguage,   ///< A BCP 47 tag.
  kChoice,     ///< One of `choices`.
  kNumber,     ///< A whole number from 1 to 9999.
  kAddress,    ///< An address with http, https, mailto or tel.
  kDate,       ///< YYYY-MM-DD.
  kPhone,      ///< A telephone number.
  kEmail,      ///< An email address.
  kName,       ///< Letters, digits and hyphens.
  kValueName,  ///< An NCName that is no word of conditions.
};

struct AttributeRule {
  Attribute name{};
  ValueForm form{};
  bool required = false;
  std::span<const std::string_view> choices;
};

/// One element of the vocabulary.
struct ElementRule {
  Element element{};
  ContentModel model = ContentModel::kEmpty;
  ElementSet inlines;
  std::span<const ContentPart> parts;
  PartOrder order = PartOrder::kSequence;
  std::span<const AttributeRule> attributes;
  ValueForm text = ValueForm::kText;  ///< Of kText.
  bool may_be_empty = false;
  bool lead_first = false;  ///< <lead> may open its text.
};

/// The rule of an element, never kText.
[[nodiscard]] const ElementRule& rule_of(Element element);

/// The elements that may stand in an element, by its rule alone.
[[nodiscard]] ElementSet children_of(const ElementRule& rule);

/// Elements that stand within text.
[[nodiscard]] bool is_inline(Element element);

/// The elements that lead elsewhere or break a line: none of them may stand at any depth within a
/// title, a link or another element whose rule leaves them out.
[[nodiscard]] const ElementSet& links_and_breaks();

/// "<list>, <section> or <callout>": the elements that may hold `element`; at most eight, in the
/// order of the vocabulary.
[[nodiscard]] std::string parents_in_words(Element element);
/// The same for the elements of a set.
[[nodiscard]] std::string elements_in_words(const ElementSet& set);

/// "@kind, @start or @xml:id": the attributes that an element may have.
[[nodiscard]] std::string attributes_in_words(const ElementRule& rule);

/// True for the elements of the vocabulary that this version does not read yet.
[[nodiscard]] bool is_unsupported_element(std::string_view name);

/// The element that does what an element of HTML, DocBook or DITA by this name does, or that is
/// spelled nearly so; empty for none.
[[nodiscard]] std::string suggested_element(std::string_view name);
/// The same for an attribute of `rule`'s element.
[[nodiscard]] std::string suggested_attribute(std::string_view name, const ElementRule& rule);

}  // namespace bifolium
