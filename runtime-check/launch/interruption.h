// ^C, SIGTERM and a closed terminal while `seedlint verify` works: none of them ends it at once, so that what it started
// is ended and what it wrote is removed, whatever it is doing at the time.
#pragma once

#include <signal.h>

namespace seedlint::launch {

/// While one is alive, SIGINT, SIGTERM and SIGHUP only set a flag. A signal that was ignored stays ignored (nohup).
/// At most one at a time.
class Interruption {
 public:
  Interruption();
  Interruption(const Interruption&) = delete;
  ~Interruption();

  /// Whether one of the signals came while one of these has been alive; false where none is.
  static bool requested();

 private:
  static constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction before_[3];
};

}  // namespace seedlint::launch
