// The link between lint and the run: which findings the runs show, which they do not, which they never reached.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compare/explain.h"
#include "compare/ranks.h"

namespace seedlint::compare {

struct FindingLine {
  std::string path;  ///< canonical
  int line = 0, end_line = 0;
};

/// A lint finding, and what the run says of it.
struct Finding {
  std::string fingerprint, rule, code, path, message;
  int line = 0;
  FindingLine at;                   ///< its own place
  std::vector<FindingLine> labels;  ///< call path and what else matters

  enum class State { Confirmed, NotReproduced, NotCovered };
  State state = State::NotCovered;
  struct Evidence {
    std::string text;  ///< one clause: what the run showed
    Place place;
    std::uint32_t step = 0;
    std::string operation;
  } evidence;             ///< of a confirmed finding
  bool predicted = false;  ///< it named the cause of the first difference
};

/// The stable name of a state, as printed in JSON: confirmed, not-reproduced, not-covered.
const char* state_name(Finding::State state);

/// The generators a finding speaks of, by the words of its message: torch, numpy, python.
std::set<std::string> streams_of(const Finding& finding);

/// A generator whose first use, or whose seeding, differs between the two runs.
struct GeneratorEvidence {
  std::string name;    ///< torch, numpy, python
  bool seeding = false;  ///< it was seeded with another value; otherwise it was drawn from in another state
  bool seeded_later = false;
  bool in_worker = false;
  Place place;         ///< the line, or the next operation's
  std::uint32_t step = 0;
  std::string operation;  ///< that drew, or the first one after
};

/// Looks through all streams, also behind the first difference.
std::vector<GeneratorEvidence> generator_evidence(const trace::Run& left, const trace::Run& right);

/// All lines of the user's code that a run's records name; files are canonical.
std::set<std::pair<std::string, int>> lines_seen(const trace::Run& run);

/// What is known of the runs when findings are judged.
struct RunEvidence {
  const Report* report = nullptr;
  const std::vector<Trial>* trials = nullptr;
  std::vector<GeneratorEvidence> generators;
  const std::vector<RankDiagnostic>* diagnostics = nullptr;  ///< wrongly equal or different streams
  std::set<std::pair<std::string, int>> covered;             ///< lines known to have run
};

/// Sets state, evidence and `predicted` of every finding.
void judge_findings(std::vector<Finding>& findings, const RunEvidence& run);

/// ", as missing-seed (data.py:12) predicted" for the first sentence; empty where no finding did.
std::string prediction(const std::vector<Finding>& findings);

/// At most a few lines for the terminal.
std::vector<std::string> describe_findings(const std::vector<Finding>& findings, int steps);

}  // namespace seedlint::compare
