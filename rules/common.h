// What several rules ask of a run: which process a step belongs to, how a stream is called, where paths part.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rule.h"

namespace seedlint::rules {

// --- processes -------------------------------------------------------------------------------------------------
// The Fork that opened a process; nullptr for the main process or where it is not known.
const Step* fork_of(const Run& run, std::uint32_t process);
// The process is a loader's worker, or was opened by one.
bool in_loader_worker(const Run& run, const Step& step);
// The process the fork of `process` was made in; 0 for the main process.
std::uint32_t parent_process(const Run& run, std::uint32_t process);

// --- seeds -----------------------------------------------------------------------------------------------------
// Nobody has seeded the stream on any path.
inline bool unseeded(const execute::StreamState& s) { return s.seeds.empty() && !s.overflow; }
bool contains(const std::vector<StepId>& ids, StepId id);
// The value may come from something the rules cannot judge.
bool doubtful(const execute::Value& value);
// The value changes from rank to rank on some path.
bool may_depend_on_rank(const execute::Value& value);
bool depends_on_rank(const execute::Value& value);

// The name of an option, field or parameter that holds a seed: "seed", "random_seed", "args.manualSeed".
bool names_seed(std::string_view name);
// A helper answered 0 for the rank because no process group existed yet.
bool has_rank_read_too_early(const execute::Value& value);
// A declared seed option whose value surely reaches nothing: neither a seeding call nor anything unresolved.
bool is_unused_option(const Run& run, const Step& option);

// --- loops -----------------------------------------------------------------------------------------------------
// The innermost loop that both steps are in; LoopId{0} if there is none.
execute::LoopId common_loop(const Run& run, const Step& a, const Step& b);
// The innermost loop around a statement that iterates: not a loop that this very iteration feeds, be it directly
// (`for x in loader`) or through helpers (`for x in log_every(loader)`). `own` is set to the outermost of those.
execute::LoopId loop_around(const Run& run, const Step& step, execute::LoopId* own = nullptr);
// A backward pass, optimiser step or fit happens later, or in a loop around the step: what is drawn can reach training.
bool reaches_training(const Run& run, const Step& step);
// Training happens in a loop around the step.
bool in_training_loop(const Run& run, const Step& step);

// --- draws -----------------------------------------------------------------------------------------------------
// The state of the stream is put back afterwards (fork_rng and the like): the seed holds for a few lines only.
bool is_isolated(const Run& run, const Step& seed);
// Weights that the call which draws them replaces itself: a pretrained model, all of whose weights are loaded.
bool is_overwritten(const Run& run, const Step& draw);
// One number from a global generator outside any loop: a port, a run name. Too little to call a source of variance.
bool is_single_number(const Step& draw);
// A draw that ought to differ between the ranks: dropout, noise, augmentation, sampled batches, in training.
bool is_per_rank_draw(const Run& run, const Step& draw);

// --- where things stand ----------------------------------------------------------------------------------------
// Seen from the frame in which the ways to `step` and to `other` part: the token there that leads to `step`.
Span seen_from_fork(const Run& run, const Step& step, const Step& other);
// Depth of the frame that holds step.token.
std::size_t depth_of(const Run& run, const Step& step);

// --- words -----------------------------------------------------------------------------------------------------
// "torch", "numpy", "Python's random", or "the generator made here" for an object.
std::string stream_words(const Run& run, const Stream& stream);
// Name for Diagnostic::stream: the global name, or the library class of the object.
std::string stream_key(const Run& run, const Stream& stream);
// What to write to seed it: "torch.manual_seed(seed)". `seed` is the argument's text.
std::string seed_call(std::string_view stream, std::string_view seed);
// "np.random.rand", "nn.Linear": the API's name as people write it, in backquotes; role words where there is none.
std::string api_words(const Step& step);
// "initial weights", "the split", "the order of the data" ...
std::string_view role_words(Role role);
// The same without an article: "initial weights", "order of the data" ...
std::string_view bare_role_words(Role role);
// "a", "a and b", "a, b and c".
std::string list_words(const std::vector<std::string>& words);
// Text for the seed argument in a help line: the option it came from ("args.seed"), the literal, or "seed".
std::string seed_argument(const execute::Value& value);

}  // namespace seedlint::rules
