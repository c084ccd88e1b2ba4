// Puts a report into words: one sentence first, then what supports it.
#pragma once

#include <string>
#include <vector>

#include "compare/facts.h"
#include "compare/verdict.h"

namespace seedlint::compare {

/// One pair of runs under one change, made to find the cause.
struct Trial {
  std::string change;  ///< the switch's stable name; several joined by "+"
  bool equal = false;  ///< the two runs agreed
  bool usable = true;  ///< false where a run failed or recorded nothing
  bool moved = false;  ///< they still differ, but only later, and no more by this generator
  Place later{};       ///< moved: where
};

/// Takes a file that an earlier run wrote, and a later one of equal wish reads, for what the runs differ by; false
/// where there is none with a place.
bool blame_left_over(Report& report, const Facts& later);

/// After clocks were shown to be the cause: where one value only was made from a clock, its place leads.
void lead_with_clock(Report& report);

/// After seeding `stream` was shown to be the repair: the generator that it seeds leads, where several differed.
void lead_with_generator(Report& report, const std::string& stream);

/// The place a reader should open first: the cause's line where it is exact, else where values part.
Place headline_place(const Report& report);

/// "file:line", or "an unknown line".
std::string show(const Place& place);

/// The sentence. `trials` are what the cause search found; empty without one.
std::string sentence(const Report& report, const std::vector<Trial>& trials);

/// Supporting lines, most important first.
std::vector<std::string> details(const Report& report, const std::vector<Trial>& trials);

/// The switches worth trying for this report, most likely first.
std::vector<std::string> switches_to_try(const Report& report);

/// Whether a pair made with `change` still differs, but later and no more by the generator `change` seeds: then it
/// was one of several causes.
bool moved_on(const Report& with_change, const Report& without, const std::string& change);

/// What a switch does, for people.
std::string describe_switch(const std::string& change);

/// The stable name of the cause: "unseeded-generator", "seeded-too-late", "seed-differs", "hash-order",
/// "outside-value", "uninitialised-memory", "nondeterministic-operation", "control-flow", "unknown", …
std::string cause_name(const Report& report, const std::vector<Trial>& trials);

}  // namespace seedlint::compare
