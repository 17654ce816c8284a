#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/ids.h"
#include "fonts/font_library.h"
#include "pdf/file_frame.h"
#include "pdf/pdf_workspace.h"

namespace bifolium {

/// A character identifier as content streams use it.
struct CidUse {
  std::uint32_t font = 0;  ///< Index of the resource: F0, F1…
  std::uint16_t cid = 0;   ///< 1…65535
  std::int64_t width = 0;  ///< As W says it, in kEmParts of an em.
};

/// The faces that a document uses and the CIDs of each. A CID stands for a glyph and the text that
/// it means there, so one glyph with two meanings (space and no-break space) has two. CIDs count up
/// in the order of first use, which the document alone fixes.
class FontCids {
 public:
  explicit FontCids(const FontLibrary& library) : library_(library) {}

  /// The CID of a glyph of a face with a meaning, made where it is new. A face whose CIDs are used
  /// up goes on in another font object.
  [[nodiscard]] CidUse use(FaceId face, std::uint32_t glyph, std::u16string_view text);

  [[nodiscard]] const Face& face(FaceId id) const;
  [[nodiscard]] std::size_t size() const { return fonts_.size(); }

  /// Writes every font with its subset, widths and ToUnicode, and gives the dictionary of
  /// resources `<</F0 5 0 R…>>`. Reports a face that can't be embedded.
  [[nodiscard]] std::string write(FileFrame& frame, PdfWorkspace& workspace,
                                  Diagnostics& diagnostics) const;

 private:
  struct Cid {
    std::uint32_t glyph = 0;
    std::uint32_t text_begin = 0, text_end = 0;  ///< In Font::texts.
    std::uint32_t next = 0;                      ///< Of the same glyph, or 0.
    std::int64_t width = 0;
  };
  struct Font {
    FaceId face_id;
    const Face* face = nullptr;
    std::vector<Cid> cids = std::vector<Cid>(1);  ///< [0] is .notdef.
    std::u16string texts;
    std::vector<std::uint32_t> first_of_glyph;  ///< CID by glyph, or 0.
  };

  Font& font_with_room(FaceId face, std::uint32_t& index);
  static void write_font(const Font& font, ObjectNumber number, FileFrame& frame,
                         PdfWorkspace& workspace, Diagnostics& diagnostics);
  [[nodiscard]] static std::vector<std::uint32_t> glyphs_of(const Font& font);
  /// The CIDToGIDMap: two bytes a CID.
  [[nodiscard]] static std::string cid_to_gid(const Font& font,
                                              std::span<const std::uint32_t> glyphs,
                                              std::span<const std::uint32_t> new_glyphs);
  /// The subset that holds the font's glyphs, from the workspace or made now; null where it can't
  /// be made, which is reported.
  [[nodiscard]] static const PdfWorkspace::Subset* subset_of(const Font& font,
                                                             std::vector<std::uint32_t> glyphs,
                                                             FileFrame& frame,
                                                             PdfWorkspace& workspace,
                                                             Diagnostics& diagnostics);
  [[nodiscard]] static std::string widths(const Font& font);
  [[nodiscard]] static std::string to_unicode(const Font& font);
  [[nodiscard]] static std::string tagged_name(const Font& font);

  const FontLibrary& library_;
  std::vector<Font> fonts_;
  std::vector<std::uint32_t> font_of_face_;  ///< Index + 1 by FaceId, or 0.
};

}  // namespace bifolium
