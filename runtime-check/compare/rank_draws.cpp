// See rank_draws.h.
#include "compare/rank_draws.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <tuple>

#include "compare/generators.h"
#include "kernels/hash.h"

namespace seedlint::compare {
namespace {

using trace::Kind;
using trace::Record;
using trace::Stream;

struct Draw {
  std::uint64_t before = 0, after = 0;
  std::string operation;
  Place place;
  std::uint32_t step = 0;
  bool may_be_shared_out = false;  ///< randint and the like
};

/// Number of elements of "float32[4, 8]".
std::size_t elements(std::string_view meta) {
  auto open = meta.find('[');
  if (open == std::string_view::npos) return 0;
  std::size_t product = 1, number = 0;
  bool any = false;
  for (char c : meta.substr(open + 1)) {
    if (c >= '0' && c <= '9') {
      number = number * 10 + static_cast<std::size_t>(c - '0');
      any = true;
    } else if (c == ',' || c == ']') {
      if (any) product *= number;
      number = 0;
      any = false;
    }
  }
  return product;
}

bool says(std::string_view name, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

/// What one rank's main thread drew after its first step, and what losses came of it.
struct RankDraws {
  int rank = 0;
  std::map<std::tuple<std::uint32_t, std::uint64_t, std::size_t>, Draw> draws;  ///< by step, stack, occurrence
  std::map<std::uint32_t, std::uint64_t> losses;  ///< by step: all single values before its backward pass, the loss among them
};

RankDraws read(const Stream& stream, int rank) {
  RankDraws result;
  result.rank = rank;
  auto records = stream.records();
  std::uint32_t backward_of = 0;  // the last step whose backward pass has begun
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::size_t> occurrences;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Record& record = records[i];
    if (record.step == 0) continue;
    if ((record.flags & trace::kBackward) != 0) {
      backward_of = record.step;
    } else if (record.kind == Kind::Output && (record.flags & (trace::kScalar | trace::kSeedMaterial)) == 0 && backward_of != record.step &&
               elements(stream.name(record.meta)) == 1 && stream.name(record.op) != "aten::ones_like") {
      auto& losses = result.losses[record.step];
      losses = kernels::mix64(losses ^ record.digest[0]);
    }
    if (record.kind != Kind::Generator || (record.flags & (trace::kOutside | trace::kReseeded | trace::kSeedMaterial)) != 0) continue;
    if (seeded_by(stream.name(record.op)) != "torch" || i + 1 >= records.size()) continue;
    const Record& drawn = records[i + 1];  // written when the operation ended
    if (drawn.stack != record.stack || (drawn.kind != Kind::Output && drawn.kind != Kind::Written)) continue;
    if ((drawn.flags & trace::kSeedMaterial) != 0 || elements(stream.name(drawn.meta)) < 2) continue;
    std::string operation(stream.name(drawn.op));
    if (says(operation, {"randperm", "multinomial"})) continue;
    Draw draw{record.digest[0], record.digest[1], operation, {}, record.step, says(operation, {"randint", "random_"})};
    trace::Site site = stream.site(drawn);
    draw.place = {std::string(site.file), site.line, std::string(site.function)};
    std::size_t n = occurrences[{record.step, record.stack}]++;
    result.draws.emplace(std::tuple(record.step, record.stack, n), std::move(draw));
  }
  return result;
}

std::vector<RankDraws> all_ranks(const trace::Run& run, const Facts& facts) {
  std::vector<RankDraws> ranks;
  if (facts.world < 2) return ranks;
  for (const auto& [label, rank] : facts.rank_of) {
    auto stream = std::find_if(run.streams.begin(), run.streams.end(), [&](const Stream& s) { return s.label() == label + "-main"; });
    if (stream != run.streams.end()) ranks.push_back(read(*stream, rank));
  }
  std::sort(ranks.begin(), ranks.end(), [](const RankDraws& a, const RankDraws& b) { return a.rank < b.rank; });
  return ranks;
}

}  // namespace

std::vector<EqualDraw> equal_draws(const trace::Run& run, const Facts& facts) {
  std::vector<EqualDraw> result;
  auto ranks = all_ranks(run, facts);
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    for (std::size_t j = i + 1; j < ranks.size(); ++j) {
      for (const auto& [key, draw] : ranks[i].draws) {
        auto other = ranks[j].draws.find(key);
        if (other == ranks[j].draws.end() || other->second.before != draw.before || other->second.after != draw.after) continue;
        if (draw.may_be_shared_out) {
          auto ours = ranks[i].losses.find(draw.step), theirs = ranks[j].losses.find(draw.step);
          if (ours == ranks[i].losses.end() || theirs == ranks[j].losses.end() || ours->second != theirs->second) continue;
        }
        bool known = std::any_of(result.begin(), result.end(),
                                 [&](const EqualDraw& e) { return e.place.line == draw.place.line && e.place.file == draw.place.file; });
        if (!known) result.push_back({ranks[i].rank, ranks[j].rank, draw.operation, draw.place, draw.step});
      }
    }
  }
  return result;
}

std::vector<LoopDraw> loop_rows(const trace::Run& run, const Facts& facts) {
  std::vector<LoopDraw> rows;
  auto ranks = all_ranks(run, facts);
  for (const RankDraws& rank : ranks) {
    if (rank.draws.empty()) continue;
    const auto& [key, draw] = *rank.draws.begin();
    LoopDraw row{rank.rank, "", -1};
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(draw.before));
    row.state = text;
    for (const RankDraws& other : ranks) {
      auto same = other.draws.find(key);
      if (other.rank != rank.rank && same != other.draws.end() && same->second.before == draw.before) row.equal_to = other.rank;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace seedlint::compare
