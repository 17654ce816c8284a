#include "batch/job_memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bifolium/typesetter.h"

namespace bifolium {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;

/// A string that the compiler can't see through, so it can't leave the allocation out.
std::string filled(std::size_t bytes) {
  std::string text(bytes, 'x');
  if (text.data()[bytes / 2] != 'x') throw std::logic_error("not filled");
  return text;
}

TEST(JobMemory, WhatDoesNotFitThrows) {
  const JobMemory memory(4 * kMiB);
  EXPECT_NO_THROW(filled(3 * kMiB));
  EXPECT_FALSE(memory.exceeded());
  EXPECT_THROW(filled(5 * kMiB), std::bad_alloc);
  EXPECT_TRUE(memory.exceeded());
}

TEST(JobMemory, MemoryThatWasGivenBackDoesNotCount) {
  const JobMemory memory(4 * kMiB);
  for (int i = 0; i < 100; ++i) EXPECT_NO_THROW(filled(3 * kMiB));
  EXPECT_GE(memory.peak(), static_cast<std::int64_t>(3 * kMiB));
  EXPECT_LT(memory.held(), static_cast<std::int64_t>(kMiB));
}

TEST(JobMemory, ManySmallPiecesCountAsOneLarge) {
  const JobMemory memory(4 * kMiB);
  const auto fill = [] {
    std::vector<std::unique_ptr<std::string>> pieces;
    for (int i = 0; i < 100'000; ++i) pieces.push_back(std::make_unique<std::string>(filled(100)));
  };
  EXPECT_THROW(fill(), std::bad_alloc);
}

TEST(JobMemory, BeyondTheBoundThereIsRoomToReport) {
  const JobMemory memory(kMiB);
  EXPECT_THROW(filled(2 * kMiB), std::bad_alloc);
  EXPECT_NO_THROW(filled(kMiB / 2));
  EXPECT_THROW(filled(8 * kMiB), std::bad_alloc);
}

TEST(JobMemory, SomethingTakenBeforeMayBeGivenBack) {
  auto before = std::make_unique<std::string>(filled(2 * kMiB));
  const JobMemory memory(kMiB);
  before.reset();
  EXPECT_LT(memory.held(), 0);
  EXPECT_FALSE(memory.exceeded());
}

TEST(JobMemory, OtherThreadsAndTheTimeAfterAreFree) {
  {
    const JobMemory memory(kMiB);
    std::thread([] { EXPECT_NO_THROW(filled(3 * kMiB)); }).join();
    EXPECT_FALSE(memory.exceeded());
  }
  EXPECT_NO_THROW(filled(3 * kMiB));
  const JobMemory none(0);
  EXPECT_NO_THROW(filled(3 * kMiB));
}

TEST(JobMemory, AlignedMemoryAndMemoryThatMayBeMissingCount) {
  struct alignas(64) Wide {
    char bytes[64];
  };
  const JobMemory memory(kMiB);
  EXPECT_THROW(std::vector<Wide>(kMiB / 16), std::bad_alloc);
  EXPECT_EQ(::operator new(4 * kMiB, std::nothrow), nullptr);
  EXPECT_TRUE(memory.exceeded());
}

/// Memory that ends at some hundred places of a leaflet's way, in every stage: it is always said,
/// and what the threads share is as sound as before.
TEST(JobMemory, WhereverItEndsItIsReportedAndLeavesNothingBehind) {
  ::bifolium::Setup setup;
  setup.data_folders = {BIFOLIUM_SOURCE_DIR};
  Request request;
  request.content = BIFOLIUM_SOURCE_DIR "/content/chemotherapy-day-unit.xml";
  request.values = {
      {"name", "Ζωή محمد"}, {"date", "2026-12-01"}, {"time", "09:30"}, {"phone", "020 7946 0123"}};
  const Typesetter first(setup);
  const Document whole = Compositor(first).make(request);
  ASSERT_EQ(whole.status, Status::kDone);
  int failed = 0;
  for (std::int64_t bytes = 8 << 10;; bytes += std::max<std::int64_t>(8 << 10, bytes / 64)) {
    ASSERT_LT(bytes, std::int64_t{1} << 30) << "it never fits";
    const Typesetter typesetter(setup);
    {
      const Compositor other(typesetter);  // So that leaflets are shared.
      Compositor compositor(typesetter);
      bool exceeded = false;
      Document document;
      {
        const JobMemory memory(bytes);
        document = compositor.make(request);
        exceeded = memory.exceeded();
      }
      if (!exceeded) {
        EXPECT_TRUE(document.pdf == whole.pdf);
        break;
      }
      ++failed;
      if (document.status != Status::kDone) {
        EXPECT_TRUE(document.pdf.empty());
        EXPECT_FALSE(document.diagnostics.empty());
      }
    }
    EXPECT_TRUE(Compositor(typesetter).make(request).pdf == whole.pdf) << bytes;
  }
  EXPECT_GT(failed, 50);
}

}  // namespace
}  // namespace bifolium
