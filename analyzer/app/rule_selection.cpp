// See rule_selection.h.
#include "app/rule_selection.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "app/suggest.h"

namespace seedlint::app {
namespace {

constexpr int kExact = 100;

std::string upper_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

// How exactly a word names a rule: 0 not at all, 1 ALL, then the length of the prefix, kExact for a name or code.
int exactness(std::string_view word, const rules::RuleInfo& rule) {
  if (word == rule.name) return kExact;
  const std::string upper = upper_case(word);
  if (upper == rule.code) return kExact;
  if (upper == "ALL") return 1;
  if (upper.starts_with("SEED") && rule.code.starts_with(upper)) return static_cast<int>(upper.size());
  return 0;
}

int best_of(const std::vector<std::string>& words, const rules::RuleInfo& rule) {
  int best = 0;
  for (const std::string& word : words) best = std::max(best, exactness(word, rule));
  return best;
}

}  // namespace

std::string check_rule_word(std::string_view word) {
  for (const rules::RuleInfo* rule : known_rules())
    if (exactness(word, *rule) > 0) return {};
  return fmt::format("no rule or code is called `{}`{}", word, did_you_mean(word, rule_words()));
}

tl::expected<std::set<std::string_view>, std::string> select_rules(const RuleRequest& request) {
  for (const auto* words : {&request.config_select, &request.config_extend, &request.config_ignore, &request.select,
                            &request.extend, &request.ignore}) {
    for (const std::string& word : *words) {
      if (std::string error = check_rule_word(word); !error.empty()) return tl::make_unexpected(std::move(error));
    }
  }
  const bool default_set = request.select.empty() && request.config_select.empty();
  std::set<std::string_view> on;
  for (const rules::RuleInfo* rule : known_rules()) {
    // Twice the exactness, plus one for the command line: the later layer wins among equals.
    int wanted = default_set ? 1 : 0;
    if (request.select.empty()) {
      wanted = std::max(wanted, 2 * best_of(request.config_select, *rule));
    } else {
      wanted = std::max(wanted, best_of(request.select, *rule) > 0 ? 2 * best_of(request.select, *rule) + 1 : 0);
    }
    wanted = std::max(wanted, 2 * best_of(request.config_extend, *rule));
    if (const int e = best_of(request.extend, *rule); e > 0) wanted = std::max(wanted, 2 * e + 1);
    int unwanted = 2 * best_of(request.config_ignore, *rule);
    if (const int i = best_of(request.ignore, *rule); i > 0) unwanted = std::max(unwanted, 2 * i + 1);

    if (wanted == 0 || unwanted >= wanted) continue;
    if (rule->status != "stable" && !request.preview && wanted < 2 * kExact) continue;
    on.insert(rule->name);
  }
  return on;
}

}  // namespace seedlint::app
