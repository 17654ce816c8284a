#include "batch/matrix.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bifolium {
namespace {

const std::string kSource = BIFOLIUM_SOURCE_DIR;

std::vector<Job> jobs_of(const std::string& text) {
  auto source = MatrixSource::parse(text);
  EXPECT_TRUE(source) << text;
  std::vector<Job> jobs;
  for (Job job; source && source->next(job) == NextJob::kJob;) jobs.push_back(job);
  return jobs;
}

std::string fault_of(const std::string& text) {
  const auto source = MatrixSource::parse(text);
  return source ? "" : source.error().message;
}

TEST(Matrix, IsEveryCombinationTheLastFastest) {
  const std::string files = kSource + "/content/[lm]*.xml";
  const auto jobs = jobs_of("edition=a,b content=" + files + " ward=x,y");
  ASSERT_EQ(jobs.size(), 8u);
  EXPECT_TRUE(jobs[0].content.ends_with("leiomyosarcoma.xml"));
  EXPECT_EQ(jobs[0].edition, "a");
  EXPECT_EQ(jobs[1].values[0].second, "y");
  EXPECT_EQ(jobs[2].edition, "b");
  EXPECT_TRUE(jobs[4].content_path.ends_with("muscle-cramps.xml"));
  EXPECT_EQ(jobs[7].number, 8u);
}

TEST(Matrix, ListsNumbersOfPages) {
  const auto jobs = jobs_of("content=" + kSource + "/content/muscle-cramps.xml pages=4,even");
  ASSERT_EQ(jobs.size(), 2u);
  EXPECT_EQ(jobs[0].pages, "4");
  EXPECT_EQ(jobs[1].pages, "even");
  EXPECT_TRUE(jobs[0].values.empty());
}

TEST(Matrix, NamesEveryListInItsTemplate) {
  const auto source = MatrixSource::parse("ward=x content=" + kSource + "/content/*.xml");
  ASSERT_TRUE(source);
  EXPECT_EQ(source->output_template(), "{content}.{ward}");
}

TEST(Matrix, SaysWhatIsWrongWithIt) {
  EXPECT_NE(fault_of(""), "");
  EXPECT_NE(fault_of("edition=a"), "");
  EXPECT_NE(fault_of("content"), "");
  EXPECT_NE(fault_of("content=/nowhere/*.xml"), "");
  EXPECT_NE(fault_of("content=/etc/passwd content=/etc/passwd"), "");
  EXPECT_NE(fault_of("content=/etc/passwd edition="), "");
  EXPECT_NE(fault_of("content=/etc/passwd output=a"), "");
}

}  // namespace
}  // namespace bifolium
