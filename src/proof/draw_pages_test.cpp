#include "proof/draw_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>

#include "core/diagnostics.h"
#include "proof/temporary_folder.h"

namespace bifolium {
namespace {

using testing::HasSubstr;

TEST(DrawPages, AMissingProgramIsNamedWithItsPackage) {
  const HeldSignals signals;
  const auto end = run_program_quietly({"no-program-of-this-name"}, "some-package", signals);
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().code, static_cast<int>(DiagnosticCode::kProgramMissing));
  EXPECT_THAT(end.error().help, HasSubstr("some-package"));
}

TEST(DrawPages, StatusAndErrorsOfAProgramAreKept) {
  const HeldSignals signals;
  const auto end = run_program_quietly(
      {"sh", "-c", "echo out; echo first >&2; echo second >&2; exit 3"}, "dash", signals);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->status, 3);
  EXPECT_EQ(end->said, "first\nsecond\n");
}

TEST(DrawPages, AProgramThatSaysMuchIsReadToItsEnd) {
  const HeldSignals signals;
  const auto end = run_program_quietly(
      {"sh", "-c", "i=0; while [ $i -lt 30000 ]; do echo many words >&2; i=$((i+1)); done"}, "dash",
      signals);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->status, 0);
  EXPECT_EQ(end->said.size(), 4096U);
}

TEST(DrawPages, WordsOfArgumentsAreNotReadByAShell) {
  const HeldSignals signals;
  const auto end = run_program_quietly(
      {"sh", "-c", "printf %s \"$1\" >&2", "sh", "$(echo x) ; 'a b'"}, "dash", signals);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->said, "$(echo x) ; 'a b'");
}

volatile std::sig_atomic_t delivered = 0;

TEST(DrawPages, ASignalEndsTheProgramAndIsDeliveredAfterwards) {
  delivered = 0;
  const auto before = std::signal(SIGTERM, [](int) { delivered = delivered + 1; });
  {
    const HeldSignals signals;
    EXPECT_FALSE(signals.arrived());
    std::raise(SIGTERM);
    EXPECT_TRUE(signals.arrived());
    const auto end = run_program_quietly({"sleep", "100"}, "coreutils", signals);
    ASSERT_TRUE(end);
    EXPECT_EQ(end->status, 128 + SIGTERM);
    EXPECT_EQ(delivered, 0);
  }
  EXPECT_EQ(delivered, 1);
  std::signal(SIGTERM, before);
}

TEST(DrawPages, TheTemporaryFolderGoesWithAllInIt) {
  std::string path;
  {
    auto folder = TemporaryFolder::make();
    ASSERT_TRUE(folder);
    path = folder->path();
    std::filesystem::create_directories(path + "/a/b");
    const TemporaryFolder moved = std::move(folder.value());
    EXPECT_TRUE(std::filesystem::exists(path));
    const auto mode = std::filesystem::status(path).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_all) << "nobody else may look into it";
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace bifolium
