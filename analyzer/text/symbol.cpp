// Interned names: a sharded table for all threads with a small table of each thread's own in front of it.
#include "text/symbol.h"

#include <array>
#include <atomic>
#include <cstring>
#include <memory>
#include <mutex>
#include <vector>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace seedlint {
namespace {

constexpr std::uint32_t kShardBits = 6;
constexpr std::uint32_t kShards = 1u << kShardBits;
constexpr std::uint32_t kBlock = 4096;        // names in one block of a shard
constexpr std::uint32_t kMaxBlocks = 1u << 12;  // a billion names in all: more than memory holds

// One shard owns the names whose hash ends in its number. A symbol is (index in shard << kShardBits | shard) + 1.
class Shard {
 public:
  Shard() : slots_(256), blocks_(kMaxBlocks) {}

  std::uint32_t intern(std::string_view text, std::uint64_t hash) {
    const std::lock_guard lock(mutex_);
    std::size_t mask = slots_.size() - 1;
    std::size_t at = (hash >> kShardBits) & mask;
    for (; slots_[at].index_plus_one != 0; at = (at + 1) & mask) {
      if (slots_[at].hash == hash && text_at(slots_[at].index_plus_one - 1) == text) {
        return slots_[at].index_plus_one - 1;
      }
    }
    const std::uint32_t index = count_;
    store(index, copy(text));
    slots_[at] = {hash, index + 1};
    ++count_;
    if (std::size_t{count_} * 2 > slots_.size()) grow();
    return index;
  }

  // Without the lock: whoever holds a symbol got it through something that orders it after its making.
  std::string_view text_at(std::uint32_t index) const {
    return blocks_[index / kBlock].load(std::memory_order_acquire)[index % kBlock];
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t index_plus_one = 0;
  };

  void store(std::uint32_t index, std::string_view text) {
    std::atomic<std::string_view*>& block = blocks_[index / kBlock];
    if (block.load(std::memory_order_relaxed) == nullptr) {
      owned_.push_back(std::make_unique<std::string_view[]>(kBlock));
      owned_.back()[index % kBlock] = text;
      block.store(owned_.back().get(), std::memory_order_release);
    } else {
      block.load(std::memory_order_relaxed)[index % kBlock] = text;
    }
  }

  std::string_view copy(std::string_view text) {
    if (text.size() > room_) {
      const std::size_t size = text.size() > 16384 ? text.size() : 65536;
      characters_.push_back(std::make_unique<char[]>(size));
      next_ = characters_.back().get();
      room_ = size;
    }
    char* to = next_;
    if (!text.empty()) std::memcpy(to, text.data(), text.size());
    next_ += text.size();
    room_ -= text.size();
    return {to, text.size()};
  }

  void grow() {
    std::vector<Slot> larger(slots_.size() * 2);
    const std::size_t mask = larger.size() - 1;
    for (const Slot& slot : slots_) {
      if (slot.index_plus_one == 0) continue;
      std::size_t at = (slot.hash >> kShardBits) & mask;
      while (larger[at].index_plus_one != 0) at = (at + 1) & mask;
      larger[at] = slot;
    }
    slots_ = std::move(larger);
  }

  std::mutex mutex_;
  std::vector<Slot> slots_;
  std::uint32_t count_ = 0;
  std::vector<std::atomic<std::string_view*>> blocks_;
  std::vector<std::unique_ptr<std::string_view[]>> owned_;
  std::vector<std::unique_ptr<char[]>> characters_;
  char* next_ = nullptr;
  std::size_t room_ = 0;
};

std::array<Shard, kShards>& shards() {
  // Never destroyed: symbols are used by destructors of other static objects too.
  static auto& all = *new std::array<Shard, kShards>;
  return all;
}

// What this thread met last, by hash. A hit costs no lock.
struct Recent {
  std::uint64_t hash = 0;
  std::uint32_t symbol = 0;
  std::uint32_t size = 0;
  const char* text = nullptr;
};
thread_local std::array<Recent, 4096> recent;

}  // namespace

Symbol intern(std::string_view text) {
  if (text.empty()) return kNoSymbol;
  const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
  Recent& known = recent[(hash >> 40) % recent.size()];
  if (known.text != nullptr && known.hash == hash && known.size == text.size() &&
      std::memcmp(known.text, text.data(), text.size()) == 0) {
    return Symbol{known.symbol};
  }
  const std::uint32_t shard = hash & (kShards - 1);
  const std::uint32_t index = shards()[shard].intern(text, hash);
  const std::uint32_t symbol = (index << kShardBits | shard) + 1;
  known = {hash, symbol, static_cast<std::uint32_t>(text.size()), shards()[shard].text_at(index).data()};
  return Symbol{symbol};
}

std::string_view text_of(Symbol symbol) {
  if (symbol == kNoSymbol) return {};
  const std::uint32_t value = static_cast<std::uint32_t>(symbol) - 1;
  return shards()[value & (kShards - 1)].text_at(value >> kShardBits);
}

}  // namespace seedlint
