#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/length.h"
#include "pages/page.h"
#include "pdf/file_frame.h"
#include "style/style.h"

namespace bifolium {

/// Per cent of ink, in tenths: cyan, magenta, yellow, black.
using InkShares = std::array<std::int32_t, 4>;

/// What is painted with a colour: text of black alone overprints what lies under it.
enum class InkUse : bool { kArea, kText };

/// The colours of a document as a press mixes them: by the layout's own mix, pure greys and near
/// blacks of black alone, and all others by the press's ICC profile.
class Inks {
 public:
  struct Mix {
    InkShares shares{};
    bool spot = false;         ///< Printed as an ink of its own; the shares are what comes near it.
    std::string fill, stroke;  ///< Operators that choose it.
    [[nodiscard]] bool is_black_alone() const;
    [[nodiscard]] std::int32_t ink() const;  ///< In all, thousandths of a full tone.
  };

  /// Mixes all colours that the pages use. Reports a profile that can't be used, and mixes with
  /// more ink in one place than the press allows. `srgb_path` and `cmyk_path`: ICC profiles.
  Inks(const StyledDocument& document, const SetText& text, const Pages& pages,
       const std::string& srgb_path, const std::string& cmyk_path, Diagnostics& diagnostics);

  [[nodiscard]] const Mix& mix(Color color) const;
  /// Whether text of this colour overprints.
  [[nodiscard]] bool overprints(Color color, InkUse use) const {
    return use == InkUse::kText && mix(color).is_black_alone();
  }
  /// The operators of a patch of the colour bar: cyan, magenta, yellow, black, and the overprints
  /// of two of the first three.
  [[nodiscard]] static std::string patch(int index);
  /// The operators for marks, which stand on every plate.
  [[nodiscard]] static std::string_view registration_stroke();

  /// Entries of a resource dictionary that the operators need: /ColorSpace and /ExtGState.
  [[nodiscard]] std::string resources() const;
  /// The output intent of PDF/X-4, with the profile (ISO 15930-7).
  [[nodiscard]] std::string output_intent(FileFrame& frame) const;

 private:
  void find_colors(const Pages& pages);
  void mix_all(const std::string& srgb, Diagnostics& diagnostics);
  [[nodiscard]] std::string operators(const InkShares& shares, const std::string& spot,
                                      bool stroke);
  void check_limit(const SetText& text, const Pages& pages, Diagnostics& diagnostics) const;

  const StyledDocument& document_;
  std::string profile_;      ///< The bytes.
  std::string description_;  ///< The profile's, in ASCII.
  std::map<std::array<std::uint8_t, 3>, Mix> mixes_;
  struct Spot {
    std::string name;
    InkShares shares{};
  };
  std::vector<Spot> spots_;
};

}  // namespace bifolium
