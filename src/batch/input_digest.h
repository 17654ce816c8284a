#pragma once

#include <map>
#include <string>

#include "bifolium/typesetter.h"
#include "core/hash.h"

namespace bifolium {

/// Digests of all that the bytes of a leaflet depend on: the content, what its request says, the
/// layouts, words and catalogue that it may use, the colour profile, and the versions of program
/// and libraries. Fonts and hyphenation patterns, which are large, count by path, size and time of
/// change. Whatever is not sure to be the same has another digest, so a leaflet may be made once
/// more than needed, and never once too seldom.
class InputDigests {
 public:
  InputDigests(const Setup& setup, const Typesetter& typesetter);

  /// In hexadecimal. The content is read each time, the rest once.
  [[nodiscard]] std::string of(const Request& request);

 private:
  static constexpr std::size_t kMaxKept = 64;
  [[nodiscard]] const Sha256& of_folder(const std::string& folder);

  Sha256 environment_{};
  std::map<std::string, Sha256> folders_;  ///< Of layouts, by path.
};

}  // namespace bifolium
