// Work shared by a few threads: each takes the next index until none is left.
#pragma once

#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace seedlint::resolve {

// Calls work(i) for every i below `count`, on at most `threads` threads (the caller's is one of them).
template <typename Work>
void parallel_for(std::size_t count, unsigned threads, Work&& work) {
  if (threads > count) threads = static_cast<unsigned>(count);
  std::atomic<std::size_t> next{0};
  const auto loop = [&] {
    for (std::size_t i; (i = next.fetch_add(1, std::memory_order_relaxed)) < count;) work(i);
  };
  if (threads <= 1) return loop();
  std::vector<std::jthread> helpers;
  try {
    for (unsigned i = 1; i < threads; ++i) helpers.emplace_back(loop);
  } catch (const std::system_error&) {  // a limit on memory or processes: fewer do
  }
  loop();
}

}  // namespace seedlint::resolve
