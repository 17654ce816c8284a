#pragma once

#include <optional>

namespace bifolium {

/// Lays what a layer says of one attribute over what the layers below it say.
template <class T>
void override_with(std::optional<T>& below, const std::optional<T>& above) {
  if (above) below = above;
}

}  // namespace bifolium
