// What a run says of itself beside its records: files, loaders, samples, generator states in workers, weights.
// python/seedlint_facts.py writes it, one JSON object a line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compare/verdict.h"

namespace seedlint::compare {

/// Tensors taken together, in order.
struct Tensors {
  std::size_t count = 0;
  std::string shapes, bytes;  ///< digests
  std::size_t unread = 0;     ///< those whose bytes could not be read: on another device, sparse, not contiguous
  bool comparable(const Tensors& other) const {
    return count > 0 && unread == 0 && other.unread == 0 && count == other.count && shapes == other.shapes;
  }
};

/// One pass over a data loader, seen from the process that holds the loader.
struct Iteration {
  int rank = 0, loader = 0, iteration = 0;
  Place place;              ///< the line that iterates
  std::string dataset, sampler, base_seed;
  long long length = -1;    ///< of the data set; -1 unknown
  int workers = 0, batch = 0, replicas = 0;
  bool iterable = false, persistent = false, distributed = false, shuffle = false;
  bool training = false;    ///< an optimiser stepped while it went on
  bool ended = false;       ///< its sampler came to its end
  bool has_subset = false;
  std::vector<long long> subset;   ///< indices of a Subset, at most the first 100000
  std::vector<long long> indexes;  ///< samples asked for, in order
};

/// A generator around one batch: its state before and after, and what of it a mere draw leaves alone.
struct StreamState {
  std::string before, after, lineage;
  bool drawn() const { return before != after; }
};

/// One batch made by a worker, or by the process itself (`worker` -1); the first two of an iteration.
struct Fetch {
  int rank = 0, worker = -1, loader = 0, iteration = 0, n = 0;
  bool iterable = false;
  std::string index, batch;  ///< digests; `batch` only for an iterable data set
  std::map<std::string, StreamState> streams;
};

/// A module given to DistributedDataParallel, after the ranks were made equal.
struct Wrap {
  int rank = 0, number = 0, size = 0;
  Place place;
  std::string module;
  Tensors parameters, buffers;
};

/// The parameters of one optimiser before one of its steps.
struct Weights {
  int rank = 0, optimiser = 0, step = 0;
  Place place;
  Tensors wrapped, unwrapped, gradients;
};

/// A file the program read that an earlier run of it wrote.
struct LeftOver {
  std::string path;
  Place place;
};

struct Facts {
  int world = 1;
  bool cuda = false;                   ///< a GPU is there
  std::map<std::string, int> rank_of;  ///< label of a process -> its rank, once it took a step
  std::vector<std::string> files;      ///< the program's own, absolute, sorted
  std::vector<Iteration> iterations;
  std::vector<Fetch> fetches;
  std::vector<Wrap> wraps;
  std::vector<Weights> weights;
  std::map<int, std::string> final_weights;  ///< rank -> digest of all weights at the end; absent where unread
  int final_steps = 0;
  std::vector<LeftOver> left_overs;
  std::vector<std::string> problems;
};

/// Whether two runs came to the same weights after the same number of steps; nothing where either left none.
std::optional<bool> final_weights_agree(const Facts& left, const Facts& right);

/// Reads the facts of a run's folder. Lines that cannot be read are left out; there may be none at all.
Facts read_facts(const std::filesystem::path& folder);

}  // namespace seedlint::compare
