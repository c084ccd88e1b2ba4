// SEED402: determinism is switched on and off again on one path, or a helper that claims it switches it off.
#include <fmt/format.h>

#include "flags.h"

namespace seedlint::rules {

SEEDLINT_RULE(contradictory_determinism_flags)(const Run& run, Report& report) {
  if (run.root().is_test) return;
  for (const Step& off : run.steps()) {
    const bool algorithms = is_flag(off, kDeterministicAlgorithms);
    if (!algorithms && !is_flag(off, kCudnnDeterministic)) continue;
    if (!switches_off(off) || off.conditional || off.deferred) continue;
    const Step* on = nullptr;
    const Step* again = nullptr;
    for (const Step& step : run.steps()) {
      if (step.kind != EventKind::Flag || step.name != off.name || step.process != off.process) continue;
      if (&step < &off && switches_on(step) && !step.conditional) on = &step;
      if (&step > &off && !switches_off(step)) again = &step;
    }
    if (again != nullptr) continue;  // off for a while only
    const std::string name = algorithms ? "use_deterministic_algorithms" : "cudnn.deterministic";
    if (on != nullptr && run.stands_at(*on) != run.stands_at(off) && on->token != off.token) {
      report
          .at(run.stands_at(off),
              fmt::format("{} is switched off here after it was switched on: the program is not deterministic after all",
                          name),
              name)
          .label(run.stands_at(*on), "switched on here")
          .help("leave one of the two out");
      continue;
    }
    if (!in_determinism_helper(run, off) || off.guarded_by_option) continue;
    report
        .at(off.token,
            fmt::format("a helper that is named for determinism switches {} off: operations may differ from run to run",
                        name),
            name)
        .path_of(off, "switched off here")
        .help(algorithms ? std::string("write `torch.use_deterministic_algorithms(True)`")
                         : std::string("write `torch.backends.cudnn.deterministic = True`"));
  }
}

}  // namespace seedlint::rules
