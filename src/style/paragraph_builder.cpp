#include "style/paragraph_builder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/check.h"
#include "core/decimal.h"
#include "core/unicode.h"
#include "style/words_in.h"

namespace bifolium {
namespace {

constexpr char16_t kForcedBreak = 0x2028;
/// What a page field holds until pages are known. One digit: most leaflets have under ten pages,
/// and figures are of one width, so that the first page breaks stand.
constexpr std::u16string_view kUnknownPage = u"0";

StructType structure_of(Element element) {
  switch (element) {
    case Element::kEm:
      return StructType::kEm;
    case Element::kStrong:
      return StructType::kStrong;
    case Element::kLead:
    case Element::kAbbr:
    case Element::kForeign:
      return StructType::kSpan;
    case Element::kQ:
      return StructType::kQuote;
    case Element::kLink:
      return StructType::kLink;
    default:
      return StructType::kNone;
  }
}

bool is_protected(Element element) {
  return element == Element::kPhone || element == Element::kEmail || element == Element::kDate ||
         element == Element::kMeasure;
}

/// Whether a link's text is its address, with or without scheme and "www.".
bool is_address_text(std::string_view text, std::string_view href) {
  const auto bare = [](std::string_view address) {
    for (const std::string_view lead : {"https://", "http://", "mailto:", "www."}) {
      if (address.starts_with(lead)) address.remove_prefix(lead.size());
    }
    if (address.ends_with('/')) address.remove_suffix(1);
    return address;
  };
  return bare(text) == bare(href);
}

bool is_isolated(Element element) {
  return is_protected(element) || element == Element::kLink || element == Element::kForeign;
}

}  // namespace

Inline link_inline(const StyleContext& context, const std::string& href, const SourceSpan& span) {
  Inline link;
  link.structure = StructType::kLink;
  link.href = href;
  link.isolate = true;
  link.span = span;
  if (href.starts_with("mailto:")) {
    link.description = word(context.words, "link-email", {{"address", href.substr(7)}});
  } else if (href.starts_with("tel:")) {
    link.description = word(context.words, "link-phone", {{"number", href.substr(4)}});
  } else {
    link.description = word(context.words, "link-web", {{"address", href}});
  }
  return link;
}

ParagraphBuilder::ParagraphBuilder(StyleContext& context, const Computed& computed,
                                   const std::string& language, const SourceSpan& span)
    : context_(context) {
  paragraph_.align = computed.align;
  paragraph_.hyphenate = computed.hyphenate;
  paragraph_.variants = computed.variants;
  paragraph_.leading = computed.leading;
  paragraph_.indent = computed.indent;
  paragraph_.widows = computed.widows;
  paragraph_.orphans = computed.orphans;
  paragraph_.right_to_left = context.document.info.right_to_left;
  paragraph_.span = span;
  Inline root;
  root.text_style = context.intern(computed.text);
  root.language = language;
  root.span = span;
  open_.push_back(paragraph_.inlines.add(std::move(root)));
}

void ParagraphBuilder::text(std::string_view utf8) { paragraph_.text += to_utf16(utf8); }

void ParagraphBuilder::open(Inline prototype, const Frame& frame) {
  const Computed& computed = context_.cascade.push(frame);
  prototype.text_style = context_.intern(computed.text);
  open_plain(std::move(prototype));
}

void ParagraphBuilder::close() {
  close_plain();
  context_.cascade.pop();
}

void ParagraphBuilder::open_plain(Inline prototype) {
  const Inline& parent = paragraph_.inlines[open_.back()];
  prototype.parent = open_.back();
  prototype.begin = static_cast<std::uint32_t>(paragraph_.text.size());
  if (!prototype.text_style) prototype.text_style = parent.text_style;
  if (prototype.language.empty()) prototype.language = parent.language;
  prototype.protect = prototype.protect || parent.protect;
  prototype.address = prototype.address || parent.address;
  if (prototype.span.file == nullptr) prototype.span = parent.span;
  open_.push_back(paragraph_.inlines.add(std::move(prototype)));
}

void ParagraphBuilder::close_plain() {
  BIFOLIUM_CHECK(open_.size() > 1, "an inline was closed that was never opened");
  paragraph_.inlines[open_.back()].end = static_cast<std::uint32_t>(paragraph_.text.size());
  open_.pop_back();
}

void ParagraphBuilder::content(NodeId node) {
  for (NodeId child = context_.tree[node].first_child; child;
       child = context_.tree[child].next_sibling) {
    if (context_.tree[child].element == Element::kText) {
      text(context_.tree[child].text);
    } else {
      element(child);
    }
  }
}

void ParagraphBuilder::element(NodeId node) {
  const ContentNode& source = context_.tree[node];
  switch (source.element) {
    case Element::kBr:
      paragraph_.text.push_back(kForcedBreak);
      return;
    case Element::kLink:
      link(node);
      return;
    case Element::kXref:
      cross_reference(node);
      return;
    case Element::kCite:
      citation(node);
      return;
    case Element::kQ:
      quote(node);
      return;
    case Element::kValue:
      value(node);
      return;
    default:
      break;
  }
  Inline prototype;
  prototype.structure = structure_of(source.element);
  prototype.protect = is_protected(source.element);
  prototype.isolate = is_isolated(source.element);
  prototype.language = language_of(context_.tree, node, "");
  prototype.span = source.span;
  if (source.element == Element::kAbbr) {
    if (const std::string* expansion = context_.tree.attribute(node, Attribute::kTitle)) {
      prototype.expansion = *expansion;
    }
  }
  // A change of language needs an element of its own to hold it.
  if (!prototype.language.empty() && prototype.structure == StructType::kNone) {
    prototype.structure = StructType::kSpan;
  }
  open(std::move(prototype), {element_name(source.element), &source, {}});
  content(node);
  close();
}

void ParagraphBuilder::link(NodeId node) {
  const ContentNode& source = context_.tree[node];
  const std::string* href = context_.tree.attribute(node, Attribute::kHref);
  Inline prototype = link_inline(context_, href != nullptr ? *href : "", source.span);
  prototype.language = language_of(context_.tree, node, "");
  prototype.address = href != nullptr && is_address_text(context_.tree.text_of(node), *href);
  open(std::move(prototype), {element_name(source.element), &source, {}});
  content(node);
  close();
}

void ParagraphBuilder::page_field(const std::string& target) {
  // Tabular figures: the width then depends on the number of digits alone.
  TextStyle style = context_.document.text_styles[paragraph_.inlines[open_.back()].text_style];
  constexpr std::uint32_t kTabularFigures = 0x746E'756D;  // 'tnum'
  std::erase_if(style.features, [](const FontFeature& f) { return f.tag == kTabularFigures; });
  style.features.push_back({kTabularFigures, 1});
  std::sort(style.features.begin(), style.features.end());
  Inline field;
  field.text_style = context_.intern(style);
  open_plain(std::move(field));
  const auto begin = static_cast<std::uint32_t>(paragraph_.text.size());
  paragraph_.text += kUnknownPage;
  paragraph_.fields.push_back({begin, static_cast<std::uint32_t>(paragraph_.text.size()), target});
  close_plain();
}

void ParagraphBuilder::with_fields(std::string_view pattern_name, NodeId target, NodeId text_node) {
  const std::string* pattern = context_.words.find(pattern_name);
  BIFOLIUM_CHECK(pattern != nullptr, "the words file lacks a word that its reader demands");
  std::size_t at = 0;
  while (at < pattern->size()) {
    const std::size_t field = std::min(pattern->find('{', at), pattern->size());
    text(std::string_view(*pattern).substr(at, field - at));
    if (field == pattern->size()) break;
    const std::size_t end = pattern->find('}', field);
    const std::string_view name = std::string_view(*pattern).substr(field + 1, end - field - 1);
    if (name == "page") page_field(*context_.tree.attribute(target, Attribute::kXmlId));
    if (name == "title") heading_text(title_of(context_.tree, target));
    if (name == "text") content(text_node);
    at = end + 1;
  }
}

/// The references are the one part of the content that may be kept on file (references/@print).
bool ParagraphBuilder::is_printed(NodeId target) const {
  const Element element = context_.tree[target].element;
  return (element != Element::kReferences && element != Element::kReference) ||
         context_.references.print != PrintReferences::kNone;
}

void ParagraphBuilder::cross_reference(NodeId node) {
  const ContentNode& source = context_.tree[node];
  const std::string* to = context_.tree.attribute(node, Attribute::kTo);
  const auto target = to != nullptr ? context_.tree.ids.find(*to) : context_.tree.ids.end();
  if (target == context_.tree.ids.end()) {
    content(node);  // The reader has reported it; go on, so that one run shows all.
    return;
  }
  const auto& [name, place] = *target;
  if (!is_printed(place)) {
    context_.diagnostics.report(DiagnosticCode::kXrefToUnprinted, source.span, {name});
    content(node);
    return;
  }
  const NodeId heading = title_of(context_.tree, place);
  const std::string title = heading ? text_beyond_paragraphs(context_, heading) : std::string();
  Inline reference;
  reference.structure = StructType::kReference;
  reference.language = language_of(context_.tree, node, "");
  reference.span = source.span;
  open(std::move(reference), {element_name(source.element), &source, {}});
  Inline link;
  link.structure = StructType::kLink;
  link.target = name;
  link.description = word(context_.words, "link-page", {{"title", title.empty() ? name : title}});
  open_plain(std::move(link));
  if (source.first_child) {
    with_fields("xref-text", place, node);
  } else {
    with_fields(title.empty() ? "xref-page" : "xref-title", place, node);
  }
  close_plain();
  close();
}

void ParagraphBuilder::citation(NodeId node) {
  const ContentNode& source = context_.tree[node];
  const std::string* to = context_.tree.attribute(node, Attribute::kTo);
  const auto target = to != nullptr ? context_.tree.ids.find(*to) : context_.tree.ids.end();
  if (target == context_.tree.ids.end()) return;
  const auto number = context_.references.numbers.find(target->second);
  if (number == context_.references.numbers.end() ||
      context_.references.print == PrintReferences::kNone) {
    // Nothing is printed here; nor is the space before it, which would now stand before a full
    // stop.
    const bool ends_in_value =
        !paragraph_.values.empty() && paragraph_.values.back().end == paragraph_.text.size();
    if (!ends_in_value &&
        (paragraph_.text.ends_with(u' ') || paragraph_.text.ends_with(u'\u00A0'))) {
      paragraph_.text.pop_back();
    }
    for (Inline& closed : paragraph_.inlines) {
      const auto end = static_cast<std::uint32_t>(paragraph_.text.size());
      closed.begin = std::min(closed.begin, end);
      closed.end = std::min(closed.end, end);
    }
    return;
  }
  const std::string digits = integer_text(number->second);
  Inline reference;
  reference.structure = StructType::kReference;
  reference.protect = true;
  reference.span = source.span;
  open(std::move(reference), {element_name(source.element), &source, {}});
  Inline link;
  link.structure = StructType::kLink;
  link.target = target->first;
  link.description = word(context_.words, "link-reference", {{"number", digits}});
  open_plain(std::move(link));
  text(word(context_.words, "cite", {{"number", digits}}));
  close_plain();
  close();
}

void ParagraphBuilder::quote(NodeId node) {
  const ContentNode& source = context_.tree[node];
  Inline prototype;
  prototype.structure = StructType::kQuote;
  prototype.language = language_of(context_.tree, node, "");
  prototype.span = source.span;
  open(std::move(prototype), {element_name(source.element), &source, {}});
  const bool inner = quote_depth_++ % 2 == 1;
  text(word(context_.words, inner ? "quote-inner-open" : "quote-open"));
  content(node);
  text(word(context_.words, inner ? "quote-inner-close" : "quote-close"));
  --quote_depth_;
  close();
}

void ParagraphBuilder::value_text(std::size_t value) {
  const std::u16string& printed = context_.document.values[value].text;
  if (printed.empty()) return;  // Reported already.
  const auto begin = static_cast<std::uint32_t>(paragraph_.text.size());
  paragraph_.text += printed;
  paragraph_.values.push_back({begin, static_cast<std::uint32_t>(paragraph_.text.size()),
                               static_cast<std::uint32_t>(value)});
}

/// A value is an isolate: whatever script it is in, it can't turn the words around it (UAX #9,
/// 2.7). All but texts are pieces that stay whole, as <date> and <measure> do.
void ParagraphBuilder::value(NodeId node) {
  const std::optional<std::size_t> value = context_.tree.value_of(node);
  if (!value) return;  // Reported already.
  const ContentNode& source = context_.tree[node];
  Inline prototype;
  prototype.isolate = true;
  prototype.protect = context_.tree.values.declarations[*value].type != ValueType::kText;
  prototype.span = source.span;
  open(std::move(prototype), {element_name(source.element), &source, {}});
  value_text(*value);
  close();
}

void ParagraphBuilder::heading_text(NodeId node) {
  if (!node) return;
  const ContentTree& tree = context_.tree;
  text(tree[node].text);
  for (NodeId child = tree[node].first_child; child; child = tree[child].next_sibling) {
    if (tree[child].element != Element::kValue) {
      heading_text(child);
    } else if (const auto value = tree.value_of(child)) {
      Inline isolate;
      isolate.isolate = true;
      open_plain(std::move(isolate));
      value_text(*value);
      close_plain();
    }
  }
}

Paragraph ParagraphBuilder::finish() {
  BIFOLIUM_CHECK(open_.size() == 1, "an inline was left open");
  paragraph_.inlines[open_.back()].end = static_cast<std::uint32_t>(paragraph_.text.size());
  return std::move(paragraph_);
}

}  // namespace bifolium
