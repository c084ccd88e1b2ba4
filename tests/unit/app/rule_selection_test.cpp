// Which rules run when several lists speak.
#include "app/rule_selection.h"

#include <gtest/gtest.h>

namespace seedlint::app {
namespace {

std::set<std::string_view> on(const RuleRequest& request) {
  const auto rules = select_rules(request);
  EXPECT_TRUE(rules.has_value()) << (rules ? "" : rules.error());
  return rules ? *rules : std::set<std::string_view>();
}

TEST(RuleSelection, StableRulesByDefault) {
  const auto rules = on({});
  EXPECT_TRUE(rules.contains("seed-after-draw"));
  EXPECT_TRUE(rules.contains(kUnusedIgnore));
  for (const rules::RuleInfo* rule : known_rules()) EXPECT_EQ(rules.contains(rule->name), rule->status == "stable") << rule->name;
}

TEST(RuleSelection, NamesCodesAndPrefixes) {
  EXPECT_EQ(on({.select = {"seed-after-draw"}}), (std::set<std::string_view>{"seed-after-draw"}));
  EXPECT_EQ(on({.select = {"SEED102"}}), (std::set<std::string_view>{"seed-after-draw"}));
  EXPECT_EQ(on({.select = {"seed102"}}), (std::set<std::string_view>{"seed-after-draw"}));
  const auto hundred = on({.select = {"SEED1"}});
  EXPECT_TRUE(hundred.contains("seed-after-draw"));
  EXPECT_FALSE(hundred.contains(kUnusedIgnore));
}

TEST(RuleSelection, TheMoreExactWordWins) {
  EXPECT_FALSE(on({.select = {"SEED1"}, .ignore = {"SEED102"}}).contains("seed-after-draw"));
  EXPECT_TRUE(on({.select = {"SEED102"}, .ignore = {"SEED1"}}).contains("seed-after-draw"));
  EXPECT_TRUE(on({.config_ignore = {"SEED102"}, .select = {"SEED102"}}).contains("seed-after-draw"));
  EXPECT_FALSE(on({.config_ignore = {"SEED102"}, .select = {"SEED1"}}).contains("seed-after-draw"));
  EXPECT_FALSE(on({.ignore = {"ALL"}}).contains("seed-after-draw"));
}

TEST(RuleSelection, UnknownWordsAreErrors) {
  const auto rules = select_rules({.select = {"seed-after-drawn"}});
  ASSERT_FALSE(rules.has_value());
  EXPECT_EQ(rules.error(), "no rule or code is called `seed-after-drawn`; did you mean `seed-after-draw`?");
  EXPECT_FALSE(select_rules({.ignore = {"SEED9"}}).has_value());
}

}  // namespace
}  // namespace seedlint::app
