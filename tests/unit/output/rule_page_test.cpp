#include "output/rule_page.h"

#include <gtest/gtest.h>

#include "rule.h"

namespace seedlint::output {
namespace {

TEST(RulePage, LeavesOutWhatOnlyTestsNeed) {
  EXPECT_EQ(readable_page("```python file=a.py only=[x]\nx = 1  # expect: [seed-after-draw] \"weights\"\n```\n"),
            "```python file=a.py\nx = 1  # <- seed-after-draw\n```\n");
  EXPECT_EQ(readable_page("```python notest\n# expect: [x\n```"), "```python\n# expect: [x\n```\n");
  EXPECT_EQ(readable_page(""), "");
}

TEST(RulePage, NoRuleShowsThem) {
  ASSERT_FALSE(rules::all_rules().empty());
  for (const rules::RuleInfo& rule : rules::all_rules())
    EXPECT_EQ(readable_page(rule.markdown).find("# expect:"), std::string::npos) << rule.name;
}

}  // namespace
}  // namespace seedlint::output
