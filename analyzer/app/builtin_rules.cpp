// See builtin_rules.h.
#include "app/builtin_rules.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace seedlint::app {
namespace {

constexpr std::string_view kUnusedIgnorePage = R"(# unused-ignore

## What it does

Reports a `seedlint` directive that hides nothing: the finding it was written for is gone, the rule's name is
misspelt, or it names no rule.

## Why it is wrong

A directive that hides nothing today hides the next defect tomorrow.

## How to fix

Delete it, or correct the rule's name.

## Limits

Only `seedlint` directives are looked at, never `# noqa`, which belongs to other tools as well. Directives for rules
that this run did not select are left alone, and so are all where a budget cut the analysis short.
)";

constexpr rules::RuleInfo kUnusedIgnoreRule{
    .name = kUnusedIgnore,
    .code = "SEED001",
    .severity = findings::Severity::Warning,
    .precision = "very-high",
    .status = "stable",
    .scope = "file",
    .fix = "none",
    .since = "0.1",
    .summary = "Reports a `seedlint` directive that hides nothing.",
    .markdown = kUnusedIgnorePage,
    .group = "directives",
    .check = nullptr,
};

}  // namespace

const std::vector<const rules::RuleInfo*>& known_rules() {
  static const std::vector<const rules::RuleInfo*> all = [] {
    std::vector<const rules::RuleInfo*> list{&kUnusedIgnoreRule};
    for (const rules::RuleInfo& rule : rules::all_rules()) list.push_back(&rule);
    std::sort(list.begin(), list.end(), [](const auto* a, const auto* b) { return a->code < b->code; });
    return list;
  }();
  return all;
}

const rules::RuleInfo* find_known_rule(std::string_view name_or_code) {
  std::string upper(name_or_code);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  for (const rules::RuleInfo* rule : known_rules())
    if (rule->name == name_or_code || rule->code == upper) return rule;
  return nullptr;
}

const std::vector<std::string_view>& rule_words() {
  static const std::vector<std::string_view> words = [] {
    std::vector<std::string_view> list;
    for (const rules::RuleInfo* rule : known_rules()) {
      list.push_back(rule->name);
      list.push_back(rule->code);
    }
    return list;
  }();
  return words;
}

}  // namespace seedlint::app
