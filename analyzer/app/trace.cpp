// seedlint trace: what was understood of a program, step by step.
#include <fmt/format.h>

#include "app/commands.h"
#include "app/console.h"

namespace seedlint::app {

int run_trace(const Options&) {
  print_error("trace is not there yet");
  return kTrouble;
}

}  // namespace seedlint::app
