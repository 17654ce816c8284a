#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "fonts/font_library.h"
#include "shape/clusters.h"
#include "shape/shape.h"
#include "style/style.h"

namespace bifolium {

/// Faces asked in turn for a text style: its own, then those that its family falls back to.
struct FaceChain {
  std::string family;
  int weight = 0;
  std::uint8_t slope = 0;
  std::vector<FaceId> faces;
};

/// What a thread remembers about a FontLibrary while it chooses faces: chains by style, and which
/// of the first 1,024 characters a face covers.
class FaceMemory {
 public:
  /// The chain of a style. Valid until the next call.
  [[nodiscard]] const FaceChain& chain(const TextStyle& style, const FontLibrary& fonts);

  /// Whether the face has a glyph for the character, or HarfBuzz makes one: any space from U+0020,
  /// U+2011 from U+2010. Default ignorables and line separators need none.
  [[nodiscard]] bool covers(FaceId id, const Face& face, char32_t scalar);

 private:
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

  /// Sets the face of every cluster: the first of its inline's chain that has all its characters as
  /// they are, composed (NFC) or decomposed (NFD). A cluster of default ignorables stays in the
  /// face before it, and a neutral one between two clusters of one fallback face in that.
  void choose(std::vector<TextCluster>& clusters);

  /// Reports a character that its face turned into .notdef.
  void report_missing(char32_t scalar, InlineId inline_id);
  /// Whether some character of the inline was reported already.
  [[nodiscard]] bool has_missing(InlineId inline_id) const;

 private:
  [[nodiscard]] const FaceChain& chain(InlineId inline_id);
  [[nodiscard]] bool is_own_face(FaceId id, InlineId inline_id);
  [[nodiscard]] FaceId first_covering(std::u16string_view cluster, const TextCluster& place);
  [[nodiscard]] FaceId face_for(std::u16string_view cluster, const TextCluster& place);
  [[nodiscard]] bool covers(FaceId id, std::u16string_view cluster);
  [[nodiscard]] bool covers_normalized(FaceId id, std::u16string_view cluster);
  [[nodiscard]] std::u16string_view text_of(const std::vector<TextCluster>& clusters,
                                            std::size_t index) const;
  void keep_neutrals_in_fallback(std::vector<TextCluster>& clusters);
  void report_problem(FaceId id);
  [[nodiscard]] FaceId any_face() const;

  const Paragraph& paragraph_;
  const TextStyles& styles_;
  const FontLibrary& fonts_;
  FaceMemory& memory_;
  Diagnostics& diagnostics_;
  std::vector<FaceId> reported_faces_;
  std::vector<std::pair<InlineId, char32_t>> reported_characters_;
  std::vector<std::string> reported_families_;
};

}  // namespace bifolium
