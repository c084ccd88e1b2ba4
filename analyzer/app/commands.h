// The commands. Each prints and gives the exit status.
#pragma once

#include "app/options.h"

namespace seedlint::app {

inline constexpr int kClean = 0, kFound = 1, kTrouble = 2;

int run_check(const Options& options);
int run_explain(const Options& options);
int run_rules(const Options& options);
int run_trace(const Options& options);

}  // namespace seedlint::app
