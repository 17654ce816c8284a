#pragma once

#include <string>
#include <vector>

#include "proof/module.h"

namespace bifolium {

/// Pixels that one picture has at most: 32 million, 96 MB while it is put together.
inline constexpr std::int64_t kMostPicturePixels = 32'000'000;

/// "out.png" → "out-02.png": as many digits as `count` has.
[[nodiscard]] std::string numbered_path(const std::string& path, std::size_t number,
                                        std::size_t count);

/// Draws all pages of the PDF side by side, in as many pictures as kMostPicturePixels asks for. A
/// picture is written whole or not at all, and none after the first that could not be. Gives those
/// that were written; every failure is added to `diagnostics`.
[[nodiscard]] std::vector<ProofPicture> write_contact_sheets(const ProofOptions& options,
                                                             std::vector<Diagnostic>& diagnostics);

}  // namespace bifolium
