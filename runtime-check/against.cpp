// See against.h. "Fixed" is said only if all of it was shown: the difference is live at the revision, here every
// record and the final weights agree, and a run without the tracer comes to those same weights.
#include "against.h"

#include <algorithm>

#include "launch/lint.h"
#include "launch/revision.h"

namespace seedlint::verify {
namespace fs = std::filesystem;

namespace {

bool differs(const compare::Report& report, const std::vector<compare::RankDiagnostic>& diagnostics) {
  return (report.verdict != compare::Verdict::Equal && report.verdict != compare::Verdict::Unknown) || !diagnostics.empty();
}

/// Moves paths below `root` to be relative to it, for printing.
std::string below(const fs::path& root, const std::string& path) {
  std::string prefix = root.string() + "/";
  return path.starts_with(prefix) ? path.substr(prefix.size()) : path;
}

void shorten(const fs::path& root, compare::Report& report) {
  for (compare::Place* place : {&report.place, &report.other_place}) place->file = below(root, place->file);
  for (compare::Cause& cause : report.causes) cause.place.file = below(root, cause.place.file);
  for (auto* place : {&report.seeded_later, &report.seeded_before})
    if (*place) (*place)->file = below(root, (*place)->file);
}

void conclude(Outcome& outcome, Against::State state, std::string reason) {
  Against& against = *outcome.against;
  against.state = state;
  against.reason = std::move(reason);
  outcome.exit_status = state == Against::State::Fixed ? 0 : state == Against::State::NotFixed ? 1 : 2;
}

/// What the linter found at the revision, the runs there confirm and the working tree has no more.
std::vector<compare::Finding> fixed_findings(const Session& session, const launch::Revision& revision, const Pair& pair, const compare::Facts& facts,
                                             const Against& against, const Outcome& outcome) {
  std::vector<compare::Finding> fixed;
  auto findings = launch::lint(facts.files, session.root());
  if (!findings) return fixed;
  compare::RunEvidence evidence;
  evidence.report = &against.unfixed;
  evidence.generators = compare::generator_evidence(pair.left, pair.right);
  evidence.diagnostics = &against.unfixed_diagnostics;
  compare::judge_findings(*findings, evidence);
  for (compare::Finding& finding : *findings) {
    finding.path = below(revision.root, finding.at.path);
    bool still = std::any_of(outcome.findings.begin(), outcome.findings.end(), [&](const compare::Finding& f) {
      return f.rule == finding.rule && below(revision.project, f.at.path) == finding.path && f.message == finding.message;
    });
    finding.evidence.place.file = below(revision.root, finding.evidence.place.file);
    if (finding.state == compare::Finding::State::Confirmed && !still) fixed.push_back(std::move(finding));
  }
  return fixed;
}

}  // namespace

void compare_with_revision(const Options& options, Session& session, const Pair& fixed, Outcome& outcome) {
  outcome.against.emplace();
  Against& against = *outcome.against;
  against.revision = options.against;
  auto revision = launch::export_revision(options.against, options.command, session.root() / "revision");
  if (!revision) return conclude(outcome, Against::State::Unknown, revision.error() + ".");
  against.commit = revision->commit;

  Wish wish;
  wish.steps = options.steps;
  Wish there = wish;
  there.directory = revision->directory;
  there.command = revision->command;
  Pair unfixed = session.run_pair("against", "at " + options.against, there);
  if (session.interrupted()) return conclude(outcome, Against::State::Unknown, "interrupted.");
  if (unfixed.failure) return conclude(outcome, Against::State::Unknown, "could not tell: " + *unfixed.failure + ".");
  const compare::Facts unfixed_facts = compare::read_facts(unfixed.left_folder);
  for (const std::string& file : unfixed_facts.files)
    if (file.starts_with(revision->project.string() + "/"))
      return conclude(outcome, Against::State::Unknown, "could not tell: the program at " + options.against + " loaded " + file +
                                                           " from the working tree (an installed link, or PYTHONPATH).");
  against.unfixed = compare::compare_runs(unfixed.left, unfixed.right, {unfixed.stopped});
  against.unfixed_diagnostics = compare::shown_twice(compare::compare_ranks(unfixed.left, unfixed_facts),
                                                     compare::compare_ranks(unfixed.right, compare::read_facts(unfixed.right_folder)));
  const bool live = differs(against.unfixed, against.unfixed_diagnostics);
  if (live && options.lint) against.fixed_findings = fixed_findings(session, *revision, unfixed, unfixed_facts, against, outcome);
  shorten(revision->root, against.unfixed);
  for (auto& d : against.unfixed_diagnostics) d.place.file = below(revision->root, d.place.file);

  if (differs(outcome.report, outcome.diagnostics))
    return conclude(outcome, Against::State::NotFixed, live ? "not fixed: both differ." : "the working tree differs and " + options.against + " does not.");
  if (unfixed.ending) return conclude(outcome, Against::State::Unknown, "could not tell: at " + options.against + ": " + *unfixed.ending);
  if (!live)
    return conclude(outcome, Against::State::NotLive,
                    "nothing is shown to be fixed: the runs are equal at " + options.against + " too. Try more --steps.");

  const compare::Facts left = compare::read_facts(fixed.left_folder), right = compare::read_facts(fixed.right_folder);
  against.weights_known = !left.final_weights.empty() && left.final_weights.size() == right.final_weights.size() && left.final_weights.begin()->second != "";
  against.weights_equal = against.weights_known && left.final_weights == right.final_weights && left.final_steps == right.final_steps;
  if (!against.weights_known)
    return conclude(outcome, Against::State::Unknown,
                    "could not tell: the program took no optimiser step, was stopped by a limit, or its weights are not in CPU memory, so there are no "
                    "final weights to compare.");
  if (!against.weights_equal) return conclude(outcome, Against::State::NotFixed, "not fixed: every record agrees, but the final weights differ.");

  auto plain = session.run_untraced("untraced", "without the tracer", wish);
  if (!plain) return conclude(outcome, Against::State::Unknown, "could not tell: " + plain.error() + ".");
  const compare::Facts untraced = compare::read_facts(*plain);
  against.shown_by = "final weights";
  against.tracer_harmless = untraced.final_weights == left.final_weights && untraced.final_steps == left.final_steps;
  if (auto plain_there = session.run_untraced("against-untraced", "without the tracer, at " + options.against, there)) {
    const compare::Facts facts = compare::read_facts(*plain_there);
    if (!facts.final_weights.empty())
      against.unfixed_untraced_differs = facts.final_weights != unfixed_facts.final_weights &&
                                         facts.final_weights != compare::read_facts(unfixed.right_folder).final_weights;
  }
  if (!*against.tracer_harmless)
    return conclude(outcome, Against::State::Unknown, "could not tell: a run without the tracer came to other final weights than the traced ones.");
  conclude(outcome, Against::State::Fixed,
           "Fixed: at " + options.against +
               (against.unfixed.verdict == compare::Verdict::Equal ? " ranks or workers are wrong (" + against.unfixed_diagnostics.front().rule + "), here both runs"
                                                                   : std::string(" the runs differ, here they")) +
               " are equal in all " + std::to_string(outcome.report.compared) +
               " records and in the final weights after " + std::to_string(left.final_steps) + " steps.");
}

}  // namespace seedlint::verify
