#pragma once

#include <memory>
#include <optional>
#include <string>

#include "bifolium/typesetter.h"
#include "core/diagnostics.h"
#include "typeset/data_files.h"
#include "typeset/file_memory.h"
#include "typeset/typeset.h"

namespace bifolium {

/// What the threads of one Typesetter have read.
struct SharedSources {
  explicit SharedSources(const CacheBounds& bounds)
      : contents(bounds), layouts(bounds), words(bounds) {}
  SharedFiles<ContentTree> contents;
  SharedFiles<LayoutSpec> layouts;
  SharedFiles<Words> words;
};

/// Reads the files that a request names. What was read is kept for the next request, by this
/// thread and by all (FileMemory): with the diagnostics that reading it gave, for as long as its
/// files have the size and the time of change that they had. Others' memory, which has a lock, is
/// asked only where its own has nothing.
class SourceReader {
 public:
  SourceReader(const Setup& setup, SharedSources& shared)
      : setup_(setup),
        shared_(shared),
        contents_(setup.caches),
        layouts_(setup.caches),
        words_(setup.caches) {}

  /// Content, layout and words of the request. None where the content can't be gone on with, or an
  /// error was reported.
  [[nodiscard]] std::optional<Sources> read(const Request& request, Diagnostics& diagnostics);

  /// The press that the request names, of its layout and edition alone. None after a diagnostic.
  [[nodiscard]] std::optional<PressSpec> press(const Request& request, Diagnostics& diagnostics);

 private:
  /// What is kept of `key`, or else what `read` makes of it; null where that is nothing. `read`
  /// gives null where nothing can be kept, having reported why.
  template <class T, class Read>
  [[nodiscard]] static std::shared_ptr<const T> kept(const FileKey& key, FileMemory<T>& own,
                                                     SharedFiles<T>& shared,
                                                     Diagnostics& diagnostics, const Read& read);

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

  /// The press that the request names; null where it names none, or an unknown one, which is
  /// reported.
  [[nodiscard]] static const PressSpec* find_press(const Request& request, const LayoutSpec& layout,
                                                   Diagnostics& diagnostics);

  const Setup& setup_;
  SharedSources& shared_;
  FileMemory<ContentTree> contents_;  ///< By path.
  FileMemory<LayoutSpec> layouts_;    ///< By path and edition.
  FileMemory<Words> words_;           ///< By path.
};

/// Holds `review` against the day `as_of`: past it, the leaflet is an error, or with
/// `allow_expired` a warning.
void check_review_date(const ContentTree& content, const std::string& as_of, bool allow_expired,
                       Diagnostics& diagnostics);

}  // namespace bifolium
