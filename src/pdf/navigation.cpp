#include "pdf/navigation.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/check.h"
#include "core/decimal.h"
#include "core/unicode.h"
#include "pdf/tree_object.h"

namespace bifolium {
namespace {

/// A page label is a prefix and a decimal number; here one or the other.
bool is_decimal_folio(std::string_view folio, std::int64_t& number) {
  return parse_integer(folio, number) && number > 0 && folio == integer_text(number);
}

/// The paragraph's text on one line: forced breaks are spaces, soft hyphens are gone.
std::string title_of(const Paragraph& paragraph) {
  std::u16string text;
  for (const char16_t unit : paragraph.text) {
    if (unit == 0x00AD || unit == 0x200B) continue;
    text.push_back(unit == 0x2028 ? u' ' : unit);
  }
  return to_utf8(text);
}

/// "[5 0 R/XYZ null 400.25 null]": scroll to the anchor, and keep the zoom.
std::string destination_text(const Anchor& anchor, const StyledDocument& document,
                             const ObjectPlan& plan) {
  std::string out = "[";
  append_reference(out, plan.page(anchor.page));
  out += "/XYZ null ";
  append_points(out, document.page.trim.height - anchor.y, kBoxPlaces);
  return out + " null]";
}

struct OutlineItem {
  int level = 0;
  std::size_t parent = 0;                                   ///< Index + 1, or 0 for the root.
  std::size_t first = 0, last = 0, previous = 0, next = 0;  ///< Index + 1, or 0.
  int descendants = 0;
  std::string title, destination;
};

/// Items with their kin: a child is deeper than its parent, by however many levels.
std::vector<OutlineItem> outline_items(const StyledDocument& document, const Pages& pages,
                                       const ObjectPlan& plan, OutlineItem& root) {
  std::vector<OutlineItem> items;
  const auto node = [&](std::size_t link) -> OutlineItem& {
    return link == 0 ? root : items[link - 1];
  };
  std::size_t open = 0;  // The item that a deeper one would be a child of.
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[BlockId{i}];
    const auto anchor = pages.anchors.find(BlockId{i});
    if (block.outline_level <= 0 || anchor == pages.anchors.end()) continue;
    BIFOLIUM_CHECK(block.paragraph.valid(), "a bookmark of a block without text");
    while (open != 0 && node(open).level >= block.outline_level) open = node(open).parent;
    OutlineItem item;
    item.level = block.outline_level;
    item.parent = open;
    item.title = title_of(document.paragraphs[block.paragraph]);
    item.destination = destination_text(anchor->second, document, plan);
    item.previous = node(open).last;
    items.push_back(std::move(item));
    const std::size_t link = items.size();
    if (items.back().previous != 0) node(items.back().previous).next = link;
    if (node(open).first == 0) node(open).first = link;
    node(open).last = link;
    for (std::size_t up = open; up != 0; up = node(up).parent) ++node(up).descendants;
    ++root.descendants;
    open = link;
  }
  return items;
}

void append_link(std::string& out, std::string_view key, std::size_t link, ObjectNumber root) {
  if (link == 0) return;
  out += key;
  append_reference(out, root + static_cast<ObjectNumber>(link));
}

/// A URI is 7-bit ASCII (ISO 32000-1, 12.6.4.7): other bytes are percent-encoded (RFC 3987, 3.1).
std::string ascii_uri(std::string_view address) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F) {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    }
  }
  return out;
}

Rect bounds(const std::vector<Rect>& quads) {
  Length left = quads.front().x, top = quads.front().y;
  Length right = quads.front().right(), bottom = quads.front().bottom();
  for (const Rect& quad : quads) {
    left = min(left, quad.x);
    top = min(top, quad.y);
    right = max(right, quad.right());
    bottom = max(bottom, quad.bottom());
  }
  return {left, top, right - left, bottom - top};
}

/// Upper left, upper right, lower left, lower right: what viewers read, not the standard's figure.
void append_quad(std::string& out, const Rect& quad, Length page_height) {
  const auto corner = [&](Length x, Length y) {
    append_points(out, x, kBoxPlaces);
    out.push_back(' ');
    append_points(out, page_height - y, kBoxPlaces);
    out.push_back(' ');
  };
  corner(quad.x, quad.y);
  corner(quad.right(), quad.y);
  corner(quad.x, quad.bottom());
  corner(quad.right(), quad.bottom());
}

using NamedAnchor = std::pair<std::string_view, const Anchor*>;

/// A link that leads nowhere would be a dead one in the reader's hand. `named` is sorted by name.
void check_targets(const StructTree& tree, const std::vector<NamedAnchor>& named) {
  for (const TaggedPage& page : tree.pages) {
    for (const LinkAnnotation& link : page.links) {
      const bool found =
          link.target.empty() ||
          std::ranges::binary_search(named, std::string_view(link.target), {}, &NamedAnchor::first);
      BIFOLIUM_CHECK(found, "a link leads to a destination that stands on no page");
    }
  }
}

}  // namespace

ObjectNumber write_outlines(const StyledDocument& document, const Pages& pages,
                            const ObjectPlan& plan, FileFrame& frame) {
  OutlineItem top;
  const std::vector<OutlineItem> items = outline_items(document, pages, plan, top);
  if (items.empty()) return 0;
  const ObjectNumber root = frame.reserve(1 + static_cast<int>(items.size()));
  std::string body = "<</Type/Outlines";
  append_link(body, "/First ", top.first, root);
  append_link(body, "/Last ", top.last, root);
  body += "/Count " + integer_text(top.descendants) + ">>";
  frame.put(root, body);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const OutlineItem& item = items[i];
    body = "<</Title";
    append_text_string(body, item.title);
    body += "/Parent ";
    append_reference(body, root + static_cast<ObjectNumber>(item.parent));
    append_link(body, "/Prev ", item.previous, root);
    append_link(body, "/Next ", item.next, root);
    append_link(body, "/First ", item.first, root);
    append_link(body, "/Last ", item.last, root);
    if (item.descendants > 0) body += "/Count " + integer_text(item.descendants);
    body += "/Dest" + item.destination + ">>";
    frame.put(root + static_cast<ObjectNumber>(i + 1), body);
  }
  return root;
}

std::string page_labels(const Pages& pages, FileFrame& frame) {
  std::vector<TreeEntry> entries;
  std::int64_t expected = 0;  // The number that would go on the range before; 0 for none.
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    const Page& page = pages.pages[i];
    std::int64_t number = page.number;
    const bool decimal = page.folio.empty() || is_decimal_folio(page.folio, number);
    if (decimal && number == expected) {
      ++expected;
      continue;
    }
    std::string label = "<<";
    if (decimal) {
      label += "/S/D/St " + integer_text(number);
    } else {
      label += "/P";
      append_text_string(label, page.folio);
    }
    entries.push_back({integer_text(static_cast<std::int64_t>(i)), label + ">>"});
    expected = decimal ? number + 1 : 0;
  }
  return tree_root(TreeKind::kNumbers, entries, frame);
}

std::string destinations(const StyledDocument& document, const Pages& pages, const StructTree& tree,
                         const ObjectPlan& plan, FileFrame& frame) {
  std::vector<NamedAnchor> named;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[BlockId{i}];
    const auto anchor = pages.anchors.find(BlockId{i});
    if (block.destination.empty() || anchor == pages.anchors.end()) continue;
    named.emplace_back(block.destination, &anchor->second);
  }
  // The first block of a name is where it starts.
  std::ranges::stable_sort(named, {}, &NamedAnchor::first);
  check_targets(tree, named);
  std::vector<TreeEntry> entries;
  std::string_view before;
  for (const auto& [name, anchor] : named) {
    if (name == before) continue;
    before = name;
    TreeEntry entry;
    append_byte_string(entry.key, name);
    entry.value = destination_text(*anchor, document, plan);
    entries.push_back(std::move(entry));
  }
  return entries.empty() ? std::string() : tree_root(TreeKind::kNames, entries, frame);
}

void write_links(const StructTree& tree, std::uint32_t page, Length page_height,
                 const ObjectPlan& plan, FileFrame& frame) {
  const std::vector<LinkAnnotation>& links = tree.pages.at(page).links;
  std::string body;
  for (std::uint32_t i = 0; i < links.size(); ++i) {
    const LinkAnnotation& link = links[i];
    BIFOLIUM_CHECK(!link.quads.empty(), "a link without a place on the page");
    BIFOLIUM_CHECK(!link.description.empty(), "a link without a description (ISO 14289-1, 7.18)");
    BIFOLIUM_CHECK(link.href.empty() != link.target.empty(), "a link leads to one place");
    body = "<</Type/Annot/Subtype/Link/Rect";
    append_box(body, bounds(link.quads), page_height);
    body += "/QuadPoints[";
    for (const Rect& quad : link.quads) append_quad(body, quad, page_height);
    body.back() = ']';
    body += "/Border[0 0 0]/F 4/Contents";
    append_text_string(body, link.description);
    body += "/StructParent " + integer_text(plan.annotation_key({page, i}));
    if (link.target.empty()) {
      body += "/A<</S/URI/URI";
      append_byte_string(body, ascii_uri(link.href));
      body += ">>";
    } else {
      body += "/Dest";
      append_byte_string(body, link.target);
    }
    body += ">>";
    frame.put(plan.annotation({page, i}), body);
  }
}

}  // namespace bifolium
