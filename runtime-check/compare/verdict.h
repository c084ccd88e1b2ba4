// From the comparisons of all streams of two runs to one verdict: where they part, and why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compare/streams.h"

namespace seedlint::compare {

enum class Verdict {
  Equal,          ///< every record agrees
  GeneratorFirst, ///< a generator's state differed before the first value did
  ForeignData,    ///< data made outside torch differs where it enters
  Uninitialised,  ///< memory that no operation wrote was read
  Origin,         ///< the same inputs gave another output (inputs were hashed and agree)
  FirstSeen,      ///< values differ here first; the inputs were not hashed, so this may be a receiver
  ControlFlow,    ///< the runs took different ways
  Ended,          ///< one run ended before the other
  Unknown,        ///< nothing to compare, or traces that cannot be read
};

/// The stable name of a verdict, as printed in JSON.
const char* verdict_name(Verdict verdict);

/// A place of the program, copied out of a trace.
struct Place {
  std::string file;
  int line = 0;
  std::string function;
  bool known() const { return line > 0; }
};

/// Something that differed before the first value did, or with it.
struct Cause {
  enum class What { Generator, Variable, Uninitialised, SeedMaterial, Input };
  What what;
  std::string name;            ///< generator, variable or operation
  Place place;
  bool exact = false;          ///< `place` is the very line, not the next operation's
  bool seeded_here = false;    ///< Generator: this is a seeding, with another value in each run
  bool differed_before = false;///< Generator: its state differed already before this draw
  std::string left, right;     ///< Variable: the values, shortened
  std::string stream;          ///< label of the stream
  std::uint32_t time = 0;      ///< of the record
};

/// The statement that a difference was followed back to.
struct Origin {
  Place place;
  std::string name;         ///< the variable that got its value there; empty where the value has no name
  std::string left, right;  ///< its values, shortened
  bool clock = false;       ///< that statement reads a clock, or its value looks like a reading of one
  bool certain = false;     ///< everything that statement reads is known to be equal, so it starts there
};

struct Report {
  Verdict verdict = Verdict::Unknown;
  std::string stream;          ///< label of the stream with the first difference
  std::size_t record = 0;      ///< its index there in run 1
  std::size_t hard_index = 0;  ///< the same, counted in hard records
  std::uint32_t step = 0;
  std::string operation;
  std::string meta;            ///< dtype and shape
  Place place;                 ///< run 1's line of the first difference
  Place other_place;           ///< run 2's, where the ways parted
  std::string other_operation;
  bool backward = false;
  bool reordered = false;
  std::string left_over;           ///< a later pair parts elsewhere or not at all, and reads this file, which an earlier run wrote
  Place left_over_read;            ///< … here
  bool shared_by_threads = false;  ///< several threads used the operation's memory by turns, and wrote to it
  std::optional<Difference> difference;
  std::vector<Cause> causes;   ///< most telling first
  std::vector<Cause> healed;          ///< generators that differed only until they were seeded alike
  std::optional<Origin> origin;       ///< where the value came from: foreign data, control flow, or that of a seed
  std::vector<Origin> clocks;         ///< values that differ and were made from a clock; which of them decides is not known
  std::optional<Place> seeded_later;  ///< the stream of causes[0] is seeded, but only here
  std::optional<Place> seeded_before; ///< the generator of causes[0] was seeded, alike in both runs, here
  std::size_t compared = 0;    ///< hard records that agree, all streams
  std::size_t differing = 0;
  std::size_t streams = 0;
  std::vector<std::string> also_different;  ///< labels of other streams that differ
  std::vector<std::string> unmatched;       ///< labels that only one run has
  std::vector<std::string> problems;
};

struct VerdictOptions {
  bool stopped = false;  ///< a run was stopped by time or record limit: ends do not count
};

/// Compares all streams of two runs.
Report compare_runs(const trace::Run& left, const trace::Run& right, VerdictOptions options);

}  // namespace seedlint::compare
