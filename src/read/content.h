#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/source.h"
#include "read/condition.h"
#include "read/value_table.h"

namespace bifolium {

/// Every element of the content vocabulary (content/content.rng), and kText for character data. The
/// names in XML are the table of read/content.cpp, in the same order.
enum class Element : std::uint8_t {
  kText,
  // structure
  kLeaflet,
  kMeta,
  kSection,
  kTitle,
  // meta
  kSubtitle,
  kShortTitle,
  kTitleEn,
  kAuthor,
  kDepartment,
  kPublisher,
  kReferenceNumber,
  kVersion,
  kIssued,
  kReview,
  kAudience,
  kReviewer,
  kEvidence,
  kFeedback,
  kOtherFormats,
  kKeywords,
  kCopyright,
  kDisclaimer,
  kTranslator,
  kTranslationOf,
  kValues,
  kDeclaredValue,  ///< <value> in <values>.
  // blocks
  kP,
  kList,
  kItem,
  kSteps,
  kStep,
  kDefinitions,
  kTerm,
  kDefinition,
  kFaq,
  kQuestion,
  kAnswer,
  kKeyPoints,
  kCallout,
  kQuote,
  kContacts,
  kContact,
  kName,
  kAddress,
  kHours,
  kReferences,
  kReference,
  kSource,
  // inline
  kEm,
  kStrong,
  kLead,
  kLink,
  kXref,
  kCite,
  kAbbr,
  kForeign,
  kQ,
  kSub,
  kSup,
  kBr,
  kPhone,
  kEmail,
  kDate,
  kMeasure,
  kValue,  ///< <value> in text.
};

enum class Attribute : std::uint8_t {
  kXmlId,
  kXmlLang,
  kDir,
  kLayout,
  kType,
  kRole,
  kKind,
  kStart,
  kTo,
  kHref,
  kPrint,
  kAccessed,
  kTitle,
  kIso,
  kReferenceNumber,
  kVersion,
  kWhen,
  kName,
  kDefault,
  kRequired,
  kUnit,
};

struct ContentAttribute {
  Attribute name{};
  std::string value;  ///< White space collapsed, none at the ends.
  SourceSpan span;    ///< Of the attribute's name.
};

/// One element or one stretch of text. Children are a chain of siblings.
struct ContentNode {
  Element element = Element::kText;
  NodeId parent, first_child, next_sibling;
  /// kText only: UTF-8, white space collapsed (runs of space, tab and line end are one space, also
  /// across the tags of inline elements; none at the start and end of a paragraph and around
  /// <br/>). U+00A0 and its like are kept.
  std::string text;
  std::vector<ContentAttribute> attributes;
  SourceSpan span;  ///< Of the '<', or of the first character of text.
};

/// What is said: the content file as written, checked against the grammar. Nodes are in document
/// order; the root (index 0) is the <leaflet>.
struct ContentTree {
  std::shared_ptr<const SourceFile> file;
  IdVector<struct NodeTag, ContentNode> nodes;
  std::map<std::string, NodeId, std::less<>> ids;  ///< xml:id -> node.
  ValueTable values;                               ///< What <values> declares.
  std::vector<Condition> conditions;               ///< Of each @when, in document order.

  [[nodiscard]] NodeId root() const { return NodeId{0}; }
  [[nodiscard]] const ContentNode& operator[](NodeId id) const { return nodes[id]; }

  /// The attribute's value, or null.
  [[nodiscard]] const std::string* attribute(NodeId id, Attribute name) const;
  /// The first child that is `element`; none if there is none.
  [[nodiscard]] NodeId child(NodeId id, Element element) const;
  /// Which declared value a kValue node prints; none for a name that was reported.
  [[nodiscard]] std::optional<std::size_t> value_of(NodeId id) const;
  /// The meta field's node, or none.
  [[nodiscard]] NodeId meta(Element field) const;
  /// All text below a node, joined; values, which are not known yet, are left out.
  [[nodiscard]] std::string text_of(NodeId id) const;
};

/// "key-points" for kKeyPoints: the name in XML. kText gives "#text".
[[nodiscard]] std::string_view element_name(Element element);
/// kKeyPoints for "key-points"; kText for a name that is none. "value" gives kValue.
[[nodiscard]] Element element_named(std::string_view name);
/// "xml:id" for kXmlId.
[[nodiscard]] std::string_view attribute_name(Attribute attribute);

}  // namespace bifolium
