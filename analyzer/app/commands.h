// The commands. Each prints and gives the exit status.
#pragma once

#include "app/options.h"

namespace seedlint::app {

inline constexpr int kClean = 0, kFound = 1, kTrouble = 2;

int run_check(const Options& options);
int run_explain(const Options& options);
int run_rules(const Options& options);
int run_trace(const Options& options);
// Becomes seedlint-verify, with all arguments from the word `verify` on; comes back only if that is not there.
int run_verify(char** argv);

}  // namespace seedlint::app
