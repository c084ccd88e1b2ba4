// Report: findings of one rule on one run, with their labels; and the look-up in the table of rules.
#include <fmt/format.h>

#include "rule.h"

namespace seedlint::rules {

Report::Builder& Report::Builder::label(Span span, std::string message) {
  if (span.valid()) diagnostic_->labels.push_back({span, std::move(message)});
  return *this;
}

Report::Builder& Report::Builder::path_of(const Step& step, std::string last_message) {
  int number = 0;
  for (const execute::Frame& frame : run_->frames(step.path)) {
    if (!frame.call.valid()) continue;
    const std::string_view callee = text_of(frame.callee);
    ++number;
    diagnostic_->labels.push_back(
        {frame.call, callee.empty() ? fmt::format("{}. this call leads there", number)
                                    : fmt::format("{}. {}() is called here", number, callee)});
  }
  if (step.token.valid()) {
    diagnostic_->labels.push_back(
        {step.token, number == 0 ? std::move(last_message) : fmt::format("{}. {}", number + 1, last_message)});
  }
  return *this;
}

Report::Builder& Report::Builder::help(std::string text) {
  diagnostic_->help = std::move(text);
  return *this;
}

Report::Builder& Report::Builder::stream(std::string name) {
  diagnostic_->stream = std::move(name);
  return *this;
}

Report::Builder& Report::Builder::severity(Severity s) {
  diagnostic_->severity = s;
  return *this;
}

Report::Builder Report::at(Span span, std::string message, std::string_view stream) {
  for (const findings::Diagnostic& other : *out_) {
    if (other.rule == rule_->name && other.span == span && other.stream == stream) {
      dropped_ = {};
      return Builder(&dropped_, run_);
    }
  }
  findings::Diagnostic& fresh = out_->emplace_back();
  fresh.rule = rule_->name;
  fresh.code = rule_->code;
  fresh.severity = rule_->severity;
  fresh.span = span;
  fresh.message = std::move(message);
  fresh.stream = stream;
  return Builder(&fresh, run_);
}

const RuleInfo* find_rule(std::string_view name_or_code) {
  for (const RuleInfo& rule : all_rules())
    if (rule.name == name_or_code || rule.code == name_or_code) return &rule;
  return nullptr;
}

}  // namespace seedlint::rules
