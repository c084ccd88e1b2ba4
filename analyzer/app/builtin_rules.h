// All rules a user can name: those that look at runs, and the one about directives themselves.
#pragma once

#include <string_view>
#include <vector>

#include "rule.h"

namespace seedlint::app {

// By code. `check` is null for rules that need no run.
const std::vector<const rules::RuleInfo*>& known_rules();

// By exact name, or by code in any case; nullptr if there is none.
const rules::RuleInfo* find_known_rule(std::string_view name_or_code);

// Names and codes, for suggestions.
const std::vector<std::string_view>& rule_words();

inline constexpr std::string_view kUnusedIgnore = "unused-ignore";

}  // namespace seedlint::app
