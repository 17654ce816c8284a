#include "cli/session.h"

#include <gtest/gtest.h>

#include "cli/output.h"
#include "core/nearest_name.h"

namespace bifolium {
namespace {

// Expected values: date --utc --date=@N.
TEST(DateOfEpoch, CountsDaysAsTheCalendarDoes) {
  EXPECT_EQ(date_of_epoch("0"), "1970-01-01T00:00:00Z");
  EXPECT_EQ(date_of_epoch("951827696"), "2000-02-29T12:34:56Z");
  EXPECT_EQ(date_of_epoch("4107542399"), "2100-02-28T23:59:59Z");
  EXPECT_EQ(date_of_epoch("253402300799"), "9999-12-31T23:59:59Z");
}

TEST(DateOfEpoch, RefusesWhatIsNoSecond) {
  for (const char* text : {"", "-1", "1.5", "yesterday", "253402300800", "99999999999999999999"}) {
    EXPECT_EQ(date_of_epoch(text), "") << text;
  }
}

TEST(IsDate, TakesDaysOfTheCalendarAlone) {
  EXPECT_TRUE(is_date("2028-02-29"));
  for (const char* text :
       {"2026-02-29", "2026-13-01", "2026-1-1", "01-11-2026", "2026-11-00", ""}) {
    EXPECT_FALSE(is_date(text)) << text;
  }
}

TEST(NearestName, FindsSwappedAndMissingLetters) {
  const std::vector<std::string> names{"make", "check", "inspect"};
  EXPECT_EQ(nearest_name("mkae", names), "make");
  EXPECT_EQ(nearest_name("inspct", names), "inspect");
  EXPECT_EQ(nearest_name("compile", names), "");
}

TEST(Tally, SaysWhatThereIs) {
  Tally tally;
  EXPECT_EQ(tally.text(), "no errors");
  Diagnostic warning;
  warning.severity = Severity::kWarning;
  tally.count({Diagnostic{}, Diagnostic{}, warning});
  EXPECT_EQ(tally.text(), "2 errors, 1 warning");
}

TEST(WorseStatus, AFaultOfOursOutweighsAll) {
  EXPECT_EQ(worse_status(1, 3), 3);
  EXPECT_EQ(worse_status(5, 1), 5);
}

}  // namespace
}  // namespace bifolium
