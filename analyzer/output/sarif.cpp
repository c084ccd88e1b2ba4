// SARIF 2.1.0, as GitHub code scanning reads it.
//
// The primary region is one token, since a pull request shows an alert only where every line of it was changed.
// Labels become a code flow, and related locations that the message links to: unlinked ones are not shown.
#include <nlohmann/json.hpp>

#include <map>

#include "output/line_hash.h"
#include "output/position.h"
#include "output/reporter.h"
#include "output/rule_page.h"
#include "output/style.h"

namespace seedlint::output {
namespace {

using Json = nlohmann::ordered_json;

std::string uri_of(const std::string& path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
                       c == '_' || c == '.' || c == '~' || c == '+' || c == '=' || c == '@';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

Json location_of(const SourceFile& file, Span span) {
  const Place place = place_of(file, span);
  Json region = {{"startLine", place.line}};
  // Columns inside a notebook's cell mean nothing in the stored file.
  if (place.cell == 0) {
    region["startColumn"] = place.column;
    region["endLine"] = place.end_line;
    region["endColumn"] = place.end_column;
  }
  return {{"physicalLocation", {{"artifactLocation", {{"uri", uri_of(file.path())}}}, {"region", std::move(region)}}}};
}

std::string link_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

Json rule_of(const rules::RuleInfo& rule) {
  const std::string page = readable_page(rule.markdown);
  Json json = {{"id", rule.code},
               {"name", rule.name},
               {"shortDescription", {{"text", std::string(rule.summary.substr(0, 1000))}}},
               {"fullDescription", {{"text", std::string(rule.summary.substr(0, 1000))}}},
               {"help", {{"text", page}, {"markdown", page}}},
               {"defaultConfiguration", {{"level", name_of(rule.severity)}}},
               {"properties",
                {{"precision", rule.precision},
                 {"problem.severity", rule.severity == findings::Severity::Note ? "recommendation" : name_of(rule.severity)},
                 {"tags", Json::array({"reproducibility", rule.group})}}}};
  if (const std::string url = rule_url(rule.name); !url.empty()) json["helpUri"] = url;
  return json;
}

class Writer {
 public:
  explicit Writer(const Report& report) : report_(report) {
    std::map<std::string_view, const rules::RuleInfo*> used;
    for (const Finding& f : report.findings) used.emplace(f.rule->code, f.rule);
    for (const auto& [code, rule] : used) {
      index_.emplace(code, index_.size());
      rules_.push_back(rule_of(*rule));
    }
  }

  Json run() {
    Json results = Json::array();
    for (const Finding& finding : report_.findings) results.push_back(result(finding));
    return {{"tool", {{"driver", {{"name", "seedlint"}, {"version", report_.version}, {"rules", std::move(rules_)}}}}},
            {"automationDetails", {{"id", "seedlint/static/"}}},
            {"columnKind", "unicodeCodePoints"},
            {"results", std::move(results)}};
  }

 private:
  Json result(const Finding& finding) {
    const findings::Diagnostic& d = finding.diagnostic;
    std::string text = d.message;
    Json related = Json::array(), steps = Json::array();
    for (std::size_t i = 0; i < d.labels.size(); ++i) {
      Json place = location_of(*finding.label_files[i], d.labels[i].span);
      place["message"] = {{"text", d.labels[i].message}};
      steps.push_back({{"location", place}});
      place["id"] = i + 1;
      related.push_back(std::move(place));
      text += "\n[" + link_text(d.labels[i].message) + "](" + std::to_string(i + 1) + ")";
    }
    if (!d.help.empty()) text += "\nhelp: " + d.help;
    Json primary = location_of(*finding.file, d.span);
    Json json = {{"ruleId", d.code},
                 {"ruleIndex", index_.at(d.code)},
                 {"level", name_of(d.severity)},
                 {"message", {{"text", std::move(text)}}},
                 {"locations", Json::array({primary})},
                 {"partialFingerprints", {{"seedlint/v1", finding.fingerprint}}}};
    if (finding.file->kind() != SourceKind::Notebook)
      json["partialFingerprints"]["primaryLocationLineHash"] = line_hash(*finding.file, d.span);
    if (!related.empty()) {
      primary["message"] = {{"text", d.message}};
      steps.push_back({{"location", std::move(primary)}});
      json["relatedLocations"] = std::move(related);
      json["codeFlows"] = Json::array({{{"threadFlows", Json::array({{{"locations", std::move(steps)}}})}}});
    }
    return json;
  }

  std::string line_hash(const SourceFile& file, Span span) {
    auto [entry, fresh] = hashes_.try_emplace(&file);
    if (fresh) entry->second = line_hashes(file.text());
    const std::size_t line = file.position(span.begin).line;
    return line <= entry->second.size() ? entry->second[line - 1] : std::string();
  }

  const Report& report_;
  Json rules_ = Json::array();
  std::map<std::string, std::size_t, std::less<>> index_;
  std::map<const SourceFile*, std::vector<std::string>> hashes_;
};

}  // namespace

std::string render_sarif(const Report& report, const RenderOptions&) {
  const Json document = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                         {"version", "2.1.0"},
                         {"runs", Json::array({Writer(report).run()})}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace seedlint::output
