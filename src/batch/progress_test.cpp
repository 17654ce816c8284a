#include "batch/progress.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

Progress half() {
  Progress p;
  p.counts = {500, 497, 0, 3, 1000};
  p.at = 50;
  p.total = 100;
  p.elapsed = 10'000'000;
  return p;
}

TEST(Progress, ShowsAllThatHasRoom) {
  EXPECT_EQ(progress_line(half(), 80),
            "[###############...............] 50%, 500 done, 3 failed, 0:10 left, 50/s");
  EXPECT_EQ(progress_line(half(), 40), "50%, 500 done, 3 failed, 0:10 left");
  EXPECT_EQ(progress_line(half(), 30), "50%, 500 done, 3 failed, 50/s");
}

TEST(Progress, NeverFillsTheLastColumn) {
  for (std::size_t columns = 0; columns < 120; ++columns) {
    EXPECT_LT(progress_line(half(), columns).size(), std::max<std::size_t>(columns, 1)) << columns;
  }
}

TEST(Progress, DoesWithoutWhatIsNotKnown) {
  Progress p = half();
  p.total = 0;
  EXPECT_EQ(progress_line(p, 80), "500 done, 3 failed, 50/s");
  EXPECT_EQ(progress_json(p),
            "{\"progress\":true,\"done\":500,\"made\":497,\"kept\":0,\"failed\":3,\"pages\":1000,"
            "\"elapsed_ms\":10000}");
  EXPECT_EQ(progress_line(Progress(), 80), "0 done, 0 failed, 0.0/s");
}

TEST(Progress, TimesAreMinutesThenHours) {
  EXPECT_EQ(duration_text(7'400'000), "0:07");
  EXPECT_EQ(duration_text(7'509'000'000), "2:05:09");
}

}  // namespace
}  // namespace bifolium
