#pragma once

#include <cstdint>

namespace bifolium {

/// Bounds what a thread allocates by operator new while one of these lives: beyond it, operator new
/// throws std::bad_alloc. For that, job_memory.cpp replaces the operators in every program that it
/// is linked into; a library would not do that to its users. Without a JobMemory they cost a look
/// at one variable.
///
/// Counted is what the thread holds more than at the start, in the sizes that malloc rounds up to.
/// What C libraries take by malloc is not counted, nor are other threads.
class JobMemory {
 public:
  /// The most that this thread may hold, in bytes; 0 for no bound. One at a time in a thread.
  explicit JobMemory(std::int64_t bytes);
  ~JobMemory();
  JobMemory(const JobMemory&) = delete;
  JobMemory& operator=(const JobMemory&) = delete;

  /// Whether the bound was met. It is raised by 1 MiB each time, so that a fault can be reported.
  [[nodiscard]] bool exceeded() const;
  /// What is held now, and was held at most, since the start; 0 without a bound.
  [[nodiscard]] std::int64_t held() const;
  [[nodiscard]] std::int64_t peak() const;
};

}  // namespace bifolium
