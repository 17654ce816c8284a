#include <utility>

#include "style/resolve_styles.h"
#include "typeset/document_setter.h"
#include "typeset/typeset.h"

namespace bifolium {

std::optional<SetDocument> set_document(const Sources& sources, const FontLibrary& fonts,
                                        bool explain, Workspace& workspace,
                                        Diagnostics& diagnostics) {
  const ResolvedValues values =
      resolve_values(*sources.content, sources.values, workspace.style, diagnostics);
  StyledDocument styled = resolve_styles(*sources.content, *sources.layout, *sources.words, fonts,
                                         values, workspace.style, diagnostics);
  if (sources.press != nullptr) ask_for_press(*sources.press, styled);
  DocumentSetter setter(std::move(styled), fonts, explain);
  if (!setter.set(workspace, diagnostics)) return std::nullopt;
  return setter.take();
}

}  // namespace bifolium
