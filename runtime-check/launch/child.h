// Runs our own helpers to their end: compilers, git, tar, addr2line, the linter. The user's command is run.h's.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace seedlint::launch {

/// Starts a program with nothing to read; what it says goes to the descriptors `out` and `errors`, which stay the
/// caller's. Its process id, or -1. One that cannot be executed ends with status 127.
pid_t start_child(const std::vector<std::string>& command, int out, int errors);

/// Waits for a child: `seconds` at most (0: as long as it takes), then it is killed; at an interruption it is asked to
/// end. Its exit status, or -1 if it could not be started or did not exit by itself.
int wait_for_child(pid_t child, int seconds = 0);

/// Runs a program to its end with its output in `out` and its errors in `errors`, the same file if the paths are equal.
/// Gives what wait_for_child gives; -1 too if the files cannot be made.
int run_child(const std::vector<std::string>& command, const std::filesystem::path& out, const std::filesystem::path& errors, int seconds = 0);

/// What a program prints; empty if it cannot be started.
std::string output_of(const std::vector<std::string>& command);

}  // namespace seedlint::launch
