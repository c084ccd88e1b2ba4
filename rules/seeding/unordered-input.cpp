// SEED111: the order of a set of strings or of a directory listing decides a split, a choice or a numbering.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "common.h"

namespace seedlint::rules {

using execute::Order;

namespace {

// What one order decides, the step that shows it first.
struct Use {
  const Step* step = nullptr;
  std::string words;
  std::string label;
};

// A choice made by numbers that nobody surely seeded is not the order's fault.
bool seeded(const Step& draw) {
  return draw.before.overflow || std::any_of(draw.before.seeds.begin(), draw.before.seeds.end(), [](StepId id) {
           return execute::is_step(id) || id == execute::kBaseSeed || id == execute::kCopied;
         });
}

// files[:n] here, files[n:] there: two parts of one whole.
bool has_other_part(const Run& run, const Step& part) {
  for (const Step& other : run.steps())
    if (other.kind == EventKind::Mark && other.name == part.name && other.value.order == part.value.order &&
        other.api != part.api && other.stream.name == part.stream.name &&
        (text_of(other.api) == "head" || text_of(other.api) == "tail"))
      return true;
  return false;
}

// Lists that only measure what was trained.
bool is_held_out(const Order& order) {
  std::string_view name = text_of(order.held);
  while (!name.empty()) {
    const std::string_view word = name.substr(0, name.find('_'));
    if (word == "val" || word == "valid" || word == "validation" || word == "test" || word == "eval" || word == "dev") return true;
    name.remove_prefix(std::min(name.size(), word.size() + 1));
  }
  return false;
}

Use use_of(const Run& run, const Step& step) {
  const Order& order = run.order(step.value.order);
  if (step.kind == EventKind::Draw) {
    switch (step.role) {
      case Role::Split: return {&step, "which samples the split puts where", "this split goes by position"};
      case Role::Shuffle:
        return {&step, "what the seeded shuffle makes of it", "the same seed rearranges another order into another one"};
      default: return {&step, "what the seeded choice takes", "the same seed takes another element"};
    }
  }
  const std::string_view use = text_of(step.api);
  if (use == "number-of") return {&step, "which number stands for which name", "the numbers are given out here"};
  if (use == "label") return {&step, "which label stands for which folder", "the position becomes the label here"};
  if (use == "numbered" && !order.listing) return {&step, "which name a number stands for", "the numbers are given out here"};
  if (use == "index" && !order.listing) return {&step, "which number stands for which name", "the position becomes a number here"};
  if (use == "split") return {&step, "which samples the split puts where", "this split goes by position"};
  if (use == "shuffle")
    return {&step, "what the seeded shuffle makes of it", "the same seed rearranges another order into another one"};
  if (use == "picks" || use == "sample" || (use == "pick" && (in_loader_worker(run, step) || in_training_loop(run, step)))) return {&step, "what the seeded choice takes", "the same seed takes another element"};
  if ((use == "head" || use == "tail") && has_other_part(run, step))
    return {&step, "which samples the split puts where", "one part of the split is cut off here"};
  return {};
}

}  // namespace

SEEDLINT_RULE(unordered_input)(const Run& run, Report& report) {
  static const Symbol decided = intern("order"), exec = intern("exec");
  const bool open = run.root().is_open();
  if (run.root().is_test || (!open && !run.trains())) return;
  bool hashes_fixed = run.hash_seed_is_fixed();
  for (const Step& step : run.steps()) hashes_fixed |= step.kind == EventKind::Mark && step.name == exec;
  // Where numbers that nobody seeded rearrange it, its first order is no matter.
  std::vector<Span> rearranged;
  for (const Step& step : run.steps())
    if (step.kind == EventKind::Draw && step.value.order != execute::kOrdered && !seeded(step))
      rearranged.push_back(run.order(step.value.order).made);
  for (const Step& step : run.steps()) {
    if (step.value.order == execute::kOrdered || (step.kind != EventKind::Draw && step.name != decided)) continue;
    const Order& order = run.order(step.value.order);
    if (order.sorted_later || (!order.listing && hashes_fixed)) continue;
    if (std::find(rearranged.begin(), rearranged.end(), order.made) != rearranged.end()) continue;
    if (!open && !reaches_training(run, step)) continue;
    const Use use = use_of(run, step);
    if (use.step == nullptr || (order.listing && is_held_out(order))) continue;
    // sorted(os.walk(top)) sorts the folders, not the names in each.
    const std::string_view api = text_of(order.api) == "builtins.sorted" ? "os.walk" : text_of(order.api);
    auto builder =
        order.listing
            ? report.at(order.made,
                        fmt::format("`{}` lists in no fixed order, and that order decides {}: another machine, or a fresh "
                                    "copy of the data, trains on something else",
                                    api, use.words),
                        "files")
            : report.at(order.taken,
                        fmt::format("the strings of a set stand in another order in every run, and that order decides {}",
                                    use.words),
                        "hash");
    if (!order.listing && order.made != order.taken) builder.label(order.made, "the set is made here");
    builder.path_of(step, use.label);
    if (order.listing && api.ends_with(".walk"))
      builder.help(fmt::format("sort what it gives: `for name in sorted(names)`"));
    else
      builder.help(order.listing ? fmt::format("sort it first: `sorted({}(...))`", api)
                                 : "sort it where its order is taken: `sorted(...)` instead");
  }
}

}  // namespace seedlint::rules
