// Why a rule had nothing to say about a run, where that can be told in one sentence.
#pragma once

#include <string_view>

#include "execute/run.h"
#include "rule.h"

namespace seedlint::app {

// Never empty. Speaks of what the run lacks that every finding of the rule's kind needs; it is a hint for a person who
// expected a finding, not the rule's own reasoning.
std::string_view why_silent(const rules::RuleInfo& rule, const execute::Run& run);

}  // namespace seedlint::app
