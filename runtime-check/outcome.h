// Everything one `seedlint verify` found out, before it is printed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compare/explain.h"
#include "compare/findings.h"
#include "compare/ranks.h"

namespace seedlint::verify {

/// What `--against REV` showed. The revision is the unfixed program, the working tree the fixed one.
struct Against {
  enum class State { Fixed, NotFixed, NotLive, Unknown };
  State state = State::Unknown;
  std::string revision;  ///< as given
  std::string commit;    ///< the commit it names
  std::string reason;    ///< one sentence
  compare::Report unfixed;
  std::vector<compare::RankDiagnostic> unfixed_diagnostics;
  std::vector<compare::Finding> fixed_findings;  ///< confirmed at the revision, gone from the working tree
  bool weights_known = false;           ///< the fixed runs left final weights that can be compared
  bool weights_equal = false;           ///< … and those agree
  std::optional<bool> tracer_harmless;  ///< a run without the tracer came to the same; absent: could not be shown
  std::string shown_by;                 ///< "final weights" or "standard output"
  std::optional<bool> unfixed_untraced_differs;  ///< without the tracer the unfixed program came to something else again
};

const char* against_name(Against::State state);

struct Outcome {
  int exit_status = 2;
  std::string message;                  ///< why it could not tell; empty otherwise
  std::vector<std::string> command;
  std::vector<double> seconds;          ///< of each run
  compare::Report report;
  std::optional<std::string> ending;    ///< how the program failed in the first pair, in a sentence
  std::vector<compare::Trial> trials;
  std::string python_tracer_because;    ///< why it was traced from Python; empty: by the compiled tracer
  bool repeated = false;                ///< the deep pass met the same first difference
  std::optional<bool> weights_equal;    ///< all weights after the last step, of the first pair; absent where they were not read
  bool aside = false;                   ///< only values that a clock makes differ, and no weight depends on them
  bool cuda = false;                    ///< the program could use a GPU
  bool deep = false;                    ///< a deep pass was made
  std::vector<compare::Finding> findings;
  std::string lint_problem;             ///< why there are none to judge; empty otherwise
  compare::RankReport ranks;            ///< of run 1
  std::vector<compare::RankDiagnostic> diagnostics;  ///< what both runs show
  std::optional<Against> against;
};

/// The verdict of the whole: that of the pair, or wrongly-equal, wrongly-different where only ranks or workers are.
std::string verdict(const Outcome& outcome);

/// The one sentence that comes first.
std::string sentence(const Outcome& outcome);

/// What a trace from Python lacks, with the reason for it, as one line.
std::string tracer_line(const std::string& because);

/// The text with the paths below the current folder as they are seen from there.
std::string near_paths(const std::string& text);

/// What `--against` adds to the terminal's lines.
std::vector<std::string> against_lines(const Outcome& outcome);

}  // namespace seedlint::verify
