#include "read/layout_reader.h"

#include <algorithm>
#include <utility>

#include "core/decimal.h"
#include "read/layout_layer.h"
#include "read/layout_merge.h"
#include "read/layout_values.h"

namespace bifolium {
namespace {

/// More parents than this are a mistake (docs/limits.md).
constexpr std::size_t kMaxParents = 16;

/// "a extends b extends a"
std::string chain_text(const std::vector<std::string>& names, const std::string& last) {
  std::string out;
  for (const std::string& name : names) out += name + " extends ";
  return out + last;
}

/// The layout's own file, then its parents. None where one of them can't be read.
std::optional<std::vector<LayoutFile>> read_chain(const LayoutSource& source,
                                                  const LayoutFinder& find_parent,
                                                  Diagnostics& diagnostics) {
  std::vector<LayoutFile> files;
  std::optional<LayoutFile> next = read_layout_file(source, diagnostics);
  if (!next) return std::nullopt;
  std::vector<std::string> names{next->name};
  files.push_back(*std::move(next));
  while (!files.back().extends.empty()) {
    const std::string parent = files.back().extends;
    const SourceSpan where = files.back().extends_span;
    if (std::ranges::find(names, parent) != names.end()) {
      diagnostics.report(DiagnosticCode::kLayoutCycle, where, {chain_text(names, parent)});
      return std::nullopt;
    }
    if (files.size() > kMaxParents) {
      diagnostics.report(DiagnosticCode::kLayoutTooManyParents, where, {integer_text(kMaxParents)});
      return std::nullopt;
    }
    const Expected<LayoutSource, Diagnostic> found = find_parent(parent);
    if (!found) {
      diagnostics.report(DiagnosticCode::kLayoutUnknownParent, where,
                         {parent, found.error().message, found.error().help});
      return std::nullopt;
    }
    next = read_layout_file(*found, diagnostics);
    if (!next) return std::nullopt;
    names.push_back(parent);
    files.push_back(*std::move(next));
  }
  return files;
}

/// The edition asked for, or the first; empty where there is none of that name, which is reported,
/// or where the layout has no editions.
std::string choose_edition(const std::vector<EditionInfo>& editions, std::string_view wanted,
                           const LayoutFile& own, Diagnostics& diagnostics) {
  if (wanted.empty()) return editions.empty() ? "" : editions.front().name;
  if (std::ranges::find(editions, wanted, &EditionInfo::name) != editions.end()) {
    return std::string(wanted);
  }
  std::string known;
  for (const EditionInfo& edition : editions) {
    if (!known.empty()) known += ", ";
    known += edition.name;
  }
  diagnostics.report(DiagnosticCode::kLayoutUnknownEdition, own.span,
                     {own.name, wanted, known.empty() ? "it has none" : "it has " + known});
  return "";
}

}  // namespace

std::optional<LayoutSpec> read_layout(const LayoutSource& source, const LayoutFinder& find_parent,
                                      std::string_view edition, Diagnostics& diagnostics) {
  const auto files = read_chain(source, find_parent, diagnostics);
  if (!files) return std::nullopt;
  std::vector<EditionInfo> editions = merge_editions(*files, diagnostics);
  std::string chosen = choose_edition(editions, edition, files->front(), diagnostics);
  LayoutSpec spec = merge_layout(*files, chosen, diagnostics);
  spec.editions = std::move(editions);
  spec.edition = std::move(chosen);
  return spec;
}

std::optional<LayoutInfo> read_layout_info(const LayoutSource& source,
                                           const LayoutFinder& find_parent,
                                           Diagnostics& diagnostics) {
  const auto files = read_chain(source, find_parent, diagnostics);
  if (!files) return std::nullopt;
  LayoutInfo info{
      files->front().name, files->front().title, merge_editions(*files, diagnostics), {}};
  info.presses[""] = press_infos(*files, "");
  for (const EditionInfo& edition : info.editions) {
    info.presses[edition.name] = press_infos(*files, edition.name);
  }
  return info;
}

}  // namespace bifolium
