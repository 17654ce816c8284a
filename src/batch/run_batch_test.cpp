#include "batch/run_batch.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "batch/byte_source.h"
#include "batch/job_reader.h"
#include "batch/verify.h"
#include "core/diagnostics.h"
#include "core/files.h"

namespace bifolium {
namespace {

namespace fs = std::filesystem;

/// A clock that goes on, or back, by a step each time it is looked at.
class FakeClock final : public Clock {
 public:
  [[nodiscard]] std::int64_t now() const override { return now_ += step; }
  std::int64_t step = 1000;  ///< Microseconds.

 private:
  mutable std::atomic<std::int64_t> now_{0};
};

/// Makes "leaflets" whose bytes are the name of their content, and fails as the name says.
class FakeMaker final : public LeafletMaker {
 public:
  FakeMaker(std::atomic<int>& made, std::atomic<int>& begun_anew, const std::string& salt)
      : made_(made), begun_anew_(begun_anew), salt_(salt) {}
  Document make(const Request& request) override {
    ++made_;
    Document document;
    document.pages = 2;
    document.layout = "fake";
    if (request.clock) document.stages = {{"read", request.clock()}};
    if (request.content.find("wrong") != std::string::npos) {
      document.status = Status::kInputWrong;
      document.diagnostics = {make_diagnostic(DiagnosticCode::kNotWellFormed, {},
                                              {"of Xanthippe", "help for Xanthippe"})};
    } else if (request.content.find("throws") != std::string::npos) {
      throw std::bad_alloc();
    } else if (request.content.find("large") != std::string::npos) {
      document.pdf.resize(std::size_t{8} << 20, 'x');
    } else if (request.content.find("swallows") != std::string::npos) {
      // As a library would that goes on with less memory.
      ::operator delete(::operator new (std::size_t{8} << 20, std::nothrow));
      document.pdf = "%PDF";
    } else {
      document.pdf = "%PDF " + request.content + salt_;
    }
    return document;
  }
  void begin_anew() override { ++begun_anew_; }
  std::string input_digest(const Request& request) override { return request.content + salt_; }
  std::string layout_digest(const Request&, const Document&) override { return "1a0"; }

 private:
  std::atomic<int>& made_;
  std::atomic<int>& begun_anew_;
  const std::string& salt_;
};

/// A folder in memory whose disk has room for so many files.
class FakeDisk final : public OutputFolder {
 public:
  struct State {
    std::mutex mutex;
    std::map<std::string, std::string> staged, files;
    int room = 1'000'000;
    std::vector<std::string> calls;  ///< Of the settler, in order.
  };
  explicit FakeDisk(State& state) : state_(state) {}
  [[nodiscard]] std::unique_ptr<OutputFolder> another() const override {
    return std::make_unique<FakeDisk>(state_);
  }
  [[nodiscard]] MaybeFault stage(const std::string& name, std::uint64_t, std::string_view bytes,
                                 Sync) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    if (state_.room-- <= 0) {
      return WriteFault{make_diagnostic(DiagnosticCode::kCannotWrite, {}, {name, "disk full"}),
                        true};
    }
    state_.staged[name] = bytes;
    return std::nullopt;
  }
  [[nodiscard]] MaybeFault publish(const std::string& name, std::uint64_t) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    state_.calls.push_back("publish " + name);
    state_.files[name] = state_.staged.at(name);
    state_.staged.erase(name);
    return std::nullopt;
  }
  void discard(const std::string& name, std::uint64_t) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    state_.staged.erase(name);
  }
  [[nodiscard]] MaybeFault sync_folder(const std::string& name) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    state_.calls.push_back("sync folder of " + name);
    return std::nullopt;
  }
  [[nodiscard]] MaybeFault sync_all() override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    state_.calls.push_back("sync all");
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Sha256> digest(const std::string& name) override {
    const std::lock_guard<std::mutex> lock(state_.mutex);
    const auto file = state_.files.find(name);
    if (file == state_.files.end()) return std::nullopt;
    return sha256(file->second);
  }

 private:
  State& state_;
};

class RunBatch : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "bifolium-batch-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    options_.folder = (folder_ / "out").string();
    options_.threads = 3;
  }
  void TearDown() override { fs::remove_all(folder_); }

  BatchReport run(const std::string& jobs, FakeDisk::State* disk = nullptr) {
    TextSource bytes(jobs);
    JobReader reader(bytes, "jobs", "");
    const std::function<std::unique_ptr<LeafletMaker>()> maker = [this] {
      return std::make_unique<FakeMaker>(made_, begun_anew_, salt_);
    };
    numbers_.clear();
    const std::function<void(const JobResult&, const BatchCounts&)> settled =
        [this](const JobResult& result, const BatchCounts& counts) {
          numbers_.push_back(result.job);
          stages_ = result.stages;
          if (stop_after_ > 0 && counts.settled >= stop_after_) stop_.store(true);
        };
    const std::function<void(const BatchCounts&)> tick = [](const BatchCounts&) {};
    return run_batch(options_, {reader, maker, clock_, stop_, settled, tick,
                                disk != nullptr ? std::make_unique<FakeDisk>(*disk) : nullptr});
  }
  [[nodiscard]] std::string get(const std::string& name) const {
    const auto bytes = read_file(options_.folder + "/" + name, 1U << 24);
    return bytes ? *bytes : "no " + name;
  }
  [[nodiscard]] std::vector<std::string> lines(const std::string& name) const {
    std::vector<std::string> out;
    std::ifstream file(options_.folder + "/" + name);
    for (std::string line; std::getline(file, line);) out.push_back(line);
    return out;
  }
  [[nodiscard]] std::uint64_t findings() const {
    return verify_batch(options_.folder, [](const Diagnostic&) {}).findings;
  }
  static std::string jobs(int count) {
    std::string text;
    for (int i = 1; i <= count; ++i) text += "{\"content\":\"" + std::to_string(i) + ".xml\"}\n";
    return text;
  }
  void resume() { options_.resume = BatchFolder::Resume::kYes; }

  fs::path folder_;
  BatchOptions options_;
  FakeClock clock_;
  std::atomic<bool> stop_{false};
  std::uint64_t stop_after_ = 0;
  std::atomic<int> made_{0}, begun_anew_{0};
  std::string salt_;
  std::vector<std::uint64_t> numbers_;
  std::vector<std::pair<std::string, std::int64_t>> stages_;  ///< Of the last job.
};

TEST_F(RunBatch, MakesEveryJobAndReportsInTheirOrder) {
  const BatchReport report = run(jobs(200));
  EXPECT_EQ(report.counts.made, 200u);
  EXPECT_EQ(report.counts.pages, 400u);
  EXPECT_FALSE(report.stopped);
  ASSERT_EQ(numbers_.size(), 200u);
  for (std::size_t i = 0; i < 200; ++i) EXPECT_EQ(numbers_[i], i + 1);
  EXPECT_EQ(get("17.pdf"), "%PDF 17.xml");
  EXPECT_EQ(lines("manifest.jsonl").size(), 201u);
  EXPECT_EQ(get("failures.jsonl"), "");
  EXPECT_EQ(findings(), 0u);
}

TEST_F(RunBatch, FailedJobsStopNoOther) {
  const BatchReport report =
      run("{\"content\":\"wrong.xml\"}\nnonsense\n{\"content\":\"throws.xml\"}\n{\"content\":\"a."
          "xml\"}\n"
          "{\"content\":\"A.xml\"}\n");
  EXPECT_EQ(report.counts.made, 1u);
  EXPECT_EQ(report.counts.failed, 4u);
  const auto failures = lines("failures.jsonl");
  ASSERT_EQ(failures.size(), 4u);
  EXPECT_NE(failures[0].find("BF1001"), std::string::npos);
  EXPECT_NE(failures[1].find("BF8001"), std::string::npos);
  EXPECT_NE(failures[2].find("BF9004"), std::string::npos);
  EXPECT_NE(failures[3].find("BF8104"), std::string::npos);
}

TEST_F(RunBatch, AFileAndAFolderOfOneNameClash) {
  const BatchReport report = run(
      "{\"content\":\"a\",\"output\":\"x.pdf\"}\n{\"content\":\"a\",\"output\":\"X.pdf/y.pdf\"}\n"
      "{\"content\":\"a\",\"output\":\"z.pdf/y.pdf\"}\n{\"content\":\"a\",\"output\":\"Z.pdf\"}\n");
  EXPECT_EQ(report.counts.made, 2u);
  EXPECT_EQ(report.counts.failed, 2u);
}

TEST_F(RunBatch, ValuesReachFailuresOnlyWhenAskedFor) {
  const std::string job = "{\"content\":\"wrong.xml\",\"values\":{\"name\":\"Xanthippe\"}}\n";
  run(job);
  EXPECT_EQ(get("failures.jsonl").find("Xanthippe"), std::string::npos);
  EXPECT_NE(get("failures.jsonl").find("not well-formed XML: …"), std::string::npos);
  resume();
  options_.log_values = true;
  run(job);
  EXPECT_NE(get("failures.jsonl").find("Xanthippe"), std::string::npos);
}

TEST_F(RunBatch, ResumeMakesExactlyWhatRemains) {
  run(jobs(50));
  ASSERT_EQ(made_, 50);
  fs::remove(options_.folder + "/7.pdf");
  std::ofstream(options_.folder + "/8.pdf") << "changed";
  resume();
  const BatchReport report = run(jobs(52));
  EXPECT_EQ(made_, 54);
  EXPECT_EQ(report.counts.kept, 48u);
  EXPECT_EQ(report.counts.made, 4u);
  EXPECT_EQ(get("8.pdf"), "%PDF 8.xml");
  EXPECT_EQ(findings(), 0u);
}

TEST_F(RunBatch, ResumeMakesAgainWhatDependsOnAChange) {
  run(jobs(5));
  salt_ = " second edition";
  resume();
  EXPECT_EQ(run(jobs(5)).counts.made, 5u);
  EXPECT_EQ(get("3.pdf"), "%PDF 3.xml second edition");
  EXPECT_EQ(run(jobs(5)).counts.kept, 5u);
}

TEST_F(RunBatch, AskedToStopItLeavesAStateToGoOnFrom) {
  options_.durability = BatchDurability::kNone;
  stop_after_ = 20;
  const BatchReport stopped = run(jobs(2000));
  EXPECT_TRUE(stopped.stopped);
  EXPECT_GE(stopped.counts.settled, 20u);
  EXPECT_LT(stopped.counts.settled, 2000u);
  EXPECT_NE(get("manifest.jsonl").find("\"complete\":false"), std::string::npos);
  EXPECT_EQ(findings(), 0u);
  stop_ = false;
  stop_after_ = 0;
  resume();
  const BatchReport report = run(jobs(2000));
  EXPECT_EQ(made_, 2000);
  EXPECT_EQ(report.counts.kept, stopped.counts.made);
  EXPECT_FALSE(report.stopped);
}

TEST_F(RunBatch, FailFastStopsAtTheFirstFailure) {
  options_.fail_fast = true;
  options_.durability = BatchDurability::kNone;
  const BatchReport report = run("{\"content\":\"wrong\"}\n" + jobs(5000));
  EXPECT_TRUE(report.stopped);
  EXPECT_EQ(report.counts.failed, 1u);
  EXPECT_LT(report.counts.made, 5000u);
}

TEST_F(RunBatch, FullDiskEndsItAndCanBeGoneOnFrom) {
  FakeDisk::State disk;
  disk.room = 30;
  const BatchReport full = run(jobs(100), &disk);
  EXPECT_TRUE(full.stopped);
  ASSERT_EQ(full.diagnostics.size(), 1u);
  EXPECT_EQ(full.diagnostics[0].code, 9002);
  EXPECT_EQ(full.counts.failed, 0u);
  EXPECT_TRUE(disk.staged.empty());
  disk.room = 1000;
  resume();
  const BatchReport report = run(jobs(100), &disk);
  EXPECT_FALSE(report.stopped);
  EXPECT_EQ(disk.files.size(), 100u);
  EXPECT_EQ(report.counts.made + report.counts.kept, 100u);
}

TEST_F(RunBatch, GroupsWaitForTheDiskBeforeAndAfterNames) {
  FakeDisk::State disk;
  run(jobs(2), &disk);
  EXPECT_EQ(disk.calls, (std::vector<std::string>{"sync all", "publish 1.pdf", "publish 2.pdf",
                                                  "sync all", "sync folder of manifest.jsonl"}));
}

TEST_F(RunBatch, EachFileCanWaitForTheDisk) {
  FakeDisk::State disk;
  options_.durability = BatchDurability::kEach;
  run(jobs(1), &disk);
  EXPECT_EQ(disk.calls, (std::vector<std::string>{"publish 1.pdf", "sync folder of 1.pdf",
                                                  "sync folder of manifest.jsonl"}));
  disk.calls.clear();
  options_.durability = BatchDurability::kNone;
  resume();
  run(jobs(2), &disk);
  EXPECT_EQ(disk.calls, (std::vector<std::string>{"publish 2.pdf"}));
}

TEST_F(RunBatch, AJobThatTookTooLongFails) {
  options_.threads = 1;
  options_.job_milliseconds = 2;  // The maker looks at the clock once, too.
  EXPECT_EQ(run(jobs(1)).counts.failed, 0u);
  resume();
  clock_.step = 1001;
  salt_ = " anew";
  EXPECT_EQ(run(jobs(1)).counts.failed, 1u);
  EXPECT_NE(get("failures.jsonl").find("BF8207"), std::string::npos);  // kJobTooSlow
}

TEST_F(RunBatch, AJobThatHoldsTooMuchFailsAloneAndTheMakerBeginsAnew) {
  options_.threads = 1;
  options_.job_bytes = std::int64_t{4} << 20;
  const std::string around = jobs(3);
  const BatchReport report =
      run(around + "{\"content\":\"large.xml\"}\n{\"content\":\"swallows.xml\"}\n" +
          "{\"content\":\"after.xml\"}\n");
  EXPECT_EQ(report.counts.failed, 2u);
  EXPECT_EQ(report.counts.made, 4u);
  EXPECT_FALSE(report.stopped);
  EXPECT_EQ(begun_anew_, 2);
  const auto failures = lines("failures.jsonl");
  ASSERT_EQ(failures.size(), 2u);
  for (const std::string& line : failures) {
    EXPECT_NE(line.find("BF8208"), std::string::npos) << line;  // kJobTooLarge
    EXPECT_NE(line.find("4 MiB"), std::string::npos) << line;
    EXPECT_EQ(line.find("BF9004"), std::string::npos) << line;
  }
  EXPECT_EQ(get("after.pdf"), "%PDF after.xml");
  EXPECT_EQ(findings(), 0u);  // Nothing is left of the one that was staged.
  options_.job_bytes = 0;
  resume();
  EXPECT_EQ(run("{\"content\":\"large.xml\"}\n").counts.failed, 0u);
}

TEST_F(RunBatch, AClockThatJumpsChangesNothing) {
  for (const std::int64_t step : {std::int64_t{-1'000'000'000}, std::int64_t{0},
                                  std::int64_t{1} << 40, -(std::int64_t{1} << 40)}) {
    clock_.step = step;
    options_.folder = (folder_ / ("step" + std::to_string(step))).string();
    const BatchReport report = run(jobs(30));
    EXPECT_EQ(report.counts.made, 30u) << step;
    EXPECT_FALSE(report.stopped) << step;
    EXPECT_EQ(findings(), 0u) << step;
  }
}

TEST_F(RunBatch, ManifestRowsCountSheetsOfTwoPages) {
  run(jobs(1));
  EXPECT_NE(lines("manifest.jsonl")[0].find("\"pages\":2,\"sheets\":1,"), std::string::npos);
}

TEST_F(RunBatch, StagesAreTimedWhereAskedFor) {
  run(jobs(1));
  EXPECT_TRUE(stages_.empty());
  options_.time_stages = true;
  resume();
  run(jobs(2));
  ASSERT_EQ(stages_.size(), 1u);
  EXPECT_EQ(stages_[0].first, "read");
}

TEST_F(RunBatch, RefusesFoldersThatAreNotItsOwn) {
  fs::create_directory(options_.folder);
  std::ofstream(options_.folder + "/notes.txt") << "mine";
  EXPECT_EQ(run(jobs(1)).diagnostics.at(0).code, 8202);
  resume();
  EXPECT_EQ(run(jobs(1)).diagnostics.at(0).code, 8202);
  EXPECT_EQ(get("notes.txt"), "mine");
  fs::remove(options_.folder + "/notes.txt");
  options_.resume = BatchFolder::Resume::kNo;
  EXPECT_TRUE(run(jobs(1)).diagnostics.empty());
  EXPECT_EQ(run(jobs(1)).diagnostics.at(0).code, 8201);
}

TEST_F(RunBatch, ALockedFolderIsRefused) {
  const auto other = BatchFolder::open(options_.folder, BatchFolder::Resume::kNo);
  ASSERT_TRUE(other);
  EXPECT_EQ(run(jobs(1)).diagnostics.at(0).code,
            static_cast<int>(DiagnosticCode::kBatchFolderLocked));
}

TEST_F(RunBatch, LeftoversOfAKilledRunAreTakenAway) {
  run("{\"content\":\"a\",\"output\":\"b/c\"}\n");
  std::ofstream(options_.folder + "/b/.bifolium-12.tmp") << "half";
  resume();
  run("{\"content\":\"a\",\"output\":\"b/c\"}\n");
  EXPECT_FALSE(fs::exists(options_.folder + "/b/.bifolium-12.tmp"));
}

TEST_F(RunBatch, CheckWritesNothing) {
  options_.check = true;
  const BatchReport report = run("{\"content\":\"wrong\"}\n" + jobs(3));
  EXPECT_EQ(report.counts.failed, 1u);
  EXPECT_EQ(report.counts.made, 3u);
  EXPECT_FALSE(fs::exists(options_.folder));
}

TEST_F(RunBatch, FollowsNoLinkOutOfItsFolder) {
  run(jobs(1));
  fs::create_directory(folder_ / "elsewhere");
  fs::create_directory_symlink(folder_ / "elsewhere", options_.folder + "/clinic");
  resume();
  const BatchReport report = run("{\"content\":\"a\",\"output\":\"clinic/a\"}\n");
  EXPECT_EQ(report.counts.failed, 1u);
  EXPECT_TRUE(fs::is_empty(folder_ / "elsewhere"));
}

TEST_F(RunBatch, FilesAreTheOwnersAlone) {
  run("{\"content\":\"a\",\"output\":\"b/c\"}\n");
  using fs::perms;
  const auto mode = [&](const std::string& name) {
    return fs::status(options_.folder + name).permissions();
  };
  const perms file = perms::owner_read | perms::owner_write;
  for (const char* name :
       {"/b/c.pdf", "/manifest.jsonl", "/failures.jsonl", "/.bifolium/journal"}) {
    EXPECT_EQ(mode(name), file) << name;
  }
  EXPECT_EQ(mode("/b"), perms::owner_all);
  EXPECT_EQ(mode(""), perms::owner_all);
}

TEST_F(RunBatch, VerifyFindsWhatIsMissingChangedOrExtra) {
  run(jobs(5));
  fs::remove(options_.folder + "/1.pdf");
  std::ofstream(options_.folder + "/2.pdf") << "x";
  std::ofstream(options_.folder + "/9.pdf") << "x";
  std::vector<int> codes;
  const VerifyReport report =
      verify_batch(options_.folder, [&](const Diagnostic& d) { codes.push_back(d.code); });
  EXPECT_EQ(report.files, 5u);
  EXPECT_EQ(codes, (std::vector<int>{8303, 8304, 8305}));
}

TEST_F(RunBatch, VerifyFindsATornManifestAtEveryLength) {
  run(jobs(2));
  const std::string whole = get("manifest.jsonl");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    std::ofstream(options_.folder + "/manifest.jsonl", std::ios::trunc) << whole.substr(0, length);
    EXPECT_GT(findings(), 0u) << length;
  }
  std::ofstream(options_.folder + "/manifest.jsonl", std::ios::trunc) << whole;
  EXPECT_EQ(findings(), 0u);
  fs::remove(options_.folder + "/manifest.jsonl");
  EXPECT_EQ(findings(), 1u);
}

}  // namespace
}  // namespace bifolium
