// Runs somebody's command once, under the tracer, and leaves nothing of it running.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace seedlint::launch {

struct RunOptions {
  std::vector<std::string> command;
  std::filesystem::path folder;       ///< where the streams go; must exist and be empty
  std::filesystem::path python;       ///< folder of our sitecustomize; empty: run without the tracer
  std::filesystem::path preload;      ///< library that C++ programs preload, or empty
  std::filesystem::path cache;        ///< folder of compiled tracers
  bool cuda = false;                  ///< the machine has a GPU: its tensors are hashed with `cuda_library`, or it is said that they were not
  std::filesystem::path cuda_library; ///< seedlint_cuda.so, or empty
  std::string sources;                ///< hash of the tracer's sources
  std::uint64_t began = 0;            ///< when the first of all runs began, in nanoseconds of the wall clock
  int steps = 0;                      ///< optimiser steps after which the program is ended; 0: none
  double seconds = 0;                 ///< wall time after which it is killed; 0: none
  std::uint64_t records = 0;          ///< records of one stream after which it ends; 0: none
  std::vector<std::string> switches;  ///< hashseed, torch, numpy, python, workers, threads, deterministic, fill, random-device
  bool python_tracer = false;         ///< trace from Python instead of loading the compiled tracer
  bool light = false;                 ///< only parameters, gradients and generators, once a step
  std::string deep;                   ///< "stream,from,to,lines_from" of a deep pass, or empty
  std::filesystem::path lines;        ///< a file of lines (path, tab, line) to say of whether they run; or empty
  std::filesystem::path directory;    ///< where the command runs; empty: here
  bool untraced = false;              ///< ended after the same steps, but not observed
  std::function<void(std::uint32_t step, double seconds)> progress;  ///< called about five times a second; may be empty
};

struct RunResult {
  enum class How {
    Exited,       ///< by itself or at the step limit; `code` is its exit status
    Signalled,    ///< by signal `code`
    TimedOut,     ///< killed at the time limit; what it recorded counts
    NeedsTracer,  ///< asked for a tracer that is not compiled yet (request.json)
    NotStarted,   ///< the command could not be started; `message` says why
    Interrupted,  ///< the user pressed Ctrl-C
  };
  How how = How::NotStarted;
  int code = 0;
  double seconds = 0;
  std::size_t leftovers = 0;  ///< processes it left running, which were killed
  std::string message;
};

/// Runs the command with its output in folder/output.txt and nothing on its standard input.
RunResult run(const RunOptions& options);

/// The last `lines` lines of the program's output.
std::string output_tail(const std::filesystem::path& folder, std::size_t lines);

}  // namespace seedlint::launch
