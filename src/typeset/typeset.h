#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "bifolium/typesetter.h"
#include "core/diagnostics.h"
#include "core/page_target.h"
#include "core/time_budget.h"
#include "fonts/font_library.h"
#include "lines/break_lines.h"
#include "pages/page.h"
#include "pdf/pdf_workspace.h"
#include "read/content.h"
#include "read/layout_spec.h"
#include "read/words.h"
#include "shape/shape.h"
#include "style/formats.h"
#include "style/resolve_values.h"
#include "style/style.h"
#include "tags/struct_tree.h"
#include "typeset/stage_times.h"

namespace bifolium {

/// What the first stage makes of a request's files.
struct Sources {
  std::shared_ptr<const ContentTree> content;
  std::shared_ptr<const LayoutSpec> layout;
  std::shared_ptr<const Words> words;
  GivenValues values;
  const PressSpec* press = nullptr;  ///< Of `layout`; null for the reading copy alone.
  bool proof = false;                ///< A proof is to be laid over the pages.
  PageTarget pages;                  ///< The request's, else the layout's.
};

/// A document after every stage but the last.
struct SetDocument {
  StyledDocument styled;
  SetText text;
  Pages pages;
  StructTree structure;
};

/// What a thread keeps from document to document. Caches change time, never bytes.
struct Workspace {
  StyleWorkspace style;
  ShapeWorkspace shape;
  LineWorkspace lines;
  PdfWorkspace pdf;
  StageTimes times;
  TimeBudget budget = {};

  /// Begins with a new document; `request` outlives it.
  void begin(const Request& request) {
    times.begin(request.clock);
    budget.begin(request.clock, request.most_microseconds);
    shape.serve(&budget);
    lines.serve(&budget);
    pdf.budget = &budget;
  }
  /// The request may go: its clock is not looked at any more.
  void end() {
    times.end();
    budget = {};
  }
  /// Ends a stage: its time is taken down, and the budget looked at.
  void lap(std::string_view stage) {
    times.lap(stage);
    budget.look();
  }
};

/// Takes read sources through style, shape, lines, pages and tags: a table of contents of the
/// engine. None where an error was reported on the way.
[[nodiscard]] std::optional<SetDocument> set_document(const Sources& sources,
                                                      const FontLibrary& fonts, bool explain,
                                                      Workspace& workspace,
                                                      Diagnostics& diagnostics);

}  // namespace bifolium
