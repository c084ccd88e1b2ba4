// See streams.h.
#include "compare/streams.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "compare/myers.h"
#include "kernels/hash.h"

namespace seedlint::compare {

using trace::Kind;
using trace::Record;
using trace::Stream;

bool is_soft(const Record& record) {
  switch (record.kind) {
    case Kind::Generator:
    case Kind::Value:
    case Kind::Input:
    case Kind::Uninitialised:
      return true;
    default:
      return (record.flags & trace::kSeedMaterial) != 0;
  }
}

bool is_seeding(const Stream& stream, std::size_t index) {
  auto records = stream.records();
  const Record& record = records[index];
  if (record.kind != Kind::Generator || (record.flags & trace::kReseeded) == 0) return false;
  for (std::size_t i = 0; i < index; ++i)
    if (records[i].kind == Kind::Generator && records[i].op == record.op && records[i].digest[0] == record.digest[1]) return false;
  return true;
}

namespace {

constexpr std::size_t kMostSuspects = 32768;
constexpr std::size_t kWindow = 4096;   // records looked at to find where the ways meet again
constexpr std::size_t kStretch = 8;     // records in a row that count as having met
constexpr std::size_t kMostEdits = 600;

/// Name ids are numbered as each run met the names; this gives both runs one numbering.
class Names {
 public:
  Names(const Stream& left, const Stream& right) : left_(left), right_(right) {}
  bool same(std::uint32_t l, std::uint32_t r) {
    if (r >= right_to_left_.size()) right_to_left_.resize(r + 64, kUnknown);
    if (right_to_left_[r] == l) return true;
    if (left_.name(l) != right_.name(r)) return false;
    right_to_left_[r] = l;
    return true;
  }

 private:
  static constexpr std::uint32_t kUnknown = 0xffffffffu;
  const Stream& left_;
  const Stream& right_;
  std::vector<std::uint32_t> right_to_left_;
};

/// Whether nobody knows what the tensor held: no bytes we may read, or the run ended before its digest came back.
bool not_hashed(const Record& record) { return (record.flags & trace::kNotHashed) != 0; }

bool same_digest(const Record& l, const Record& r) {
  if (not_hashed(l) || not_hashed(r)) return true;  // one run may have been killed before the digest came back
  return l.digest[0] == r.digest[0] && l.digest[1] == r.digest[1];
}

std::uint64_t path_key(const Stream& stream, const Record& record) {
  std::string_view op = stream.name(record.op);
  return kernels::hash_text(op.data(), op.size(),
                            record.stack ^ (static_cast<std::uint64_t>(record.kind) << 8 | record.slot));
}

std::vector<std::uint64_t> path_keys(const Stream& stream, std::size_t from) {
  std::vector<std::uint64_t> keys;
  for (std::size_t i = from; i < stream.records().size() && keys.size() < kWindow; ++i) {
    if (!is_soft(stream.records()[i])) keys.push_back(path_key(stream, stream.records()[i]));
  }
  return keys;
}

/// Pairs the soft records of one gap: the n-th of a kind and name with the n-th on the other side.
void compare_gap(const Stream& left, std::size_t l0, std::size_t l1, const Stream& right, std::size_t r0,
                 std::size_t r1, std::vector<Suspect>& suspects, std::vector<Suspect>& healed) {
  if (l0 == l1 && r0 == r1) return;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> others;
  auto key = [](const Stream& stream, const Record& record) {
    std::string_view op = stream.name(record.op);
    std::uint64_t place = record.kind == Kind::Value ? record.stack : 0;
    return kernels::hash_text(op.data(), op.size(), place ^ (static_cast<std::uint64_t>(record.kind) << 8 | record.slot));
  };
  for (std::size_t r = r0; r < r1; ++r) others[key(right, right.records()[r])].push_back(r);
  std::unordered_map<std::uint64_t, std::size_t> taken;
  for (std::size_t l = l0; l < l1 && suspects.size() < kMostSuspects; ++l) {
    const Record& a = left.records()[l];
    std::uint64_t k = key(left, a);
    auto found = others.find(k);
    std::size_t n = taken[k]++;
    if (found == others.end() || n >= found->second.size()) continue;
    std::size_t r = found->second[n];
    const Record& b = right.records()[r];
    if (a.kind == Kind::Generator) {
      if (a.digest[1] != b.digest[1]) {
        suspects.push_back({l, r, a.digest[0] != b.digest[0]});
      } else {  // seeded alike: how it differed before explains no draw that follows
        std::erase_if(suspects, [&](const Suspect& s) {
          const Record& earlier = left.records()[s.left];
          if (earlier.kind != Kind::Generator || earlier.op != a.op) return false;
          healed.push_back(s);
          return true;
        });
      }
    } else if (!same_digest(a, b)) {
      suspects.push_back({l, r, false});
    }
  }
}

}  // namespace

StreamComparison compare_streams(const Stream& left, const Stream& right, StreamOptions options) {
  StreamComparison result;
  result.left = &left;
  result.right = &right;
  auto ls = left.records(), rs = right.records();
  Names names(left, right);
  std::size_t l = 0, r = 0;
  for (;;) {
    std::size_t l0 = l, r0 = r;
    while (l < ls.size() && is_soft(ls[l])) ++l;
    while (r < rs.size() && is_soft(rs[r])) ++r;
    if (!result.first) compare_gap(left, l0, l, right, r0, r, result.suspects, result.healed);
    bool left_ended = l == ls.size(), right_ended = r == rs.size();
    if (left_ended || right_ended) {
      if (left_ended != right_ended && options.length_counts && !result.first) {
        result.first = Difference{Difference::What::End, l, r};
        ++result.differing;
      }
      return result;
    }
    const Record& a = ls[l];
    const Record& b = rs[r];
    bool same_place = a.kind == b.kind && a.slot == b.slot && a.stack == b.stack && names.same(a.op, b.op);
    if (!same_place) {
      if (!result.first) {
        Difference split{Difference::What::Path, l, r};
        if (auto meeting = resync(path_keys(left, l), path_keys(right, r), kStretch, kMostEdits)) {
          split.only_left = meeting->only_left;
          split.only_right = meeting->only_right;
          split.meets_again = true;
        }
        result.first = split;
      }
      ++result.differing;
      return result;
    }
    bool same_shape = names.same(a.meta, b.meta);
    if (!same_shape || !same_digest(a, b)) {
      if (!result.first) {
        Difference difference{same_shape ? Difference::What::Bits : Difference::What::Shape, l, r};
        bool has_values = ((a.flags | b.flags) & (trace::kNoValuesLane | trace::kScalar | trace::kNotHashed)) == 0;
        difference.reordered = same_shape && has_values && a.values == b.values;
        result.first = difference;
      }
      ++result.differing;
    } else if (!result.first) {
      ++result.compared;
    }
    ++l;
    ++r;
  }
}

namespace {

/// The states that one generator went through in the records of a stream before `end`.
std::vector<std::uint64_t> states_of(const Stream& stream, std::string_view generator, std::size_t end) {
  std::vector<std::uint64_t> states;
  for (std::size_t i = 0; i < end; ++i) {
    const Record& record = stream.records()[i];
    if (record.kind == Kind::Generator && stream.name(record.op) == generator) states.push_back(record.digest[1]);
  }
  return states;
}

/// The last draw before record `index` of a thread, if several of these threads draw from that generator and none of the
/// other run's drew from it in this order: the draws were dealt out otherwise, though together they may be the same.
std::optional<std::size_t> dealt_out_otherwise(const std::vector<const Stream*>& left, const std::vector<const Stream*>& right, const Stream& thread,
                                               std::size_t index) {
  std::size_t draw = index;
  while (draw > 0 && thread.records()[draw - 1].kind != Kind::Generator) --draw;
  if (draw == 0) return std::nullopt;
  const std::string_view generator = thread.name(thread.records()[draw - 1].op);
  const auto drawing = std::count_if(left.begin(), left.end(), [&](const Stream* s) { return !states_of(*s, generator, s->records().size()).empty(); });
  if (drawing < 2) return std::nullopt;
  const auto mine = states_of(thread, generator, index);
  for (const Stream* other : right) {
    const auto theirs = states_of(*other, generator, other->records().size());
    if (theirs.size() >= mine.size() && std::equal(mine.begin(), mine.end(), theirs.begin())) return std::nullopt;
  }
  return draw - 1;
}

}  // namespace

StreamComparison compare_unordered(const std::vector<const Stream*>& left, const std::vector<const Stream*>& right, StreamOptions options) {
  StreamComparison result;
  result.left = left.front();
  result.right = right.front();
  auto key = [](const Stream& stream, const Record& record) {
    std::string_view meta = stream.name(record.meta);
    std::uint64_t place = kernels::hash_text(meta.data(), meta.size(), path_key(stream, record));
    return kernels::mix64(kernels::mix64(place ^ record.digest[0]) ^ record.digest[1]);
  };
  std::unordered_map<std::uint64_t, std::size_t> others;
  for (const Stream* stream : right) {
    for (const Record& record : stream->records())
      if (!is_soft(record) && !not_hashed(record)) ++others[key(*stream, record)];
  }
  std::uint32_t earliest = 0;
  for (const Stream* stream : left) {
    std::size_t hard = 0;
    for (std::size_t i = 0; i < stream->records().size(); ++i) {
      const Record& record = stream->records()[i];
      if (is_soft(record) || not_hashed(record)) continue;
      auto found = others.find(key(*stream, record));
      if (found != others.end() && found->second > 0) {
        --found->second;
        if (!result.first) ++result.compared;
        ++hard;
        continue;
      }
      ++result.differing;
      if (!options.length_counts || (result.first && record.time >= earliest)) continue;
      earliest = record.time;
      result.left = stream;
      result.first = Difference{Difference::What::Bits, i, kNoRecord};
      result.suspects.clear();
      if (i > 0 && stream->records()[i - 1].kind == Kind::Generator && stream->records()[i - 1].stack == record.stack)
        result.suspects.push_back({i - 1, kNoRecord, true});
    }
  }
  if (result.first && result.suspects.empty())
    if (auto draw = dealt_out_otherwise(left, right, *result.left, result.first->left)) result.suspects.push_back({*draw, kNoRecord, true});
  return result;
}

}  // namespace seedlint::compare
