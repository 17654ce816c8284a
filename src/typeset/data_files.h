#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/expected.h"
#include "read/layout_reader.h"

namespace bifolium {

/// Where layouts and words are looked for, in this order: as a path, in layouts/ beside the
/// content's folder, then in layouts/ of each data folder.
class DataFiles {
 public:
  DataFiles(std::string content_path, const std::vector<std::string>& data_folders);

  /// Path of the layout of a name or path; the diagnostic names the folders that were searched.
  [[nodiscard]] Expected<std::string, Diagnostic> layout_path(const std::string& name) const;

  /// Path of the parent of a layout: first beside the layout itself.
  [[nodiscard]] Expected<std::string, Diagnostic> parent_path(const std::string& name,
                                                              const std::string& child) const;

  /// Path of the words of a BCP 47 language, or of the nearest language that it is a kind of
  /// ("en" for "en-GB"); empty where there are none.
  [[nodiscard]] std::string words_path(const std::string& language) const;

  /// The layouts/ folders searched, in order; those that exist.
  [[nodiscard]] const std::vector<std::string>& layout_folders() const { return folders_; }

 private:
  [[nodiscard]] static Expected<std::string, Diagnostic> search(
      const std::string& name, const std::vector<std::string>& folders);

  std::vector<std::string> folders_;
};

/// Reads a layout's file.
[[nodiscard]] Expected<LayoutSource, Diagnostic> read_layout_source(const std::string& path);

/// Bounds on inputs (docs/limits.md).
inline constexpr std::size_t kMaxContentBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxDataBytes = std::size_t{4} << 20;

}  // namespace bifolium
