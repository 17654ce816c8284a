#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/ids.h"
#include "fonts/face.h"
#include "read/font_catalogue.h"

namespace bifolium {

/// The faces that the catalogue names, found in the given folders and loaded when first asked for.
/// Safe to use from several threads: a face's slot is filled once (std::call_once, whose later
/// calls cost one atomic load) and immutable after.
class FontLibrary {
 public:
  /// `folders` are searched before the catalogue's own (`--fonts DIR`). Opens no font.
  FontLibrary(FontCatalogue catalogue, std::vector<std::string> folders);
  ~FontLibrary();
  FontLibrary(const FontLibrary&) = delete;
  FontLibrary& operator=(const FontLibrary&) = delete;

  /// The face of `family` nearest to weight and slope (CSS Fonts 4, 5.2), or none where the
  /// catalogue has no such family.
  [[nodiscard]] FaceId find(std::string_view family, int weight, Slope slope) const;

  /// `find` for the family, then for each family of its fallback chain, in order, each once.
  [[nodiscard]] std::vector<FaceId> chain(std::string_view family, int weight, Slope slope) const;

  /// The face, loaded on first use; null where its file is missing or broken (see `problem`).
  [[nodiscard]] const Face* face(FaceId id) const;

  /// Why `face(id)` is null: "not installed" with the package in the help line, or broken.
  [[nodiscard]] const Diagnostic& problem(FaceId id) const;

  /// Where the face's file is, without loading it; empty where it was not found.
  [[nodiscard]] std::string file_of(FaceId id) const;
  [[nodiscard]] const CatalogueFamily& family_of(FaceId id) const;
  [[nodiscard]] const FontCatalogue& catalogue() const { return catalogue_; }

 private:
  struct Slot;
  FontCatalogue catalogue_;
  std::vector<std::string> folders_;
  std::vector<std::unique_ptr<Slot>> slots_;  ///< One a catalogue face, in catalogue order.
};

}  // namespace bifolium
