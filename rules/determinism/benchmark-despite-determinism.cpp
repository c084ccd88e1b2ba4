// SEED401: cuDNN may choose its algorithms by timing although the program claims determinism.
#include <fmt/format.h>

#include "flags.h"

namespace seedlint::rules {

SEEDLINT_RULE(benchmark_despite_determinism)(const Run& run, Report& report) {
  if (run.root().is_test) return;
  const Step* claim = determinism_claim(run);
  const Step* seed = nullptr;
  for (const Step& step : run.steps())
    if (seed == nullptr && step.kind == EventKind::Seed && step.stream.global() && !in_loader_worker(run, step))
      seed = &step;
  for (const Step& flag : run.steps()) {
    if (!is_flag(flag, kBenchmark) || !switches_on(flag) || flag.conditional) continue;
    bool undone = false;
    for (const Step& step : run.steps())
      if (is_flag(step, kBenchmark) && step.process == flag.process && &step > &flag && !switches_on(step)) undone = true;
    if (undone) continue;
    if (claim == nullptr && in_determinism_helper(run, flag)) {
      report
          .at(run.stands_at(flag),
              "a helper that is named for determinism switches cudnn.benchmark on: algorithms are chosen by timing and "
              "may differ from run to run",
              "cudnn")
          .path_of(flag, "switched on here")
          .help("set `torch.backends.cudnn.benchmark = False` there");
      continue;
    }
    if (claim != nullptr) {
      report
          .at(run.stands_at(flag),
              "cudnn.benchmark is switched on where determinism was asked for: algorithms are chosen by timing and may "
              "differ from run to run",
              "cudnn")
          .label(run.stands_at(*claim), claim->process == flag.process
                                            ? "determinism is asked for here"
                                            : "determinism is asked for here, in another process")
          .help("set `torch.backends.cudnn.benchmark = False` when a seed is given, in the process that trains");
      continue;
    }
    if (seed == nullptr || !run.trains()) continue;
    report
        .at(run.stands_at(flag),
            "cudnn.benchmark chooses algorithms by timing, so a seeded run may still differ in its last digits", "cudnn")
        .severity(Severity::Note)
        .label(run.stands_at(*seed), "seeded here")
        .help("leave it on for speed; switch it off where runs must repeat bit for bit");
  }
}

}  // namespace seedlint::rules
