// Questions that several rules ask of a run.
#include "common.h"

#include <fmt/format.h>

#include <algorithm>

namespace seedlint::rules {

using execute::Frame;
using execute::LoopId;

const Step* fork_of(const Run& run, std::uint32_t process) {
  if (process == 0) return nullptr;
  const Step* last = nullptr;
  for (const Step& step : run.steps()) {
    if (step.process == process) return last;
    if (step.kind == EventKind::Fork) last = &step;
  }
  return nullptr;
}

bool in_loader_worker(const Run& run, const Step& step) {
  static const Symbol loader = intern("loader");
  for (std::uint32_t process = step.process; process != 0;) {
    const Step* fork = fork_of(run, process);
    if (fork == nullptr) return false;
    if (fork->name == loader) return true;
    if (fork->process >= process) return false;
    process = fork->process;
  }
  return false;
}

std::uint32_t parent_process(const Run& run, std::uint32_t process) {
  const Step* fork = fork_of(run, process);
  return fork == nullptr || fork->process >= process ? 0 : fork->process;
}

bool contains(const std::vector<StepId>& ids, StepId id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

bool doubtful(const execute::Value& value) {
  const Provenance p = value.provenance;
  return p.may_be(Origin::Unknown) || p.may_be(Origin::Caller) || value.nothing();
}

bool may_depend_on_rank(const execute::Value& value) {
  const Provenance p = value.provenance;
  return p.may_be(Origin::Rank) || p.may_be(Origin::LocalRank) || p.may_be(Origin::Unknown) ||
         p.may_be(Origin::Entropy) || p.may_be(Origin::Drawn) || p.may_be(Origin::Hash) || p.may_be(Origin::BaseSeed);
}

bool depends_on_rank(const execute::Value& value) {
  return value.provenance.must_be(Origin::Rank) || value.provenance.must_be(Origin::LocalRank);
}

bool has_rank_read_too_early(const execute::Value& value) {
  static const Symbol early = intern("rank-before-init");
  return value.option == early;
}

bool names_seed(std::string_view name) {
  name = name.substr(name.find_last_of(".-") == std::string_view::npos ? 0 : name.find_last_of(".-") + 1);
  // Words of snake_case and camelCase; "seed" must be one of them, and nothing may say that it is a number of seeds.
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool after_lower = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (c == '_' || (upper && after_lower)) words.emplace_back();
    if (c != '_') words.back() += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  bool seed = false;
  for (const std::string& word : words) {
    if (word == "seed" || word == "randomseed" || word == "manualseed" || word == "rngseed") seed = true;
    if (word == "num" || word == "n" || word == "use" || word == "no" || word == "workers" || word == "path" ||
        word == "file" || word == "everything")
      return false;
  }
  return seed;
}

bool is_unused_option(const Run& run, const Step& option) {
  static const Symbol read = intern("option-read");
  for (const Step& step : run.steps()) {
    if (step.kind == EventKind::Mark && step.name == read && (step.api == option.name || step.api == kNoSymbol))
      return false;
    if (step.kind == EventKind::Seed && step.value.option == option.name) return false;
  }
  return true;
}

LoopId common_loop(const Run& run, const Step& a, const Step& b) {
  for (LoopId loop = a.loop; loop != LoopId{}; loop = run.loop(loop).parent)
    if (run.loop_contains(loop, b.loop)) return loop;
  return LoopId{};
}

bool in_training_loop(const Run& run, const Step& step) {
  if (step.loop == LoopId{}) return false;
  for (const Step& train : run.steps())
    if (train.kind == EventKind::Train && common_loop(run, step, train) != LoopId{}) return true;
  return false;
}

LoopId loop_around(const Run& run, const Step& step, LoopId* own) {
  const std::vector<execute::Frame> frames = run.frames(step.path);
  LoopId loop = step.loop;
  for (; loop != LoopId{}; loop = run.loop(loop).parent) {
    const Span header = run.loop(loop).token;
    const bool goes_through = header.contains(step.token) || std::any_of(frames.begin(), frames.end(), [&](const execute::Frame& f) {
                                return f.call.valid() && header.contains(f.call);
                              });
    if (!goes_through) break;
    if (own != nullptr) *own = loop;
  }
  return loop;
}

bool reaches_training(const Run& run, const Step& step) {
  for (const Step& train : run.steps()) {
    if (train.kind != EventKind::Train) continue;
    if (&train > &step || common_loop(run, step, train) != LoopId{}) return true;
  }
  return false;
}

bool is_isolated(const Run& run, const Step& seed) {
  bool saved = false;
  for (const Step& step : run.steps()) {
    if (step.stream != seed.stream || step.path != seed.path || step.process != seed.process) continue;
    if (step.kind == EventKind::Save && &step < &seed) saved = true;
    if (step.kind == EventKind::Restore && &step > &seed) return saved;
  }
  return false;
}

bool is_overwritten(const Run& run, const Step& draw) {
  if (draw.role != Role::Init) return false;
  for (const Step& load : run.steps())
    if (load.kind == EventKind::Overwrite && &load > &draw && load.token == draw.token && load.path == draw.path) return true;
  return false;
}

bool is_single_number(const Step& draw) {
  if (draw.role != Role::Sample || draw.loop != LoopId{} || draw.process != 0 || draw.in_forward) return false;
  static constexpr std::string_view names[] = {
      "random.random",     "random.randint",     "random.randrange", "random.uniform",      "random.choice",
      "random.getrandbits", "random.choices",    "random.gauss",     "numpy.random.randint", "numpy.random.rand",
      "numpy.random.uniform", "numpy.random.choice", "numpy.random.random", "numpy.random.randn", "torch.randint"};
  return std::find(std::begin(names), std::end(names), text_of(draw.api)) != std::end(names);
}

bool is_per_rank_draw(const Run& run, const Step& draw) {
  if (draw.rank0_only || draw.deferred) return false;
  switch (draw.role) {
    case Role::Step:
      return !draw.no_grad && (draw.in_forward || in_training_loop(run, draw));
    case Role::Augment:
    case Role::Sample:
      if (in_loader_worker(run, draw)) return true;
      if (draw.stream.global() && text_of(draw.stream.name) == "python") return false;  // often decides control flow
      return !draw.no_grad && (draw.in_forward || in_training_loop(run, draw));
    default:
      return false;
  }
}

Span seen_from_fork(const Run& run, const Step& step, const Step& other) {
  const std::vector<Frame> mine = run.frames(step.path), theirs = run.frames(other.path);
  for (std::size_t depth = 0; depth < mine.size(); ++depth) {
    const bool same = depth < theirs.size() && theirs[depth].call == mine[depth].call &&
                      theirs[depth].parent == mine[depth].parent && theirs[depth].callee == mine[depth].callee;
    if (!same && mine[depth].call.valid()) return mine[depth].call;
  }
  return step.token;
}

std::size_t depth_of(const Run& run, const Step& step) {
  std::size_t depth = 0;
  for (const Frame& frame : run.frames(step.path)) depth += frame.call.valid();
  return depth;
}

std::string stream_words(const Run& run, const Stream& stream) {
  if (!stream.global()) {
    const execute::Object& object = run.object(stream.object);
    const std::string& name = object.library_class.empty() ? object.class_name : object.library_class;
    return name.empty() ? "this generator" : fmt::format("this `{}`", name);
  }
  const std::string_view name = text_of(stream.name);
  if (name == "python") return "Python's random";
  if (name == "cv2") return "OpenCV";
  if (name == "tensorflow") return "TensorFlow";
  return std::string(name);
}

std::string stream_key(const Run& run, const Stream& stream) {
  if (stream.global()) return std::string(text_of(stream.name));
  const execute::Object& object = run.object(stream.object);
  return object.library_class.empty() ? object.class_name : object.library_class;
}

std::string seed_call(std::string_view stream, std::string_view seed) {
  if (stream == "python") return fmt::format("random.seed({})", seed);
  if (stream == "numpy") return fmt::format("np.random.seed({})", seed);
  if (stream == "torch" || stream == "torch.cuda") return fmt::format("torch.manual_seed({})", seed);
  if (stream == "tensorflow") return fmt::format("tf.random.set_seed({})", seed);
  if (stream == "cv2") return fmt::format("cv2.setRNGSeed({})", seed);
  if (stream == "cupy") return fmt::format("cupy.random.seed({})", seed);
  if (stream == "imgaug") return fmt::format("imgaug.seed({})", seed);
  if (stream == "paddle") return fmt::format("paddle.seed({})", seed);
  return fmt::format("generator.manual_seed({})", seed);
}

std::string api_words(const Step& step) {
  std::string name{text_of(step.api)};
  if (name.empty()) return std::string(role_words(step.role));
  // `for x in enumerate(tqdm(loader))`: what draws is the loader inside.
  if (name.starts_with("builtins.") || name.starts_with("tqdm.")) return "going through the data";
  for (const auto& [full, brief] : {std::pair<std::string_view, std::string_view>{"numpy.random.", "np.random."},
                                    {"torch.nn.functional.", "F."},
                                    {"torch.nn.", "nn."},
                                    {"torch.utils.data.", ""},
                                    {"sklearn.model_selection.", ""}}) {
    if (name.starts_with(full)) {
      name = std::string(brief) + name.substr(full.size());
      break;
    }
  }
  return fmt::format("`{}`", name);
}

std::string_view role_words(Role role) {
  switch (role) {
    case Role::Init: return "initial weights";
    case Role::Split: return "the split of the data";
    case Role::Shuffle: return "the order of the data";
    case Role::Augment: return "augmentation";
    case Role::Step: return "dropout and noise";
    case Role::Sample: return "random samples";
    case Role::SeedMaterial: return "seeds of loader workers";
  }
  return "random numbers";
}

std::string_view bare_role_words(Role role) {
  std::string_view words = role_words(role);
  if (words.starts_with("the ")) words.remove_prefix(4);
  return words;
}

std::string list_words(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i != 0) out += i + 1 == words.size() ? " and " : ", ";
    out += words[i];
  }
  return out;
}

std::string seed_argument(const execute::Value& value) {
  if (value.option != kNoSymbol && !has_rank_read_too_early(value)) return std::string(text_of(value.option));
  if (const auto number = value.integer()) return std::to_string(*number);
  return "seed";
}

}  // namespace seedlint::rules
