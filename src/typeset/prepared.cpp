#include "typeset/prepared.h"

#include <algorithm>
#include <iterator>

namespace bifolium {
namespace {

bool serves(const Prepared& leaflet, const Sources& sources, bool explain,
            const ResolvedValues& values) {
  // What is kept of a file is another object once the file has changed.
  if (leaflet.sources.content != sources.content || leaflet.sources.layout != sources.layout ||
      leaflet.sources.words != sources.words || leaflet.explain != explain ||
      leaflet.conditions != values.conditions) {
    return false;
  }
  const std::vector<StyledValue>& styled = leaflet.setter.document().styled.values;
  for (std::size_t i = 0; i < styled.size(); ++i) {
    if (styled[i].beyond_paragraphs && styled[i].text != values.texts[i]) return false;
  }
  return true;
}

}  // namespace

std::list<Prepared> PreparedLeaflets::take(const Sources& sources, bool explain,
                                           const ResolvedValues& values) {
  std::list<Prepared> taken;
  const auto found = std::ranges::find_if(leaflets_, [&](const Prepared& leaflet) {
    return serves(leaflet, sources, explain, values);
  });
  if (found != leaflets_.end()) taken.splice(taken.begin(), leaflets_, found);
  return taken;
}

void PreparedLeaflets::keep(std::list<Prepared> leaflet) {
  const SetDocument& document = leaflet.front().setter.document();
  if (document.styled.values.empty() || document.pages.pages.size() > kMostPages) return;
  leaflets_.splice(leaflets_.begin(), leaflet);
  if (leaflets_.size() > kMaxKept) leaflets_.pop_back();
}

}  // namespace bifolium
