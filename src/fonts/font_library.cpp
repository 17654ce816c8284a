#include "fonts/font_library.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>

#include "core/check.h"

namespace bifolium {

/// Where one face of the catalogue is loaded, once.
struct FontLibrary::Slot {
  std::size_t family = 0;  ///< In catalogue_.families.
  std::size_t face = 0;    ///< In its faces.
  std::once_flag once;
  std::optional<Face> loaded;
  Diagnostic problem;
};

namespace {

/// How a weight ranks for the desired one: the least pair wins (CSS Fonts 4, 5.2). Between 400 and
/// 500: up to 500, then lighter, then bolder. Below 400: lighter first; above 500: bolder first.
std::pair<int, int> weight_rank(int weight, int desired) {
  const int distance = std::abs(weight - desired);
  if (desired >= 400 && desired <= 500) {
    if (weight >= desired && weight <= 500) return {0, distance};
    return {weight < desired ? 1 : 2, distance};
  }
  const bool preferred_side = desired < 400 ? weight <= desired : weight >= desired;
  return {preferred_side ? 0 : 1, distance};
}

const CatalogueFamily* find_family(const FontCatalogue& catalogue, std::string_view name) {
  const auto found = std::find_if(catalogue.families.begin(), catalogue.families.end(),
                                  [name](const CatalogueFamily& f) { return f.name == name; });
  return found == catalogue.families.end() ? nullptr : &*found;
}

/// Gives a finding about a font file the place in the catalogue that asked for the file.
Diagnostic at_span(Diagnostic diagnostic, const SourceSpan& span) {
  if (span.file != nullptr) diagnostic.file = span.file->path;
  diagnostic.line = span.line;
  diagnostic.column = span.column;
  return diagnostic;
}

}  // namespace

FontLibrary::FontLibrary(FontCatalogue catalogue, std::vector<std::string> folders)
    : catalogue_(std::move(catalogue)), folders_(std::move(folders)) {
  folders_.insert(folders_.end(), catalogue_.folders.begin(), catalogue_.folders.end());
  for (std::size_t family = 0; family < catalogue_.families.size(); ++family) {
    for (std::size_t face = 0; face < catalogue_.families[family].faces.size(); ++face) {
      auto slot = std::make_unique<Slot>();
      slot->family = family;
      slot->face = face;
      slots_.push_back(std::move(slot));
    }
  }
}

FontLibrary::~FontLibrary() = default;

FaceId FontLibrary::find(std::string_view family, int weight, Slope slope) const {
  FaceId best;
  std::pair<bool, std::pair<int, int>> best_rank;
  const CatalogueFamily* wanted = find_family(catalogue_, family);
  for (std::size_t i = 0; wanted != nullptr && i < slots_.size(); ++i) {
    if (&catalogue_.families[slots_[i]->family] != wanted) continue;
    const CatalogueFace& face = wanted->faces[slots_[i]->face];
    const std::pair rank(face.slope != slope, weight_rank(face.weight, weight));
    if (best.valid() && best_rank <= rank) continue;
    best = FaceId{i};
    best_rank = rank;
  }
  return best;
}

std::vector<FaceId> FontLibrary::chain(std::string_view family, int weight, Slope slope) const {
  // The families in the order tried: a family's own list before the lists of those in it.
  std::vector<std::string_view> names = {family};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const CatalogueFamily* member = find_family(catalogue_, names[i]);
    if (member == nullptr) continue;
    for (const std::string_view next : fallbacks_of(catalogue_, *member)) {
      if (std::find(names.begin(), names.end(), next) == names.end()) names.push_back(next);
    }
  }
  std::vector<FaceId> faces;
  for (const std::string_view name : names) {
    if (const FaceId face = find(name, weight, slope); face.valid()) faces.push_back(face);
  }
  return faces;
}

std::string FontLibrary::file_of(FaceId id) const {
  const Slot& slot = *slots_.at(id.index());
  const std::string& name = catalogue_.families[slot.family].faces[slot.face].file;
  for (const std::string& folder : folders_) {
    std::string path = folder + "/" + name;
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored)) return path;
  }
  return "";
}

const Face* FontLibrary::face(FaceId id) const {
  Slot& slot = *slots_.at(id.index());
  std::call_once(slot.once, [this, id, &slot] {
    const CatalogueFamily& family = catalogue_.families[slot.family];
    const CatalogueFace& entry = family.faces[slot.face];
    const std::string path = file_of(id);
    if (path.empty()) {
      slot.problem = family.package.empty()
                         ? make_diagnostic(DiagnosticCode::kFontNotFound, entry.span,
                                           {entry.file, family.name})
                         : make_diagnostic(DiagnosticCode::kFontNotInstalled, entry.span,
                                           {entry.file, family.name, family.package});
      return;
    }
    Expected<Face, Diagnostic> face = Face::load(path, entry.index);
    if (!face) {
      slot.problem = at_span(face.error(), entry.span);
    } else if (face->metrics().embedding_forbidden) {
      slot.problem =
          make_diagnostic(DiagnosticCode::kFontEmbeddingForbidden, entry.span, {path, family.name});
    } else if (face->metrics().subsetting_forbidden) {
      slot.problem = make_diagnostic(DiagnosticCode::kFontSubsettingForbidden, entry.span,
                                     {path, family.name});
    } else {
      slot.loaded = std::move(face).value();
    }
  });
  return slot.loaded ? &*slot.loaded : nullptr;
}

const Diagnostic& FontLibrary::problem(FaceId id) const {
  BIFOLIUM_CHECK(face(id) == nullptr, "a loaded face has no problem");
  return slots_.at(id.index())->problem;
}

const CatalogueFamily& FontLibrary::family_of(FaceId id) const {
  return catalogue_.families[slots_.at(id.index())->family];
}

}  // namespace bifolium
