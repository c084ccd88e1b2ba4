// What the determinism rules ask about switches.
#pragma once

#include <string_view>

#include "common.h"

namespace seedlint::rules {

inline constexpr std::string_view kBenchmark = "torch.backends.cudnn.benchmark";
inline constexpr std::string_view kCudnnDeterministic = "torch.backends.cudnn.deterministic";
inline constexpr std::string_view kDeterministicAlgorithms = "torch.use_deterministic_algorithms";
inline constexpr std::string_view kWarnOnly = "torch.deterministic.warn_only";
inline constexpr std::string_view kCublasWorkspace = "env.CUBLAS_WORKSPACE_CONFIG";

inline bool is_flag(const Step& step, std::string_view name) {
  return step.kind == EventKind::Flag && text_of(step.name) == name;
}
// The write surely switches it on (off). "warn" and other texts count as on.
bool switches_on(const Step& flag);
bool switches_off(const Step& flag);
// The first unconditional write that claims determinism; nullptr if there is none.
const Step* determinism_claim(const Run& run);
// A function on the way to the step says by its name that it makes things deterministic ("set_deterministic").
bool in_determinism_helper(const Run& run, const Step& step);
// The pinned version is surely below `wanted`; not known: false.
bool version_below(const Run& run, std::string_view library, std::string_view wanted);
// The pinned version is surely `wanted` or newer.
bool version_from(const Run& run, std::string_view library, std::string_view wanted);

}  // namespace seedlint::rules
