// See interruption.h.
#include "launch/interruption.h"

#include <cstddef>

namespace seedlint::launch {
namespace {

volatile sig_atomic_t came = 0;

}  // namespace

Interruption::Interruption() {
  came = 0;
  struct sigaction action {};
  action.sa_handler = [](int) { came = 1; };  // no SA_RESTART: whoever waits is woken
  for (std::size_t i = 0; i < 3; ++i) {
    ::sigaction(kSignals[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) ::sigaction(kSignals[i], &action, nullptr);
  }
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < 3; ++i) ::sigaction(kSignals[i], &before_[i], nullptr);
  came = 0;
}

bool Interruption::requested() { return came != 0; }

}  // namespace seedlint::launch
