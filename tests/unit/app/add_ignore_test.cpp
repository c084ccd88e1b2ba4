// Directives are written where they are valid Python and take effect.
#include "app/add_ignore.h"

#include <gtest/gtest.h>

namespace seedlint::app {
namespace {

TEST(AddIgnore, BesideAOneLineStatement) {
  EXPECT_EQ(with_ignores("x = 1\n    y = draw()\n", {{2, "alpha"}}, "later"),
            "x = 1\n    y = draw()  # seedlint: ignore[alpha] -- later\n");
}

TEST(AddIgnore, AboveALongStatement) {
  EXPECT_EQ(with_ignores("  y = draw('''\n  a\n  ''')\nz\n", {{2, "alpha"}}, ""),
            "  # seedlint: ignore[alpha]\n  y = draw('''\n  a\n  ''')\nz\n");
}

TEST(AddIgnore, OneDirectiveForSeveralRules) {
  EXPECT_EQ(with_ignores("y = draw()", {{1, "beta"}, {1, "alpha"}, {1, "beta"}}, ""), "y = draw()  # seedlint: ignore[alpha, beta]");
}

TEST(AddIgnore, KeepsLineEndsAndUntouchedBytes) {
  EXPECT_EQ(with_ignores("a\r\nb = f(\r\n 1)\r\n\xff\r\n", {{1, "alpha"}, {3, "beta"}}, ""),
            "a  # seedlint: ignore[alpha]\r\n# seedlint: ignore[beta]\r\nb = f(\r\n 1)\r\n\xff\r\n");
}

TEST(AddIgnore, KnowsTheLineEndsOfOldEditors) {
  EXPECT_EQ(with_ignores("a\rb = f(\r 1)\rc\r", {{1, "alpha"}, {2, "beta"}, {4, "alpha"}}, ""),
            "a  # seedlint: ignore[alpha]\r# seedlint: ignore[beta]\rb = f(\r 1)\rc  # seedlint: ignore[alpha]\r");
}

TEST(AddIgnore, AReasonNeverEndsTheComment) {
  EXPECT_EQ(with_ignores("a\n", {{1, "alpha"}}, "x\ny\r\tz"), "a  # seedlint: ignore[alpha] -- x y  z\n");
}

}  // namespace
}  // namespace seedlint::app
