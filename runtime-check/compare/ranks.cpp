// See ranks.h. Every test here asks for evidence that the program trains, that its ranks share one model, and that
// a generator was really drawn from; without it nothing is said.
#include "compare/ranks.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "compare/rank_draws.h"

namespace seedlint::compare {
namespace {

using Relation = MatrixRow::Relation;

constexpr std::size_t kEnoughSamples = 8;  // an equal order of fewer may be chance

std::string ranks_words(int a, int b) { return "ranks " + std::to_string(a) + " and " + std::to_string(b); }

std::string generator_words(const std::string& name) {
  if (name == "torch") return "torch's generator";
  if (name == "numpy") return "NumPy's global generator";
  if (name == "python") return "Python's random";
  auto space = name.find(' ');
  return space == std::string::npos ? name : "the " + name.substr(0, space) + " `" + name.substr(space + 1) + "`";
}

bool is_object(const std::string& stream) { return stream.find(' ') != std::string::npos; }

/// Both batches of a worker's start of an epoch as one: the state before the first, what is left after the last.
struct Start {
  int rank, worker, loader, epoch;
  std::string stream;
  StreamState state;
  std::string index;  ///< of the first batch
};

/// The same stretch of the same stream: it began alike, was drawn from, and was not seeded anew for each sample.
bool same_draws(const Start& a, const Start& b) {
  return a.state.drawn() && b.state.drawn() && a.state.before == b.state.before && a.state.lineage == b.state.lineage;
}

class Ranks {
 public:
  Ranks(const trace::Run& run, const Facts& facts) : run_(run), facts_(facts) {
    report_.world = facts.world;
    for (const Iteration& at : facts.iterations) iterations_[{at.rank, at.loader, at.iteration}] = &at;
    std::map<std::tuple<int, int, int, int, std::string>, Start> starts;
    for (const Fetch& fetch : facts.fetches) {
      for (const auto& [name, state] : fetch.streams) {
        auto [entry, added] = starts.try_emplace({fetch.loader, fetch.iteration, fetch.rank, fetch.worker, name},
                                                 Start{fetch.rank, fetch.worker, fetch.loader, fetch.iteration, name, state, fetch.index});
        if (!added) {
          entry->second.state.after = state.after;
          entry->second.state.lineage = state.lineage;
        }
      }
    }
    for (auto& [key, start] : starts) starts_.push_back(std::move(start));
  }

  RankReport take() {
    report_.data_parallel = data_parallel();
    workers_alike();
    epochs_alike();
    unsharded();
    samplers();
    if (report_.world > 1) {
      if (report_.data_parallel) {
        ranks_alike();
        loop_draws();
        splits();
        samples_alike();
      }
      weights();
    }
    matrix();
    return std::move(report_);
  }

 private:
  const Iteration* iteration(int rank, int loader, int epoch) const {
    auto found = iterations_.find({rank, loader, epoch});
    return found == iterations_.end() ? nullptr : found->second;
  }
  bool training(const Start& s) const {
    const Iteration* at = iteration(s.rank, s.loader, s.epoch);
    return at != nullptr && at->training;
  }
  Place place(const Start& s) const {
    const Iteration* at = iteration(s.rank, s.loader, s.epoch);
    return at == nullptr ? Place{} : at->place;
  }

  /// One diagnostic per rule, place and stream.
  void add(RankDiagnostic diagnostic) {
    for (const RankDiagnostic& known : report_.diagnostics)
      if (known.rule == diagnostic.rule && known.place.line == diagnostic.place.line && known.place.file == diagnostic.place.file &&
          known.stream == diagnostic.stream)
        return;
    report_.diagnostics.push_back(std::move(diagnostic));
  }

  bool data_parallel() const {
    std::set<int> wrapped;
    for (const Wrap& wrap : facts_.wraps)
      if (wrap.size == facts_.world) wrapped.insert(wrap.rank);
    return facts_.world > 1 && wrapped.size() == static_cast<std::size_t>(facts_.world);
  }

  void workers_alike() {
    for (std::size_t i = 0; i < starts_.size(); ++i) {
      const Start& a = starts_[i];
      if (a.worker < 0 || !training(a)) continue;
      for (std::size_t j = i + 1; j < starts_.size(); ++j) {
        const Start& b = starts_[j];
        if (b.loader != a.loader || b.epoch != a.epoch || b.rank != a.rank) break;
        if (b.worker == a.worker || b.stream != a.stream || !same_draws(a, b)) continue;
        const std::string who = "workers " + std::to_string(a.worker) + " and " + std::to_string(b.worker);
        if (is_object(a.stream))
          add({"generator-copied-to-workers", who + " draw the same numbers from copies of " + generator_words(a.stream), place(a), 0, "", a.stream});
        else
          add({"replayed-worker-seed", who + " draw the same numbers from " + generator_words(a.stream), place(a), 0, "", a.stream});
      }
    }
  }

  void epochs_alike() {
    for (const Start& a : starts_) {
      if (a.worker < 0 || a.epoch == 0 || !training(a)) continue;
      for (const Start& b : starts_) {
        if (b.loader != a.loader || b.rank != a.rank || b.worker != a.worker || b.stream != a.stream || b.epoch >= a.epoch) continue;
        if (!same_draws(a, b) || !training(b)) continue;
        const std::string epochs = "epochs " + std::to_string(b.epoch) + " and " + std::to_string(a.epoch);
        const std::string who = "worker " + std::to_string(a.worker) + " draws the same numbers from ";
        if (is_object(a.stream)) {
          // A data set that seeds its object for each sample gives equal states for equal samples: no copy then.
          if (a.index != b.index)
            add({"generator-copied-to-workers", who + "a copy of " + generator_words(a.stream) + " in " + epochs, place(a), 0, "", a.stream});
          continue;
        }
        const Iteration* now = iteration(a.rank, a.loader, a.epoch);
        const Iteration* then = iteration(b.rank, b.loader, b.epoch);
        bool same_base = !now->base_seed.empty() && now->base_seed == then->base_seed;
        add({same_base ? "reseed-in-loop" : "replayed-worker-seed",
             who + generator_words(a.stream) + " in " + epochs + (same_base ? ", because the loader drew the same seed for its workers" : ""),
             place(a), 0, "", a.stream});
      }
    }
  }

  void unsharded() {
    std::map<std::tuple<int, int, int, int>, std::vector<std::string>> batches;  // loader, epoch, rank, worker
    for (const Fetch& fetch : facts_.fetches)
      if (fetch.iterable && !fetch.batch.empty()) batches[{fetch.loader, fetch.iteration, fetch.rank, fetch.worker}].push_back(fetch.batch);
    for (auto a = batches.begin(); a != batches.end(); ++a) {
      const auto& [loader, epoch, rank, worker] = a->first;
      const Iteration* at = iteration(rank, loader, epoch);
      if (at == nullptr || !at->training || a->second.size() < 2 || a->second[0] == a->second[1]) continue;
      for (auto b = std::next(a); b != batches.end(); ++b) {
        const auto& [other_loader, other_epoch, other_rank, other_worker] = b->first;
        if (other_loader != loader || other_epoch != epoch) break;
        if (b->second != a->second) continue;
        if (other_rank == rank) {
          add({"unsharded-iterable-dataset",
               "workers " + std::to_string(worker) + " and " + std::to_string(other_worker) + " give the same samples of " + at->dataset, at->place, 0,
               "", at->dataset});
        } else if (report_.data_parallel && other_worker == worker) {
          add({"unsharded-iterable-dataset", ranks_words(rank, other_rank) + " read the same samples of " + at->dataset, at->place, 0, "", at->dataset});
        }
      }
    }
  }

  /// Samplers that repeat their order, and shares that overlap.
  void samplers() {
    for (const Iteration& a : facts_.iterations) {
      if (!a.distributed || !a.shuffle || !a.training) continue;
      for (const Iteration& b : facts_.iterations) {
        if (b.rank != a.rank || b.loader != a.loader || b.iteration <= a.iteration || !b.training) continue;
        std::size_t both = std::min(a.indexes.size(), b.indexes.size());
        if (both < kEnoughSamples || !std::equal(a.indexes.begin(), a.indexes.begin() + static_cast<std::ptrdiff_t>(both), b.indexes.begin())) continue;
        add({"missing-set-epoch",
             "the " + a.sampler + " gives the same order in epochs " + std::to_string(a.iteration) + " and " + std::to_string(b.iteration), a.place, 0, "",
             ""});
      }
    }
    std::map<std::pair<int, int>, std::vector<const Iteration*>> epochs;
    for (const Iteration& at : facts_.iterations)
      if (!at.indexes.empty()) epochs[{at.loader, at.iteration}].push_back(&at);
    for (const auto& [key, ranks] : epochs) {
      if (facts_.world < 2 || ranks.size() != static_cast<std::size_t>(facts_.world)) continue;
      shares(ranks);
    }
  }

  void shares(const std::vector<const Iteration*>& ranks) {
    const Iteration& first = *ranks.front();
    bool same_loader = std::all_of(ranks.begin(), ranks.end(), [&](const Iteration* at) {
      return at->place.line == first.place.line && at->place.file == first.place.file && at->length == first.length && at->sampler == first.sampler;
    });
    if (!same_loader) return;
    Samples samples{first.loader, first.iteration, "disjoint"};
    std::map<long long, int> asked;
    bool equal = true;
    samples.complete = true;
    for (const Iteration* at : ranks) {
      for (long long index : std::set<long long>(at->indexes.begin(), at->indexes.end())) ++asked[index];
      equal = equal && at->indexes == first.indexes;
      samples.complete = samples.complete && at->ended;
    }
    for (const auto& [index, times] : asked) samples.shared += times > 1;
    samples.covering = samples.complete && first.length >= 0 && asked.size() == static_cast<std::size_t>(first.length);
    auto world = static_cast<long long>(ranks.size());
    // The last shares are filled up with samples from the start.
    long long padding = first.length > 0 ? (first.length + world - 1) / world * world - first.length : 0;
    if (samples.shared > 0) samples.relation = equal ? "equal" : "overlapping";
    report_.samples.push_back(samples);
    bool divided = std::all_of(ranks.begin(), ranks.end(), [&](const Iteration* at) { return at->distributed && at->replicas == world; });
    if (divided && first.training && !equal && static_cast<long long>(samples.shared) > std::max(padding, 0LL) && first.length >= world)
      add({"rank-seed-where-ranks-must-agree",
           std::to_string(samples.shared) + " samples were asked for by more than one rank: the permutations of the " + first.sampler + " differ between ranks",
           first.place, 0, "", "", false});
  }

  void ranks_alike() {
    for (std::size_t i = 0; i < starts_.size(); ++i) {
      const Start& a = starts_[i];
      if (!training(a)) continue;
      for (std::size_t j = i + 1; j < starts_.size(); ++j) {
        const Start& b = starts_[j];
        if (b.loader != a.loader || b.epoch != a.epoch) break;
        if (b.rank == a.rank || b.worker != a.worker || b.stream != a.stream || !same_draws(a, b)) continue;
        add({"same-seed-all-ranks",
             ranks_words(a.rank, b.rank) + " draw the same numbers from " + generator_words(a.stream) + " for their samples", place(a), 0, "", a.stream});
      }
    }
  }

  void loop_draws() {
    for (const EqualDraw& draw : equal_draws(run_, facts_))
      add({"same-seed-all-ranks", ranks_words(draw.rank, draw.other_rank) + " draw the same numbers from torch's generator in " + draw.operation, draw.place,
           draw.step, draw.operation, "torch"});
  }

  void samples_alike() {
    std::map<std::pair<int, int>, std::vector<const Iteration*>> epochs;
    for (const Iteration& at : facts_.iterations)
      if (at.training) epochs[{at.loader, at.iteration}].push_back(&at);
    for (const auto& [key, ranks] : epochs) {
      if (ranks.size() != static_cast<std::size_t>(facts_.world)) continue;
      const Iteration& first = *ranks.front();
      bool shuffled = !std::is_sorted(first.indexes.begin(), first.indexes.end());
      bool equal = std::all_of(ranks.begin(), ranks.end(), [&](const Iteration* at) { return at->indexes == first.indexes; });
      if (equal && shuffled && first.indexes.size() >= kEnoughSamples)
        add({"same-seed-all-ranks", "all ranks train on the same samples, in the same random order of the " + first.sampler, first.place, 0, "", "torch"});
    }
  }

  void splits() {
    std::map<std::pair<int, int>, std::vector<const Iteration*>> loaders;
    for (const Iteration& at : facts_.iterations)
      if (at.has_subset && at.iteration == 0) loaders[{at.loader, 0}].push_back(&at);
    for (const auto& [key, ranks] : loaders) {
      for (const Iteration* other : ranks) {
        const Iteration& first = *ranks.front();
        if (other == &first || other->place.line != first.place.line || other->subset.size() != first.subset.size()) continue;
        std::set<long long> ours(first.subset.begin(), first.subset.end());
        std::size_t common = 0;
        for (long long index : other->subset) common += ours.contains(index);
        if (common == 0 || common >= ours.size()) continue;  // shares by hand, or the same split
        add({"rank-seed-where-ranks-must-agree",
             ranks_words(first.rank, other->rank) + " split the data differently: only " + std::to_string(common) + " of " + std::to_string(ours.size()) +
                 " samples are in both",
             first.place, 0, "", "split", false});
      }
    }
  }

  void weights() {
    for (const Wrap& a : facts_.wraps) {
      for (const Wrap& b : facts_.wraps) {
        if (b.number != a.number || b.rank <= a.rank || a.size != facts_.world) continue;
        if (a.parameters.comparable(b.parameters) && a.parameters.bytes != b.parameters.bytes)
          add({"rank-seed-where-ranks-must-agree", "the parameters of " + a.module + " differ between " + ranks_words(a.rank, b.rank) + " after it was wrapped",
               a.place, 0, "", "", false});
        if (a.buffers.comparable(b.buffers) && a.buffers.bytes != b.buffers.bytes)
          add({"rank-seed-where-ranks-must-agree", "the buffers of " + a.module + " differ between " + ranks_words(a.rank, b.rank) + " after it was wrapped",
               a.place, 0, "", "", false});
      }
    }
    for (const Weights& a : facts_.weights) {
      for (const Weights& b : facts_.weights) {
        if (b.optimiser != a.optimiser || b.step != a.step || b.rank <= a.rank) continue;
        // Gradients that agree were averaged, so these ranks train one model even where nothing is wrapped.
        bool averaged = a.gradients.comparable(b.gradients) && a.gradients.bytes == b.gradients.bytes;
        if (!report_.data_parallel && !averaged) continue;
        bool first = a.step == first_step(a.optimiser);
        if (first && a.wrapped.comparable(b.wrapped) && a.wrapped.bytes != b.wrapped.bytes)
          add({"rank-seed-where-ranks-must-agree", "parameters differ between " + ranks_words(a.rank, b.rank) + " before the first step, though wrapped", a.place,
               static_cast<std::uint32_t>(a.step), "", "", false});
        if ((first || averaged) && a.unwrapped.comparable(b.unwrapped) && a.unwrapped.bytes != b.unwrapped.bytes)
          add({"rank-seed-where-ranks-must-agree",
               "parameters that nothing makes equal differ between " + ranks_words(a.rank, b.rank) + " before " +
                   (first ? "the first step" : "step " + std::to_string(a.step)),
               a.place, static_cast<std::uint32_t>(a.step), "", "", false});
      }
    }
  }

  int first_step(int optimiser) const {
    int first = -1;
    for (const Weights& w : facts_.weights)
      if (w.optimiser == optimiser && (first < 0 || w.step < first)) first = w.step;
    return first;
  }

  void matrix() {
    for (const Start& a : starts_) {
      MatrixRow row{a.rank, a.worker, a.loader, a.epoch, a.stream, a.state.before, Relation::Different, ""};
      if (!a.state.drawn()) row.relation = Relation::Unused;
      for (const Start& b : starts_) {
        if (&a == &b || b.stream != a.stream || b.loader != a.loader || !same_draws(a, b)) continue;
        bool same_epoch = b.epoch == a.epoch;
        if (!same_epoch && (b.rank != a.rank || b.worker != a.worker || b.epoch > a.epoch)) continue;
        if (a.worker < 0 && same_epoch && b.rank == a.rank) continue;
        row.relation = same_epoch ? Relation::Equal : Relation::Replayed;
        row.with = "rank " + std::to_string(b.rank) + (b.worker < 0 ? "" : ", worker " + std::to_string(b.worker)) + ", epoch " + std::to_string(b.epoch);
        break;
      }
      report_.matrix.push_back(std::move(row));
    }
    for (const LoopDraw& draw : loop_rows(run_, facts_)) {
      MatrixRow row{draw.rank, -1, -1, 0, "torch", draw.state, draw.equal_to < 0 ? Relation::Different : Relation::Equal, ""};
      if (draw.equal_to >= 0) row.with = "rank " + std::to_string(draw.equal_to);
      report_.matrix.push_back(std::move(row));
    }
  }

  const trace::Run& run_;
  const Facts& facts_;
  RankReport report_;
  std::map<std::tuple<int, int, int>, const Iteration*> iterations_;
  std::vector<Start> starts_;  // by loader, epoch, rank, worker, stream
};

}  // namespace

const char* relation_name(Relation relation) {
  switch (relation) {
    case Relation::Unused: return "unused";
    case Relation::Different: return "different";
    case Relation::Equal: return "equal";
    case Relation::Replayed: return "replayed";
  }
  return "different";
}

RankReport compare_ranks(const trace::Run& run, const Facts& facts) { return Ranks(run, facts).take(); }

std::vector<RankDiagnostic> shown_twice(const RankReport& first, const RankReport& second) {
  std::vector<RankDiagnostic> both;
  for (const RankDiagnostic& a : first.diagnostics) {
    bool again = std::any_of(second.diagnostics.begin(), second.diagnostics.end(), [&](const RankDiagnostic& b) {
      return a.rule == b.rule && a.stream == b.stream && a.place.file == b.place.file && a.place.line == b.place.line;
    });
    if (again) both.push_back(a);
  }
  return both;
}

}  // namespace seedlint::compare
