// How a rule is written: one function over a Run, registered by its name.
//
//   SEEDLINT_RULE(seed_after_draw)(const Run& run, Report& report) { ... }
//
// in rules/<group>/seed-after-draw.cpp beside seed-after-draw.md. The build finds both; no list is edited.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "execute/run.h"
#include "findings/diagnostic.h"

namespace seedlint::rules {

using execute::Certainty;
using execute::EventKind;
using execute::GroupState;
using execute::Object;
using execute::ObjectId;
using execute::Role;
using execute::Run;
using execute::Step;
using execute::StepId;
using execute::Stream;
using findings::Severity;

// One row of the table that rulegen writes from the Markdown files (constant data in the program).
struct RuleInfo {
  std::string_view name;       // "seed-after-draw"
  std::string_view code;       // "SEED102"
  Severity severity;           // the default one
  std::string_view precision;  // "very-high", "high", "medium", "low"
  std::string_view status;     // "stable", "preview"
  std::string_view scope;      // "run"
  std::string_view fix;        // "none", "unsafe", "safe"
  std::string_view since;      // "0.1"
  std::string_view summary;    // first sentence of "What it does"
  std::string_view markdown;   // the page below the front matter
  std::string_view group;      // "seeding"
  void (*check)(const Run&, class Report&);
};
std::span<const RuleInfo> all_rules();                    // by code
const RuleInfo* find_rule(std::string_view name_or_code);  // nullptr if there is none

// Collects one rule's findings of one run. Findings of several runs are united by (rule, span, stream).
class Report {
 public:
  Report(const RuleInfo& rule, const Run& run, std::vector<findings::Diagnostic>& out)
      : rule_(&rule), run_(&run), out_(&out) {}

  class Builder {
   public:
    Builder& label(Span span, std::string message);
    // Labels for the call path of a step, numbered, outermost first; the last one is the step itself.
    Builder& path_of(const Step& step, std::string last_message);
    Builder& help(std::string text);
    Builder& stream(std::string name);
    Builder& severity(Severity s);
   private:
    friend class Report;
    Builder(findings::Diagnostic* d, const Run* run) : diagnostic_(d), run_(run) {}
    findings::Diagnostic* diagnostic_;
    const Run* run_;
  };

  // A finding at `span`. A second one of the same stream at the same span is dropped (its builder writes nowhere).
  Builder at(Span span, std::string message, std::string_view stream = "");
  const RuleInfo& rule() const { return *rule_; }

 private:
  const RuleInfo* rule_;
  const Run* run_;
  std::vector<findings::Diagnostic>* out_;
  findings::Diagnostic dropped_;
};

}  // namespace seedlint::rules

// The registered function of a rule; rulegen refers to it by this name.
#define SEEDLINT_RULE(name) void seedlint_rule_##name
