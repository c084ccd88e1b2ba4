// The marks of tests/spec/*.md against the steps of the runs: states, draws, seeds, flags.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "cases.h"
#include "execute/run.h"
#include "spec_project.h"

namespace seedlint::spec {

namespace {

using execute::EventKind;
using execute::Run;
using execute::Step;

std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '\t') out += c;
  return out;
}

// Splits at a separator that stands in no parenthesis.
std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out(1);
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == separator && depth == 0) out.emplace_back();
    else out.back() += c;
  }
  for (std::string& s : out) s = std::string(page::trim(s));
  std::erase(out, "");
  return out;
}

std::string argument_text(const Analysed& a, Span token) {
  const std::string_view text = a.analysis.project->file(token.file).source->text();
  std::size_t at = token.end;
  if (at >= text.size() || text[at] != '(') return "";
  int depth = 0;
  const std::size_t begin = at + 1;
  for (; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && --depth == 0) return without_spaces(text.substr(begin, at - begin));
  }
  return "";
}

std::string stream_name(const Run& run, const execute::Stream& s) {
  if (s.global()) return std::string(text_of(s.name));
  const execute::Object& o = run.object(s.object);
  return o.library_class.empty() ? o.class_name : o.library_class;
}

std::string role_name(execute::Role role) {
  static const char* names[] = {"init", "split", "shuffle", "augment", "step", "sample", "seed-material"};
  return names[static_cast<int>(role)];
}

// What may have seeded a stream, as the marks write it; sorted.
std::set<std::string> seeds_text(const Analysed& a, const Run& run, const std::vector<execute::StepId>& seeds, bool inner) {
  std::set<std::string> out;
  for (const execute::StepId id : seeds) {
    if (id == execute::kCallerSeed) out.insert("Caller");
    else if (id == execute::kAssumedSeed) out.insert("Assumed");
    else if (id == execute::kBaseSeed) out.insert("BaseSeed");
    else if (id == execute::kCopied) out.insert("Copied");
    else out.insert(argument_text(a, inner ? run.step(id).token : run.stands_at(run.step(id))));
  }
  return out;
}

struct Line {
  FileId file;
  std::uint32_t line;
  std::string place;
};

struct Runs {
  std::vector<Run> runs;
  std::vector<std::pair<const Run*, const Step*>> at(const Analysed& a, const Line& line) const {
    std::vector<std::pair<const Run*, const Step*>> out;
    const SourceFile& source = *a.analysis.project->file(line.file).source;
    for (const Run& run : runs)
      for (const Step& step : run.steps())
        if (step.token.file == line.file && source.position(step.token.begin).line == line.line)
          out.emplace_back(&run, &step);
    return out;
  }
};

void check_reveal(const Analysed& a, const Runs& runs, const Line& line, const std::string& item) {
  const auto equals = item.find('=');
  const std::string stream = item.substr(0, equals);
  const std::string state = equals == std::string::npos ? "" : item.substr(equals + 1);
  bool any = false;
  for (const bool inner : {false, true}) {
    std::set<std::string> seeds;
    bool unseeded = false;
    for (const auto& [run, step] : runs.at(a, line)) {
      if (step->kind != EventKind::Seed && step->kind != EventKind::Draw) continue;
      if (stream_name(*run, step->stream) != stream && !(stream == "self" && !step->stream.global())) continue;
      any = true;
      if (step->before.seeds.empty()) unseeded = true;
      seeds.merge(seeds_text(a, *run, step->before.seeds, inner));
    }
    std::set<std::string> wanted;
    bool maybe = false, named = true;
    std::string body = state;
    if (state == "Unseeded") {
      if (any && unseeded && seeds.empty()) return;
      continue;
    }
    if (body == "Seeded" || body == "Maybe") named = false;
    maybe = body.starts_with("Maybe");
    const auto open = body.find('(');
    if (open != std::string::npos)
      for (const std::string& one : split(body.substr(open + 1, body.rfind(')') - open - 1), '|')) wanted.insert(without_spaces(one));
    else if (named) wanted.insert(body);
    if (any && maybe == unseeded && (named ? wanted == seeds : !seeds.empty())) return;
  }
  std::string got;
  for (const auto& [run, step] : runs.at(a, line)) {
    if (step->kind != EventKind::Seed && step->kind != EventKind::Draw) continue;
    got += "\n    " + stream_name(*run, step->stream) + "=";
    if (step->before.seeds.empty()) got += "Unseeded";
    for (const std::string& s : seeds_text(a, *run, step->before.seeds, false)) got += "Seeded(" + s + ") ";
  }
  ADD_FAILURE() << line.place << ": wanted " << item << (any ? ", but:" : ", but no step of that stream stands here:") << got;
}

std::vector<std::string> describe_kind(const Analysed& a, const Runs& runs, const Line& line, const std::string& kind,
                                       bool provenance) {
  std::set<std::string> out;
  for (const auto& [run, step] : runs.at(a, line)) {
    if (kind == "draws" && step->kind == EventKind::Draw)
      out.insert(stream_name(*run, step->stream) + "/" + role_name(step->role));
    if (kind == "seeds" && step->kind == EventKind::Seed)
      out.insert(stream_name(*run, step->stream) + (provenance ? "(" + to_string(step->value.provenance) + ")" : ""));
    if (kind == "flags" && step->kind == EventKind::Flag) out.insert(std::string(text_of(step->name)));
    if (kind == "marks" && step->kind == EventKind::Mark) out.insert(std::string(text_of(step->name)));
    if (kind == "orders" && step->value.order != execute::kOrdered)
      out.insert(step->kind == EventKind::Draw ? role_name(step->role) : std::string(text_of(step->api)));
    if (kind == "groups" && step->kind == EventKind::Group) out.insert(std::string(text_of(step->name)));
    if (kind == "options" && step->kind == EventKind::Option) out.insert(std::string(text_of(step->name)));
  }
  return {out.begin(), out.end()};
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : ", ") + w;
  return out.empty() ? "none" : out;
}

void check_line(const Analysed& a, const Runs& runs, const Line& line, std::string_view text) {
  const auto hash = text.find("# ");
  if (hash == std::string_view::npos) return;
  for (const std::string& part : split(text.substr(hash + 2), ';')) {
    std::string mark = part.starts_with("# ") ? part.substr(2) : part;
    if (mark == "not-reached") {
      if (!runs.at(a, line).empty()) ADD_FAILURE() << line.place << ": a step stands here";
      continue;
    }
    const auto colon = mark.find(':');
    if (colon == std::string::npos) continue;
    const std::string kind = mark.substr(0, colon);
    std::vector<std::string> items = split(mark.substr(colon + 1), ',');
    if (kind == "reveal") {
      for (const std::string& item : items) check_reveal(a, runs, line, item);
    } else if (kind == "draws" || kind == "seeds" || kind == "flags" || kind == "marks" || kind == "groups" ||
               kind == "options" || kind == "orders") {
      if (items.size() == 1 && items[0] == "none") items.clear();
      std::sort(items.begin(), items.end());
      const bool provenance = mark.find('(') != std::string::npos;
      const auto got = describe_kind(a, runs, line, kind, provenance);
      if (got != items) ADD_FAILURE() << line.place << ": wanted " << kind << ": " << joined(items) << ", got " << joined(got);
    }
  }
}

// "# root: train.py::main, distributed"
struct RootChoice {
  std::string file, function;
  std::optional<bool> distributed;
};

RootChoice choice_of(const page::Project& project) {
  RootChoice choice;
  for (const page::File& file : project.files) {
    const auto at = file.text.find("# root:");
    if (at == std::string::npos) continue;
    for (const std::string& word : split(file.text.substr(at + 7, file.text.find('\n', at) - at - 7), ',')) {
      if (word == "distributed") choice.distributed = true;
      else if (word == "single") choice.distributed = false;
      else {
        const auto colons = word.find("::");
        choice.file = word.substr(0, colons);
        if (colons != std::string::npos) choice.function = word.substr(colons + 2);
      }
    }
  }
  return choice;
}

}  // namespace

void check_states(const std::string& page, const page::Project& project) {
  const Analysed a = analyse(project);
  const RootChoice choice = choice_of(project);
  Runs runs;
  for (const roots::Root& root : a.analysis.roots) {
    if (!choice.file.empty() && file_name(a, root.file) != choice.file) continue;
    if (!choice.function.empty() && text_of(root.function) != choice.function) continue;
    for (Run& run : app::execute_root(a.analysis, root, a.settings))
      if (!choice.distributed || run.distributed() == *choice.distributed) runs.runs.push_back(std::move(run));
  }
  if (runs.runs.empty()) ADD_FAILURE() << page << ": nothing was executed";
  for (const auto& file : a.analysis.project->files()) {
    const SourceFile& source = *file.source;
    if (source.kind() == SourceKind::Stub) continue;
    for (std::uint32_t line = 1; line <= source.line_count(); ++line)
      check_line(a, runs, {source.id(), line, page + ": " + file_name(a, source.id()) + ":" + std::to_string(line)},
                 source.line(line));
  }
  // Findings may be marked in specs too.
  bool marked = false;
  for (const page::File& file : project.files) marked = marked || file.text.find("# expect:") != std::string::npos;
  if (marked) check_findings(page, "", project);
}

}  // namespace seedlint::spec
