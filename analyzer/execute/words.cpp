// What an identifier says by its name alone.
#include "execute/words.h"

#include <cctype>
#include <string>
#include <unordered_map>
#include <vector>

namespace seedlint::execute {

namespace {

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

enum : std::uint8_t { kLooked = 1, kSeed = 2, kRank = 4, kLocal = 8, kSeeding = 16, kDeterminism = 32, kAnswer = 64, kLocalAnswer = 128 };

// Bits of a symbol. A table for each thread: the same few thousand names are asked for again and again.
std::uint8_t bits_of(Symbol name) {
  thread_local std::vector<std::uint8_t> table;
  const auto index = static_cast<std::size_t>(name);
  if (index >= table.size()) table.resize(index + 1024);
  std::uint8_t& bits = table[index];
  if (bits == 0) {
    bool local = false;
    bits = kLooked;
    if (names_a_seed(text_of(name))) bits |= kSeed;
    if (names_a_rank(text_of(name), local)) bits |= kRank;
    if (local) bits |= kLocal;
    if (names_a_seeding_function(text_of(name))) bits |= kSeeding;
    if (names_determinism(text_of(name))) bits |= kDeterminism;
    std::string_view plain = last_component(text_of(name));
    if (plain.starts_with("get_")) plain.remove_prefix(4);
    if (names_a_rank(plain, local)) bits |= local ? kAnswer | kLocalAnswer : kAnswer;
  }
  return bits;
}

}  // namespace

namespace word {
const Symbol init = intern("__init__"), call = intern("__call__"), getattr = intern("__getattr__"),
             setattr = intern("__setattr__"), getitem = intern("__getitem__"), setitem = intern("__setitem__"),
             iter = intern("__iter__"), next = intern("__next__"), contains = intern("__contains__"),
             len = intern("__len__"), enter = intern("__enter__"), exit = intern("__exit__"),
             post_init = intern("__post_init__"), make = intern("__new__"), torch = intern("torch"), generator = intern("generator"),
             set = intern("set");
}  // namespace word

bool names_a_seed(std::string_view identifier) {
  const std::string s = lower(last_component(identifier));
  if (s.find("seed") == std::string::npos) return false;
  return s.find("seeds_per") == std::string::npos && s.find("num_seed") == std::string::npos &&
         s.find("n_seed") == std::string::npos && s.find("seeder") == std::string::npos;
}

bool names_a_seeding_function(std::string_view identifier) {
  const std::string s = lower(last_component(identifier));
  if (s.find("seed") == std::string::npos && s != "set_determinism" && s != "set_deterministic" &&
      s != "enable_full_determinism" && s != "set_reproducibility" && s != "make_deterministic" &&
      s != "set_random_state" && s != "fix_random" && s != "enable_reproducibility")
    return false;
  return !(s.starts_with("get_") || s.starts_with("generate") || s.starts_with("sample") || s.starts_with("num_") ||
           s.starts_with("n_") || s.starts_with("load") || s.starts_with("add_") || s.starts_with("parse"));
}

bool names_a_rank(std::string_view identifier, bool& local) {
  const std::string s = lower(last_component(identifier));
  local = s == "local_rank" || s == "localrank" || s == "local_process_index" || s == "is_local_main_process" ||
          s == "slurm_localid" || s == "ompi_comm_world_local_rank" || s == "local_ranks";
  return local || s == "rank" || s == "global_rank" || s == "process_index" || s == "process_rank" ||
         s == "ddp_rank" || s == "world_rank" || s == "dp_rank" || s == "data_parallel_rank" || s == "proc_id" ||
         s == "is_main_process" || s == "is_master" || s == "is_rank0" || s == "is_global_zero" ||
         s == "is_world_process_zero" || s == "slurm_procid" || s == "ompi_comm_world_rank" || s == "pmi_rank" ||
         s == "distributed_rank" || s == "machine_rank" || s == "rank_id" || s == "node_rank";
}

bool names_determinism(std::string_view identifier) {
  const std::string s = lower(last_component(identifier));
  return s.find("determin") != std::string::npos || s.find("reproduc") != std::string::npos;
}

bool names_a_seed(Symbol identifier) { return bits_of(identifier) & kSeed; }

bool names_a_rank(Symbol identifier, bool& local) {
  const std::uint8_t bits = bits_of(identifier);
  local = bits & kLocal;
  return bits & kRank;
}

bool names_a_seeding_function(Symbol identifier) { return bits_of(identifier) & kSeeding; }

bool names_determinism(Symbol identifier) { return bits_of(identifier) & kDeterminism; }

bool answers_with_a_rank(Symbol function, bool& local) {
  const std::uint8_t bits = bits_of(function);
  local = bits & kLocalAnswer;
  return bits & kAnswer;
}

Symbol dotted(Symbol base, Symbol name) {
  if (base == kNoSymbol) return name;
  thread_local std::unordered_map<std::uint64_t, Symbol> known;
  Symbol& whole = known[static_cast<std::uint64_t>(base) << 32 | static_cast<std::uint32_t>(name)];
  if (whole == kNoSymbol) whole = intern(std::string(text_of(base)) + "." + std::string(text_of(name)));
  return whole;
}

}  // namespace seedlint::execute
