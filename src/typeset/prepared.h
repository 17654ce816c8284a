#pragma once

#include <list>
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

/// The prepared leaflets of one thread: the last kMaxKept that have values, of at most kMostPages
/// pages each. What they hold of streams is bounded in StreamMemory.
class PreparedLeaflets {
 public:
  /// Takes out the leaflet that these sources and values, which have no fault, would be set as; or
  /// none. Every value that it prints has a text then, in one job as in the next.
  [[nodiscard]] std::list<Prepared> take(const Sources& sources, bool explain,
                                         const ResolvedValues& values);
  /// Keeps one, first in line.
  void keep(std::list<Prepared> leaflet);

 private:
  static constexpr std::size_t kMaxKept = 8;
  static constexpr std::size_t kMostPages = 64;
  std::list<Prepared> leaflets_;
};

}  // namespace bifolium
