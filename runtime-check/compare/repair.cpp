// See repair.h. An instruction is given only for a cause that the records or a trial show.
#include "compare/repair.h"

#include <algorithm>

#include "compare/generators.h"

namespace seedlint::compare {
namespace {

std::string seeding_call(const std::string& stream) {
  if (stream == "torch" || stream.starts_with("cuda")) return "torch.manual_seed(SEED)";  // which seeds every device
  if (stream == "numpy") return "numpy.random.seed(SEED)";
  if (stream == "python") return "random.seed(SEED)";
  return {};
}

/// "a() and b()" for a change that seeds several generators, as "numpy+torch".
std::string seeding_calls(const std::string& change) {
  auto plus = change.find('+');
  if (plus == std::string::npos) return seeding_call(change);
  const std::string first = seeding_calls(change.substr(0, plus)), rest = seeding_calls(change.substr(plus + 1));
  return first.empty() || rest.empty() ? std::string() : first + " and " + rest;
}

}  // namespace

std::string repair(const Report& report, const std::vector<Trial>& trials) {
  const std::string cause = cause_name(report, trials), place = show(headline_place(report));
  const bool known = headline_place(report).known();
  auto equal = std::find_if(trials.begin(), trials.end(), [](const Trial& t) { return t.usable && t.equal; });
  const Cause* leading = report.causes.empty() ? nullptr : &report.causes.front();
  if (cause == "left-over-file") return "remove " + report.left_over + " before each run, or give every run a folder of its own.";
  if (cause == "hash-order") return "sort before the order counts (sorted(…)), or take hashlib instead of hash(); setting PYTHONHASHSEED=0 before Python starts hides it.";
  if (cause == "unseeded-generator") {
    std::string calls = equal != trials.end() ? seeding_calls(equal->change) : std::string();
    if (calls.empty() && leading != nullptr) calls = seeding_call(leading->name);
    if (calls.empty()) return {};
    return "call " + calls + (known && report.verdict == Verdict::GeneratorFirst ? " before " + place + " runs." : " at the start of the program.");
  }
  if (cause == "seeded-too-late" && report.seeded_later && report.seeded_later->known()) return "move the seeding at " + show(*report.seeded_later) + " before " + place + ".";
  if (cause == "seed-differs") return "seed with a number that does not change from run to run, at " + place + ".";
  if (cause == "unseeded-generator-object" && leading != nullptr && leading->seeded_here) return "give the generator a seed where it is made, at " + place + ".";
  if (cause == "unseeded-generator-object" && leading != nullptr && leading->name == kGivenGenerator)
    return "seed the generator that " + place + " uses with a number that does not change from run to run.";
  if (cause == "generator-order" || cause == "thread-race") return "give each thread what it changes (a generator, a buffer) for itself, or make them wait for each other.";
  if (cause == "uninitialised-memory") return "write the memory before it is read (torch.zeros, an initialiser of torch.nn.init, …).";
  if (cause == "thread-count") return "keep the number of threads fixed (torch.set_num_threads).";
  if (cause == "nondeterministic-operation" && equal != trials.end() && equal->change == "deterministic") return "call torch.use_deterministic_algorithms(True) at the start of the program.";
  if (cause == "clock") return "do not let a clock decide at " + place + "; count steps or epochs instead.";
  if (cause == "outside-value" || cause == "control-flow" || cause == "ended-early") {
    if (cause == "outside-value" && report.reordered) return "put the values into a fixed order (as they were submitted, or sorted) before " + place + ".";
    if (report.origin && report.origin->certain) return "make the value at " + place + " from a seeded generator, the configuration, or data in a fixed order.";
  }
  return {};
}

}  // namespace seedlint::compare
