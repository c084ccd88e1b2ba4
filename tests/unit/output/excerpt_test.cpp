// Carets stand under what they mean, whatever the line is made of.
#include "output/excerpt.h"

#include <gtest/gtest.h>

#include <string>

#include "output/position.h"

namespace seedlint::output {
namespace {

Window mark(const std::string& line, const std::string& part) {
  const std::size_t at = line.find(part);
  return window_of(line, at, at + part.size());
}

TEST(Window, CountsColumnsNotBytes) {
  EXPECT_EQ(mark("x = \"é\"; draw()", "draw").before, 9u);
  EXPECT_EQ(mark("x = \"日本\"; draw()", "draw").before, 12u) << "wide characters take two columns";
  EXPECT_EQ(mark("日本 = draw()", "日本").width, 4u);
}

TEST(Window, TabsBecomeSpaces) {
  const Window w = mark("\tx = draw()", "draw");
  EXPECT_EQ(w.text, "    x = draw()");
  EXPECT_EQ(w.before, 8u);
}

TEST(Window, ControlCharactersCannotReachTheTerminal) {
  const Window w = mark("a\x1b[31m = draw()", "draw");
  EXPECT_EQ(w.text.find('\x1b'), std::string::npos);
  EXPECT_EQ(printable("a\nb\x1b"), "a\\nb\\x1b");
}

TEST(Window, LongLinesAreCutAroundTheMark) {
  const std::string line = std::string(5'000'000, 'a') + "draw" + std::string(5'000'000, 'b');
  const Window w = window_of(line, 5'000'000, 5'000'004);
  EXPECT_LT(w.text.size(), 300u);
  EXPECT_EQ(w.width, 4u);
  const std::size_t ellipsis = 3;  // bytes; one column
  EXPECT_EQ(w.text.substr(w.before - 1 + ellipsis, 4), "draw");
}

TEST(Window, OffsetsPastTheEndAreHarmless) {
  EXPECT_EQ(window_of("abc", 10, 20).width, 1u);
  EXPECT_EQ(window_of("", 0, 0).before, 0u);
}

TEST(Excerpt, DrawsPrimaryAndLabels) {
  const std::string text = "import torch\nmodel = Net()\ntorch.manual_seed(0)\n";
  const SourceFile file(FileId{0}, "train.py", text, SourceKind::Python);
  const auto span = [&](const std::string& part) {
    const auto at = static_cast<std::uint32_t>(text.find(part));
    return Span{FileId{0}, at, at + static_cast<std::uint32_t>(part.size())};
  };
  const std::string out = draw_excerpts({{&file, span("Net"), "", true}, {&file, span("manual_seed"), "seeded only here", false}},
                                        findings::Severity::Warning, Style(false));
  EXPECT_EQ(out,
            " --> train.py:2:9\n"
            "  |\n"
            "2 | model = Net()\n"
            "  |         ^^^\n"
            "3 | torch.manual_seed(0)\n"
            "  |       ----------- seeded only here\n"
            "  |\n");
}

TEST(Excerpt, FarLabelsAreSeparatePieces) {
  std::string text = "a = draw()\n";
  for (int i = 0; i < 50; ++i) text += "pass\n";
  text += "seed()\n";
  const SourceFile file(FileId{0}, "t.py", text, SourceKind::Python);
  const auto at = static_cast<std::uint32_t>(text.find("seed"));
  const std::string out = draw_excerpts({{&file, {FileId{0}, 4, 8}, "", true}, {&file, {FileId{0}, at, at + 4}, "here", false}},
                                        findings::Severity::Error, Style(false));
  EXPECT_NE(out.find(" ::: t.py:52:1\n"), std::string::npos) << out;
  EXPECT_EQ(out.find("pass"), std::string::npos);
}

TEST(Style, WritesNoEscapesWithoutColour) {
  EXPECT_EQ(Style(false)(Tone::Error, "x"), "x");
  EXPECT_EQ(Style(true)(Tone::Error, "x"), "\x1b[1;31mx\x1b[0m");
}

}  // namespace
}  // namespace seedlint::output
