#include "inspect/structure.h"

#include <set>
#include <string>
#include <string_view>

namespace bifolium {
namespace {

constexpr int kDeepest = 256;  // Levels of structure; deeper trees are broken or hostile.

std::string name_of(QPDFObjectHandle object) {
  return object.isName() ? object.getName().substr(1) : std::string();
}

std::string text_of(QPDFObjectHandle dictionary, const std::string& key) {
  QPDFObjectHandle value = dictionary.getKey(key);
  return value.isString() ? value.getUTF8Value() : std::string();
}

class StructureReader {
 public:
  StructureReader(const MarkedText& text, const std::map<QPDFObjGen, std::uint32_t>& pages,
                  QPDFObjectHandle role_map)
      : text_(text), pages_(pages), role_map_(role_map) {}

  void read_kids(QPDFObjectHandle kids, QPDFObjectHandle page, int depth) {
    if (kids.isArray()) {
      for (const QPDFObjectHandle& kid : kids.aitems()) read_kid(kid, page, depth);
    } else {
      read_kid(kids, page, depth);
    }
  }

  std::vector<PdfNode> nodes;

 private:
  void read_kid(QPDFObjectHandle kid, QPDFObjectHandle page, int depth) {
    if (depth > kDeepest) return;
    if (kid.isInteger()) {
      add_text(page, page, kid.getIntValue(), depth);
      return;
    }
    if (!kid.isDictionary()) return;
    QPDFObjectHandle own_page = kid.getKey("/Pg");
    if (own_page.isDictionary()) page = own_page;
    const std::string type = name_of(kid.getKey("/Type"));
    if (type == "MCR") {
      QPDFObjectHandle mcid = kid.getKey("/MCID"), stream = kid.getKey("/Stm");
      if (mcid.isInteger()) {
        add_text(page, stream.isStream() ? stream : page, mcid.getIntValue(), depth);
      }
    } else if (type == "OBJR") {
      PdfNode& node = add(PdfNodeKind::kObject, page, depth);
      QPDFObjectHandle object = kid.getKey("/Obj");
      if (object.isDictionary()) node.type = name_of(object.getKey("/Subtype"));
    } else {
      read_element(kid, page, depth);
    }
  }

  void read_element(QPDFObjectHandle element, QPDFObjectHandle page, int depth) {
    // An element that is its own ancestor would never end.
    if (element.isIndirect() && !seen_.insert(element.getObjGen()).second) return;
    PdfNode& node = add(PdfNodeKind::kElement, page, depth);
    node.type = name_of(element.getKey("/S"));
    node.standard = standard_type(node.type);
    node.language = text_of(element, "/Lang");
    node.alternate = text_of(element, "/Alt");
    node.expansion = text_of(element, "/E");
    node.id = text_of(element, "/ID");
    node.has_actual_text = element.getKey("/ActualText").isString();
    node.actual_text = text_of(element, "/ActualText");
    read_kids(element.getKey("/K"), page, depth + 1);
  }

  void add_text(QPDFObjectHandle page, QPDFObjectHandle owner, long long mcid, int depth) {
    PdfNode& node = add(PdfNodeKind::kText, page, depth);
    const auto found = text_.by_mcid.find({owner.getObjGen(), mcid});
    if (found != text_.by_mcid.end()) node.text = found->second;
  }

  PdfNode& add(PdfNodeKind kind, QPDFObjectHandle page, int depth) {
    PdfNode& node = nodes.emplace_back();
    node.kind = kind;
    node.depth = depth;
    const auto number = pages_.find(page.getObjGen());
    if (page.isDictionary() && number != pages_.end()) node.page = number->second;
    return node;
  }

  /// Follows the role map, as often as it leads on (ISO 32000-1, 14.7.3).
  std::string standard_type(std::string type) {
    std::set<std::string> tried;
    while (role_map_.isDictionary() && tried.insert(type).second) {
      const std::string next = name_of(role_map_.getKey("/" + type));
      if (next.empty()) break;
      type = next;
    }
    return type;
  }

  const MarkedText& text_;
  const std::map<QPDFObjGen, std::uint32_t>& pages_;
  QPDFObjectHandle role_map_;
  std::set<QPDFObjGen> seen_;
};

}  // namespace

std::vector<PdfNode> read_structure(QPDF& pdf, const MarkedText& text,
                                    const std::map<QPDFObjGen, std::uint32_t>& pages) {
  QPDFObjectHandle root = pdf.getRoot().getKey("/StructTreeRoot");
  if (!root.isDictionary()) return {};
  StructureReader reader(text, pages, root.getKey("/RoleMap"));
  reader.read_kids(root.getKey("/K"), QPDFObjectHandle::newNull(), 0);
  return std::move(reader.nodes);
}

}  // namespace bifolium
