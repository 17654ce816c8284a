#include "lines/total_fit.h"

#include <cstddef>
#include <cstdint>

#include "choices.h"
#include "engine.h"

namespace bifolium::fuzz {
namespace {

constexpr int kMostItems = 200;

Length length(Choices& choices) { return Length::from_units(choices.between(0, 2'000)); }

Item item(Choices& choices, ItemKind kind) {
  Item result;
  result.kind = kind;
  result.width = length(choices);
  if (kind == ItemKind::kGlue) {
    result.stretch = length(choices);
    result.shrink = min(length(choices), result.width);
  } else if (choices.one_in(16)) {
    result.width = -result.width;
  }
  return result;
}

BreakPoint break_point(Choices& choices) {
  BreakPoint result;
  result.penalty = static_cast<std::int32_t>(choices.between(-100, 1'000));
  if (choices.one_in(20)) result.penalty = -kForbidden;
  result.source = result.forced() ? BreakSource::kForced : BreakSource::kSpace;
  result.flagged = choices.one_in(4);
  if (choices.one_in(4)) result.pre = length(choices);
  if (choices.one_in(8)) result.post = length(choices);
  return result;
}

ItemList items(Choices& choices) {
  ItemList list;
  for (int i = 0; i < kMostItems && !choices.empty(); ++i) {
    const std::uint32_t kind = choices.below(4);
    if (kind <= 1) list.add_box(item(choices, ItemKind::kBox));
    if (kind == 2) list.add_glue(item(choices, ItemKind::kGlue));
    if (kind == 3) list.add_break(break_point(choices));
  }
  BreakPoint end;
  end.penalty = -kForbidden;
  end.source = BreakSource::kForced;
  end.ends_paragraph = true;
  list.add_break(end);
  return list;
}

FitParameters parameters(Choices& choices) {
  FitParameters result;
  result.measure = length(choices) + Length::from_units(1);
  result.first_measure = choices.one_in(4) ? length(choices) : result.measure;
  if (choices.one_in(2)) result.end_stretch = length(choices);
  if (choices.one_in(4)) result.emergency_stretch = length(choices);
  result.runt_width = length(choices);
  result.tolerance = static_cast<int>(choices.between(0, kInfiniteBadness));
  result.variant_tolerance = choices.one_in(2) ? 0 : static_cast<int>(choices.between(0, 10'000));
  result.fitness = choices.one_in(2) ? FitnessClasses::kIgnored : FitnessClasses::kCompared;
  if (choices.one_in(3)) {  // The last pass of break_lines.
    result.overfull = Overfull::kAsLastResort;
    result.tolerance = kInfiniteBadness;
    result.variant_tolerance = 0;
  }
  return result;
}

void check(const FitSetting& setting, std::span<const BreakPoint> breaks) {
  require(!setting.breaks.empty(), "a setting has a break");
  require(setting.breaks.back() + 1 == breaks.size(), "a setting ends with the paragraph");
  std::size_t next = 0;
  for (const std::uint32_t index : setting.breaks) {
    require(index >= next, "breaks ascend");
    for (; next < index; ++next) require(!breaks[next].forced(), "no forced break is passed over");
    next = index + 1;
  }
}

}  // namespace
}  // namespace bifolium::fuzz

// Any boxes, glue and penalties. With overfull lines allowed there is always a way; without the
// bound on line counts none is dearer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bifolium;
  static FitWorkspace workspace;
  fuzz::Choices choices(data, size);
  FitParameters parameters = fuzz::parameters(choices);
  const ItemList list = fuzz::items(choices);
  const FitResult result = total_fit(list.breaks(), parameters, workspace);
  fuzz::require(result.optimum || parameters.overfull == Overfull::kNever,
                "there is a last resort");
  if (!result.optimum) return 0;
  fuzz::check(*result.optimum, list.breaks());
  if (result.fewer) {
    fuzz::check(*result.fewer, list.breaks());
    fuzz::require(result.fewer->breaks.size() + 1 == result.optimum->breaks.size(), "one fewer");
  }
  if (result.more) {
    fuzz::check(*result.more, list.breaks());
    fuzz::require(result.more->breaks.size() == result.optimum->breaks.size() + 1, "one more");
  }
  parameters.prune = Prune::kNothing;
  const FitResult whole = total_fit(list.breaks(), parameters, workspace);
  fuzz::require(whole.optimum && whole.optimum->demerits <= result.optimum->demerits,
                "a search of all is no worse");
  return 0;
}
