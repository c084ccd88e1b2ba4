// See collect.h.
#include "app/collect.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "app/builtin_rules.h"
#include "app/globs.h"
#include "app/rule_selection.h"
#include "app/suggest.h"
#include "findings/fingerprint.h"
#include "findings/suppression.h"

namespace seedlint::app {
namespace {

std::string_view directive_rule(std::string_view written) {
  const rules::RuleInfo* rule = find_known_rule(written);
  return rule != nullptr ? rule->name : std::string_view();
}

// Rules that per-file-ignores turn off in one file.
std::set<std::string_view> ignored_in(const std::string& absolute, const Settings& settings) {
  std::set<std::string_view> off;
  const Config& config = settings.config;
  if (config.per_file_ignores.empty() || !is_below(absolute, config.folder)) return off;
  const std::string relative = shown_path(absolute, config.folder);
  for (const auto& [glob, words] : config.per_file_ignores) {
    if (!names(glob_list({glob}), relative)) continue;
    RuleRequest request;
    request.config_select = words;
    request.preview = true;
    if (const auto rules = select_rules(request); rules && !words.empty()) off.insert(rules->begin(), rules->end());
  }
  return off;
}

findings::Diagnostic unused_ignore(const findings::Suppression& s) {
  const rules::RuleInfo& rule = *find_known_rule(kUnusedIgnore);
  findings::Diagnostic d;
  d.rule = rule.name;
  d.code = rule.code;
  d.severity = rule.severity;
  d.span = s.span;
  if (s.rule.empty() && s.fault == "is not a rule") {
    d.message = fmt::format("this directive names `{}`, which is not a rule{}", s.written, did_you_mean(s.written, rule_words()));
    d.help = "`seedlint rules` lists them";
  } else if (!s.fault.empty()) {
    d.message = fmt::format("this directive has no effect: `{}` {}", s.written, s.fault);
  } else {
    d.message = fmt::format("nothing to ignore: `{}` is not reported here", s.written);
    d.help = "delete the directive, or it will hide the next defect";
  }
  return d;
}

class Collector {
 public:
  Collector(const Analysis& analysis, const ProjectPlan& plan, const Settings& settings, output::Report& report)
      : analysis_(analysis), plan_(plan), settings_(settings), report_(report) {}

  void run() {
    auto next = analysis_.diagnostics.begin();
    const auto end = analysis_.diagnostics.end();
    for (const resolve::Project::File& file : analysis_.project->files()) {
      std::vector<findings::Diagnostic> own;
      for (; next != end && next->span.file == file.source->id(); ++next) own.push_back(*next);
      if (file.source->kind() == SourceKind::Stub) continue;
      const std::string absolute = absolute_of(*file.source, settings_);
      if (!covers(plan_.targets, absolute)) continue;
      ++report_.summary.files;
      one_file(*file.source, absolute, std::move(own));
    }
  }

 private:
  void one_file(const SourceFile& file, const std::string& absolute, std::vector<findings::Diagnostic> own) {
    findings::Suppressions directives = findings::read_suppressions(file, directive_rule, !own.empty());
    const std::set<std::string_view> off = ignored_in(absolute, settings_);
    std::map<std::string, std::uint32_t> ordinals;
    std::vector<output::Finding> kept;
    const auto keep = [&](findings::Diagnostic d) {
      // Counted before anything is hidden, so that an ignore changes no other finding's fingerprint.
      const std::uint32_t ordinal = ordinals[findings::fingerprint_key(d, file)]++;
      if (off.contains(d.rule)) return;
      if (directives.hides(d.rule, file.position(d.span.begin).line)) {
        ++report_.summary.suppressed;
        return;
      }
      if (d.severity == findings::Severity::Note && !settings_.notes) {
        ++report_.summary.hidden_notes;
        return;
      }
      kept.push_back(finding(std::move(d), file, ordinal));
    };
    for (findings::Diagnostic& d : own) keep(std::move(d));
    if (settings_.on(kUnusedIgnore) && !analysis_.cut) {
      std::vector<findings::Diagnostic> unused;
      for (const findings::Suppression& s : directives.entries) {
        if (s.used || s.noqa || s.rule == kUnusedIgnore) continue;
        if (s.fault.empty() && (!settings_.on(s.rule) || off.contains(s.rule))) continue;
        unused.push_back(unused_ignore(s));
      }
      for (findings::Diagnostic& d : unused) keep(std::move(d));
    }
    report_.findings.insert(report_.findings.end(), std::make_move_iterator(kept.begin()), std::make_move_iterator(kept.end()));
  }

  output::Finding finding(findings::Diagnostic d, const SourceFile& file, std::uint32_t ordinal) const {
    output::Finding f;
    f.fingerprint = findings::fingerprint(d, file, ordinal);
    f.file = &file;
    for (const findings::Label& label : d.labels) f.label_files.push_back(analysis_.project->file(label.span.file).source.get());
    f.rule = find_known_rule(d.rule);
    f.diagnostic = std::move(d);
    return f;
  }

  const Analysis& analysis_;
  const ProjectPlan& plan_;
  const Settings& settings_;
  output::Report& report_;
};

}  // namespace

std::string absolute_of(const SourceFile& file, const Settings& settings) {
  const std::string& path = file.path();
  if (path.starts_with('/')) return path;
  return settings.cwd == "/" ? "/" + path : settings.cwd + "/" + path;
}

void collect(const Analysis& analysis, const ProjectPlan& plan, const Settings& settings, output::Report& report) {
  Collector(analysis, plan, settings, report).run();
}

std::vector<Target> left_out(const Analysis& analysis, const ProjectPlan& plan, const Settings& settings) {
  std::vector<std::string> files;
  for (const resolve::Project::File& file : analysis.project->files()) files.push_back(absolute_of(*file.source, settings));
  std::sort(files.begin(), files.end());
  std::vector<Target> missing;
  for (const Target& target : plan.targets) {
    if (target.path == plan.root) continue;
    const std::string first = target.is_folder ? target.path + "/" : target.path;
    const auto found = std::lower_bound(files.begin(), files.end(), first);
    if (found == files.end() || (target.is_folder ? !found->starts_with(first) : *found != first)) missing.push_back(target);
  }
  if (!settings.options.force_exclude) return missing;
  std::vector<std::string> globs = settings.config.exclude;
  globs.insert(globs.end(), settings.options.exclude.begin(), settings.options.exclude.end());
  const std::string base = settings.config.folder.empty() ? plan.root : settings.config.folder;
  const resolve::IgnoreList excluded = glob_list(globs);
  std::erase_if(missing, [&](const Target& t) { return is_below(t.path, base) && names(excluded, shown_path(t.path, base)); });
  return missing;
}

void finish(output::Report& report) {
  const auto key = [](const output::Finding& f) {
    const findings::Diagnostic& d = f.diagnostic;
    return std::tie(f.file->path(), d.span.begin, d.code, d.stream, d.message);
  };
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  const auto last = std::unique(report.findings.begin(), report.findings.end(),
                                [&](const auto& a, const auto& b) { return key(a) == key(b); });
  report.findings.erase(last, report.findings.end());
  for (const output::Finding& f : report.findings) {
    switch (f.diagnostic.severity) {
      case findings::Severity::Error: ++report.summary.errors; break;
      case findings::Severity::Warning: ++report.summary.warnings; break;
      case findings::Severity::Note: ++report.summary.notes; break;
    }
  }
}

}  // namespace seedlint::app
