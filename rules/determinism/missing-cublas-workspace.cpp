// SEED403: deterministic algorithms are asked for, and cuBLAS is not told to keep to them.
#include <fmt/format.h>

#include "flags.h"
#include "ranks/ranks.h"

namespace seedlint::rules {

SEEDLINT_RULE(missing_cublas_workspace)(const Run& run, Report& report) {
  if (run.root().is_test || run.root().is_open() || run.cut() || !run.trains()) return;
  if (version_from(run, "torch", "2.10") || version_below(run, "torch", "1.7")) return;
  const Step* asked = nullptr;
  const Step* given = nullptr;
  bool unknown = false;
  for (const Step& step : run.steps()) {
    if (step.kind == EventKind::Mark && (text_of(step.name) == "exec" || text_of(step.name) == "subprocess"))
      unknown = true;
    if (is_flag(step, kDeterministicAlgorithms) && switches_on(step) && !step.conditional && asked == nullptr &&
        !is_framework(step.api))
      asked = &step;
    if (is_flag(step, kWarnOnly)) return;  // a warning at run time says the same
    if (!is_flag(step, kCublasWorkspace)) continue;
    if (given == nullptr) given = &step;
    const auto text = step.value.text();
    if (!text.has_value() || *text == ":4096:8" || *text == ":16:8") unknown = true;
  }
  if (asked == nullptr || unknown) return;
  const bool sure = version_below(run, "torch", "2.10");
  if (given != nullptr) {
    report
        .at(given->token,
            fmt::format("torch takes only :4096:8 or :16:8 for CUBLAS_WORKSPACE_CONFIG: with `{}` matrix products on "
                        "CUDA raise an error",
                        *given->value.text()),
            "cublas")
        .severity(sure ? Severity::Warning : Severity::Note)
        .label(run.stands_at(*asked), "deterministic algorithms are asked for here")
        .help("set `os.environ[\"CUBLAS_WORKSPACE_CONFIG\"] = \":4096:8\"`");
    return;
  }
  report
      .at(run.stands_at(*asked),
          fmt::format("deterministic algorithms are asked for without CUBLAS_WORKSPACE_CONFIG: {} matrix products on "
                      "CUDA raise an error",
                      sure ? "with the pinned torch" : "with torch below 2.10"),
          "cublas")
      .severity(sure ? Severity::Warning : Severity::Note)
      .help("set `os.environ[\"CUBLAS_WORKSPACE_CONFIG\"] = \":4096:8\"` before CUDA is used, or in the launch script");
}

}  // namespace seedlint::rules
