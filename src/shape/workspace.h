#pragma once

#include <hb.h>
#include <unicode/ubidi.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/time_budget.h"
#include "fonts/handles.h"
#include "shape/clusters.h"
#include "shape/font_choice.h"
#include "shape/shape.h"
#include "shape/word_cache.h"

namespace bifolium {

struct CloseBidi {
  void operator()(UBiDi* bidi) const noexcept { ubidi_close(bidi); }
};

/// What a thread keeps between paragraphs: scratch space, and caches that change time alone.
struct ShapeWorkspace::State {
  explicit State(std::size_t word_bytes) : words(word_bytes) {}

  HbBuffer buffer;
  std::unique_ptr<UBiDi, CloseBidi> bidi;
  BreakIterator grapheme_iterator;  ///< Opened by the first text that needs it.
  std::vector<TextCluster> clusters;
  std::vector<InlineId> owners;
  std::vector<std::pair<std::string, hb_language_t>> languages;
  FaceMemory faces;
  WordCache words;
  const FontLibrary* fonts = nullptr;  ///< The one that `faces` and `words` are about.
  TimeBudget* budget = nullptr;        ///< Of the document; null for none.
};

}  // namespace bifolium
