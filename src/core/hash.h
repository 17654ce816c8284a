#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace bifolium {

using Sha256 = std::array<std::uint8_t, 32>;

[[nodiscard]] Sha256 sha256(std::string_view bytes);
[[nodiscard]] std::string hex_text(const Sha256& digest);

}  // namespace bifolium
