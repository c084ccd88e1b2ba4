// A fingerprint names a finding through edits elsewhere, and only that finding.
#include "findings/fingerprint.h"

#include <gtest/gtest.h>

#include <string>

namespace seedlint::findings {
namespace {

std::string print_of(const std::string& text, const std::string& needle, std::uint32_t ordinal = 0, const std::string& path = "a.py",
                     const std::string& rule = "alpha") {
  const SourceFile file(FileId{0}, path, text, SourceKind::Python);
  Diagnostic d;
  d.rule = rule;
  const auto at = static_cast<std::uint32_t>(text.find(needle));
  d.span = {FileId{0}, at, at + 1};
  return fingerprint(d, file, ordinal);
}

const std::string kText = "import x\ndef f():\n    y = draw(1)\n    return y\n";

TEST(Fingerprint, Has32HexDigits) {
  const std::string print = print_of(kText, "draw");
  EXPECT_EQ(print.size(), 32u);
  EXPECT_EQ(print.find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(Fingerprint, KeepsThroughMovesAndReformatting) {
  const std::string print = print_of(kText, "draw");
  EXPECT_EQ(print, print_of("# new\n# lines\n" + kText, "draw"));
  EXPECT_EQ(print, print_of("import x\ndef f():\n        y  =  draw( 1 )\n", "draw"));
  EXPECT_EQ(print, print_of(kText, "draw", 0, "other/b.py"));
}

TEST(Fingerprint, DiffersByRuleFunctionLineAndOrdinal) {
  const std::string print = print_of(kText, "draw");
  EXPECT_NE(print, print_of(kText, "draw", 1));
  EXPECT_NE(print, print_of(kText, "draw", 0, "a.py", "beta"));
  EXPECT_NE(print, print_of("def g():\n    y = draw(1)\n", "draw"));
  EXPECT_NE(print, print_of("def f():\n    y = draw(2)\n", "draw"));
}

TEST(Fingerprint, LooksThroughBlocksForTheFunction) {
  EXPECT_EQ(print_of("def f():\n    for i in x:\n\n        y = draw(1)\n", "draw"), print_of("def f():\n    y = draw(1)\n", "draw"));
}

}  // namespace
}  // namespace seedlint::findings
