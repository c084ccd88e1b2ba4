// A whole project from bytes to findings: no input may crash, hang or exhaust the stack, and what comes out may only
// point into the texts that went in. Files are separated by lines "#@ path"; what stands before the first is main.py.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <pthread.h>

#include "execute/interpreter.h"
#include "findings/fingerprint.h"
#include "findings/suppression.h"
#include "resolve/discover.h"
#include "roots/find_roots.h"
#include "rule.h"

namespace {

using namespace seedlint;

std::vector<resolve::MemoryFile> split(std::string_view bytes) {
  std::vector<resolve::MemoryFile> files{{"main.py", {}}};
  while (!bytes.empty()) {
    const std::size_t stop = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    const std::string_view line = bytes.substr(0, stop);
    bytes.remove_prefix(stop);
    if (!line.starts_with("#@ ") || files.size() == 32) {
      files.back().text += line;
      continue;
    }
    std::string path(line.substr(3));
    while (path.ends_with('\n') || path.ends_with('\r')) path.pop_back();
    const bool known = std::any_of(files.begin(), files.end(), [&](const auto& f) { return f.path == path; });
    // The walk gives no other paths than these.
    if (!path.empty() && !path.starts_with('/') && !path.ends_with('/') && !known && path.find('\0') == path.npos && path.find("//") == path.npos)
      files.push_back({std::move(path), {}});
  }
  return files;
}

void require(bool fine) {
  if (!fine) std::abort();
}

void analyse(std::string_view bytes) {
  const resolve::Discovered found = resolve::project_from_texts(split(bytes));
  const resolve::Project& project = found.project;
  const auto fits = [&](Span span) {
    if (!span.valid()) return;
    const SourceFile& file = *project.file(span.file).source;
    require(span.begin <= span.end && span.end <= file.text().size());
    (void)file.stored_line(span.begin);
  };
  std::vector<findings::Diagnostic> diagnostics;
  execute::Options options;
  options.budget = 40'000;  // a tenth of the real one: more inputs in the same time
  std::size_t left = 8;     // programs; mutation makes any number of them
  for (const roots::Root& root : roots::find_roots(project)) {
    fits(root.token);
    if (left-- == 0) break;
    for (const execute::Run& run : execute::execute(project, root, options)) {
      for (const execute::Step& step : run.steps()) fits(step.token);
      for (const rules::RuleInfo& rule : rules::all_rules()) {
        if (rule.check == nullptr) continue;
        rules::Report report(rule, run, diagnostics);
        rule.check(run, report);
      }
    }
  }
  for (const findings::Diagnostic& d : diagnostics) {
    fits(d.span);
    for (const findings::Label& label : d.labels) fits(label.span);
    require(!d.message.empty());
    if (d.span.valid()) (void)findings::fingerprint(d, *project.file(d.span.file).source, 0);
  }
  const auto lookup = [](std::string_view word) {
    const rules::RuleInfo* rule = rules::find_rule(word);
    return rule == nullptr ? std::string_view() : rule->name;
  };
  for (const resolve::Project::File& file : project.files()) {
    if (file.module == nullptr) continue;
    for (const FileProblem& p : file.module->problems()) fits(p.span);
    for (const findings::Suppression& s : findings::read_suppressions(*file.source, lookup).entries) fits(s.span);
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  // As in main.cpp: programs are followed by recursion, never on the main thread.
  pthread_attr_t attributes;
  require(pthread_attr_init(&attributes) == 0 && pthread_attr_setstacksize(&attributes, std::size_t{256} << 20) == 0 &&
          pthread_setattr_default_np(&attributes) == 0);
  pthread_attr_destroy(&attributes);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::thread([&] { analyse({reinterpret_cast<const char*>(data), size}); }).join();
  return 0;
}
