#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "bifolium/diagnostic.h"

namespace bifolium {

/// What holding a batch's files against its manifest found.
struct VerifyReport {
  std::uint64_t files = 0;     ///< That the manifest names.
  std::uint64_t findings = 0;  ///< Errors among what was reported.
  bool system_failed = false;  ///< Something could not be read, so that nothing can be said of it.
};

/// Holds the files below `folder` against its manifest.jsonl: each must be there with its SHA-256,
/// none may be there besides, and the manifest itself must be whole. Tells each finding as it
/// comes.
[[nodiscard]] VerifyReport verify_batch(const std::string& folder,
                                        const std::function<void(const Diagnostic&)>& report);

}  // namespace bifolium
