// See describe_step.h.
#include "app/describe_step.h"

#include <fmt/format.h>

namespace seedlint::app {

using execute::EventKind;
using execute::Role;

std::string_view name_of(EventKind kind) {
  switch (kind) {
    case EventKind::Seed: return "seed";
    case EventKind::Draw: return "draw";
    case EventKind::Fork: return "fork";
    case EventKind::Group: return "group";
    case EventKind::Flag: return "flag";
    case EventKind::Save: return "save";
    case EventKind::Restore: return "restore";
    case EventKind::Overwrite: return "overwrite";
    case EventKind::Option: return "option";
    case EventKind::Train: return "train";
    case EventKind::Mark: return "mark";
    case EventKind::Rank: return "rank";
  }
  return "step";
}

std::string_view name_of(Role role) {
  switch (role) {
    case Role::Init: return "init";
    case Role::Split: return "split";
    case Role::Shuffle: return "shuffle";
    case Role::Augment: return "augment";
    case Role::Step: return "step";
    case Role::Sample: return "sample";
    case Role::SeedMaterial: return "seed-material";
  }
  return "sample";
}

std::string describe(const execute::Run& run, const execute::Stream& stream, const std::string& made_at) {
  if (stream.global()) return std::string(text_of(stream.name));
  const execute::Object& object = run.object(stream.object);
  const std::string_view kind = object.class_name.empty() ? std::string_view("generator") : std::string_view(object.class_name);
  return made_at.empty() ? std::string(kind) : fmt::format("{} made at {}", kind, made_at);
}

std::string describe(const execute::StreamState& state) {
  if (state.overflow) return "seeded in many places";
  if (state.seeds.empty()) return "not seeded";
  std::string out;
  for (const execute::StepId seed : state.seeds) {
    if (!out.empty()) out += " or ";
    if (execute::is_step(seed)) {
      out += fmt::format("seeded by #{}", static_cast<std::uint32_t>(seed) + 1);
    } else if (seed == execute::kCallerSeed) {
      out += "left to the caller";
    } else if (seed == execute::kAssumedSeed) {
      out += "assumed seeded by a call that is not understood";
    } else if (seed == execute::kBaseSeed) {
      out += "seeded for each worker by the loader";
    } else {
      out += "copied from the parent process";
    }
  }
  return out;
}

std::string describe(const execute::Value& value) {
  std::string out;
  if (value.atoms.size() == 1 && value.atoms.begin()->kind == execute::AtomKind::Bool) {
    out = value.atoms.begin()->aux != 0 ? "True" : "False";
  } else if (const auto number = value.integer()) {
    out = std::to_string(*number);
  } else if (const auto text = value.text()) {
    out = fmt::format("\"{}\"", *text);
  } else if (value.is_none()) {
    out = "None";
  }
  if (value.option != kNoSymbol) return fmt::format("{}option `{}`", out.empty() ? "" : out + ", ", text_of(value.option));
  const std::string from = value.provenance.may == 0 || value.provenance.only(Origin::Const) ? std::string() : to_string(value.provenance);
  if (out.empty()) return from;
  return from.empty() ? out : fmt::format("{}, {}", out, from);
}

std::string circumstances(const execute::Step& step) {
  std::string out;
  const auto add = [&](bool is, std::string_view word) {
    if (!is) return;
    out += fmt::format("{}{}", out.empty() ? "" : ", ", word);
  };
  add(step.certainty == execute::Certainty::Possible, "one of several candidates");
  add(step.certainty == execute::Certainty::Inferred, "inferred from use");
  if (step.process != 0) add(true, fmt::format("process {}", step.process));
  add(step.loop != execute::LoopId{}, "in a loop");
  add(step.deferred, "in a callback");
  add(step.conditional, "conditional");
  add(step.guarded_by_option, "if the option says so");
  add(step.rank0_only, "rank 0 only");
  add(step.no_grad, "no_grad");
  add(step.in_forward, "in forward");
  return out.empty() ? out : " [" + out + "]";
}

}  // namespace seedlint::app
