// See json_report.h. Kept apart because the JSON header is large.
#include "json_report.h"

#include <nlohmann/json.hpp>

#include "compare/repair.h"

namespace seedlint::verify {
namespace {

using json = nlohmann::ordered_json;

// The program's own texts may hold any bytes.
std::string utf8(const std::string& text) {
  std::string clean;
  for (unsigned char c : text) clean += c < 128 ? static_cast<char>(c) : '?';
  return clean.size() == text.size() && json(text).dump(-1, ' ', false, json::error_handler_t::replace).find("\\ufffd") == std::string::npos ? text : clean;
}

json place(const compare::Place& p) {
  if (!p.known()) return nullptr;
  return {{"file", utf8(p.file)}, {"line", p.line}, {"function", utf8(p.function)}};
}

const char* what_name(compare::Cause::What what) {
  switch (what) {
    case compare::Cause::What::Generator: return "generator";
    case compare::Cause::What::Variable: return "variable";
    case compare::Cause::What::Uninitialised: return "uninitialised-memory";
    case compare::Cause::What::SeedMaterial: return "loader-seed";
    case compare::Cause::What::Input: return "input";
  }
  return "unknown";
}

json finding_object(const compare::Finding& finding) {
  json out = {{"fingerprint", finding.fingerprint}, {"rule", finding.rule},   {"code", finding.code},
              {"path", utf8(finding.path)},         {"line", finding.line},   {"message", utf8(finding.message)},
              {"state", compare::state_name(finding.state)}, {"predicted_first_difference", finding.predicted}, {"evidence", nullptr}};
  if (finding.state == compare::Finding::State::Confirmed)
    out["evidence"] = {{"text", utf8(finding.evidence.text)},
                       {"place", place(finding.evidence.place)},
                       {"step", finding.evidence.step},
                       {"operation", finding.evidence.operation.empty() ? json(nullptr) : json(utf8(finding.evidence.operation))}};
  return out;
}

json diagnostics(const std::vector<compare::RankDiagnostic>& list) {
  json out = json::array();
  for (const auto& d : list)
    out.push_back({{"rule", d.rule},
                   {"kind", d.equal ? "wrongly-equal" : "wrongly-different"},
                   {"message", utf8(d.message)},
                   {"place", place(d.place)},
                   {"step", d.step},
                   {"operation", d.operation.empty() ? json(nullptr) : json(utf8(d.operation))},
                   {"stream", d.stream.empty() ? json(nullptr) : json(utf8(d.stream))}});
  return out;
}

json number_or_null(int n) { return n < 0 ? json(nullptr) : json(n); }

json ranks(const compare::RankReport& report) {
  json out = {{"world", report.world}, {"data_parallel", report.data_parallel}, {"matrix", json::array()}, {"samples", json::array()}};
  for (const auto& row : report.matrix)
    out["matrix"].push_back({{"rank", row.rank},
                             {"worker", number_or_null(row.worker)},
                             {"loader", number_or_null(row.loader)},
                             {"epoch", row.epoch},
                             {"stream", utf8(row.stream)},
                             {"state", row.state},
                             {"relation", compare::relation_name(row.relation)},
                             {"with", row.with.empty() ? json(nullptr) : json(row.with)}});
  for (const auto& s : report.samples)
    out["samples"].push_back({{"loader", s.loader}, {"epoch", s.epoch}, {"relation", s.relation}, {"shared", s.shared}, {"complete", s.complete}, {"covering", s.covering}});
  return out;
}

json truth_or_null(const std::optional<bool>& truth) { return truth ? json(*truth) : json(nullptr); }

json against(const Against& a) {
  json fixed = json::array();
  for (const auto& finding : a.fixed_findings) fixed.push_back(finding_object(finding));
  return {{"state", against_name(a.state)},
          {"revision", utf8(a.revision)},
          {"commit", a.commit},
          {"reason", utf8(a.reason)},
          {"unfixed_verdict", compare::verdict_name(a.unfixed.verdict)},
          {"unfixed_place", place(compare::headline_place(a.unfixed))},
          {"unfixed_diagnostics", diagnostics(a.unfixed_diagnostics)},
          {"fixed_findings", fixed},
          {"final_weights_equal", a.weights_known ? json(a.weights_equal) : json(nullptr)},
          {"tracer_harmless", truth_or_null(a.tracer_harmless)},
          {"shown_by", a.shown_by.empty() ? json(nullptr) : json(a.shown_by)},
          {"unfixed_untraced_differs", truth_or_null(a.unfixed_untraced_differs)}};
}

}  // namespace

std::string json_report(const Outcome& outcome) {
  const compare::Report& report = outcome.report;
  json out;
  out["schema"] = "seedlint-verify-1";
  out["verdict"] = verdict(outcome);
  out["cause"] = (outcome.aside || report.verdict == compare::Verdict::Equal) && !outcome.diagnostics.empty() ? outcome.diagnostics.front().rule
                                                                                          : compare::cause_name(report, outcome.trials);
  out["sentence"] = utf8(outcome.message.empty() ? sentence(outcome) : outcome.message);
  out["exit"] = outcome.exit_status;
  out["weights_equal"] = truth_or_null(outcome.weights_equal);
  const std::string todo = outcome.message.empty() && !outcome.aside ? near_paths(compare::repair(report, outcome.trials)) : std::string();
  out["repair"] = todo.empty() ? json(nullptr) : json(utf8(todo));
  out["where"] = place((outcome.aside || report.verdict == compare::Verdict::Equal) && !outcome.diagnostics.empty() ? outcome.diagnostics.front().place
                                                                                                : compare::headline_place(report));
  out["first_difference"] = nullptr;
  if (report.difference) {
    out["first_difference"] = {{"place", place(report.place)},       {"other_place", place(report.other_place)},
                               {"operation", utf8(report.operation)}, {"tensor", report.meta},
                               {"step", report.step},                 {"stream", report.stream},
                               {"record", report.record},             {"backward", report.backward},
                               {"reordered", report.reordered}};
  }
  out["origin"] = nullptr;
  if (report.origin && report.origin->place.known())
    out["origin"] = {{"place", place(report.origin->place)},
                     {"name", report.origin->name.empty() ? json(nullptr) : json(utf8(report.origin->name))},
                     {"values", {utf8(report.origin->left), utf8(report.origin->right)}},
                     {"certain", report.origin->certain}};
  out["left_over"] = report.left_over.empty() ? json(nullptr) : json{{"file", utf8(report.left_over)}, {"place", place(report.left_over_read)}};
  out["causes"] = json::array();
  for (const auto& cause : report.causes) {
    json c = {{"kind", what_name(cause.what)}, {"name", utf8(cause.name)}, {"place", place(cause.place)}, {"exact", cause.exact}};
    if (cause.what == compare::Cause::What::Generator) {
      c["seeded_here"] = cause.seeded_here;
      c["differed_before"] = cause.differed_before;
    }
    if (cause.what == compare::Cause::What::Variable) c["values"] = {utf8(cause.left), utf8(cause.right)};
    out["causes"].push_back(c);
  }
  out["seeded_later"] = report.seeded_later ? place(*report.seeded_later) : json(nullptr);
  out["trials"] = json::array();
  for (const auto& trial : outcome.trials) out["trials"].push_back({{"change", trial.change}, {"equal", trial.equal}, {"usable", trial.usable}, {"moved", trial.moved}, {"later", trial.moved ? place(trial.later) : json(nullptr)}});
  out["deep_pass"] = {{"made", outcome.deep}, {"same_difference", outcome.repeated}};
  out["tracer"] = outcome.python_tracer_because.empty() ? "compiled" : "python";
  out["tracer_reason"] = outcome.python_tracer_because.empty() ? json(nullptr) : json(utf8(outcome.python_tracer_because));
  out["records"] = {{"agree", report.compared}, {"differ", report.differing}, {"streams", report.streams}};
  out["other_streams"] = {{"different", report.also_different}, {"in_one_run_only", report.unmatched}};
  out["findings"] = json::array();
  for (const auto& finding : outcome.findings) out["findings"].push_back(finding_object(finding));
  out["lint_problem"] = outcome.lint_problem.empty() ? json(nullptr) : json(outcome.lint_problem);
  out["diagnostics"] = diagnostics(outcome.diagnostics);
  out["ranks"] = ranks(outcome.ranks);
  out["against"] = outcome.against ? against(*outcome.against) : json(nullptr);
  out["problems"] = json::array();
  for (const auto& problem : report.problems) out["problems"].push_back(utf8(problem));
  out["command"] = json::array();
  for (const auto& word : outcome.command) out["command"].push_back(utf8(word));
  out["seconds"] = outcome.seconds;
  return out.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace seedlint::verify
