// seedlint explain and seedlint rules: the rule pages, from the table in the program.
#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/builtin_rules.h"
#include "app/commands.h"
#include "app/console.h"
#include "app/suggest.h"
#include "output/reporter.h"
#include "output/rule_page.h"
#include "output/style.h"

namespace seedlint::app {

int run_explain(const Options& options) {
  const rules::RuleInfo* rule = find_known_rule(options.rule);
  if (rule == nullptr) {
    std::string hint = did_you_mean(options.rule, rule_words());
    print_error(fmt::format("no rule or code is called `{}`{}", options.rule, hint.empty() ? "; `seedlint rules` lists them" : hint));
    return kTrouble;
  }
  const output::Style style(wants_colour(options.colour, false));
  std::string text = fmt::format("{} ({})\n{}, {}; precision {}; {}; since {}\n\n", style(output::Tone::Bold, rule->name),
                                 rule->code, output::name_of(rule->severity), rule->group, rule->precision, rule->status,
                                 rule->since);
  std::string_view page = rule->markdown;
  while (page.starts_with('\n')) page.remove_prefix(1);
  if (page.starts_with("# ")) page.remove_prefix(std::min(page.find('\n'), page.size()));  // the name, already said
  while (page.starts_with('\n')) page.remove_prefix(1);
  text += output::readable_page(page);
  return print(text) ? kClean : kTrouble;
}

int run_rules(const Options& options) {
  const std::string& format = options.outputs.front().format;
  if (format == "json") {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const rules::RuleInfo* rule : known_rules()) {
      const std::string url = output::rule_url(rule->name);
      list.push_back({{"name", rule->name},
                      {"code", rule->code},
                      {"severity", output::name_of(rule->severity)},
                      {"precision", rule->precision},
                      {"status", rule->status},
                      {"group", rule->group},
                      {"fix", rule->fix},
                      {"since", rule->since},
                      {"summary", rule->summary},
                      {"url", url.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(url)}});
    }
    return print(list.dump(2) + "\n") ? kClean : kTrouble;
  }
  if (format != "full") {
    print_error(fmt::format("rules can be listed as full or json, not as `{}`", format));
    return kTrouble;
  }
  std::string text;
  for (const rules::RuleInfo* rule : known_rules()) {
    text += fmt::format("{}  {:<33}{:<8} {}{}\n", rule->code, rule->name, output::name_of(rule->severity),
                        rule->status == "stable" ? "" : "(preview) ", rule->summary);
  }
  return print(text) ? kClean : kTrouble;
}

}  // namespace seedlint::app
