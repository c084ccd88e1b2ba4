// Which rules run: names, codes, prefixes of codes and ALL, from the configuration and the command line.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "app/builtin_rules.h"

namespace seedlint::app {

struct RuleRequest {
  // From the configuration file; `select` empty means the default set.
  std::vector<std::string> config_select = {}, config_extend = {}, config_ignore = {};
  // From the command line; `select` replaces the configuration's.
  std::vector<std::string> select = {}, extend = {}, ignore = {};
  bool preview = false;
};

// Names of the rules that are on. The more exact word wins (a name over SEED10 over SEED1 over ALL), then the
// command line over the configuration, then ignore over select. Preview rules need --preview or their own name.
// The error names the unknown word and the nearest known one.
tl::expected<std::set<std::string_view>, std::string> select_rules(const RuleRequest& request);

// Checks one word of a list; empty if it is a rule, a code, a prefix of a code or ALL, else the error text.
std::string check_rule_word(std::string_view word);

}  // namespace seedlint::app
