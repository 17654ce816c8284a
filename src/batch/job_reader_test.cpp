#include "batch/job_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace bifolium {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

struct Read {
  std::vector<Job> jobs;
  NextJob end = NextJob::kEnd;
  Diagnostic failure;
};

Read read(const std::string& text, const std::string& folder = "") {
  TextSource source(text);
  JobReader reader(source, "jobs", folder);
  Read result;
  Job job;
  while ((result.end = reader.next(job)) == NextJob::kJob) result.jobs.push_back(job);
  result.failure = reader.failure();
  return result;
}

int fault_of(const std::string& line) {
  const Read got = read(line);
  EXPECT_EQ(got.jobs.size(), 1u) << line;
  if (got.jobs.size() != 1 || !got.jobs[0].fault) return 0;
  return got.jobs[0].fault->code;
}

int failure_of(const std::string& text) {
  const Read got = read(text);
  EXPECT_EQ(got.end, NextJob::kFailed) << text;
  return got.failure.code;
}

TEST(JobReader, ReadsEveryMemberOfAJsonLine) {
  const Read got = read(
      R"({"content":"a.xml","layout":"b","edition":"c","output":"{d}","values":{"d":"É","n":3,"f":1.50,"t":true,"none":null}})"
      "\n");
  ASSERT_EQ(got.jobs.size(), 1u);
  const Job& job = got.jobs[0];
  EXPECT_FALSE(job.fault);
  EXPECT_EQ(job.number, 1u);
  EXPECT_EQ(job.line, 1u);
  EXPECT_EQ(job.content, "a.xml");
  EXPECT_EQ(job.layout, "b");
  EXPECT_EQ(job.edition, "c");
  EXPECT_EQ(job.output, "{d}");
  EXPECT_EQ(job.values, (Values{{"d", "É"}, {"n", "3"}, {"f", "1.50"}, {"t", "true"}}));
}

TEST(JobReader, CsvGivesTheSameJobs) {
  const Read got = read("content,name,values.content,edition\r\na.xml,\"Smith, A\",x,\r\n");
  ASSERT_EQ(got.jobs.size(), 1u);
  EXPECT_EQ(got.jobs[0].content, "a.xml");
  EXPECT_EQ(got.jobs[0].line, 2u);
  EXPECT_EQ(got.jobs[0].edition, "");
  EXPECT_EQ(got.jobs[0].values, (Values{{"name", "Smith, A"}, {"content", "x"}}));
}

TEST(JobReader, PagesMayBeTextOrANumber) {
  const Read json = read(
      "{\"content\":\"a\",\"pages\":8}\n{\"content\":\"a\",\"pages\":\"even\"}\n{\"content\":\"a\"}"
      "\n");
  ASSERT_EQ(json.jobs.size(), 3u);
  EXPECT_EQ(json.jobs[0].pages, "8");
  EXPECT_EQ(json.jobs[1].pages, "even");
  EXPECT_EQ(json.jobs[2].pages, "");
  const Read csv = read("content,pages,values.pages\na,multiple-of-4,12\n");
  ASSERT_EQ(csv.jobs.size(), 1u);
  EXPECT_EQ(csv.jobs[0].pages, "multiple-of-4");
  EXPECT_EQ(csv.jobs[0].values, (Values{{"pages", "12"}}));
}

TEST(JobReader, PressIsReadFromJsonAndCsv) {
  const Read json = read("{\"content\":\"a\",\"press\":\"booklet\"}\n{\"content\":\"a\"}\n");
  ASSERT_EQ(json.jobs.size(), 2u);
  EXPECT_EQ(json.jobs[0].press, "booklet");
  EXPECT_EQ(json.jobs[1].press, "");
  const Read csv = read("content,press\na,booklet\n");
  ASSERT_EQ(csv.jobs.size(), 1u);
  EXPECT_EQ(csv.jobs[0].press, "booklet");
}

TEST(JobReader, PathsAreRelativeToTheFolderOfTheJobs) {
  const Read got = read(
      "{\"content\":\"a.xml\",\"layout\":\"./b.xml\"}\n{\"content\":\"/a.xml\",\"layout\":\"b\"}\n",
      "in");
  ASSERT_EQ(got.jobs.size(), 2u);
  EXPECT_EQ(got.jobs[0].content, "a.xml");
  EXPECT_EQ(got.jobs[0].content_path, "in/a.xml");
  EXPECT_EQ(got.jobs[0].layout, "in/./b.xml");
  EXPECT_EQ(got.jobs[1].content_path, "/a.xml");
  EXPECT_EQ(got.jobs[1].layout, "b");
}

TEST(JobReader, PassesOverByteOrderMarkAndBlankLines) {
  const Read json = read("\xEF\xBB\xBF\n  \r\n{\"content\":\"a\"}\r\n\n{\"content\":\"b\"}");
  ASSERT_EQ(json.jobs.size(), 2u);
  EXPECT_EQ(json.jobs[0].line, 3u);
  EXPECT_EQ(json.jobs[1].number, 2u);
  const Read csv = read(
      "\xEF\xBB\xBF"
      "content\n\na\n\n");
  ASSERT_EQ(csv.jobs.size(), 1u);
  EXPECT_EQ(csv.jobs[0].line, 3u);
  EXPECT_TRUE(read("").jobs.empty());
  EXPECT_EQ(read("").end, NextJob::kEnd);
  EXPECT_TRUE(read("content\n").jobs.empty());
}

TEST(JobReader, FaultsOfALineAreItsJobs) {
  EXPECT_EQ(fault_of("{\"content\":\"a\""), 8001);
  EXPECT_EQ(fault_of("{\"content\":\"a\"} {}"), 8001);
  EXPECT_EQ(fault_of(" 3"), 8001);
  EXPECT_EQ(fault_of("{\"contents\":\"a\"}"), 8002);
  EXPECT_EQ(fault_of("{}"), 8003);
  EXPECT_EQ(fault_of("{\"content\":3}"), 8003);
  EXPECT_EQ(fault_of("{\"content\":{\"a\":1}}"), 8003);
  EXPECT_EQ(fault_of("{\"content\":\"a\",\"values\":\"b\"}"), 8003);
  EXPECT_EQ(fault_of("{\"content\":\"a\",\"values\":{\"b\":[1]}}"), 8003);
  EXPECT_EQ(fault_of("{\"content\":\"a\",\"values\":{\"b\":{}}}"), 8003);
  EXPECT_EQ(fault_of("{\"content\":\"a\",\"press\":8}"), 8003);
  EXPECT_EQ(fault_of("{\"content\":\"a\",\"pages\":[8]}"), 8003);
  EXPECT_EQ(fault_of("{\"content\":\"a\",\"content\":\"b\"}"), 8007);
  EXPECT_EQ(fault_of("{\"content\":\"a\",\"values\":{\"b\":1,\"b\":2}}"), 8007);
  EXPECT_EQ(fault_of("{\"content\":\"\xE9\"}"), 8006);
  EXPECT_EQ(fault_of(std::string("{\"content\":\"a\0\"}", 16)), 8006);
  EXPECT_EQ(fault_of("{" + std::string(kMaxJobBytes, ' ') + "\"content\":\"a\"}"), 8005);
  EXPECT_EQ(fault_of("content,b\na\n"), 8008);
  EXPECT_EQ(fault_of("content,b\na,b,c\n"), 8008);
  EXPECT_EQ(fault_of("content,b\na,\"b\n"), 8009);
  EXPECT_EQ(fault_of("content\n\xE9\n"), 8006);
  EXPECT_EQ(fault_of("content,b\n,x\n"), 8003);
}

TEST(JobReader, GoesOnAfterAFault) {
  const Read got = read("{\n{\"content\":\"a\"}\nnonsense\n{\"content\":\"b\"}\n");
  ASSERT_EQ(got.jobs.size(), 4u);
  EXPECT_TRUE(got.jobs[0].fault);
  EXPECT_FALSE(got.jobs[1].fault);
  EXPECT_TRUE(got.jobs[2].fault);
  EXPECT_EQ(got.jobs[3].content, "b");
}

TEST(JobReader, RefusesWhatIsNoFileOfJobs) {
  EXPECT_EQ(failure_of("[{\"content\":\"a\"}]"), 8012);
  EXPECT_EQ(failure_of("\xFF\xFE{\0"), 8011);
  EXPECT_EQ(failure_of("\xEF"
                       "bc"),
            8011);
  EXPECT_EQ(failure_of("content;name\na;b\n"), 8010);
  EXPECT_EQ(failure_of("name,age\na,b\n"), 8010);
  EXPECT_EQ(failure_of("content,\na,b\n"), 8010);
  EXPECT_EQ(failure_of("content,\"a\n"), 8010);
  EXPECT_EQ(failure_of("content,a,a\n"), 8007);
  EXPECT_EQ(failure_of("content,a,values.a\n"), 8007);
  EXPECT_EQ(failure_of("content,\xE9\n"), 8006);
}

// The parser's own message quotes what it read last.
TEST(JobReader, MessagesNeverQuoteAValue) {
  const Read got = read("{\"content\":\"a\",\"values\":{\"name\":\"Xanthippe\"\n");
  ASSERT_TRUE(got.jobs.at(0).fault);
  EXPECT_EQ(got.jobs[0].fault->message.find("Xan"), std::string::npos);
}

}  // namespace
}  // namespace bifolium
