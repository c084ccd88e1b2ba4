// Directives: where they are found and which lines they cover.
#include "findings/suppression.h"

#include <gtest/gtest.h>

#include <string>

namespace seedlint::findings {
namespace {

std::string_view lookup(std::string_view written) {
  if (written == "alpha" || written == "SEED101") return "alpha";
  if (written == "beta" || written == "SEED102") return "beta";
  return {};
}

struct Read {
  explicit Read(std::string text) : file(FileId{0}, "a.py", std::move(text), SourceKind::Python) {
    directives = read_suppressions(file, lookup);
  }
  SourceFile file;
  Suppressions directives;
};

TEST(Suppression, AtLineEndCoversItsStatementOnly) {
  Read r("x = 1\ny = draw()  # seedlint: ignore[alpha] -- known\nz = 2\n");
  EXPECT_FALSE(r.directives.hides("alpha", 1));
  EXPECT_TRUE(r.directives.hides("alpha", 2));
  EXPECT_FALSE(r.directives.hides("alpha", 3));
  EXPECT_FALSE(r.directives.hides("beta", 2));
}

TEST(Suppression, CoversAllLinesOfABracketedStatement) {
  Read r("y = draw(\n    1,\n    2,\n)  # seedlint: ignore[alpha]\nz = 2\n");
  for (std::uint32_t line = 1; line <= 4; ++line) EXPECT_TRUE(r.directives.hides("alpha", line)) << line;
  EXPECT_FALSE(r.directives.hides("alpha", 5));
}

TEST(Suppression, OnItsOwnLineCoversTheNextStatement) {
  Read r("a = 1\n# seedlint: ignore[alpha]\n\n# a remark\ny = draw(\n  1)\nz = 2\n");
  EXPECT_FALSE(r.directives.hides("alpha", 1));
  EXPECT_TRUE(r.directives.hides("alpha", 5));
  EXPECT_TRUE(r.directives.hides("alpha", 6));
  EXPECT_FALSE(r.directives.hides("alpha", 7));
}

TEST(Suppression, AboveADecoratedDefinitionCoversItsHeader) {
  Read r("# seedlint: ignore[alpha]\n@one\n@two(\n  3)\ndef f(a,\n      b):\n    pass\n");
  for (std::uint32_t line = 2; line <= 6; ++line) EXPECT_TRUE(r.directives.hides("alpha", line)) << line;
  EXPECT_FALSE(r.directives.hides("alpha", 7));
}

TEST(Suppression, InsideBracketsCoversTheWholeStatement) {
  Read r("y = draw(\n    # seedlint: ignore[alpha]\n    1,\n)\nz = 1\n");
  EXPECT_TRUE(r.directives.hides("alpha", 1));
  EXPECT_TRUE(r.directives.hides("alpha", 4));
  EXPECT_FALSE(r.directives.hides("alpha", 5));
}

TEST(Suppression, WholeFile) {
  Read r("import x\ny = 1\n# seedlint: file-ignore[alpha, beta]\n");
  EXPECT_TRUE(r.directives.hides("alpha", 1));
  EXPECT_TRUE(r.directives.hides("beta", 2));
}

TEST(Suppression, DisableUntilEnable) {
  Read r("a\n# seedlint: disable[alpha]\nb\nc\n# seedlint: enable[alpha]\nd\n");
  EXPECT_FALSE(r.directives.hides("alpha", 1));
  EXPECT_TRUE(r.directives.hides("alpha", 3));
  EXPECT_TRUE(r.directives.hides("alpha", 4));
  EXPECT_FALSE(r.directives.hides("alpha", 6));
}

TEST(Suppression, EnableWithoutDisableIsAFault) {
  Read r("a\n# seedlint: enable[alpha]\nb\n");
  ASSERT_EQ(r.directives.entries.size(), 1u);
  EXPECT_FALSE(r.directives.entries[0].fault.empty());
}

TEST(Suppression, NotInStrings) {
  Read r("s = '# seedlint: ignore[alpha]'\nt = \"\"\"\n# seedlint: file-ignore[alpha]\n\"\"\"\n"
         "u = r'\\\\' + '# seedlint: ignore[alpha]'\nv = draw()\n");
  EXPECT_TRUE(r.directives.entries.empty());
}

TEST(Suppression, AfterAMultiLineStringItCoversTheStatement) {
  Read r("call('''\n# not this\n''')  # seedlint: ignore[alpha]\nnext()\n");
  EXPECT_TRUE(r.directives.hides("alpha", 1));
  EXPECT_TRUE(r.directives.hides("alpha", 3));
  EXPECT_FALSE(r.directives.hides("alpha", 4));
}

TEST(Suppression, BackslashJoinsLines) {
  Read r("x = 1 + \\\n  draw()  # seedlint: ignore[alpha]\ny\n");
  EXPECT_TRUE(r.directives.hides("alpha", 1));
  EXPECT_FALSE(r.directives.hides("alpha", 3));
}

TEST(Suppression, NoqaHidesOurCodesAndLeavesOthersAlone) {
  Read r("x = draw()  # noqa: E501, SEED101\ny = draw()  # noqa\nz = draw()  # NOQA: SEED102 extra\n");
  EXPECT_TRUE(r.directives.hides("alpha", 1));
  EXPECT_FALSE(r.directives.hides("alpha", 2)) << "never blanket";
  EXPECT_TRUE(r.directives.hides("beta", 3));
  for (const Suppression& s : r.directives.entries) EXPECT_TRUE(s.noqa);
}

TEST(Suppression, BesideAnotherToolsComment) {
  Read r("x = draw()  # type: ignore  # seedlint: ignore[SEED101]\n");
  EXPECT_TRUE(r.directives.hides("alpha", 1));
}

TEST(Suppression, WithoutARuleItHidesNothingAndSaysSo) {
  Read r("x = draw()  # seedlint: ignore\ny = draw()  # seedlint: ignore[]\nz = draw()  # seedlint: ignore[gamma]\n");
  ASSERT_EQ(r.directives.entries.size(), 3u);
  for (const Suppression& s : r.directives.entries) EXPECT_FALSE(s.fault.empty());
  EXPECT_FALSE(r.directives.hides("alpha", 1));
  EXPECT_EQ(r.directives.entries[2].written, "gamma");
}

TEST(Suppression, MarksWhatWasUsed) {
  Read r("x = draw()  # seedlint: ignore[alpha, beta]\n");
  ASSERT_TRUE(r.directives.hides("beta", 1));
  EXPECT_FALSE(r.directives.entries[0].used);
  EXPECT_TRUE(r.directives.entries[1].used);
  EXPECT_EQ(r.file.slice(r.directives.entries[1].span), "beta");
}

TEST(Suppression, WindowsLineEnds) {
  Read r("a = 1\r\nb = draw(\r\n  2)  # seedlint: ignore[alpha]\r\nc\r\n");
  EXPECT_TRUE(r.directives.hides("alpha", 2));
  EXPECT_FALSE(r.directives.hides("alpha", 4));
}

TEST(Suppression, SurvivesUnfinishedText) {
  for (const char* text : {"x = 'abc # seedlint: ignore[alpha]", "x = '''\n# seedlint: ignore[alpha]", "((((\n# seedlint: ignore[alpha",
                           "# seedlint:", "# seedlint: ignore[", "\\", "# noqa: SEED"}) {
    Read r(text);
    r.directives.hides("alpha", 1);
  }
}

}  // namespace
}  // namespace seedlint::findings
