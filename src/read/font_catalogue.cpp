#include "read/font_catalogue.h"

#include <algorithm>
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
    for (const FamilyName& name : named_) check_family(name);
    for (std::size_t i = 0; i < catalogue_.families.size(); ++i) {
      const std::string& chain = catalogue_.families[i].chain;
      if (chain.empty() || catalogue_.chains.contains(chain)) continue;
      diagnostics_.report(Code::kCatalogueNoChain, chain_spans_[i], {chain});
    }
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
    std::vector<std::string> families;
    element.children({"fallback"},
                     [&](std::string_view, pugi::xml_node child) { fallback(child, families); });
    if (families.empty()) {
      diagnostics_.report(Code::kMissingElement, element.span(), {"chain", "<fallback>"});
    }
    if (name && !catalogue_.chains.emplace(*name, std::move(families)).second) {
      diagnostics_.report(Code::kCatalogueNameTwice, element.span("name"), {"chain", *name});
    }
  }

  void fallback(pugi::xml_node node, std::vector<std::string>& names) {
    const PlainElement element(xml_, node, diagnostics_, {"family"});
    element.children({}, [](std::string_view, pugi::xml_node) {});
    if (auto name = element.required("family")) {
      named_.push_back({*name, element.span("family")});
      names.push_back(std::move(*name));
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
    element.children({"face", "fallback"}, [&](std::string_view name, pugi::xml_node child) {
      if (name == "face") face(child, family);
      if (name == "fallback") fallback(child, family.fallback);
    });
    if (family.faces.empty()) {
      diagnostics_.report(Code::kMissingElement, family.span, {"family", "<face>"});
    }
    const bool twice = std::ranges::any_of(
        catalogue_.families, [&](const CatalogueFamily& f) { return f.name == family.name; });
    if (twice && !family.name.empty()) {
      diagnostics_.report(Code::kCatalogueNameTwice, element.span("name"), {"family", family.name});
    }
    family.chain = element.optional("chain").value_or("");
    chain_spans_.push_back(element.span("chain"));
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

  void check_family(const FamilyName& named) {
    if (known_.contains(named.name)) return;
    const std::vector<std::string_view> known(known_.begin(), known_.end());
    std::string help = nearest_name(named.name, known);
    if (!help.empty()) help = "did you mean '" + help + "'?";
    diagnostics_.report(Code::kCatalogueNoFamily, named.span, {named.name, help});
  }

  const XmlDocument& xml_;
  FontCatalogue& catalogue_;
  Diagnostics& diagnostics_;
  std::vector<FamilyName> named_;        ///< All that fallbacks name.
  std::vector<SourceSpan> chain_spans_;  ///< Beside catalogue_.families.
  std::set<std::string_view> known_;     ///< Names of all families.
};

}  // namespace

std::optional<FontCatalogue> read_font_catalogue(const std::string& path, std::string_view bytes,
                                                 Diagnostics& diagnostics) {
  FontCatalogue catalogue;
  catalogue.file = std::make_shared<const SourceFile>(SourceFile{path});
  const std::optional<XmlDocument> xml = XmlDocument::parse(catalogue.file, bytes, diagnostics);
  if (!xml || !xml->check_root("catalogue", kNamespace, diagnostics)) return std::nullopt;
  Reader(*xml, catalogue, diagnostics).run();
  return catalogue;
}

std::vector<std::string_view> fallbacks_of(const FontCatalogue& catalogue,
                                           const CatalogueFamily& family) {
  std::vector<std::string_view> names;
  const auto add = [&](const std::vector<std::string>& more) {
    for (const std::string& name : more) {
      if (name != family.name && std::ranges::find(names, name) == names.end()) {
        names.push_back(name);
      }
    }
  };
  add(family.fallback);
  if (const auto chain = catalogue.chains.find(family.chain); chain != catalogue.chains.end()) {
    add(chain->second);
  }
  return names;
}

}  // namespace bifolium
