#include "style/part_builder.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <array>

#include "core/check.h"
#include "core/unicode.h"
#include "style/body_builder.h"
#include "style/words_in.h"

namespace bifolium {
namespace {

/// The name of a language in English, so that staff can find a translation.
std::string english_language_name(const std::string& language) {
  std::array<char16_t, 128> name{};
  UErrorCode error = U_ZERO_ERROR;
  const int length = uloc_getDisplayLanguage(language.c_str(), "en", name.data(),
                                             static_cast<int>(name.size()), &error);
  if (U_FAILURE(error)) return language;
  return to_utf8(std::u16string_view(name.data(), static_cast<std::size_t>(length)));
}

/// What the trace block prints, in this order, where the content has it. The version stands with
/// the reference number.
constexpr std::array kTraceFields = {
    Element::kReferenceNumber, Element::kIssued,   Element::kReview,   Element::kDepartment,
    Element::kAuthor,          Element::kReviewer, Element::kAudience, Element::kEvidence,
    Element::kOtherFormats,    Element::kFeedback, Element::kTitleEn,  Element::kTranslationOf,
    Element::kTranslator,      Element::kCopyright};

/// The cover's facts; dates by month.
constexpr std::array kCoverFacts = {Element::kReferenceNumber, Element::kVersion, Element::kIssued,
                                    Element::kReview};

/// "NCC-0147, version 2".
std::string with_version(const StyleContext& context, const std::string& reference,
                         const std::string& version) {
  return word(context.words, "reference-version", {{"reference", reference}, {"version", version}});
}

class PartBuilder {
 public:
  PartBuilder(BlockBuilder& blocks, const LayoutSpec& layout)
      : blocks_(blocks), context_(blocks.context()) {
    for (const PartSpec& part : layout.parts) {
      has_cover_ = has_cover_ || part.kind == PartKind::kCover;
      has_references_ = has_references_ || part.kind == PartKind::kReferences;
    }
  }

  void build(const PartSpec& part) {
    switch (part.kind) {
      case PartKind::kCover:
        add_part(part, "cover", [&] { cover(); });
        break;
      case PartKind::kBody:
        add_part(part, "body", [&] { body(); });
        break;
      case PartKind::kReferences:
        add_part(part, "references-page", [&] { references(); });
        break;
    }
  }

 private:
  template <class Fill>
  void add_part(const PartSpec& part, std::string_view name, const Fill& fill) {
    const BlockId root = blocks_.open({name, nullptr, {}}, StructType::kNone);
    if (!root) return;
    fill();
    blocks_.close();
    if (blocks_[root].first_child) {
      context_.document.parts.push_back({part.kind, root, part.own_page});
    }
  }

  void words_line(std::string_view name, StructType type, const std::string& text) {
    if (text.empty()) return;
    blocks_.paragraph({name, nullptr, {}}, type, [&](ParagraphBuilder& p) { p.text(text); });
  }

  void meta_line(std::string_view name, StructType type, Element field) {
    const NodeId node = context_.tree.meta(field);
    if (!node) return;
    blocks_.paragraph(
        {name, nullptr, {}}, type, [&](ParagraphBuilder& p) { p.content(node); }, node);
  }

  [[nodiscard]] std::string kind_line() const {
    const std::string* type = context_.tree.attribute(context_.tree.root(), Attribute::kType);
    const std::string name = "kind-" + (type != nullptr ? *type : std::string("general"));
    return word(context_.words, context_.words.find(name) != nullptr ? name : "kind-general");
  }

  void cover() {
    meta_line("cover-publisher", StructType::kP, Element::kPublisher);
    if (blocks_.open({"cover-banner", nullptr, {}}, StructType::kNone)) {
      words_line("cover-kind", StructType::kP, kind_line());
      meta_line("cover-title", StructType::kH1, Element::kTitle);
      blocks_.close();
    }
    meta_line("cover-subtitle", StructType::kP, Element::kSubtitle);
    cover_facts();
  }

  void cover_facts() {
    const bool any = std::ranges::any_of(
        kCoverFacts, [&](Element field) { return context_.tree.meta(field).valid(); });
    if (!any || !blocks_.open({"cover-facts", nullptr, {}}, StructType::kL)) return;
    for (const Element field : kCoverFacts) {
      const NodeId node = context_.tree.meta(field);
      if (!node) continue;
      std::string value = text_beyond_paragraphs(context_, node);
      if (field == Element::kIssued || field == Element::kReview) {
        value = context_.formats.date(value.substr(0, 7));
      }
      if (!blocks_.open({"cover-fact", nullptr, {}}, StructType::kLI)) continue;
      blocks_.open_plain(StructType::kLBody, node);
      blocks_.paragraph_here(StructType::kP, [&](ParagraphBuilder& p) {
        Inline label;
        label.structure = StructType::kSpan;
        p.open(std::move(label), {"cover-fact-label", nullptr, {}});
        p.text(word(context_.words, element_name(field)));
        p.close();
        p.text(" " + value);
      });
      blocks_.close_plain();
      blocks_.close();
    }
    blocks_.close();
  }

  void body() {
    if (!has_cover_ && blocks_.open({"heading", nullptr, {}}, StructType::kNone)) {
      words_line("heading-kind", StructType::kP, kind_line());
      meta_line("heading-title", StructType::kH1, Element::kTitle);
      meta_line("heading-subtitle", StructType::kP, Element::kSubtitle);
      blocks_.close();
    }
    BodyBuilder(blocks_, has_references_).children(context_.tree.root());
    if (!has_references_) trace();
  }

  void references() {
    BodyBuilder(blocks_, true).references();
    trace();
  }

  void trace() {
    if (blocks_.open({"trace", nullptr, {}}, StructType::kL)) {
      // Without a cover the publisher stands in running heads alone, which nobody hears.
      if (!has_cover_) trace_entry(Element::kPublisher);
      // The version stands with the reference number, where there is one.
      if (!context_.tree.meta(Element::kReferenceNumber)) trace_entry(Element::kVersion);
      for (const Element field : kTraceFields) trace_entry(field);
      blocks_.close();
    }
    meta_line("disclaimer", StructType::kP, Element::kDisclaimer);
  }

  void trace_entry(Element field) {
    const NodeId node = context_.tree.meta(field);
    if (!node) return;
    const BlockId entry = blocks_.open({"trace-entry", nullptr, {}}, StructType::kLI);
    if (!entry) return;
    blocks_[entry].span = context_.tree[node].span;  // For what is found in its label.
    const Computed label_looks = context_.cascade.push({"trace-label", nullptr, {}});
    context_.cascade.pop();
    blocks_.hung_label(label_looks, [&](ParagraphBuilder& p) {
      p.text(word(context_.words, element_name(field)));
    });
    blocks_.open_plain(StructType::kLBody, node);
    blocks_.paragraph({"trace-value", nullptr, {}}, StructType::kP,
                      [&](ParagraphBuilder& p) { p.text(meta_text(context_, field)); });
    blocks_.close_plain();
    blocks_.close();
  }

  BlockBuilder& blocks_;
  StyleContext& context_;
  bool has_cover_ = false;
  bool has_references_ = false;
};

}  // namespace

std::string meta_text(const StyleContext& context, Element field) {
  const NodeId node = context.tree.meta(field);
  if (!node) return {};
  std::string value = text_beyond_paragraphs(context, node);
  switch (field) {
    case Element::kIssued:
    case Element::kReview:
      return context.formats.date(value);
    case Element::kReferenceNumber: {
      const std::string version = meta_text(context, Element::kVersion);
      return version.empty() ? value : with_version(context, value, version);
    }
    case Element::kTitleEn:
      return value + " (" + english_language_name(context.document.info.language) + ")";
    case Element::kTranslationOf: {
      const std::string* number = context.tree.attribute(node, Attribute::kReferenceNumber);
      const std::string* version = context.tree.attribute(node, Attribute::kVersion);
      if (value.empty() && number != nullptr) value = *number;
      return version == nullptr ? value : with_version(context, value, *version);
    }
    default:
      return value;
  }
}

void build_parts(BlockBuilder& blocks, const LayoutSpec& layout) {
  PartBuilder builder(blocks, layout);
  for (const PartSpec& part : layout.parts) builder.build(part);
}

}  // namespace bifolium
