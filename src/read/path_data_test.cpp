#include "read/path_data.h"

#include <gtest/gtest.h>

namespace bifolium {
namespace {

TEST(PathData, AcceptsWhatSvgWritesWithTheSevenCommands) {
  EXPECT_EQ(path_data_fault("M0 0L10,10 H5 V-3.25 C1 2 3 4 5 6 Q1-2 3.5-4z"), "");
  EXPECT_EQ(path_data_fault("m 1,1 2,2 3,3 Z"), "");
  EXPECT_EQ(path_data_fault(" M.5.5 1.5+2\n"), "");  // ".5.5" is two numbers: SVG 1.1, 8.3.9
}

TEST(PathData, SaysWhatIsWrong) {
  EXPECT_EQ(path_data_fault(" "), "it is empty");
  EXPECT_EQ(path_data_fault("L1 1"), "it has to start with M");
  EXPECT_EQ(path_data_fault("M1 1"), "it draws nothing");
  EXPECT_EQ(path_data_fault("M1 1 L2"), "L takes 2 numbers at a time, and has 1");
  EXPECT_EQ(path_data_fault("M1 1 C1 2 3 4"), "C takes 6 numbers at a time, and has 4");
  EXPECT_EQ(path_data_fault("M1 1 Z 4"), "Z takes 0 numbers at a time, and has 1");
  EXPECT_EQ(path_data_fault("M1 1 A 3"),
            "A at character 6 is not a command: the commands are M L H V C Q Z");
  EXPECT_EQ(path_data_fault("M1 1 L2 2,"), "a number has to follow each comma");
  EXPECT_EQ(path_data_fault("M1 1 L- 2"), "\"-\" is not a number");
  EXPECT_EQ(path_data_fault("M1 1 L1e3 2"), "L takes 2 numbers at a time, and has 1");
  EXPECT_EQ(path_data_fault("M1 1 L100001 2"), "100001 is over 100000");
  EXPECT_EQ(path_data_fault("M1 1 L0.1234567 2"), "0.1234567 has more than 6 decimals");
}

TEST(PathData, BoundsLength) {
  std::string path = "M0 0";
  while (path.size() <= kMaxPathBytes) path += " L1 1";
  EXPECT_EQ(path_data_fault(path), "it is longer than 65536 bytes");
}

}  // namespace
}  // namespace bifolium
