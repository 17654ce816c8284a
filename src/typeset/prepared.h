#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include "pdf/pdf_memory.h"
#include "typeset/document_setter.h"
#include "typeset/typeset.h"

namespace bifolium {

/// A leaflet that was set with some job's values, and is ready for the values of another.
struct Prepared {
  Sources sources;
  bool explain = false;
  std::vector<bool> conditions;  ///< Outcomes: which blocks it holds.
  std::vector<Diagnostic> of_style;
  DocumentSetter setter;
  PdfMemory pdf;
};

/// Leaflets that one thread has set and others begin with: the last few (CacheBounds), behind a
/// lock that is held while they are looked at. None of them changes: who uses one works on a copy.
class SharedLeaflets {
 public:
  explicit SharedLeaflets(const CacheBounds& bounds) : most_(bounds.leaflets) {}

  /// The leaflet that these sources and values, which have no fault, would be set as; or null.
  [[nodiscard]] std::shared_ptr<const Prepared> find(const Sources& sources, bool explain,
                                                     const ResolvedValues& values) const;
  /// Keeps a copy of a leaflet that was set a first time, first in line, where there are threads to
  /// share it with.
  void keep(const Prepared& leaflet);

  /// Counts those who share. They come before the first leaflet is made, as a rule.
  void add_user() { users_.fetch_add(1, std::memory_order_relaxed); }

 private:
  std::size_t most_;
  std::atomic<int> users_ = 0;
  mutable std::mutex mutex_;
  std::list<std::shared_ptr<const Prepared>> leaflets_;
};

/// The prepared leaflets of one thread: the last few that have values, and not too many pages
/// (CacheBounds). What they hold of streams is bounded in StreamMemory.
class PreparedLeaflets {
 public:
  PreparedLeaflets(SharedLeaflets& shared, const CacheBounds& bounds)
      : shared_(shared), most_(bounds.leaflets), most_pages_(bounds.leaflet_pages) {
    shared_.add_user();
  }

  /// Takes out the leaflet that these sources and values, which have no fault, would be set as; or
  /// copies it from those of other threads; or none. Every value that it prints has a text then, in
  /// one job as in the next.
  [[nodiscard]] std::list<Prepared> take(const Sources& sources, bool explain,
                                         const ResolvedValues& values);
  /// Keeps one, first in line. One that is `fresh`, set as a whole, is kept for others too.
  void keep(std::list<Prepared> leaflet, bool fresh);

 private:
  SharedLeaflets& shared_;
  std::size_t most_, most_pages_;
  std::list<Prepared> leaflets_;
};

}  // namespace bifolium
