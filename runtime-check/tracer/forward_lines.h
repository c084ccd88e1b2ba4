// The lines of the forward pass by autograd's sequence number, so that what runs backward on a device's own
// thread, which has no Python frames, gets the place of the forward operation it belongs to.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

#include "python_frames.h"

namespace seedlint::tracer {

class ForwardLines {
 public:
  /// An outermost operation of `thread` begins and will make nodes numbered from `sequence` on.
  void remember(std::int64_t sequence, std::uint64_t thread, const StackInfo& stack) {
    std::lock_guard lock(mutex_);
    if (entries_.empty()) entries_.resize(kEntries);
    entries_[static_cast<std::size_t>(sequence) % kEntries] = {sequence, thread, stack};
  }

  /// The stack of the operation that made node `sequence`: that one, or the one before it that made several.
  /// Empty if it is too long ago.
  StackInfo find(std::int64_t sequence, std::uint64_t thread) {
    std::lock_guard lock(mutex_);
    for (std::int64_t at = sequence; !entries_.empty() && at >= 0 && at > sequence - kMostNodes; --at) {
      const Entry& entry = entries_[static_cast<std::size_t>(at) % kEntries];
      if (entry.sequence == at && entry.thread == thread) return entry.stack;
    }
    return {};
  }

  /// The line that the main thread recorded last: while it waits in backward(), that line.
  std::atomic<const FrameInfo*> last_main{nullptr};

 private:
  static constexpr std::size_t kEntries = 1 << 15;
  static constexpr std::int64_t kMostNodes = 64;  ///< of one outermost operation
  struct Entry {
    std::int64_t sequence = -1;
    std::uint64_t thread = 0;
    StackInfo stack;
  };
  std::mutex mutex_;
  std::vector<Entry> entries_;
};

}  // namespace seedlint::tracer
