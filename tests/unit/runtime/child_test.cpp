// Our own helpers: what they say is kept, and however they end we go on.
#include "launch/child.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "temporary_folder.h"

namespace seedlint::launch {
namespace {

using test::TemporaryFolder;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Child, KeepsOutputAndErrorsApartOrTogether) {
  TemporaryFolder folder;
  const std::vector<std::string> command{"/bin/sh", "-c", "echo said; echo wrong >&2; exit 3"};
  EXPECT_EQ(run_child(command, folder / "out", folder / "err"), 3);
  EXPECT_EQ(text_of(folder / "out"), "said\n");
  EXPECT_EQ(text_of(folder / "err"), "wrong\n");
  EXPECT_EQ(run_child(command, folder / "both", folder / "both"), 3);
  EXPECT_EQ(text_of(folder / "both"), "said\nwrong\n");
}

TEST(Child, HasNothingToRead) {
  TemporaryFolder folder;
  EXPECT_EQ(run_child({"cat"}, folder / "out", folder / "out"), 0);
  EXPECT_EQ(text_of(folder / "out"), "");
}

TEST(Child, OneThatIsNotThereOrDiesOrCannotBeHeardIsMinusOne) {
  TemporaryFolder folder;
  EXPECT_EQ(run_child({"/nonexistent/program"}, folder / "out", folder / "out"), -1);
  EXPECT_EQ(run_child({"/bin/sh", "-c", "kill -9 $$"}, folder / "out", folder / "out"), -1);
  EXPECT_EQ(run_child({"true"}, folder / "no/out", folder / "no/out"), -1);
  EXPECT_EQ(output_of({"/nonexistent/program"}), "");
}

TEST(Child, OneThatNeverEndsIsKilled) {
  TemporaryFolder folder;
  EXPECT_EQ(run_child({"/bin/sh", "-c", "trap '' TERM; while :; do :; done"}, folder / "out", folder / "out", 1), -1);
}

TEST(Child, GivesAllItsOutput) { EXPECT_EQ(output_of({"/bin/sh", "-c", "head -c 300000 /dev/zero"}).size(), 300000u); }

}  // namespace
}  // namespace seedlint::launch
