#pragma once

#include <string>
#include <string_view>

namespace bifolium {

/// The longest path data of one decoration, in bytes.
inline constexpr std::size_t kMaxPathBytes = 65'536;
/// Bounds on a number in path data: its absolute value, and its decimals.
inline constexpr int kMaxPathNumber = 100'000;
inline constexpr int kMaxPathDecimals = 6;

/// What is wrong with SVG path data, in words; empty where it can be drawn. Commands M L H V C Q Z
/// in both cases; the first is M; numbers have no exponent. Source: SVG 1.1, 8.3.
[[nodiscard]] std::string path_data_fault(std::string_view path);

}  // namespace bifolium
