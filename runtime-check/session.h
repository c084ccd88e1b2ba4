// All runs of one `seedlint verify`: where they lie, what they share, how they are begun and judged usable.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "compare/facts.h"
#include "launch/cuda_library.h"
#include "launch/interruption.h"
#include "launch/run.h"
#include "trace/reader.h"

namespace seedlint::verify {

/// Which tracer to use. Auto: the compiled one, and where it cannot be compiled the one in Python.
enum class Tracer { Auto, Compiled, Python };

struct Options {
  int steps = 50;
  double seconds = 600;
  std::uint64_t records = 10'000'000;
  bool quick = false, json = false, progress = true, lint = true, light = false;
  Tracer tracer = Tracer::Auto;
  std::string keep;
  std::string against;  ///< a revision of the project
  std::vector<std::string> command;
};

/// Two runs of one command.
struct Pair {
  trace::Run left, right;
  std::filesystem::path left_folder, right_folder;
  bool stopped = false;
  std::optional<std::string> failure;  ///< why there is nothing to compare
  std::optional<std::string> ending;   ///< the program failed, in its own words
  std::string not_hashed;              ///< why tensors on a GPU were not hashed; empty: they were, or there were none
};

/// What a run is asked to do besides running.
struct Wish {
  std::vector<std::string> switches;
  std::string deep;
  bool light = false;
  int steps = 0;
  std::filesystem::path directory;   ///< empty: here
  std::vector<std::string> command;  ///< empty: the command that was given
};

class Session {
 public:
  explicit Session(const Options& options) : options_(options) {}
  Session(const Session&) = delete;
  ~Session();

  /// Makes the folders. A sentence if that fails.
  std::optional<std::string> prepare();

  /// Runs the command twice. `name` becomes part of the folders' names, `what` of the progress line.
  Pair run_pair(const std::string& name, const std::string& what, const Wish& wish);

  /// Runs the command once more, ended after the same steps but not observed; its folder, or a sentence.
  tl::expected<std::filesystem::path, std::string> run_untraced(const std::string& name, const std::string& what, const Wish& wish);

  /// Runs the command once more to see which of `lines` (path, line) run. Those it saw, or a sentence.
  tl::expected<std::vector<std::pair<std::string, int>>, std::string> run_for_lines(const std::vector<std::pair<std::string, int>>& lines,
                                                                                    const Wish& wish);

  const std::vector<double>& seconds() const { return seconds_; }
  const std::filesystem::path& root() const { return root_; }
  bool interrupted() const { return launch::Interruption::requested(); }
  /// Why the program is traced from Python; empty where the compiled tracer is used.
  const std::string& python_tracer_because() const { return python_tracer_because_; }
  void say(const std::string& what) const;  ///< on the progress line
  void clear_line() const;

 private:
  bool shows_progress() const;
  tl::expected<launch::RunResult, std::string> run_once(const std::filesystem::path& folder, const std::string& what, const Wish& wish,
                                                        const std::filesystem::path& lines = {}, bool untraced = false);
  std::optional<std::string> complaint(const std::filesystem::path& folder, const launch::RunResult& result, const trace::Run& run);

  /// Why tensors on a GPU were not hashed in the run that wrote `folder`.
  std::string gpu_problem(const std::filesystem::path& folder) const;

  const Options& options_;
  launch::Interruption interruption_;  ///< as long as there are folders to remove
  launch::CudaLibrary cuda_;
  std::filesystem::path root_, cache_, python_, preload_;
  std::string python_tracer_because_;
  std::vector<double> seconds_;
  std::uint64_t began_ = 0;  ///< nanoseconds of the wall clock
};

}  // namespace seedlint::verify
