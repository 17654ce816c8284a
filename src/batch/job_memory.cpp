#include "batch/job_memory.h"

#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>

#include "core/check.h"

namespace bifolium {
namespace {

constexpr std::int64_t kMiB = std::int64_t{1} << 20;

/// operator new takes no argument by which a budget could be passed: it has to lie in the thread.
struct Budget {
  bool active = false;
  bool exceeded = false;
  std::int64_t most = 0, held = 0, peak = 0;
};
constinit thread_local Budget budget;

/// nullptr where the system, or the budget, has no more.
void* take(std::size_t size, std::size_t alignment) noexcept {
  if (size > static_cast<std::size_t>(PTRDIFF_MAX) - alignment) return nullptr;
  if (budget.active && budget.held + static_cast<std::int64_t>(size) > budget.most) {
    budget.exceeded = true;
    budget.most = budget.held + kMiB;
    return nullptr;
  }
  if (size == 0) size = 1;
  void* memory = nullptr;
  if (alignment <= __STDCPP_DEFAULT_NEW_ALIGNMENT__) {
    memory = std::malloc(size);
  } else {
    memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  }
  if (budget.active && memory != nullptr) {
    budget.held += static_cast<std::int64_t>(::malloc_usable_size(memory));
    budget.peak = std::max(budget.peak, budget.held);
  }
  return memory;
}

void* take_or_throw(std::size_t size, std::size_t alignment) {
  void* memory = take(size, alignment);
  if (memory == nullptr) throw std::bad_alloc();  // allow(throw): what operator new has to do
  return memory;
}

void give_back(void* memory) noexcept {
  if (budget.active) budget.held -= static_cast<std::int64_t>(::malloc_usable_size(memory));
  std::free(memory);
}

constexpr std::size_t kPlain = __STDCPP_DEFAULT_NEW_ALIGNMENT__;

}  // namespace

JobMemory::JobMemory(std::int64_t bytes) {
  BIFOLIUM_CHECK(!budget.active, "one bound on memory at a time");
  budget = {bytes > 0, false, bytes, 0, 0};
}
JobMemory::~JobMemory() { budget = {}; }
bool JobMemory::exceeded() const { return budget.exceeded; }
std::int64_t JobMemory::held() const { return budget.held; }
std::int64_t JobMemory::peak() const { return budget.peak; }

}  // namespace bifolium

// All forms, since a sanitizer that brings some of its own tells them apart ([new.delete]).
void* operator new(std::size_t size) { return bifolium::take_or_throw(size, bifolium::kPlain); }
void* operator new[](std::size_t size) { return bifolium::take_or_throw(size, bifolium::kPlain); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return bifolium::take(size, bifolium::kPlain);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return bifolium::take(size, bifolium::kPlain);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return bifolium::take_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return bifolium::take_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return bifolium::take(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return bifolium::take(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { bifolium::give_back(memory); }
void operator delete[](void* memory) noexcept { bifolium::give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { bifolium::give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { bifolium::give_back(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { bifolium::give_back(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
  bifolium::give_back(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept { bifolium::give_back(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { bifolium::give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  bifolium::give_back(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  bifolium::give_back(memory);
}
void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
  bifolium::give_back(memory);
}
void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
  bifolium::give_back(memory);
}
