#include "inspect/report.h"

#include <string_view>

#include "inspect/logical_lines.h"
#include "inspect/report_json.h"

namespace bifolium {
namespace {

void field(std::string& out, std::string_view label, std::string_view value) {
  if (value.empty()) return;
  out.append(label).append(label.size() < 12 ? 12 - label.size() : 1, ' ').append(value) += '\n';
}

std::string yes_no(bool value) { return value ? "yes" : "no"; }

std::string summary(const PdfFacts& facts) {
  std::string out, claims;
  for (const std::string& claim : facts.claims) claims += (claims.empty() ? "" : ", ") + claim;
  std::size_t embedded = 0;
  for (const PdfFont& font : facts.fonts) embedded += font.embedded ? 1 : 0;
  field(out, "Title", facts.title);
  field(out, "Author", facts.author);
  field(out, "Language", facts.language);
  field(out, "Pages", std::to_string(facts.pages.size()));
  field(out, "Tagged", yes_no(facts.tagged));
  field(out, "Claims", claims.empty() ? "none" : claims + " (not verified here)");
  field(out, "Fonts",
        std::to_string(facts.fonts.size()) + ", " + std::to_string(embedded) + " embedded");
  field(out, "Links", std::to_string(facts.links.size()));
  field(out, "Bookmarks", std::to_string(facts.outlines.size()));
  field(out, "Producer", facts.producer);
  field(out, "Created", facts.created);
  field(out, "Version", facts.version);
  return out;
}

std::string boxes(const PdfFacts& facts) {
  std::string out;
  for (std::size_t i = 0; i < facts.pages.size(); ++i) {
    out += "page " + std::to_string(i + 1);
    if (facts.pages[i].label != std::to_string(i + 1)) out += " (" + facts.pages[i].label + ")";
    for (const auto& [name, rect] : facts.pages[i].boxes) out += "  " + name + " [" + rect + "]";
    out += '\n';
  }
  return out;
}

std::string fonts(const PdfFacts& facts) {
  std::string out;
  for (const PdfFont& font : facts.fonts) {
    out += font.name + "  " + font.subtype;
    out += font.embedded ? "  embedded" : "  NOT EMBEDDED";
    if (font.subset) out += "  subset";
    out += font.to_unicode ? "  ToUnicode" : "  no ToUnicode";
    out += '\n';
  }
  return out;
}

void attribute(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) out.append(" ").append(name).append("=\"").append(value).append("\"");
}

std::string structure(const PdfFacts& facts) {
  std::string out;
  for (const PdfNode& node : facts.structure) {
    out.append(static_cast<std::size_t>(node.depth) * 2, ' ');
    if (node.kind == PdfNodeKind::kText) {
      out += "\"" + node.text + "\"";
    } else if (node.kind == PdfNodeKind::kObject) {
      out += "(" + (node.type.empty() ? std::string("object") : node.type) + ")";
    } else {
      out += node.type;
      if (node.standard != node.type) out += " (" + node.standard + ")";
      attribute(out, "lang", node.language);
      attribute(out, "alt", node.alternate);
      attribute(out, "expansion", node.expansion);
      attribute(out, "id", node.id);
      if (node.has_actual_text) out += " actual-text=\"" + node.actual_text + "\"";
    }
    out += '\n';
  }
  return out;
}

}  // namespace

std::string logical_text(const PdfFacts& facts) {
  std::string out;
  if (facts.structure.empty()) {
    for (const PdfPage& page : facts.pages) out += page.untagged_text + '\n';
    return out;
  }
  for (const LogicalLine& line : logical_lines(facts)) out += line.text + '\n';
  return out;
}

std::string report_text(const PdfFacts& facts, const ReportOptions& options) {
  if (options.json) return report_json(facts);
  std::string out;
  if (options.boxes) out += boxes(facts);
  if (options.fonts) out += fonts(facts);
  if (options.structure) out += structure(facts);
  if (options.text) out += logical_text(facts);
  const bool chosen = options.boxes || options.fonts || options.structure || options.text;
  return chosen ? out : summary(facts);
}

}  // namespace bifolium
