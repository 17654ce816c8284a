#pragma once

#include <string>
#include <vector>

namespace bifolium {

inline constexpr int kUsageStatus = 2;  ///< Exit status for wrong usage.

/// Options that several commands have.
struct CommonOptions {
  std::vector<std::string> font_folders;  ///< --fonts
  bool json_diagnostics = false;          ///< --diagnostics json
  bool progress = false;                  ///< --progress
};

/// Options of the commands that set a document.
struct DocumentOptions {
  std::string layout;               ///< -l
  std::string edition;              ///< --edition
  std::string press;                ///< --press
  std::string pages;                ///< --pages
  std::string as_of;                ///< --as-of; empty: today.
  std::vector<std::string> values;  ///< --set: NAME=VALUE each.
  std::string values_file;          ///< --values
  bool allow_expired = false;
  std::string costs;   ///< --costs: text, json, or empty.
  bool proof = false;  ///< --proof
  bool explain = false;
};

}  // namespace bifolium
