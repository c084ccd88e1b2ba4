// Which storages a recorded operation has produced. An input from any other storage came from outside
// torch (a data loader, from_numpy, a file) and is hashed at its first use.
//
// Storages are held by weak reference: that keeps the small StorageImpl (not its data) from being
// reused, so an address in the table always means the storage it was put in for.
#pragma once

#include <c10/core/StorageImpl.h>
#include <c10/util/intrusive_ptr.h>

#include <pthread.h>

#include <atomic>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace seedlint::tracer {

enum class StorageState : unsigned char {
  Foreign,
  Produced,
  Uninitialised,
  Captured,  ///< written inside a CUDA graph, so every replay gives it new values unseen: hashed at each use outside
};

class KnownStorages {
 public:
  StorageState state(const c10::StorageImpl* storage) {
    std::lock_guard lock(mutex_);
    auto found = table_.find(storage);
    return found == table_.end() ? StorageState::Foreign : found->second.state;
  }

  struct Use {
    StorageState state;
    bool shared;  ///< several threads have used it by turns, and one of them wrote
  };

  /// The state of a storage that the calling thread is about to read or write.
  Use use(const c10::StorageImpl* storage, bool writes) {
    std::lock_guard lock(mutex_);
    auto found = table_.find(storage);
    if (found == table_.end()) return {StorageState::Foreign, false};
    Entry& entry = found->second;
    const std::uint32_t thread = this_thread();
    // Autograd's own threads work for the one that waits in backward(), so they take nothing from anybody.
    if (entry.thread == kAutograd) entry.thread = thread;
    if (entry.thread != thread && thread != kAutograd) {
      // Handing a tensor over once is no sharing; taking it back after the other wrote, or writing what the other reads, is.
      if ((entry.wrote || writes) && entry.turns < 255) ++entry.turns;
      entry.thread = thread;
      entry.wrote = false;
    }
    entry.wrote = entry.wrote || writes;
    return {entry.state, entry.turns >= 2};
  }

  /// The name id-free place where an uninitialised storage was made; null if unknown.
  const void* origin(const c10::StorageImpl* storage) {
    std::lock_guard lock(mutex_);
    auto found = table_.find(storage);
    return found == table_.end() ? nullptr : found->second.origin;
  }

  void mark(const c10::Storage& storage, StorageState state, const void* origin = nullptr) {
    std::lock_guard lock(mutex_);
    auto [entry, added] = table_.try_emplace(storage.unsafeGetStorageImpl(), Entry{storage.getWeakStorageImpl(), state, origin, this_thread()});
    if (!added) {
      if (entry->second.state == StorageState::Captured && state == StorageState::Produced) return;  // the next replay writes it again
      entry->second.state = state;
      entry->second.origin = origin;
    }
    if (table_.size() >= sweep_at_) sweep();
  }

  void forget(const c10::StorageImpl* storage) {
    std::lock_guard lock(mutex_);
    table_.erase(storage);
  }

  /// Held around a fork, so that the child does not inherit it locked.
  std::mutex& mutex() { return mutex_; }

 private:
  struct Entry {
    c10::weak_intrusive_ptr<c10::StorageImpl> storage;
    StorageState state;
    const void* origin;
    std::uint32_t thread;       ///< that used it last
    bool wrote = true;          ///< … and wrote since it took over
    unsigned char turns = 0;    ///< how often it went from one thread to another while one of them wrote
  };

  static constexpr std::uint32_t kAutograd = 0;

  static std::uint32_t this_thread() {
    static std::atomic<std::uint32_t> next{1};
    thread_local const std::uint32_t number = [] {
      char name[32] = "";
      const bool autograd = ::pthread_getname_np(::pthread_self(), name, sizeof name) == 0 && std::strncmp(name, "pt_autograd", 11) == 0;
      return autograd ? kAutograd : next.fetch_add(1, std::memory_order_relaxed);
    }();
    return number;
  }

  void sweep() {
    for (auto it = table_.begin(); it != table_.end();) it = it->second.storage.expired() ? table_.erase(it) : std::next(it);
    sweep_at_ = table_.size() * 2 + 4096;
  }

  std::mutex mutex_;
  std::unordered_map<const c10::StorageImpl*, Entry> table_;
  std::size_t sweep_at_ = 4096;
};

}  // namespace seedlint::tracer
