#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bifolium/typesetter.h"
#include "core/diagnostics.h"
#include "typeset/data_files.h"
#include "typeset/typeset.h"

namespace bifolium {

/// Reads the files that a request names, and keeps contents, layouts and words for the next
/// request: at most kMaxKept of each, and of contents kMaxKeptBytes, each with the diagnostics that
/// reading it gave, for as long as its files have the size and the time of change that they had.
class SourceReader {
 public:
  explicit SourceReader(const Setup& setup) : setup_(setup) {}

  /// Content, layout and words of the request. None where the content can't be gone on with, or an
  /// error was reported.
  [[nodiscard]] std::optional<Sources> read(const Request& request, Diagnostics& diagnostics);

 private:
  static constexpr std::size_t kMaxKept = 64;
  /// Of contents as written; their trees take some ten times as much.
  static constexpr std::int64_t kMaxKeptBytes = std::int64_t{2} << 20;

  /// How a file looked when it was read.
  struct Stamp {
    std::string path;
    std::int64_t size = 0, seconds = 0, nanoseconds = 0;
    std::uint64_t inode = 0;
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  template <class T>
  struct Kept {
    std::shared_ptr<const T> value;
    std::vector<Stamp> stamps;
    std::vector<Diagnostic> diagnostics;
  };
  template <class T>
  using Keeper = std::map<std::pair<std::string, std::string>, Kept<T>>;

  [[nodiscard]] static Stamp stamp(const std::string& path);
  [[nodiscard]] static bool is_current(const std::vector<Stamp>& stamps);

  [[nodiscard]] std::shared_ptr<const ContentTree> content(const std::string& path,
                                                           Diagnostics& diagnostics);
  [[nodiscard]] std::shared_ptr<const LayoutSpec> layout(const DataFiles& files,
                                                         const std::string& name,
                                                         const std::string& edition,
                                                         const SourceSpan& named_at,
                                                         Diagnostics& diagnostics);
  [[nodiscard]] std::shared_ptr<const Words> words(const DataFiles& files,
                                                   const std::string& language,
                                                   const SourceSpan& named_at,
                                                   Diagnostics& diagnostics);

  /// The request's own values, and those of its file that it does not give itself.
  [[nodiscard]] static GivenValues values(const Request& request, Diagnostics& diagnostics);

  const Setup& setup_;
  Keeper<ContentTree> contents_;  ///< By path.
  std::int64_t content_bytes_ = 0;
  Keeper<LayoutSpec> layouts_;  ///< By path and edition.
  Keeper<Words> words_;         ///< By path.
};

/// Holds `review` against the day `as_of`: past it, the leaflet is an error, or with
/// `allow_expired` a warning.
void check_review_date(const ContentTree& content, const std::string& as_of, bool allow_expired,
                       Diagnostics& diagnostics);

}  // namespace bifolium
