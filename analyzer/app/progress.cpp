// See progress.h.
#include "app/progress.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include <unistd.h>

namespace seedlint::app {

Progress::Progress(bool wanted) {
  if (wanted && ::isatty(STDERR_FILENO) == 1) watcher_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

Progress::~Progress() {
  if (!watcher_.joinable()) return;
  watcher_.request_stop();
  watcher_.join();
}

void Progress::watch(const std::stop_token& stop) {
  using namespace std::chrono_literals;
  std::unique_lock lock(mutex_);
  bool shown = false;
  for (auto pause = 1000ms; !stop.stop_requested(); pause = 200ms) {
    if (wake_.wait_for(lock, stop, pause, [] { return false; }) || stop.stop_requested()) break;
    const std::string line = stage_ == Stage::Reading
                                 ? std::string("reading the project ...")
                                 : fmt::format("following {} of {} programs ...", done_.load(), total_.load());
    std::fputs(fmt::format("\r\x1b[Kseedlint: {}", line).c_str(), stderr);
    std::fflush(stderr);
    shown = true;
  }
  if (shown) {
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
  }
}

}  // namespace seedlint::app
