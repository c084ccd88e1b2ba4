// SEED110: importing a module seeds a global stream, and training draws from that seed.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "common.h"

namespace seedlint::rules {

namespace {

constexpr std::string_view kImport = "import ";

// The top level of a module, run by an import of the root's: which module, and the token there that leads to the step.
struct ImportedSeed {
  std::string_view module;
  Span token;
};

std::optional<ImportedSeed> imported(const Run& run, const Step& step) {
  const std::vector<execute::Frame> frames = run.frames(step.path);
  for (std::size_t i = frames.size(); i-- > 0;) {
    const std::string_view callee = text_of(frames[i].callee);
    if (!callee.starts_with(kImport)) continue;
    return ImportedSeed{callee.substr(kImport.size()), i + 1 < frames.size() ? frames[i + 1].call : step.token};
  }
  return std::nullopt;
}

// The module's name says that settings are its business, or that it is a program itself.
bool may_seed(std::string_view module) {
  static constexpr std::string_view parts[] = {"seed",    "config", "conftest", "determin", "reprod", "setting",
                                               "option",  "hparam", "cfg",      "script",   "demo",   "example",
                                               "tutorial", "notebook", "experiment", "constant"};
  static constexpr std::string_view whole[] = {"args",  "arguments", "opt",   "opts", "param", "params", "parameters",
                                               "env",   "globals",   "setup", "rng",  "random", "train", "training",
                                               "main",  "run",       "test",  "tests", "eval", "evaluate", "benchmark",
                                               "finetune", "pretrain"};
  std::string lower(module);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const std::string_view part : parts)
    if (lower.find(part) != std::string::npos) return true;
  std::string_view rest = lower;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("._"), rest.size());
    if (std::find(std::begin(whole), std::end(whole), rest.substr(0, end)) != std::end(whole)) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

}  // namespace

SEEDLINT_RULE(seed_on_import)(const Run& run, Report& report) {
  if (run.root().is_test || run.root().is_open() || !run.trains()) return;
  std::vector<FileId> told;
  for (const Step& seed : run.steps()) {
    if (seed.kind != EventKind::Seed || !seed.stream.global() || seed.conditional || seed.process != 0 ||
        seed.certainty != Certainty::Proved || !seed.value.provenance.only(Origin::Const))
      continue;
    const auto from = imported(run, seed);
    if (!from || !from->token.valid() || from->token.file == run.root().file || may_seed(from->module)) continue;
    if (std::find(told.begin(), told.end(), from->token.file) != told.end()) continue;
    const StepId id = run.id_of(seed);
    const Step* draw = nullptr;
    bool is_program = false;
    for (const Step& step : run.steps()) {
      if (step.kind == EventKind::Train) {
        const auto where = imported(run, step);
        is_program = is_program || (where && where->module == from->module);
      }
      if (draw == nullptr && step.kind == EventKind::Draw && step.stream == seed.stream &&
          contains(step.before.seeds, id) && reaches_training(run, step))
        draw = &step;
    }
    // Seeded again before the first draw, it decides nothing; a module that trains when imported is a program.
    if (draw == nullptr || is_program) continue;
    told.push_back(from->token.file);
    report
        .at(from->token,
            fmt::format("importing `{}` seeds {} for the whole process: whoever imports it draws from this seed, "
                        "whatever was seeded before",
                        from->module, stream_words(run, seed.stream)),
            stream_key(run, seed.stream))
        .label(run.seen_from_root(seed), "imported by way of this")
        .label(draw->token, fmt::format("{} draws from that seed", api_words(*draw)))
        .help("seed in the program that trains; where the module itself needs fixed numbers, give it a generator of "
              "its own");
  }
}

}  // namespace seedlint::rules
