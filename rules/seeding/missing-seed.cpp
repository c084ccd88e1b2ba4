// SEED101: a training program draws from streams that nothing seeds.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "common.h"

namespace seedlint::rules {

namespace {

struct Missing {
  const Step* first = nullptr;
  std::vector<Role> roles;
};

// The global stream whose seeding decides what this draw gives: a worker's streams follow torch in the parent.
Symbol deciding_stream(const Run& run, const Step& draw) {
  if (!draw.stream.global()) return kNoSymbol;
  const auto& seeds = draw.before.seeds;
  static const Symbol torch = intern("torch"), cuda = intern("torch.cuda");
  const Symbol name = draw.stream.name == cuda ? torch : draw.stream.name;
  if (seeds.empty()) return name;
  if (!in_loader_worker(run, draw)) return kNoSymbol;
  bool base = false;
  for (const StepId id : seeds) {
    if (id == execute::kBaseSeed) base = true;
    else if (id != execute::kCopied) return kNoSymbol;
  }
  return base && seeds.size() == 1 ? torch : name;
}

bool reaches_a_seed(const Run& run, Symbol option) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Seed && (step.value.option == option || step.value.provenance.may_be(Origin::Option)))
      return true;
  return false;
}

// Weights are really updated; a backward pass alone may be a benchmark or a check of gradients.
bool updates_weights(const Run& run) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Train && !text_of(step.api).ends_with("backward")) return true;
  return false;
}

// What is fitted is a model of sklearn, which does not see torch: a network only prepares its data.
bool only_fits_sklearn(const Run& run) {
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Train && !text_of(step.api).starts_with("sklearn.")) return false;
  return true;
}

bool seeds_something(const Run& run, const Step& step) {
  return step.kind == EventKind::Seed && step.stream.global() && !step.deferred && !is_isolated(run, step);
}

}  // namespace

SEEDLINT_RULE(missing_seed)(const Run& run, Report& report) {
  const auto& root = run.root();
  if (root.is_open() || root.is_test || !run.trains() || run.cut() || run.assumed_seeding()) return;
  if (!updates_weights(run)) return;

  // Streams that something seeds, in whatever process but a loader's workers, and the first call that seeds anything.
  static const Symbol torch = intern("torch"), cuda = intern("torch.cuda");
  std::vector<Symbol> seeded;
  const Step* first_seed = nullptr;
  for (const Step& step : run.steps()) {
    // A seed option that never arrives is unused-seed-option's; one that goes to something unresolved may seed there.
    if (step.kind == EventKind::Option && names_seed(text_of(step.name)) && !reaches_a_seed(run, step.name)) return;
    if (!seeds_something(run, step) || in_loader_worker(run, step)) continue;
    seeded.push_back(step.stream.name);
    if (step.process == 0 && first_seed == nullptr && is_step(run.id_of(step))) first_seed = &step;
  }

  const bool without_torch = only_fits_sklearn(run);
  std::map<std::string_view, Missing> missing;  // by stream name, so in a fixed order
  for (const Step& step : run.steps()) {
    if (step.kind != EventKind::Draw || step.deferred || step.role == Role::SeedMaterial) continue;
    const Symbol stream = deciding_stream(run, step);
    if (stream == kNoSymbol || std::find(seeded.begin(), seeded.end(), stream) != seeded.end()) continue;
    if (without_torch && (stream == torch || stream == cuda)) continue;
    if (stream == cuda && std::find(seeded.begin(), seeded.end(), torch) != seeded.end()) continue;
    if (is_single_number(step) || is_overwritten(run, step) || !reaches_training(run, step)) continue;
    Missing& entry = missing[text_of(stream)];
    if (entry.first == nullptr) entry.first = &step;
    if (std::find(entry.roles.begin(), entry.roles.end(), step.role) == entry.roles.end())
      entry.roles.push_back(step.role);
  }
  if (missing.empty()) return;

  const auto effects = [](const std::vector<Role>& roles) {
    std::vector<std::string> words;
    for (const Role role : roles) words.emplace_back(bare_role_words(role));
    return list_words(words);
  };

  if (first_seed == nullptr) {
    std::vector<std::string> names, calls;
    std::vector<Role> roles;
    const Step* first = nullptr;
    for (const auto& [name, entry] : missing) {
      names.push_back(stream_words(run, Stream{intern(name), execute::kNoObject}));
      calls.push_back(fmt::format("`{}`", seed_call(name, "seed")));
      if (first == nullptr || entry.first < first) first = entry.first;
      for (const Role role : entry.roles)
        if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
    }
    std::sort(roles.begin(), roles.end());
    report
        .at(run.seen_from_root(*first),
            fmt::format("this program never seeds {}: every run gets other {}, and no result can be repeated",
                        list_words(names), effects(roles)))
        .stream(list_words(names))
        .path_of(*first, fmt::format("first draw: {}", api_words(*first)))
        .help(fmt::format("take a seed as an option and call {} before this line", list_words(calls)));
    return;
  }

  for (const auto& [name, entry] : missing) {
    const Stream stream{intern(name), execute::kNoObject};
    const Span at = run.stands_at(*first_seed);
    report
        .at(at,
            fmt::format("{} is seeded here, {} is not: every run gets other {}",
                        stream_words(run, first_seed->stream), stream_words(run, stream), effects(entry.roles)),
            name)
        .path_of(*entry.first,
                 fmt::format("{} draws from {}, which nothing has seeded", api_words(*entry.first),
                             stream_words(run, stream)))
        .help(fmt::format("add `{}` beside this call", seed_call(name, seed_argument(first_seed->value))));
  }
}

}  // namespace seedlint::rules
