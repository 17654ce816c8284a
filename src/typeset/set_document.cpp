#include <utility>

#include "style/resolve_styles.h"
#include "typeset/document_setter.h"
#include "typeset/fit_pages.h"
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
  if (diagnostics.has_errors()) {
    setter.shape_all(workspace, diagnostics);
    return std::nullopt;
  }
  Diagnostics of_setting;
  const bool set = setter.set(workspace, of_setting);
  if (!set && !may_be_fitted(of_setting.all(), sources)) {
    for (const Diagnostic& d : of_setting.all()) diagnostics.add(d);
    return std::nullopt;
  }
  auto fitted =
      fit_pages({setter, of_setting.all(), sources, explain}, fonts, workspace, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return fitted ? std::move(*fitted) : setter.take();
}

}  // namespace bifolium
