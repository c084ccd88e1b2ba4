// Interned names: a table in shards for all threads, and in front of it what each thread met last.
#include "text/symbol.h"

#include <algorithm>
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

constexpr std::uint32_t kShards = 64;
constexpr std::uint32_t kBlock = 4096;      // names in one block
constexpr std::uint32_t kBlocks = 1u << 16;  // 268 million names in all: more than memory holds

// Symbol to text. Blocks are made as they are needed and never move, so reading takes no lock: whoever holds a
// symbol got it through something that orders it after its making.
constinit std::array<std::atomic<std::string_view*>, kBlocks> blocks{};
constinit std::atomic<std::uint32_t> next_symbol{1};  // 0 is the empty name

// Gives a new symbol to a text that stays where it is; 0 where there are too many.
std::uint32_t add_symbol(std::string_view text) {
  const std::uint32_t symbol = next_symbol.fetch_add(1, std::memory_order_relaxed);
  if (symbol / kBlock >= kBlocks) return 0;
  std::atomic<std::string_view*>& slot = blocks[symbol / kBlock];
  std::string_view* block = slot.load(std::memory_order_acquire);
  if (block == nullptr) {
    auto made = std::make_unique<std::string_view[]>(kBlock);
    if (slot.compare_exchange_strong(block, made.get(), std::memory_order_acq_rel)) block = made.release();
  }
  block[symbol % kBlock] = text;
  return symbol;
}

// Owns the names whose hash says so: text to symbol.
class Shard {
 public:
  std::uint32_t intern(std::string_view text, std::uint64_t hash, const char*& stored) {
    const std::lock_guard lock(mutex_);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash / kShards & mask;
    for (; slots_[at].symbol != 0; at = (at + 1) & mask) {
      const std::string_view known = text_of(Symbol{slots_[at].symbol});
      if (slots_[at].hash == hash && known == text) {
        stored = known.data();
        return slots_[at].symbol;
      }
    }
    const std::string_view kept = copy(text);
    const std::uint32_t symbol = add_symbol(kept);
    if (symbol == 0) return 0;
    stored = kept.data();
    slots_[at] = {hash, symbol};
    if (++count_ * 2 > slots_.size()) grow();
    return symbol;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t symbol = 0;
  };

  std::string_view copy(std::string_view text) {
    if (text.size() > room_) {
      // Small at first: most runs meet a few thousand names, spread over all shards.
      const std::size_t usual = characters_.size() < 4 ? 2048 : 65536;
      const std::size_t size = std::max(text.size(), usual);
      characters_.push_back(std::make_unique_for_overwrite<char[]>(size));
      next_ = characters_.back().get();
      room_ = size;
    }
    char* const to = next_;
    std::memcpy(to, text.data(), text.size());
    next_ += text.size();
    room_ -= text.size();
    return {to, text.size()};
  }

  void grow() {
    std::vector<Slot> larger(slots_.size() * 2);
    const std::size_t mask = larger.size() - 1;
    for (const Slot& slot : slots_) {
      if (slot.symbol == 0) continue;
      std::size_t at = slot.hash / kShards & mask;
      while (larger[at].symbol != 0) at = (at + 1) & mask;
      larger[at] = slot;
    }
    slots_ = std::move(larger);
  }

  std::mutex mutex_;
  std::vector<Slot> slots_ = std::vector<Slot>(256);
  std::size_t count_ = 0;
  std::vector<std::unique_ptr<char[]>> characters_;
  char* next_ = nullptr;
  std::size_t room_ = 0;
};

std::array<Shard, kShards>& shards() {
  // Never destroyed: symbols are used by destructors of other static objects too.
  static auto& all = *new std::array<Shard, kShards>;
  return all;
}

// A hit costs no lock.
struct Recent {
  std::uint64_t hash = 0;
  const char* text = nullptr;
  std::uint32_t size = 0;
  std::uint32_t symbol = 0;
};
constinit thread_local std::array<Recent, 2048> recent{};

}  // namespace

Symbol intern(std::string_view text) {
  if (text.empty()) return kNoSymbol;
  const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
  Recent& known = recent[(hash >> 40) % recent.size()];
  if (known.hash == hash && known.size == text.size() && std::memcmp(known.text, text.data(), text.size()) == 0) {
    return Symbol{known.symbol};
  }
  const char* stored = nullptr;
  const std::uint32_t symbol = shards()[hash % kShards].intern(text, hash, stored);
  if (symbol != 0) known = {hash, stored, static_cast<std::uint32_t>(text.size()), symbol};
  return Symbol{symbol};
}

std::string_view text_of(Symbol symbol) {
  if (symbol == kNoSymbol) return {};
  const auto value = static_cast<std::uint32_t>(symbol);
  return blocks[value / kBlock].load(std::memory_order_acquire)[value % kBlock];
}

}  // namespace seedlint
