// SEED406: determinism is claimed and a switch is left open.
#include <fmt/format.h>

#include "flags.h"

namespace seedlint::rules {

SEEDLINT_RULE(partial_determinism)(const Run& run, Report& report) {
  if (run.root().is_test || run.root().is_open() || !run.trains()) return;
  const Step* algorithms = nullptr;
  const Step* cudnn = nullptr;
  const Step* warn = nullptr;
  bool benchmark = false;
  for (const Step& step : run.steps()) {
    if (is_flag(step, kDeterministicAlgorithms) && switches_on(step) && algorithms == nullptr) algorithms = &step;
    if (is_flag(step, kCudnnDeterministic) && switches_on(step) && cudnn == nullptr) cudnn = &step;
    if (is_flag(step, kWarnOnly) && switches_on(step) && warn == nullptr) warn = &step;
    if (is_flag(step, kBenchmark) && switches_on(step)) benchmark = true;
  }
  if (warn != nullptr && algorithms != nullptr) {
    report
        .at(run.stands_at(*warn),
            "warn_only leaves nondeterministic operations as they are, the backward pass of attention among them",
            "determinism")
        .help("leave warn_only out where runs must repeat bit for bit");
    return;
  }
  if (cudnn == nullptr || algorithms != nullptr || benchmark || cudnn->conditional) return;
  report
      .at(run.stands_at(*cudnn),
          "cudnn.deterministic covers convolutions and recurrent layers only: other operations on CUDA may still differ "
          "from run to run",
          "determinism")
      .help("add `torch.use_deterministic_algorithms(True)` where runs must repeat bit for bit");
}

}  // namespace seedlint::rules
