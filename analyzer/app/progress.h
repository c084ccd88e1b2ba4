// One line on standard error while a long analysis runs on a terminal.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>

namespace seedlint::app {

// Silent for the first second, and altogether where `wanted` is false or standard error is no terminal.
class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress();  // wipes the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void reading() { stage_ = Stage::Reading; }
  void executing(std::size_t roots) {
    total_ = roots;
    done_ = 0;
    stage_ = Stage::Executing;
  }
  void one_done() { done_.fetch_add(1, std::memory_order_relaxed); }

 private:
  enum class Stage : unsigned char { Reading, Executing };
  void watch(const std::stop_token& stop);

  std::atomic<Stage> stage_{Stage::Reading};
  std::atomic<std::size_t> total_{0}, done_{0};
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread watcher_;
};

}  // namespace seedlint::app
