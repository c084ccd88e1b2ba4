// A fence's marks against what the rules say: marked lines are reported, all others are silent.
#include <gtest/gtest.h>

#include <set>

#include "cases.h"
#include "rule.h"
#include "spec_project.h"

namespace seedlint::spec {

namespace {

struct Wanted {
  FileId file;
  std::uint32_t line;
  page::Mark mark;
  bool met = false;
};

std::vector<Wanted> wanted_of(const Analysed& a) {
  std::vector<Wanted> out;
  for (const auto& file : a.analysis.project->files()) {
    const SourceFile& source = *file.source;
    if (source.kind() == SourceKind::Stub) continue;
    for (std::uint32_t line = 1; line <= source.line_count(); ++line)
      for (page::Mark& mark : page::read_marks(source.line(line)))
        out.push_back({source.id(), line, std::move(mark), false});
  }
  return out;
}

std::set<std::string> only_of(const page::Project& project) {
  std::set<std::string> out;
  const auto found = project.attributes.find("only");
  if (found == project.attributes.end()) return out;
  std::string word;
  for (const char c : found->second + ",") {
    if (c != ',') word += c;
    else if (!word.empty()) out.insert(std::exchange(word, ""));
  }
  return out;
}

// Whether an unmarked finding is a fault of this fence.
bool counts(const findings::Diagnostic& d, const std::string& rule, const std::set<std::string>& only) {
  if (d.rule == rule) return true;
  if (!only.empty()) return only.contains(d.rule);
  return is_stable(d.rule) && d.severity != findings::Severity::Note;
}

}  // namespace

void check_findings(const std::string& page, const std::string& rule, const page::Project& project) {
  const Analysed a = analyse(project);
  std::vector<Wanted> wanted = wanted_of(a);
  const std::set<std::string> only = only_of(project);
  for (const findings::Diagnostic& d : a.analysis.diagnostics) {
    const SourceFile& source = *a.analysis.project->file(d.span.file).source;
    const std::uint32_t line = source.position(d.span.begin).line;
    bool marked = false;
    for (Wanted& w : wanted) {
      if (w.file != d.span.file || w.line != line || w.mark.rule != d.rule) continue;
      marked = true;
      if (d.message.find(w.mark.text) != std::string::npos) w.met = true;
    }
    if (!marked && counts(d, rule, only)) ADD_FAILURE() << page << ": not expected:\n  " << describe(a, d);
  }
  for (const Wanted& w : wanted) {
    const std::string where = file_name(a, w.file) + ":" + std::to_string(w.line);
    const std::string text = w.mark.rule + (w.mark.text.empty() ? "" : " \"" + w.mark.text + "\"");
    if (w.mark.kind == "expect" && !w.met) {
      std::string other;
      for (const findings::Diagnostic& d : a.analysis.diagnostics) other += "\n  " + describe(a, d);
      ADD_FAILURE() << page << ": " << where << ": " << text << " was not found; found:" << other;
    }
    if (w.mark.kind == "todo-expect" && w.met)
      ADD_FAILURE() << page << ": " << where << ": " << text << " is found now: write `expect`";
    if (w.mark.kind == "todo-ok" && !w.met)
      ADD_FAILURE() << page << ": " << where << ": " << text << " is gone: remove the mark";
  }
}

}  // namespace seedlint::spec
