#include "style/body_builder.h"

#include <cstdint>

#include "core/check.h"
#include "core/decimal.h"
#include "style/counters.h"
#include "style/words_in.h"

namespace bifolium {
namespace {

bool is_inline_content(const ContentTree& tree, NodeId node) {
  for (NodeId child = tree[node].first_child; child; child = tree[child].next_sibling) {
    const Element element = tree[child].element;
    if (element == Element::kText) return true;
    if (element >= Element::kEm && element <= Element::kValue) return true;
  }
  return false;
}

/// The number as a phone dials it (RFC 3966, 5.1.4): digits, after a leading plus where there is
/// one. In "+44 (0)20 …" the 0 in brackets is for those who dial without the plus.
std::string dialled(std::string_view number) {
  std::string out;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (!out.empty() && out.front() == '+' && number.substr(i).starts_with("(0)")) {
      i += 2;
    } else if ((number[i] == '+' && out.empty()) || (number[i] >= '0' && number[i] <= '9')) {
      out.push_back(number[i]);
    }
  }
  return out;
}

bool is_list(Element element) { return element == Element::kList || element == Element::kSteps; }

/// The bullet is the face's own glyph, so that the label is text, but scaled to the wanted diameter
/// and centred on the x-height of the text beside it.
void scale_disc(const FontLibrary& fonts, Length diameter, const Length text_size,
                Computed& looks) {
  const Face* face = fonts.face(fonts.find(looks.text.family, looks.text.weight, looks.text.slope));
  if (face == nullptr || diameter <= Length()) return;
  const GlyphBox box = face->ink_box(face->glyph(U'\u2022'));
  const int height = box.y_max - box.y_min;
  if (height <= 0) return;
  const FaceMetrics& metrics = face->metrics();
  const std::int64_t two_ems = std::int64_t{2} * metrics.upem;
  looks.text.size = diameter.scaled({metrics.upem, height});
  const Length center = looks.text.size.scaled({box.y_min + box.y_max, two_ems});
  looks.text.baseline_shift = text_size.scaled({metrics.x_height, two_ems}) - center;
}

}  // namespace

StructType heading_type(int level) {
  if (level < 1 || level > 6) return StructType::kP;
  return static_cast<StructType>(static_cast<int>(StructType::kH1) + level - 1);
}

Frame BodyBuilder::frame(NodeId node) const {
  return {element_name(blocks_.context().tree[node].element), &blocks_.context().tree[node], {}};
}

void BodyBuilder::children(NodeId parent) {
  for (NodeId child = tree()[parent].first_child; child; child = tree()[child].next_sibling) {
    block(child);
  }
}

void BodyBuilder::block(NodeId node) {
  if (!prints(node)) return;
  switch (tree()[node].element) {
    case Element::kSection:
      section(node);
      break;
    case Element::kP:
      paragraph(node);
      break;
    case Element::kList:
    case Element::kSteps:
      list(node);
      break;
    case Element::kDefinitions:
      definitions(node);
      break;
    case Element::kFaq:
      faq(node);
      break;
    case Element::kKeyPoints:
      key_points(node);
      break;
    case Element::kCallout:
      callout(node);
      break;
    case Element::kQuote:
      quote(node);
      break;
    case Element::kContacts:
      contacts(node);
      break;
    case Element::kReferences:
      if (!references_apart_) references();
      break;
    default:
      break;  // meta and titles, which their parents handle
  }
}

void BodyBuilder::title(NodeId title, std::string_view default_word, int level) {
  const StyleContext& context = blocks_.context();
  const Frame looks{"title", title ? &tree()[title] : nullptr, {}};
  blocks_.paragraph(
      looks, heading_type(level),
      [&](ParagraphBuilder& p) {
        if (title) {
          p.content(title);
        } else {
          p.text(word(context.words, default_word));
        }
      },
      title);
}

void BodyBuilder::section(NodeId node) {
  (void)blocks_.open(frame(node), StructType::kSect, node);
  ++depth_;
  if (const NodeId heading = tree().child(node, Element::kTitle)) {
    const BlockId id = blocks_.paragraph(
        frame(heading), heading_type(depth_ + 1), [&](ParagraphBuilder& p) { p.content(heading); },
        heading);
    blocks_[id].outline_level = depth_;
    blocks_[id].section_title = depth_ == 1;
  }
  children(node);
  --depth_;
  blocks_.close();
}

void BodyBuilder::paragraph(NodeId node) {
  const BlockId id = blocks_.paragraph(
      frame(node), StructType::kP, [&](ParagraphBuilder& p) { p.content(node); }, node);
  const NodeId next = next_printed(blocks_.context(), node);
  if (next && is_list(tree()[next].element)) {
    const Paragraph& p = blocks_.context().document.paragraphs[blocks_[id].paragraph];
    const bool ends_in_value = !p.values.empty() && p.values.back().end == p.text.size();
    blocks_[id].list_intro = !ends_in_value && p.text.ends_with(u':');
  }
}

void BodyBuilder::flow(NodeId node) {
  if (is_inline_content(tree(), node)) {
    blocks_.paragraph_here(StructType::kP, [&](ParagraphBuilder& p) { p.content(node); });
  } else {
    children(node);
  }
}

void BodyBuilder::list(NodeId node) {
  const BlockId id = blocks_.open(frame(node), StructType::kL, node);
  const std::string* kind = tree().attribute(node, Attribute::kKind);
  const std::string list_kind = tree()[node].element == Element::kSteps ? "number"
                                : kind != nullptr                       ? *kind
                                                                        : "bullet";
  std::int64_t number = 1;
  if (const std::string* start = tree().attribute(node, Attribute::kStart)) {
    if (!parse_integer(*start, number)) number = 1;
  }
  for (NodeId child = tree()[node].first_child; child; child = tree()[child].next_sibling) {
    const Element element = tree()[child].element;
    if ((element != Element::kItem && element != Element::kStep) || !prints(child)) continue;
    // Which marker it is, only the item's own style says.
    blocks_[id].numbering = item(child, list_kind, number++);
  }
  blocks_.close();
}

ListNumbering BodyBuilder::item(NodeId node, std::string_view list_kind, std::int64_t number) {
  const BlockId id = blocks_.open(frame(node), StructType::kLI, node);
  const Computed& computed = blocks_.computed();
  const MarkerKind marker = marker_kind(computed.marker, list_kind);
  const std::string label =
      marker.text.empty() ? counter_label(marker.numbering, number) : marker.text;
  if (label.empty()) {
    blocks_[id].style.hang = Length();
  } else {
    Computed looks = computed;
    if (looks.marker_color) looks.text.color = *looks.marker_color;
    if (looks.marker_weight != 0) looks.text.weight = looks.marker_weight;
    if (marker.disc) {
      scale_disc(blocks_.context().fonts, looks.marker_size, computed.text.size, looks);
    }
    blocks_.hung_label(looks, [&](ParagraphBuilder& p) { p.text(label); });
  }
  blocks_.open_plain(StructType::kLBody);
  flow(node);
  blocks_.close_plain();
  blocks_.close();
  return marker.numbering;
}

void BodyBuilder::definitions(NodeId node) {
  (void)blocks_.open(frame(node), StructType::kL, node);
  bool in_entry = false;
  for (NodeId child = tree()[node].first_child; child; child = tree()[child].next_sibling) {
    if (!prints(child)) continue;
    if (tree()[child].element == Element::kTerm) {
      if (in_entry) blocks_.close_plain();
      blocks_.open_plain(StructType::kLI);
      in_entry = true;
      const BlockId id = blocks_.paragraph(
          frame(child), StructType::kLbl, [&](ParagraphBuilder& p) { p.content(child); }, child);
      blocks_[id].style.keep_with_next = true;
    } else if (tree()[child].element == Element::kDefinition && in_entry) {
      (void)blocks_.open(frame(child), StructType::kLBody, child);
      flow(child);
      blocks_.close();
    }
  }
  if (in_entry) blocks_.close_plain();
  blocks_.close();
}

void BodyBuilder::faq(NodeId node) {
  (void)blocks_.open(frame(node), StructType::kNone, node);
  bool in_pair = false;
  for (NodeId child = tree()[node].first_child; child; child = tree()[child].next_sibling) {
    if (!prints(child)) continue;
    if (tree()[child].element == Element::kQuestion) {
      if (in_pair) blocks_.close_plain();
      blocks_.open_plain(StructType::kDiv);
      in_pair = true;
      const BlockId id = blocks_.paragraph(
          frame(child), heading_type(depth_ + 2), [&](ParagraphBuilder& p) { p.content(child); },
          child);
      blocks_[id].outline_level = depth_ + 1;
    } else if (tree()[child].element == Element::kAnswer && in_pair) {
      (void)blocks_.open(frame(child), StructType::kNone, child);
      flow(child);
      blocks_.close();
    }
  }
  if (in_pair) blocks_.close_plain();
  blocks_.close();
}

void BodyBuilder::key_points(NodeId node) {
  (void)blocks_.open(frame(node), StructType::kCallout, node);
  title(tree().child(node, Element::kTitle), "key-points", depth_ + 2);
  const BlockId list = blocks_.open_plain(StructType::kL);
  for (NodeId child = tree()[node].first_child; child; child = tree()[child].next_sibling) {
    if (tree()[child].element == Element::kItem && prints(child)) {
      blocks_[list].numbering = item(child, "bullet", 1);
    }
  }
  blocks_.close_plain();
  blocks_.close();
}

void BodyBuilder::callout(NodeId node) {
  const BlockId id = blocks_.open(frame(node), StructType::kCallout, node);
  const std::string* kind = tree().attribute(node, Attribute::kKind);
  const std::string kind_word = kind != nullptr ? *kind : "information";
  if (kind_word == "emergency") {
    const NodeId parent = tree()[node].parent;
    for (NodeId child = tree()[parent].first_child; child != node;
         child = tree()[child].next_sibling) {
      if (!prints(child)) continue;
      blocks_[id].keep_with_previous = is_list(tree()[child].element);
    }
  }
  title(tree().child(node, Element::kTitle), kind_word, depth_ + 2);
  children(node);
  blocks_.close();
}

void BodyBuilder::quote(NodeId node) {
  (void)blocks_.open(frame(node), StructType::kBlockQuote, node);
  flow(node);
  blocks_.close();
}

void BodyBuilder::contacts(NodeId node) {
  (void)blocks_.open(frame(node), StructType::kNone, node);
  for (NodeId child = tree()[node].first_child; child; child = tree()[child].next_sibling) {
    if (tree()[child].element != Element::kContact || !prints(child)) continue;
    (void)blocks_.open(frame(child), StructType::kDiv, child);
    for (NodeId line = tree()[child].first_child; line; line = tree()[line].next_sibling) {
      contact_line(line);
    }
    blocks_.close();
  }
  blocks_.close();
}

void BodyBuilder::contact_line(NodeId node) {
  const StyleContext& context = blocks_.context();
  std::string_view label;
  std::string href;
  switch (tree()[node].element) {
    case Element::kPhone:
      label = "telephone";
      href = "tel:" + dialled(text_beyond_paragraphs(context, node));
      break;
    case Element::kEmail:
      label = "email";
      href = "mailto:" + tree().text_of(node);
      break;
    case Element::kLink:
      label = "website";
      if (const std::string* to = tree().attribute(node, Attribute::kHref)) href = *to;
      break;
    case Element::kAddress:
      label = "address";
      break;
    case Element::kHours:
      label = "hours";
      break;
    default:
      break;
  }
  blocks_.paragraph(
      frame(node), StructType::kP,
      [&](ParagraphBuilder& p) {
        if (!label.empty()) {
          Inline strong;
          strong.structure = StructType::kSpan;
          p.open(std::move(strong), {"contact-label", nullptr, {}});
          p.text(word(context.words, label));
          p.close();
          p.text(" ");
        }
        if (href.empty()) {
          p.content(node);
          return;
        }
        Inline link = link_inline(context, href, tree()[node].span);
        link.address = label == "website";
        link.protect = label != "website";
        p.open_plain(std::move(link));
        p.content(node);
        p.close_plain();
      },
      node);
}

void BodyBuilder::references() {
  const ReferenceOrder& order = blocks_.context().references;
  const StyleContext& context = blocks_.context();
  if (!order.list || order.references.empty() || order.print == PrintReferences::kNone) return;
  blocks_.open_plain(StructType::kSect);
  const NodeId own_title = tree().child(order.list, Element::kTitle);
  const BlockId heading = blocks_.paragraph({"references-title", nullptr, {}},
                                            heading_type(depth_ + 2), [&](ParagraphBuilder& p) {
                                              if (own_title) {
                                                p.content(own_title);
                                              } else {
                                                p.text(word(context.words, "references"));
                                              }
                                            });
  if (heading) {
    blocks_[heading].outline_level = depth_ + 1;
    blocks_[heading].section_title = true;
  }
  const BlockId intro = blocks_.paragraph(
      {"references-intro", nullptr, {}}, StructType::kP,
      [&](ParagraphBuilder& p) { p.text(word(context.words, "references-intro")); });
  if (intro) blocks_[intro].list_intro = true;
  const BlockId list = blocks_.open(frame(order.list), StructType::kL, order.list);
  blocks_[list].numbering = ListNumbering::kDecimal;
  for (const NodeId node : order.references) reference(node, order.numbers.at(node));
  blocks_.close();
  blocks_.close_plain();
}

void BodyBuilder::reference(NodeId node, int number) {
  StyleContext& context = blocks_.context();
  (void)blocks_.open(frame(node), StructType::kLI, node);
  const std::string* href = tree().attribute(node, Attribute::kHref);
  const std::string* accessed = tree().attribute(node, Attribute::kAccessed);
  const NodeId title = tree().child(node, Element::kTitle);
  const NodeId source = tree().child(node, Element::kSource);

  const Computed label_looks = context.cascade.push({"reference-number", nullptr, {}});
  context.cascade.pop();
  blocks_.hung_label(label_looks, [&](ParagraphBuilder& p) { p.text(integer_text(number)); });

  blocks_.open_plain(StructType::kLBody);
  const bool title_links = href != nullptr && context.references.print == PrintReferences::kLink;
  blocks_.paragraph(
      {"reference-title", nullptr, {}}, StructType::kP,
      [&](ParagraphBuilder& p) {
        Inline entry;
        entry.structure = StructType::kBibEntry;
        entry.span = tree()[node].span;
        p.open_plain(std::move(entry));
        if (title_links) p.open_plain(link_inline(context, *href, tree()[node].span));
        if (title) p.content(title);
        if (title_links) p.close_plain();
        p.close_plain();
      },
      title);
  if (source || accessed != nullptr) {
    blocks_.paragraph({"reference-source", nullptr, {}}, StructType::kP, [&](ParagraphBuilder& p) {
      if (source) p.content(source);
      if (accessed != nullptr) {
        const std::string date = context.formats.date(*accessed);
        p.text((source ? " " : "") + word(context.words, "accessed", {{"date", date}}));
      }
    });
  }
  if (href != nullptr && context.references.print == PrintReferences::kFull) {
    blocks_.paragraph({"reference-address", nullptr, {}}, StructType::kP, [&](ParagraphBuilder& p) {
      Inline link = link_inline(context, *href, tree()[node].span);
      link.address = true;
      p.open_plain(std::move(link));
      p.text(*href);
      p.close_plain();
    });
  }
  blocks_.close_plain();
  blocks_.close();
}

}  // namespace bifolium
