#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "bifolium/diagnostic.h"

namespace bifolium {

/// How a request ended; the values are the program's exit statuses.
enum class Status : std::uint8_t {
  kDone = 0,
  kInputWrong = 1,     ///< An error was reported about content, layout or fonts.
  kSystemFailed = 3,   ///< A file could not be read or written.
  kInternalFault = 5,  ///< A broken promise inside the engine; a diagnostic says which.
};

/// What a document takes on paper: its press copy, or where there is none, and Request::costs is
/// asked for, the reading copy printed on both sides of leaves of its own size, or the flat sheet
/// of a folded leaflet.
struct PaperUse {
  std::uint32_t sheets = 0;
  std::int64_t width = 0, height = 0;   ///< Of a sheet, micrometers.
  std::int64_t square_millimeters = 0;  ///< Of all sheets, with Request::costs.
  std::int64_t milligrams = 0;          ///< The same; 0 where the paper's weight is not known.
};

/// How much of a page is covered by an ink, in thousandths of per cent of its trim: cyan, magenta,
/// yellow, black. By the press's own inks, or where there are none, as an office printer takes
/// colours apart.
using InkCover = std::array<std::int64_t, 4>;

/// What came of one request.
struct Document {
  Status status = Status::kDone;
  std::string pdf;        ///< The reading copy's bytes; empty unless status is kDone.
  std::string press_pdf;  ///< The press copy's, where the request names a press.
  std::uint32_t pages = 0;
  std::string press;  ///< Its press, by name; empty where there is none.
  bool pdfx = false;  ///< It is PDF/X-4.
  PaperUse paper;
  std::vector<InkCover> ink;  ///< With Request::costs: by page.
  /// SHA-256, in hexadecimal, of what stands on the pages and where: both copies carry it.
  std::string layout_hash;
  std::string layout;  ///< The layout and edition used, by name.
  std::string edition;
  bool default_edition = true;
  std::string content_version;          ///< meta/version, as written; empty where there is none.
  std::string review;                   ///< meta/review, an ISO date; empty where there is none.
  std::vector<Diagnostic> diagnostics;  ///< All of them, sorted by place.
  /// What each stage took, by Request::clock; empty without one.
  std::vector<std::pair<std::string, std::int64_t>> stages;
};

}  // namespace bifolium
