#include "inspect/report_json.h"

#include <string_view>

#include "core/json_text.h"
#include "inspect/logical_lines.h"

namespace bifolium {
namespace {

/// Writes one JSON object, member by member.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;
  ~JsonObject() { out_ += '}'; }

  void string(std::string_view name, std::string_view value) {
    key(name);
    append_json_string(out_, value);
  }
  /// Left out where it is empty.
  void optional(std::string_view name, std::string_view value) {
    if (!value.empty()) string(name, value);
  }
  void number(std::string_view name, std::uint32_t value) {
    key(name);
    out_ += std::to_string(value);
  }
  void flag(std::string_view name, bool value) {
    key(name);
    out_ += value ? "true" : "false";
  }
  /// An array of what `write(out, item)` writes for each item.
  template <class Items, class Write>
  void array(std::string_view name, const Items& items, Write write) {
    key(name);
    out_ += '[';
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ',';
      first = false;
      write(out_, item);
    }
    out_ += ']';
  }

 private:
  void key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(out_, name);
    out_ += ':';
  }
  std::string& out_;
  bool first_ = true;
};

void write_page(std::string& out, const PdfPage& page) {
  JsonObject object(out);
  object.string("label", page.label);
  for (const auto& [name, rect] : page.boxes) object.string(name, rect);
  object.string("artifact_text", page.artifact_text);
  object.string("untagged_text", page.untagged_text);
}

void write_font(std::string& out, const PdfFont& font) {
  JsonObject object(out);
  object.string("name", font.name);
  object.string("subtype", font.subtype);
  object.flag("embedded", font.embedded);
  object.flag("subset", font.subset);
  object.flag("to_unicode", font.to_unicode);
}

void write_link(std::string& out, const PdfLink& link) {
  JsonObject object(out);
  object.number("page", link.page);
  object.optional("address", link.address);
  object.optional("target", link.target);
  object.string("description", link.description);
  object.number("quads", link.quads);
  object.flag("in_structure", link.in_structure);
}

void write_outline(std::string& out, const PdfOutline& outline) {
  JsonObject object(out);
  object.number("level", static_cast<std::uint32_t>(outline.level));
  object.string("title", outline.title);
  object.number("page", outline.page);
}

void write_node(std::string& out, const PdfNode& node) {
  JsonObject object(out);
  object.number("depth", static_cast<std::uint32_t>(node.depth));
  if (node.page > 0) object.number("page", node.page);
  if (node.kind == PdfNodeKind::kText) {
    object.string("text", node.text);
    return;
  }
  object.string(node.kind == PdfNodeKind::kObject ? "object" : "type", node.type);
  if (node.kind == PdfNodeKind::kObject) return;
  object.string("standard", node.standard);
  object.optional("language", node.language);
  object.optional("alternate", node.alternate);
  object.optional("expansion", node.expansion);
  object.optional("id", node.id);
  if (node.has_actual_text) object.string("actual_text", node.actual_text);
}

void write_line(std::string& out, const LogicalLine& line) {
  JsonObject object(out);
  object.string("type", line.type);
  object.string("path", line.path);
  object.number("page", line.page);
  object.string("text", line.text);
}

}  // namespace

std::string report_json(const PdfFacts& facts) {
  std::string out;
  {
    JsonObject object(out);
    object.string("version", facts.version);
    object.string("title", facts.title);
    object.string("language", facts.language);
    object.string("author", facts.author);
    object.string("producer", facts.producer);
    object.string("created", facts.created);
    object.flag("tagged", facts.tagged);
    object.flag("displays_title", facts.displays_title);
    object.array("claims", facts.claims,
                 [](std::string& o, const std::string& claim) { append_json_string(o, claim); });
    object.array("pages", facts.pages, write_page);
    object.array("fonts", facts.fonts, write_font);
    object.array("links", facts.links, write_link);
    object.array("outlines", facts.outlines, write_outline);
    object.array("destinations", facts.destinations,
                 [](std::string& o, const PdfDestination& destination) {
                   JsonObject item(o);
                   item.string("name", destination.name);
                   item.number("page", destination.page);
                 });
    object.array("structure", facts.structure, write_node);
    object.array("lines", logical_lines(facts), write_line);
  }
  out += '\n';
  return out;
}

}  // namespace bifolium
