#include "typeset/prepared.h"

#include <algorithm>
#include <iterator>

namespace bifolium {
namespace {

bool serves(const Prepared& leaflet, const Sources& sources, bool explain,
            const ResolvedValues& values) {
  // What is kept of a file is another object once the file has changed.
  if (leaflet.sources.content != sources.content || leaflet.sources.layout != sources.layout ||
      leaflet.sources.words != sources.words || leaflet.sources.press != sources.press ||
      leaflet.sources.proof != sources.proof || leaflet.explain != explain ||
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

std::shared_ptr<const Prepared> SharedLeaflets::find(const Sources& sources, bool explain,
                                                     const ResolvedValues& values) const {
  const std::lock_guard lock(mutex_);
  for (const auto& leaflet : leaflets_) {
    if (serves(*leaflet, sources, explain, values)) return leaflet;
  }
  return nullptr;
}

void SharedLeaflets::keep(const Prepared& leaflet) {
  if (most_ == 0 || users_.load(std::memory_order_relaxed) < 2) return;
  auto copy = std::make_shared<const Prepared>(leaflet);
  const std::lock_guard lock(mutex_);
  leaflets_.push_front(std::move(copy));
  if (leaflets_.size() > most_) leaflets_.pop_back();
}

std::list<Prepared> PreparedLeaflets::take(const Sources& sources, bool explain,
                                           const ResolvedValues& values) {
  std::list<Prepared> taken;
  const auto found = std::ranges::find_if(leaflets_, [&](const Prepared& leaflet) {
    return serves(leaflet, sources, explain, values);
  });
  if (found != leaflets_.end()) {
    taken.splice(taken.begin(), leaflets_, found);
  } else if (const auto of_others = shared_.find(sources, explain, values)) {
    taken.push_back(*of_others);
  }
  return taken;
}

void PreparedLeaflets::keep(std::list<Prepared> leaflet, bool fresh) {
  const SetDocument& document = leaflet.front().setter.document();
  if (most_ == 0 || document.styled.values.empty() || document.pages.pages.size() > most_pages_)
    return;
  if (fresh) shared_.keep(leaflet.front());
  leaflets_.splice(leaflets_.begin(), leaflet);
  if (leaflets_.size() > most_) leaflets_.pop_back();
}

}  // namespace bifolium
