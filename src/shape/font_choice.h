#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/diagnostics.h"
#include "fonts/font_library.h"
#include "shape/clusters.h"
#include "shape/shape.h"
#include "style/style.h"

namespace bifolium {

/// The faces of a chain in the order in which they are asked for clusters of one kind: the style's
/// own face, the families that the catalogue says are made for the script (for signs also those
/// made for signs: Zsym, Zmth, Zyyy), then the others, each part in the chain's order. So no
/// Ethiopic font is opened for an arrow, which the chain's last family has, and which face is taken
/// still doesn't depend on what was opened before.
struct FaceOrder {
  UScriptCode script = USCRIPT_COMMON;
  bool neutral = false;
  std::vector<FaceId> faces;
  std::size_t made_for = 0;  ///< How many of `faces`, from the first, are no last resort.
};

/// Faces asked in turn for a text style: its own, then those that its family falls back to.
struct FaceChain {
  std::string family;
  int weight = 0;
  std::uint8_t slope = 0;
  std::vector<FaceId> faces;
  std::vector<FaceOrder> orders;  ///< Made when first asked for.
};

/// What a thread remembers about a FontLibrary while it chooses faces: chains by style, and which
/// of the first 1,024 characters a face covers.
class FaceMemory {
 public:
  /// The chain of a style. Valid until the next call.
  [[nodiscard]] const FaceChain& chain(const TextStyle& style, const FontLibrary& fonts);

  /// The chain's order for clusters of a script, of letters or of neutral signs. Valid until the
  /// next call.
  [[nodiscard]] const FaceOrder& order(const TextStyle& style, UScriptCode script, bool neutral,
                                       const FontLibrary& fonts);

  /// Whether the face has a glyph for the character, or HarfBuzz makes one: any space from U+0020,
  /// U+2011 from U+2010. Default ignorables and line separators need none. No face covers
  /// a private-use character.
  [[nodiscard]] bool covers(FaceId id, const Face& face, char32_t scalar);

 private:
  [[nodiscard]] FaceChain& find_chain(const TextStyle& style, const FontLibrary& fonts);

  static constexpr std::size_t kWords = 16;
  struct Coverage {
    std::array<std::uint64_t, kWords> known{}, covered{};
  };
  std::vector<FaceChain> chains_;
  std::vector<Coverage> coverage_;  ///< By FaceId.
};

/// Chooses faces for the clusters of one paragraph, and reports what no face covers.
class FontChooser {
 public:
  FontChooser(const Paragraph& paragraph, const TextStyles& styles, const FontLibrary& fonts,
              FaceMemory& memory, Diagnostics& diagnostics);

  /// Whether the inline's own face is there and has every character of the text.
  [[nodiscard]] bool own_face_covers(InlineId inline_id, std::u16string_view text);

  /// The first face of the inline's chain; a stand-in, reported, where it is not there; none where
  /// no face at all is.
  [[nodiscard]] FaceId own_face(InlineId inline_id);

  /// Sets the face of every cluster: the first of its inline's FaceOrder that has all its
  /// characters as they are, composed (NFC) or decomposed (NFD). A cluster of default ignorables
  /// stays in the face before it, and a neutral one between two clusters of one fallback face in
  /// that. Reports a letter with too many marks.
  void choose(std::vector<TextCluster>& clusters);

  /// Reports a character that no face covers, or that its face turned into .notdef.
  void report_missing(char32_t scalar, InlineId inline_id);
  /// Whether some character of the inline was reported already.
  [[nodiscard]] bool has_missing(InlineId inline_id) const;

 private:
  [[nodiscard]] const FaceChain& chain(InlineId inline_id);
  [[nodiscard]] bool is_own_face(FaceId id, InlineId inline_id);
  [[nodiscard]] FaceId first_covering(std::u16string_view cluster, const TextCluster& place);
  [[nodiscard]] FaceId face_for(std::u16string_view cluster, const TextCluster& place);
  [[nodiscard]] bool covers(FaceId id, std::u16string_view cluster);
  /// first_covering, remembered for clusters of one unit: text repeats its letters.
  [[nodiscard]] FaceId first_covering_known(std::u16string_view cluster, const TextCluster& place);
  [[nodiscard]] bool covers_normalized(FaceId id, std::u16string_view cluster);
  [[nodiscard]] std::u16string_view text_of(const std::vector<TextCluster>& clusters,
                                            std::size_t index) const;
  void keep_neutrals_in_fallback(std::vector<TextCluster>& clusters);
  void report_problem(FaceId id);
  void report_overflow(InlineId inline_id);
  [[nodiscard]] FaceId any_face() const;

  const Paragraph& paragraph_;
  const TextStyles& styles_;
  const FontLibrary& fonts_;
  FaceMemory& memory_;
  Diagnostics& diagnostics_;
  struct Known {
    char16_t unit = 0;
    InlineId inline_id;
    FaceId face;
  };
  std::vector<Known> known_;  ///< By the unit's low byte; filled by choose().
  std::vector<FaceId> reported_faces_;
  std::set<std::pair<InlineId, char32_t>> reported_characters_;
  std::vector<std::string> reported_families_;
  InlineId reported_overflow_;  ///< The last inline with more marks than a letter may have.
};

}  // namespace bifolium
