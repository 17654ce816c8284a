#pragma once

#include <stdexcept>
#include <string>

namespace bifolium {

/// A broken promise inside our own code. Caught once a document, in src/typeset (exit status 5).
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void throw_internal_error(const char* what, const char* file, int line) {
  throw InternalError(std::string(what) + " (" + file + ":" + std::to_string(line) + ")");
}

}  // namespace bifolium

/// On in release builds too: a leaflet that may be wrong must not exist.
#define BIFOLIUM_CHECK(condition, why) \
  ((condition) ? void(0) : ::bifolium::throw_internal_error(why, __FILE__, __LINE__))
