#include "read/content_grammar.h"

#include <algorithm>
#include <utility>

#include "core/check.h"
#include "read/xml.h"

namespace bifolium {
namespace {

using E = Element;
using A = Attribute;
using F = ValueForm;
using M = ContentModel;
using O = PartOrder;

// What the grammar below says, content/content.rng says too: change both together. A test holds the
// one to the other.

// Values.

constexpr auto kDirections = std::to_array<std::string_view>({"ltr", "rtl"});
constexpr auto kLeafletTypes = std::to_array<std::string_view>(
    {"condition", "procedure", "medicine", "discharge", "consent", "general"});
constexpr auto kListKinds =
    std::to_array<std::string_view>({"bullet", "number", "letter", "roman", "check", "none"});
constexpr auto kCalloutKinds =
    std::to_array<std::string_view>({"information", "important", "warning", "emergency"});
constexpr auto kValueTypes =
    std::to_array<std::string_view>({"text", "date", "time", "phone", "number"});
constexpr auto kYesNo = std::to_array<std::string_view>({"yes", "no"});
constexpr auto kPrints = std::to_array<std::string_view>({"full", "link", "none"});

// Attributes.

constexpr AttributeRule kId{A::kXmlId, F::kId, false, {}};
constexpr AttributeRule kLanguage{A::kXmlLang, F::kLanguage, false, {}};

constexpr AttributeRule kWhen{A::kWhen, F::kText, false, {}};

constexpr auto kCommon = std::to_array<AttributeRule>({kId, kLanguage});
constexpr auto kOfBlock = std::to_array<AttributeRule>({kId, kLanguage, kWhen});
constexpr auto kLanguageOnly = std::to_array<AttributeRule>({kLanguage});
constexpr auto kOfLeaflet = std::to_array<AttributeRule>({
    kId,
    kLanguage,
    {A::kDir, F::kChoice, false, kDirections},
    {A::kLayout, F::kText, false, {}},
    {A::kType, F::kChoice, false, kLeafletTypes},
});
constexpr auto kOfTranslationOf = std::to_array<AttributeRule>({
    {A::kReferenceNumber, F::kText, true, {}},
    {A::kVersion, F::kText, true, {}},
});
constexpr auto kOfSection =
    std::to_array<AttributeRule>({kId, kLanguage, kWhen, {A::kRole, F::kName, false, {}}});
constexpr auto kOfList = std::to_array<AttributeRule>({
    kId,
    kLanguage,
    kWhen,
    {A::kKind, F::kChoice, false, kListKinds},
    {A::kStart, F::kNumber, false, {}},
});
constexpr auto kOfCallout = std::to_array<AttributeRule>(
    {kId, kLanguage, kWhen, {A::kKind, F::kChoice, true, kCalloutKinds}});
constexpr auto kOfReferences =
    std::to_array<AttributeRule>({kId, kLanguage, kWhen, {A::kPrint, F::kChoice, false, kPrints}});
constexpr auto kOfReference = std::to_array<AttributeRule>({
    kId,
    kLanguage,
    {A::kHref, F::kAddress, false, {}},
    {A::kAccessed, F::kDate, false, {}},
});
constexpr auto kOfLink =
    std::to_array<AttributeRule>({kLanguage, {A::kHref, F::kAddress, true, {}}});
constexpr auto kOfXref = std::to_array<AttributeRule>({{A::kTo, F::kTarget, true, {}}});
constexpr auto kOfCite = std::to_array<AttributeRule>({{A::kTo, F::kReference, true, {}}});
constexpr auto kOfAbbr = std::to_array<AttributeRule>({{A::kTitle, F::kText, true, {}}});
constexpr auto kOfForeign = std::to_array<AttributeRule>({{A::kXmlLang, F::kLanguage, true, {}}});
constexpr auto kOfDeclaredValue = std::to_array<AttributeRule>({
    {A::kName, F::kValueName, true, {}},
    {A::kType, F::kChoice, true, kValueTypes},
    {A::kUnit, F::kText, false, {}},
    {A::kDefault, F::kText, false, {}},
    {A::kRequired, F::kChoice, false, kYesNo},
});
constexpr auto kOfValue = std::to_array<AttributeRule>({{A::kName, F::kValueName, true, {}}});
constexpr auto kOfDate = std::to_array<AttributeRule>({{A::kIso, F::kDate, false, {}}});

// Sets of elements.

constexpr ElementSet kSmall{E::kSub, E::kSup};
constexpr ElementSet kPhrase =
    kSmall | ElementSet{E::kEm,    E::kStrong, E::kAbbr, E::kForeign, E::kQ,
                        E::kPhone, E::kEmail,  E::kDate, E::kMeasure, E::kValue};
constexpr ElementSet kLinksAndBreaks{E::kLink, E::kXref, E::kCite, E::kBr};
constexpr ElementSet kInline = kPhrase | kLinksAndBreaks;

constexpr ElementSet kQuoteBlocks{E::kP, E::kList};
constexpr ElementSet kBoxBlocks =
    kQuoteBlocks | ElementSet{E::kSteps, E::kDefinitions, E::kQuote, E::kContacts};
constexpr ElementSet kItemBlocks = kBoxBlocks | ElementSet{E::kCallout};
constexpr ElementSet kSectionBlocks = kItemBlocks | ElementSet{E::kFaq, E::kKeyPoints, E::kSection};

// Parts.

constexpr std::string_view kTitleWanted = "<title>";
constexpr std::string_view kBlockWanted = "a block such as <p>";
constexpr ContentPart kTitle{{E::kTitle}, 1, 1, kTitleWanted};
constexpr ContentPart kOptionalTitle{{E::kTitle}, 0, 1, {}};

constexpr auto kInLeaflet = std::to_array<ContentPart>({
    {{E::kMeta}, 1, 1, "<meta>"},
    {kSectionBlocks, 1, 0, kBlockWanted},
    {{E::kReferences}, 0, 1, {}},
});
constexpr auto kInMeta = std::to_array<ContentPart>({
    kTitle,
    {{E::kSubtitle}, 0, 1, {}},
    {{E::kShortTitle}, 0, 1, {}},
    {{E::kTitleEn}, 0, 1, {}},
    {{E::kAuthor}, 0, 1, {}},
    {{E::kDepartment}, 0, 1, {}},
    {{E::kPublisher}, 0, 1, {}},
    {{E::kReferenceNumber}, 0, 1, {}},
    {{E::kVersion}, 0, 1, {}},
    {{E::kIssued}, 0, 1, {}},
    {{E::kReview}, 0, 1, {}},
    {{E::kAudience}, 0, 1, {}},
    {{E::kReviewer}, 0, 1, {}},
    {{E::kEvidence}, 0, 1, {}},
    {{E::kFeedback}, 0, 1, {}},
    {{E::kOtherFormats}, 0, 1, {}},
    {{E::kKeywords}, 0, 1, {}},
    {{E::kCopyright}, 0, 1, {}},
    {{E::kDisclaimer}, 0, 1, {}},
    {{E::kTranslator}, 0, 1, {}},
    {{E::kTranslationOf}, 0, 1, {}},
    {{E::kValues}, 0, 1, {}},
});
constexpr auto kInValues = std::to_array<ContentPart>({{{E::kDeclaredValue}, 1, 0, "<value>"}});
constexpr auto kInSection =
    std::to_array<ContentPart>({kTitle, {kSectionBlocks, 1, 0, kBlockWanted}});
constexpr auto kInItem = std::to_array<ContentPart>({{kItemBlocks, 1, 0, kBlockWanted}});
constexpr auto kInList = std::to_array<ContentPart>({{{E::kItem}, 1, 0, "<item>"}});
constexpr auto kInSteps = std::to_array<ContentPart>({{{E::kStep}, 1, 0, "<step>"}});
constexpr auto kInDefinitions = std::to_array<ContentPart>(
    {{{E::kTerm}, 1, 1, "<term>"}, {{E::kDefinition}, 1, 1, "<definition>"}});
constexpr auto kInFaq = std::to_array<ContentPart>(
    {{{E::kQuestion}, 1, 1, "<question>"}, {{E::kAnswer}, 1, 1, "<answer>"}});
constexpr auto kInKeyPoints =
    std::to_array<ContentPart>({kOptionalTitle, {{E::kItem}, 1, 0, "<item>"}});
constexpr auto kInCallout =
    std::to_array<ContentPart>({kOptionalTitle, {kBoxBlocks, 1, 0, kBlockWanted}});
constexpr auto kInQuote = std::to_array<ContentPart>({{kQuoteBlocks, 1, 0, "<p> or <list>"}});
constexpr auto kInContacts = std::to_array<ContentPart>({{{E::kContact}, 1, 0, "<contact>"}});
constexpr auto kInContact = std::to_array<ContentPart>({
    {{E::kName}, 0, 1, {}},
    {{E::kPhone, E::kEmail, E::kLink, E::kAddress, E::kHours},
     1,
     0,
     "<phone>, <email>, <link>, <address> or <hours>"},
});
constexpr auto kInReferences =
    std::to_array<ContentPart>({kOptionalTitle, {{E::kReference}, 1, 0, "<reference>"}});
constexpr auto kInReference = std::to_array<ContentPart>({kTitle, {{E::kSource}, 0, 1, {}}});

// Elements.

constexpr ElementRule parts(E element, std::span<const ContentPart> in,
                            std::span<const AttributeRule> attributes, O order = O::kSequence) {
  return {element, M::kParts, {}, in, order, attributes, F::kText, false, false};
}
constexpr ElementRule text(E element, F form = F::kText,
                           std::span<const AttributeRule> attributes = {},
                           bool may_be_empty = false) {
  return {element, M::kText, {}, {}, O::kSequence, attributes, form, may_be_empty, false};
}
/// Text that a value may stand in.
constexpr ElementRule filled(E element, F form = F::kText) {
  return {element, M::kText, {E::kValue}, {}, O::kSequence, {}, form, false, false};
}
constexpr ElementRule mixed(E element, ElementSet inlines,
                            std::span<const AttributeRule> attributes, bool may_be_empty = false) {
  return {element,    M::kInline, inlines,      {},   O::kSequence,
          attributes, F::kText,   may_be_empty, false};
}
constexpr ElementRule leading(E element, M model, std::span<const ContentPart> in,
                              std::span<const AttributeRule> attributes) {
  return {element, model, kInline, in, O::kSequence, attributes, F::kText, false, true};
}
constexpr ElementRule empty(E element, std::span<const AttributeRule> attributes) {
  return {element, M::kEmpty, {}, {}, O::kSequence, attributes, F::kText, true, false};
}

/// In the order of Element; the first stands for kText and is never used.
constexpr auto kRules = std::to_array<ElementRule>({
    {},
    parts(E::kLeaflet, kInLeaflet, kOfLeaflet),
    parts(E::kMeta, kInMeta, {}, O::kAny),
    parts(E::kSection, kInSection, kOfSection),
    mixed(E::kTitle, kPhrase, kCommon),
    // meta
    mixed(E::kSubtitle, kPhrase, kLanguageOnly),
    filled(E::kShortTitle),
    text(E::kTitleEn),
    filled(E::kAuthor),
    filled(E::kDepartment),
    filled(E::kPublisher),
    filled(E::kReferenceNumber),
    text(E::kVersion),
    text(E::kIssued, F::kDate),
    text(E::kReview, F::kDate),
    filled(E::kAudience),
    filled(E::kReviewer),
    filled(E::kEvidence),
    filled(E::kFeedback),
    filled(E::kOtherFormats),
    text(E::kKeywords),
    filled(E::kCopyright),
    mixed(E::kDisclaimer, kPhrase, kLanguageOnly),
    text(E::kTranslator),
    text(E::kTranslationOf, F::kText, kOfTranslationOf, true),
    parts(E::kValues, kInValues, {}),
    empty(E::kDeclaredValue, kOfDeclaredValue),
    // blocks
    leading(E::kP, M::kInline, {}, kOfBlock),
    parts(E::kList, kInList, kOfList),
    leading(E::kItem, M::kInlineOrParts, kInItem, kOfBlock),
    parts(E::kSteps, kInSteps, kOfBlock),
    leading(E::kStep, M::kInlineOrParts, kInItem, kOfBlock),
    parts(E::kDefinitions, kInDefinitions, kOfBlock, O::kRepeated),
    mixed(E::kTerm, kPhrase, kOfBlock),
    leading(E::kDefinition, M::kInlineOrParts, kInItem, kCommon),
    parts(E::kFaq, kInFaq, kOfBlock, O::kRepeated),
    mixed(E::kQuestion, kPhrase, kOfBlock),
    leading(E::kAnswer, M::kInlineOrParts, kInItem, kCommon),
    parts(E::kKeyPoints, kInKeyPoints, kOfBlock),
    parts(E::kCallout, kInCallout, kOfCallout),
    parts(E::kQuote, kInQuote, kOfBlock),
    parts(E::kContacts, kInContacts, kOfBlock),
    parts(E::kContact, kInContact, kOfBlock),
    mixed(E::kName, kPhrase, kLanguageOnly),
    mixed(E::kAddress, kInline, kLanguageOnly),
    mixed(E::kHours, kInline, kLanguageOnly),
    parts(E::kReferences, kInReferences, kOfReferences),
    parts(E::kReference, kInReference, kOfReference),
    mixed(E::kSource, kPhrase, kLanguageOnly),
    // inline
    mixed(E::kEm, kInline, kLanguageOnly),
    mixed(E::kStrong, kInline, kLanguageOnly),
    mixed(E::kLead, kPhrase, kLanguageOnly),
    mixed(E::kLink, kPhrase, kOfLink),
    mixed(E::kXref, kPhrase, kOfXref, true),
    empty(E::kCite, kOfCite),
    mixed(E::kAbbr, kSmall, kOfAbbr),
    mixed(E::kForeign, kInline, kOfForeign),
    mixed(E::kQ, kInline, kLanguageOnly),
    text(E::kSub),
    text(E::kSup),
    empty(E::kBr, {}),
    filled(E::kPhone, F::kPhone),
    text(E::kEmail, F::kEmail),
    mixed(E::kDate, kSmall, kOfDate),
    mixed(E::kMeasure, kSmall | ElementSet{E::kValue}, {}),
    empty(E::kValue, kOfValue),
});

constexpr bool in_order() {
  for (std::size_t i = 1; i < kRules.size(); ++i) {
    if (static_cast<std::size_t>(kRules[i].element) != i) return false;
  }
  return kRules.size() == static_cast<std::size_t>(E::kValue) + 1;
}
static_assert(in_order(), "one rule an element, in the order of Element");

// Names that are none.

/// Known to the vocabulary, but not read yet. <term> within text is one more.
constexpr auto kUnsupported = std::to_array<std::string_view>(
    {"body", "caption", "cell", "column", "columns", "entry", "figure", "glossary", "head", "note",
     "qr", "row", "table", "tick", "write-in"});

using Alias = std::pair<std::string_view, std::string_view>;

/// What authors of HTML, DocBook and DITA write, and what it is here.
constexpr auto kElementAliases = std::to_array<Alias>({
    {"a", "link"},
    {"acronym", "abbr"},
    {"abstract", "key-points"},
    {"admonition", "callout"},
    {"alert", "callout"},
    {"article", "leaflet"},
    {"aside", "callout"},
    {"b", "strong"},
    {"biblioentry", "reference"},
    {"bibliography", "references"},
    {"blockquote", "quote"},
    {"caution", "callout"},
    {"citation", "cite"},
    {"citetitle", "em"},
    {"dd", "definition"},
    {"div", "section"},
    {"dl", "definitions"},
    {"dt", "term"},
    {"emphasis", "em"},
    {"field", "value"},
    {"h1", "title"},
    {"h2", "title"},
    {"h3", "title"},
    {"h4", "title"},
    {"heading", "title"},
    {"i", "em"},
    {"important", "callout"},
    {"info", "meta"},
    {"itemizedlist", "list"},
    {"li", "item"},
    {"listitem", "item"},
    {"ol", "list"},
    {"orderedlist", "list"},
    {"para", "p"},
    {"paragraph", "p"},
    {"placeholder", "value"},
    {"procedure", "steps"},
    {"prolog", "meta"},
    {"qandaset", "faq"},
    {"quantity", "measure"},
    {"sect1", "section"},
    {"sect2", "section"},
    {"simpara", "p"},
    {"subscript", "sub"},
    {"superscript", "sup"},
    {"tel", "phone"},
    {"time", "date"},
    {"tip", "callout"},
    {"topic", "leaflet"},
    {"ul", "list"},
    {"ulink", "link"},
    {"uri", "link"},
    {"url", "link"},
    {"var", "value"},
    {"variable", "value"},
    {"variablelist", "definitions"},
    {"warning", "callout"},
});

constexpr auto kAttributeAliases = std::to_array<Alias>({
    {"class", "kind"},
    {"condition", "when"},
    {"date", "iso"},
    {"datetime", "iso"},
    {"expansion", "title"},
    {"id", "xml:id"},
    {"if", "when"},
    {"lang", "xml:lang"},
    {"linkend", "to"},
    {"numeration", "kind"},
    {"ref", "to"},
    {"rid", "to"},
    {"style", "kind"},
    {"target", "to"},
    {"test", "when"},
    {"type", "kind"},
    {"url", "href"},
    {"src", "href"},
});

std::string_view alias_of(std::span<const Alias> aliases, std::string_view name) {
  const auto found = std::ranges::find(aliases, name, &Alias::first);
  return found != aliases.end() ? found->second : std::string_view();
}

}  // namespace

const ElementRule& rule_of(Element element) {
  BIFOLIUM_CHECK(element != Element::kText, "text has no rule");
  return kRules.at(static_cast<std::size_t>(element));
}

ElementSet children_of(const ElementRule& rule) {
  ElementSet children = rule.inlines;
  for (const ContentPart& part : rule.parts) children = children | part.elements;
  if (rule.lead_first) children.add(Element::kLead);
  return children;
}

bool is_inline(Element element) { return kInline.has(element) || element == Element::kLead; }

const ElementSet& links_and_breaks() { return kLinksAndBreaks; }

std::string elements_in_words(const ElementSet& set) {
  constexpr std::size_t kMost = 8;
  std::vector<std::string_view> names;
  for (std::size_t i = 1; i < kRules.size(); ++i) {
    if (set.has(static_cast<Element>(i))) names.push_back(element_name(static_cast<Element>(i)));
  }
  const std::size_t shown = std::min(names.size(), kMost);
  std::string words;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) words += i + 1 == names.size() ? " or " : ", ";
    words += '<' + std::string(names[i]) + '>';
  }
  if (shown < names.size()) words += " …";
  return words;
}

std::string parents_in_words(Element element) {
  ElementSet parents;
  for (std::size_t i = 1; i < kRules.size(); ++i) {
    if (children_of(kRules[i]).has(element)) parents.add(static_cast<Element>(i));
  }
  return elements_in_words(parents);
}

std::string attributes_in_words(const ElementRule& rule) {
  std::string words;
  for (std::size_t i = 0; i < rule.attributes.size(); ++i) {
    if (i > 0) words += i + 1 == rule.attributes.size() ? " or " : ", ";
    words += '@' + std::string(attribute_name(rule.attributes[i].name));
  }
  return words;
}

bool is_unsupported_element(std::string_view name) {
  return std::ranges::binary_search(kUnsupported, name);
}

std::string suggested_element(std::string_view name) {
  if (const std::string_view alias = alias_of(kElementAliases, name); !alias.empty()) {
    return std::string(alias);
  }
  std::vector<std::string_view> known;
  for (std::size_t i = 1; i < kRules.size(); ++i) {
    known.push_back(element_name(static_cast<Element>(i)));
  }
  return nearest_name(name, known);
}

std::string suggested_attribute(std::string_view name, const ElementRule& rule) {
  std::vector<std::string_view> known;
  for (const AttributeRule& attribute : rule.attributes) {
    known.push_back(attribute_name(attribute.name));
  }
  const std::string_view alias = alias_of(kAttributeAliases, name);
  if (!alias.empty() && std::ranges::find(known, alias) != known.end()) return std::string(alias);
  return nearest_name(name, known);
}

}  // namespace bifolium
