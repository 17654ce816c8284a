#include "read/font_catalogue.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/decimal.h"
#include "read/plain_element.h"
#include "read/xml.h"

namespace bifolium {
namespace {

constexpr std::string_view kNamespace = "urn:bifolium:fonts:1";

using Code = DiagnosticCode;

/// The name of a family, and where it stands.
struct FamilyName {
  std::string name;
  SourceSpan span;
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

/// Four letters, the first a capital. Source: ISO 15924, 4.
bool is_script(std::string_view text) {
  constexpr std::size_t kLetters = 4;
  if (text.size() != kLetters || text[0] < 'A' || text[0] > 'Z') return false;
  return std::ranges::all_of(text.substr(1), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// One reading of one catalogue.
class Reader {
 public:
  Reader(const XmlDocument& xml, FontCatalogue& catalogue, Diagnostics& diagnostics)
      : xml_(xml), catalogue_(catalogue), diagnostics_(diagnostics) {}

  void run() {
    const PlainElement root(xml_, xml_.root(), diagnostics_, {});
    root.children({"folder", "chain", "family"}, [&](std::string_view name, pugi::xml_node node) {
      if (name == "folder") folder(node);
      if (name == "chain") chain(node);
      if (name == "family") family(node);
    });
    if (catalogue_.families.empty()) {
      diagnostics_.report(Code::kMissingElement, root.span(), {"catalogue", "<family>"});
    }
    for (const CatalogueFamily& family : catalogue_.families) known_.insert(family.name);
    for (std::size_t i = 0; i < catalogue_.families.size(); ++i) fall_back(i);
  }

 private:
  void folder(pugi::xml_node node) {
    const PlainElement element(xml_, node, diagnostics_, {"path"});
    element.children({}, [](std::string_view, pugi::xml_node) {});
    const auto path = element.required("path");
    if (!path) return;
    if (!path->starts_with('/')) {
      diagnostics_.report(Code::kCatalogueFolder, element.span("path"), {*path});
    }
    catalogue_.folders.push_back(*path);
  }

  void chain(pugi::xml_node node) {
    const PlainElement element(xml_, node, diagnostics_, {"name"});
    const auto name = element.required("name");
    std::vector<FamilyName> families = fallbacks(element);
    if (families.empty()) {
      diagnostics_.report(Code::kMissingElement, element.span(), {"chain", "<fallback>"});
    }
    if (name && !chains_.emplace(*name, std::move(families)).second) {
      diagnostics_.report(Code::kCatalogueNameTwice, element.span("name"), {"chain", *name});
    }
  }

  [[nodiscard]] std::vector<FamilyName> fallbacks(const PlainElement& element) {
    std::vector<FamilyName> names;
    element.children({"fallback"},
                     [&](std::string_view, pugi::xml_node node) { fallback(node, names); });
    return names;
  }

  void fallback(pugi::xml_node node, std::vector<FamilyName>& names) {
    const PlainElement element(xml_, node, diagnostics_, {"family"});
    element.children({}, [](std::string_view, pugi::xml_node) {});
    if (auto name = element.required("family")) {
      names.push_back({std::move(*name), element.span("family")});
    }
  }

  void family(pugi::xml_node node) {
    const PlainElement element(xml_, node, diagnostics_, {"name", "package", "scripts", "chain"});
    CatalogueFamily family;
    family.span = element.span();
    family.name = element.required("name").value_or("");
    family.package = element.optional("package").value_or("");
    const std::string scripts = element.required("scripts").value_or("");
    for (const std::string_view script : words_of(scripts)) {
      if (!is_script(script)) {
        diagnostics_.report(Code::kCatalogueScript, element.span("scripts"), {script});
      }
      family.scripts.emplace_back(script);
    }
    std::vector<FamilyName> own;
    element.children({"face", "fallback"}, [&](std::string_view name, pugi::xml_node child) {
      if (name == "face") face(child, family);
      if (name == "fallback") fallback(child, own);
    });
    if (family.faces.empty()) {
      diagnostics_.report(Code::kMissingElement, family.span, {"family", "<face>"});
    }
    const bool twice = std::ranges::any_of(
        catalogue_.families, [&](const CatalogueFamily& f) { return f.name == family.name; });
    if (twice && !family.name.empty()) {
      diagnostics_.report(Code::kCatalogueNameTwice, element.span("name"), {"family", family.name});
    }
    const auto chain = element.optional("chain");
    links_.push_back({std::move(own), chain.value_or(""), element.span("chain")});
    catalogue_.families.push_back(std::move(family));
  }

  void face(pugi::xml_node node, CatalogueFamily& family) {
    const PlainElement element(xml_, node, diagnostics_, {"weight", "slope", "file", "index"});
    element.children({}, [](std::string_view, pugi::xml_node) {});
    CatalogueFace face;
    face.span = element.span();
    face.weight = number(element, "weight", 100, 900, 400);
    face.index = number(element, "index", 0, 255, 0);
    const std::string slope = element.optional("slope").value_or("upright");
    if (slope != "upright" && slope != "italic") {
      diagnostics_.report(Code::kBadChoice, element.span("slope"),
                          {"@slope of <face>", slope, "upright or italic", ""});
    }
    face.slope = slope == "italic" ? Slope::kItalic : Slope::kUpright;
    face.file = element.required("file").value_or("");
    if (face.file.find('/') != std::string::npos) {
      diagnostics_.report(Code::kCatalogueFileName, element.span("file"), {face.file});
    }
    const bool twice = std::ranges::any_of(family.faces, [&](const CatalogueFace& f) {
      return f.weight == face.weight && f.slope == face.slope;
    });
    if (twice) {
      diagnostics_.report(Code::kCatalogueFaceTwice, face.span,
                          {family.name, integer_text(face.weight), slope});
    }
    family.faces.push_back(std::move(face));
  }

  [[nodiscard]] int number(const PlainElement& element, std::string_view name, int least, int most,
                           int otherwise) {
    const auto text = element.optional(name);
    if (!text) return otherwise;
    std::int64_t value = 0;
    if (parse_integer(*text, value) && value >= least && value <= most) {
      return static_cast<int>(value);
    }
    diagnostics_.report(
        Code::kCatalogueNumber, element.span(name),
        {"@" + std::string(name) + " of <face>", *text, integer_text(least), integer_text(most)});
    return otherwise;
  }

  /// A family's own fallbacks first, then those of its chain, itself left out, each once.
  void fall_back(std::size_t index) {
    CatalogueFamily& family = catalogue_.families[index];
    const Links& links = links_[index];
    add_fallbacks(family, links.own);
    if (links.chain.empty()) return;
    if (const auto chain = chains_.find(links.chain); chain != chains_.end()) {
      add_fallbacks(family, chain->second);
    } else {
      diagnostics_.report(Code::kCatalogueNoChain, links.span, {links.chain});
    }
  }

  void add_fallbacks(CatalogueFamily& family, const std::vector<FamilyName>& names) {
    family.fallback.reserve(family.fallback.size() + names.size());  // Views into it stay valid.
    std::set<std::string_view> listed(family.fallback.begin(), family.fallback.end());
    for (const FamilyName& next : names) {
      if (!known_.contains(next.name)) {
        const std::vector<std::string_view> known(known_.begin(), known_.end());
        std::string help = nearest_name(next.name, known);
        if (!help.empty()) help = "did you mean '" + help + "'?";
        diagnostics_.report(Code::kCatalogueNoFamily, next.span, {next.name, help});
      } else if (next.name != family.name && listed.insert(next.name).second) {
        family.fallback.push_back(next.name);
      }
    }
  }

  /// What a family says of its fallbacks, until all families are known.
  struct Links {
    std::vector<FamilyName> own;
    std::string chain;
    SourceSpan span;
  };

  const XmlDocument& xml_;
  FontCatalogue& catalogue_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::vector<FamilyName>, std::less<>> chains_;
  std::set<std::string_view> known_;  ///< Names of all families.
  std::vector<Links> links_;          ///< Beside catalogue_.families.
};

}  // namespace

std::optional<FontCatalogue> read_font_catalogue(const std::string& path, std::string_view bytes,
                                                 Diagnostics& diagnostics) {
  FontCatalogue catalogue;
  catalogue.file = std::make_shared<const SourceFile>(SourceFile{path});
  const std::optional<XmlDocument> xml = XmlDocument::parse(catalogue.file, bytes, diagnostics);
  if (!xml || !xml->check_root("catalogue", kNamespace, diagnostics)) return std::nullopt;
  Reader(*xml, catalogue, diagnostics).run();
  // A chain's unknown family is reported once, not for each family that uses the chain.
  diagnostics.sort();
  return catalogue;
}

}  // namespace bifolium
