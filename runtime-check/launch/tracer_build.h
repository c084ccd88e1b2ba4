// Compiles the tracer for the torch a program uses, once, on the user's machine.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <tl/expected.hpp>

namespace seedlint::launch {

/// The folder of compiled tracers: $SEEDLINT_CACHE, $XDG_CACHE_HOME/seedlint or ~/.cache/seedlint.
std::filesystem::path tracer_cache();

/// A hash of the embedded sources; part of every compiled tracer's name.
std::string tracer_sources_hash();

/// Writes the embedded files below `cache` if they are not there; gives the folder of our Python modules.
tl::expected<std::filesystem::path, std::string> install_sources(const std::filesystem::path& cache);

/// Why there is no compiled tracer.
struct BuildFailure {
  std::string message;      ///< for a program that cannot go on without it: a sentence, the compiler's first lines
  std::string because;      ///< the same as the end of a sentence: "because …"
  bool can_be_python = false;  ///< a Python program asked, so it can be traced from Python
};

/// Compiles what `request` (request.json, written by a run) asks for: a tracer that is missing, or one that cannot be
/// loaded because it was compiled on another machine. `again`: it was compiled here before, so that one is given up.
tl::expected<std::filesystem::path, BuildFailure> build_tracer(const std::filesystem::path& cache,
                                                              const std::filesystem::path& request, bool again = false);

/// Compiles the library that C++ programs preload, if it is not there yet: no torch, about a second. Its path,
/// or nothing where there is no compiler; C++ programs then go untraced.
std::optional<std::filesystem::path> build_preload(const std::filesystem::path& cache);

}  // namespace seedlint::launch
