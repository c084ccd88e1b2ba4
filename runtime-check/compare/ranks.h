// One run looked at across its ranks, loader workers and epochs: streams that are equal and should not be, and
// samples, splits and weights that differ and should not. Speaks under the lint rules' own names.
#pragma once

#include <string>
#include <vector>

#include "compare/facts.h"

namespace seedlint::compare {

/// Something that is wrongly equal, or wrongly different, in one run.
struct RankDiagnostic {
  std::string rule;      ///< a lint rule's name
  std::string message;   ///< one clause
  Place place;
  std::uint32_t step = 0;
  std::string operation;  ///< that showed it, if one did
  std::string stream;     ///< generator, if it is about one
  bool equal = true;      ///< wrongly equal; otherwise wrongly different
};

/// A generator as one worker (or a process itself, worker -1) had it at the start of one epoch of a loader.
struct MatrixRow {
  int rank = 0, worker = -1, loader = -1, epoch = 0;  ///< loader -1: draws of the training loop itself
  std::string stream, state;
  enum class Relation { Unused, Different, Equal, Replayed } relation = Relation::Different;
  std::string with;  ///< the row it is equal to, in words
};

const char* relation_name(MatrixRow::Relation relation);

/// How the samples of one epoch lie on the ranks.
struct Samples {
  int loader = 0, epoch = 0;
  std::string relation;     ///< disjoint, overlapping, equal
  std::size_t shared = 0;   ///< samples that more than one rank asked for
  bool complete = false;    ///< all ranks came to the epoch's end
  bool covering = false;    ///< complete, and every sample was asked for
};

struct RankReport {
  int world = 1;
  bool data_parallel = false;  ///< every rank put a module into DistributedDataParallel over all ranks
  std::vector<MatrixRow> matrix;
  std::vector<Samples> samples;
  std::vector<RankDiagnostic> diagnostics;
};

/// Looks at one run. Gives an empty report for a program of one process without workers.
RankReport compare_ranks(const trace::Run& run, const Facts& facts);

/// The diagnostics that both runs show; one alone may be chance.
std::vector<RankDiagnostic> shown_twice(const RankReport& first, const RankReport& second);

}  // namespace seedlint::compare
