// See json_report.h. Kept apart because the JSON header is large.
#include "json_report.h"

#include <nlohmann/json.hpp>

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

}  // namespace

std::string json_report(const Outcome& outcome) {
  const compare::Report& report = outcome.report;
  json out;
  out["schema"] = "seedlint-verify-1";
  out["verdict"] = compare::verdict_name(report.verdict);
  out["cause"] = compare::cause_name(report, outcome.trials);
  out["sentence"] = utf8(outcome.message.empty() ? compare::sentence(report, outcome.trials) : outcome.message);
  out["exit"] = outcome.exit_status;
  out["where"] = place(compare::headline_place(report));
  out["first_difference"] = nullptr;
  if (report.difference) {
    out["first_difference"] = {{"place", place(report.place)},       {"other_place", place(report.other_place)},
                               {"operation", utf8(report.operation)}, {"tensor", report.meta},
                               {"step", report.step},                 {"stream", report.stream},
                               {"record", report.record},             {"backward", report.backward},
                               {"reordered", report.reordered}};
  }
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
  for (const auto& trial : outcome.trials) out["trials"].push_back({{"change", trial.change}, {"equal", trial.equal}, {"usable", trial.usable}});
  out["deep_pass"] = {{"made", outcome.deep}, {"same_difference", outcome.repeated}};
  out["records"] = {{"agree", report.compared}, {"differ", report.differing}, {"streams", report.streams}};
  out["other_streams"] = {{"different", report.also_different}, {"in_one_run_only", report.unmatched}};
  out["problems"] = json::array();
  for (const auto& problem : report.problems) out["problems"].push_back(utf8(problem));
  out["command"] = json::array();
  for (const auto& word : outcome.command) out["command"].push_back(utf8(word));
  out["seconds"] = outcome.seconds;
  return out.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace seedlint::verify
