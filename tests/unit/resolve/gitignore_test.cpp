#include "resolve/gitignore.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <random>
#include <set>

#include "temporary_folder.h"

namespace seedlint::resolve {
namespace {

bool ignored(const char* text, std::string_view path, bool is_folder = false) {
  return IgnoreList(text).match(path, is_folder) == Ignored::Yes;
}

TEST(Gitignore, NamesFitAtAnyDepth) {
  EXPECT_TRUE(ignored("build", "build"));
  EXPECT_TRUE(ignored("build", "a/b/build"));
  EXPECT_FALSE(ignored("build", "builder"));
  EXPECT_TRUE(ignored("*.log", "a/x.log"));
  EXPECT_FALSE(ignored("*.log", "a/x.logs"));
}

TEST(Gitignore, SlashesAnchor) {
  EXPECT_TRUE(ignored("/build", "build"));
  EXPECT_FALSE(ignored("/build", "a/build"));
  EXPECT_TRUE(ignored("a/b", "a/b"));
  EXPECT_FALSE(ignored("a/b", "x/a/b"));
  EXPECT_FALSE(ignored("a/*", "a/b/c"));
}

TEST(Gitignore, ATrailingSlashMeansFolders) {
  EXPECT_TRUE(ignored("build/", "x/build", true));
  EXPECT_FALSE(ignored("build/", "x/build", false));
}

TEST(Gitignore, TwoStarsSpanFolders) {
  EXPECT_TRUE(ignored("**/data", "data"));
  EXPECT_TRUE(ignored("**/data", "a/b/data"));
  EXPECT_TRUE(ignored("a/**/z", "a/z"));
  EXPECT_TRUE(ignored("a/**/z", "a/b/c/z"));
  EXPECT_FALSE(ignored("a/**/z", "a/b/zz"));
  EXPECT_TRUE(ignored("a/**", "a/b/c"));
  EXPECT_FALSE(ignored("a/**", "a", true));
  EXPECT_FALSE(ignored("x/a**b", "x/a/b"));
}

TEST(Gitignore, TheLastPatternDecides) {
  EXPECT_FALSE(ignored("*.py\n!keep.py", "keep.py"));
  EXPECT_TRUE(ignored("!keep.py\n*.py", "keep.py"));
  EXPECT_EQ(IgnoreList("!a").match("a", false), Ignored::No);
  EXPECT_EQ(IgnoreList("!a").match("b", false), Ignored::Undecided);
}

TEST(Gitignore, EscapesCommentsAndSpaces) {
  EXPECT_FALSE(ignored("#a", "#a"));
  EXPECT_TRUE(ignored("\\#a", "#a"));
  EXPECT_TRUE(ignored("\\!a", "!a"));
  EXPECT_TRUE(ignored("a  ", "a"));
  EXPECT_TRUE(ignored("a\\ ", "a "));
  EXPECT_TRUE(ignored("\xef\xbb\xbf" "a\r\nb\r\n", "a"));
  EXPECT_TRUE(ignored("a\r\nb\r\n", "b"));
  EXPECT_FALSE(ignored("a\\", "a"));
}

TEST(Gitignore, Brackets) {
  EXPECT_TRUE(ignored("[ab].py", "a.py"));
  EXPECT_FALSE(ignored("[!ab].py", "a.py"));
  EXPECT_TRUE(ignored("[^ab].py", "c.py"));
  EXPECT_TRUE(ignored("run[0-9]", "run7"));
  EXPECT_TRUE(ignored("[[:digit:]]x", "1x"));
  EXPECT_TRUE(ignored("[]]x", "]x"));
  EXPECT_FALSE(ignored("[ab", "a"));
  EXPECT_FALSE(ignored("a[/]b", "a/b"));
}

// What is slow for a matcher that tries every star again.
TEST(Gitignore, ManyStarsEnd) {
  std::string glob, text;
  for (int i = 0; i < 200; ++i) glob += "*a", text += "aa";
  EXPECT_FALSE(glob_fits(glob + "b", text));
  EXPECT_TRUE(glob_fits(glob + "*", text));
  std::string folders = "x";
  for (int i = 0; i < 200; ++i) folders += "/a";
  EXPECT_FALSE(glob_fits("**/a/**/a/**/a/**/b", folders));
}

// Git itself is the judge, where there is one.
TEST(Gitignore, AgreesWithGit) {
  if (std::system("git --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "git is not installed";
  const TemporaryFolder folder;
  ASSERT_EQ(std::system(("git init -q '" + folder.path() + "'").c_str()), 0);
  std::minstd_rand random(5);
  const char* const kPieces[] = {"a", "b", "*", "?", "**", "/", "/", "[ab]", "[!a]", "**/", "/**", ".", "a*", "x", "!"};
  const char kLetters[] = "abx.";
  std::set<std::string> paths;
  while (paths.size() < 80) {
    std::string path;
    for (unsigned parts = 1 + random() % 4; parts > 0; --parts) {
      path += path.empty() ? "" : "/";
      std::string part;
      for (unsigned n = 1 + random() % 2; n > 0; --n) part += kLetters[random() % 4];
      path += part.find_first_not_of('.') == std::string::npos ? "a" : part;
    }
    paths.insert(path);
  }
  std::string list;
  for (const std::string& path : paths) list += path + "\n";
  folder.write("paths", list);
  for (int round = 0; round < 60; ++round) {
    std::string text;
    for (unsigned lines = 1 + random() % 3; lines > 0; --lines) {
      for (unsigned n = 1 + random() % 6; n > 0; --n) text += kPieces[random() % 15];
      text += "\n";
    }
    folder.write(".gitignore", text);
    const std::string command =
        "cd '" + folder.path() + "' && git check-ignore --no-index --stdin < paths > out 2>/dev/null";
    (void)!std::system(command.c_str());
    std::set<std::string> expected;
    std::ifstream out(folder.at("out"));
    for (std::string line; std::getline(out, line);) expected.insert(line);
    const IgnoreList ours(text);
    for (const std::string& path : paths) {
      bool yes = false;
      for (std::size_t slash = path.find('/');; slash = path.find('/', slash + 1)) {
        yes = ours.match(std::string_view(path).substr(0, slash), slash != std::string::npos) == Ignored::Yes;
        if (yes || slash == std::string::npos) break;
      }
      EXPECT_EQ(yes, expected.contains(path)) << "pattern:\n" << text << "path: " << path;
    }
  }
}

}  // namespace
}  // namespace seedlint::resolve
