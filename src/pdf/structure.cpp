#include "pdf/structure.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/check.h"
#include "core/decimal.h"
#include "pdf/tree_object.h"
#include "tags/build_struct_tree.h"

namespace bifolium {
namespace {

constexpr std::uint32_t kNoPage = 0xFFFF'FFFF;

/// Own names are mapped to standard types; a standard type never is (ISO 14289-1, 7.1).
constexpr std::string_view kRoleMap = "<</Strong/Span/Em/Span/Callout/Div>>";

std::string_view numbering_name(ListNumbering numbering) {
  switch (numbering) {
    case ListNumbering::kNone:
      return "/None";
    case ListNumbering::kDisc:
      return "/Disc";
    case ListNumbering::kCircle:
      return "/Circle";
    case ListNumbering::kSquare:
      return "/Square";
    case ListNumbering::kDecimal:
      return "/Decimal";
    case ListNumbering::kUpperRoman:
      return "/UpperRoman";
    case ListNumbering::kLowerRoman:
      return "/LowerRoman";
    case ListNumbering::kUpperAlpha:
      return "/UpperAlpha";
    case ListNumbering::kLowerAlpha:
      return "/LowerAlpha";
  }
  return "/None";
}

/// The page of the element's first marked content: its /Pg.
std::uint32_t main_page(const StructElement& element) {
  for (const StructKid& kid : element.kids) {
    if (const auto* content = std::get_if<MarkedContentRef>(&kid)) return content->page;
  }
  return kNoPage;
}

void append_kid(std::string& out, const StructKid& kid, std::uint32_t page,
                const ObjectPlan& plan) {
  if (const auto* child = std::get_if<StructId>(&kid)) {
    append_reference(out, plan.element(*child));
  } else if (const auto* content = std::get_if<MarkedContentRef>(&kid)) {
    if (content->page == page && !plan.is_imposed()) {
      append_integer(out, content->mcid);
      return;
    }
    out += "<</Type/MCR/Pg ";
    append_reference(out, plan.page(content->page));
    if (plan.is_imposed()) {
      // The content is a form's, not the sheet's (ISO 32000-1, 14.7.4.2).
      out += "/Stm ";
      append_reference(out, plan.content(content->page));
    }
    out += "/MCID ";
    append_integer(out, content->mcid);
    out += ">>";
  } else {
    const auto& annotation = std::get<AnnotationRef>(kid);
    out += "<</Type/OBJR/Pg ";
    append_reference(out, plan.page(annotation.page));
    out += "/Obj ";
    append_reference(out, plan.annotation(annotation));
    out += ">>";
  }
}

void append_kids(std::string& out, const StructElement& element, std::uint32_t page,
                 const ObjectPlan& plan) {
  std::vector<const StructKid*> kids;
  for (const StructKid& kid : element.kids) {
    // A press copy has no annotations (ISO 15930-7): the text of a link stays.
    if (!plan.is_imposed() || !std::holds_alternative<AnnotationRef>(kid)) kids.push_back(&kid);
  }
  if (kids.empty()) return;
  out += "/K";
  if (kids.size() == 1) {
    out.push_back(' ');
    append_kid(out, *kids.front(), page, plan);
    return;
  }
  out.push_back('[');
  for (const StructKid* kid : kids) {
    append_kid(out, *kid, page, plan);
    out.push_back(' ');
  }
  out.back() = ']';
}

void append_text_entry(std::string& out, std::string_view key, std::string_view text) {
  if (text.empty()) return;
  out += key;
  append_text_string(out, text);
}

void write_element(const StructElement& element, StructId id, const ObjectPlan& plan,
                   FileFrame& frame, std::string& body) {
  BIFOLIUM_CHECK(element.type != StructType::kNone, "a structure element without a type");
  body = "<</S";
  append_name(body, struct_type_name(element.type));
  body += "/P ";
  append_reference(body, element.parent ? plan.element(element.parent) : plan.structure_root());
  const std::uint32_t page = main_page(element);
  if (page != kNoPage) {
    body += "/Pg ";
    append_reference(body, plan.page(page));
  }
  append_kids(body, element, page, plan);
  append_text_entry(body, "/Lang", element.language);
  append_text_entry(body, "/E", element.expansion);
  append_text_entry(body, "/ActualText", element.actual_text);
  if (!element.id.empty()) {
    body += "/ID";
    append_byte_string(body, element.id);
  }
  if (element.type == StructType::kL) {
    body += "/A<</O/List/ListNumbering";
    body += numbering_name(element.numbering);
    body += ">>";
  }
  body += ">>";
  frame.put(plan.element(id), body);
}

/// For each page the elements of its MCIDs, then each annotation's element.
std::vector<TreeEntry> parent_entries(const StructTree& tree, const ObjectPlan& plan) {
  std::vector<TreeEntry> entries;
  std::vector<StructId> owners;
  for (std::uint32_t page = 0; page < tree.pages.size(); ++page) {
    const TaggedPage& tagged = tree.pages[page];
    if (tagged.mcid_count == 0) continue;
    owners.assign(tagged.mcid_count, StructId{});
    for (const TaggedSequence& sequence : tagged.sequences) {
      StructId& owner = owners.at(sequence.mcid);
      BIFOLIUM_CHECK(!owner || owner == sequence.element, "an MCID of two structure elements");
      owner = sequence.element;
    }
    std::string value = "[";
    for (const StructId owner : owners) {
      BIFOLIUM_CHECK(owner.valid(), "an MCID of no structure element");
      append_reference(value, plan.element(owner));
      value.push_back(' ');
    }
    value += "]";
    entries.push_back({integer_text(plan.page_key(page)), std::move(value)});
  }
  for (std::uint32_t page = 0; page < tree.pages.size() && !plan.is_imposed(); ++page) {
    for (std::uint32_t i = 0; i < tree.pages[page].links.size(); ++i) {
      std::string value;
      append_reference(value, plan.element(tree.pages[page].links[i].element));
      entries.push_back({integer_text(plan.annotation_key({page, i})), std::move(value)});
    }
  }
  return entries;
}

std::vector<TreeEntry> id_entries(const StructTree& tree, const ObjectPlan& plan) {
  std::vector<std::pair<std::string_view, StructId>> ids;
  for (std::size_t i = 0; i < tree.elements.size(); ++i) {
    const StructElement& element = tree.elements[StructId{i}];
    if (!element.id.empty()) ids.emplace_back(element.id, StructId{i});
  }
  std::ranges::sort(ids);
  std::vector<TreeEntry> entries;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    BIFOLIUM_CHECK(i == 0 || ids[i - 1].first != ids[i].first, "two elements with one ID");
    TreeEntry entry;
    append_byte_string(entry.key, ids[i].first);
    append_reference(entry.value, plan.element(ids[i].second));
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

void write_structure(const StructTree& tree, const ObjectPlan& plan, FileFrame& frame) {
  BIFOLIUM_CHECK(!tree.elements.empty(), "a document without structure");
  std::string body;
  for (std::size_t i = 0; i < tree.elements.size(); ++i) {
    write_element(tree.elements[StructId{i}], StructId{i}, plan, frame, body);
  }
  const ObjectNumber parent_tree = frame.reserve();
  frame.put(parent_tree, tree_root(TreeKind::kNumbers, parent_entries(tree, plan), frame));
  body = "<</Type/StructTreeRoot/K ";
  append_reference(body, plan.element(StructId{0}));
  body += "/ParentTree ";
  append_reference(body, parent_tree);
  body += "/ParentTreeNextKey ";
  append_integer(body, plan.next_key());
  body += "/RoleMap";
  body += kRoleMap;
  const std::vector<TreeEntry> ids = id_entries(tree, plan);
  if (!ids.empty()) {
    const ObjectNumber id_tree = frame.reserve();
    frame.put(id_tree, tree_root(TreeKind::kNames, ids, frame));
    body += "/IDTree ";
    append_reference(body, id_tree);
  }
  frame.put(plan.structure_root(), body + ">>");
}

}  // namespace bifolium
