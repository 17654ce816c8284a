#pragma once

#include <optional>
#include <vector>

#include "core/diagnostics.h"
#include "typeset/document_setter.h"
#include "typeset/typeset.h"

namespace bifolium {

/// What is to fill a number of pages.
struct FitTask {
  const DocumentSetter& as_set;               ///< Set without a fault, or may_be_fitted.
  const std::vector<Diagnostic>& of_setting;  ///< What was found in setting it.
  const Sources& sources;
  bool explain = false;
};

/// Finds the setting that fills as many pages as Sources::pages asks for, with no blank page and,
/// where one avoids it, no short last page. The first of these that does it is taken: as it stands;
/// pages that end early and paragraphs a line tighter or looser; space between blocks; leading;
/// size. What comes later in this order gives only where all before it has given what the layout
/// allows, and then as little as does it, in steps of half a percent; then what comes before is
/// taken back as far as that goes. Of two numbers of pages the one that needs less of this is
/// taken, then the nearer one, then the smaller.
///
/// Gives the document where it had to be set anew; none where it stands as it is, or where an error
/// was reported: no allowed setting does it. Reports what was found in setting it, as of_setting.
[[nodiscard]] std::optional<SetDocument> fit_pages(const FitTask& task, const FontLibrary& fonts,
                                                   Workspace& workspace, Diagnostics& diagnostics);

/// Whether what went wrong in setting the document, if anything, is what fit_pages mends: more
/// pages than a folded sheet has panels, where a number of pages is asked for.
[[nodiscard]] bool may_be_fitted(const std::vector<Diagnostic>& of_setting, const Sources& sources);

}  // namespace bifolium
