#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/diagnostics.h"
#include "pdf/file_frame.h"
#include "pdf/pdf_workspace.h"
#include "style/style.h"

namespace bifolium {

/// What Info and XMP say of the file itself.
struct FileFacts {
  std::string date;  ///< "YYYY-MM-DDThh:mm:ssZ", or empty for none.
  std::string producer;
  std::string layout_hash;  ///< Of the pages, the same in the reading and the press copy.
};

/// What a file claims to be.
enum class Claim : std::uint8_t {
  kNone,
  kReadingCopy,  ///< PDF/A-2a and PDF/UA-1.
  kPressCopy,    ///< PDF/X-4; the file has a date.
};

/// The document information dictionary (ISO 32000-1, 14.3.3).
[[nodiscard]] std::string info_dictionary(const DocumentInfo& info, const FileFacts& file,
                                          Claim claim);

/// The XMP packet: the same facts as Info (ISO 19005-2, 6.6.3), and what the file claims to be,
/// PDF/UA-1 with the extension schema that PDF/A asks for.
[[nodiscard]] std::string xmp_packet(const DocumentInfo& info, const FileFacts& file, Claim claim);

/// What every catalog says of a tagged document (ISO 14289-1, 7.1): MarkInfo, Lang and
/// ViewerPreferences, these with `preferences` of the copy's own.
[[nodiscard]] std::string tagged_entries(const DocumentInfo& info, std::string_view preferences);

/// Writes the output intent with the ICC profile at `profile_path`: an RGB display profile of ICC
/// version 2 or 4 (ISO 19005-2, 6.2.3). Gives the dictionary; reports a profile that can't be read
/// or doesn't fit.
[[nodiscard]] std::string write_output_intent(const std::string& profile_path, FileFrame& frame,
                                              PdfWorkspace& workspace, Diagnostics& diagnostics);

}  // namespace bifolium
