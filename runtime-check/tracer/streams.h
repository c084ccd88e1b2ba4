// One stream per thread: names it, opens it on the first record, forgets it after a fork.
#pragma once

#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cctype>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "python_frames.h"
#include "trace/writer.h"

namespace seedlint::tracer {

/// What is the same for all threads of a process.
struct Process {
  std::atomic<bool> on{false};
  std::atomic<std::uint32_t> step{0};
  std::atomic<std::uint64_t> generation{1};  ///< grows with every fork: older streams are the parent's
  std::string folder;
  std::string label;       ///< "r0", "p0"; the first part of every stream's name
  std::string main_role = "main";
  std::uint64_t record_limit = 0;
  bool light = false;      ///< optimiser steps only (light_step.h); no operation is observed
  std::string deep_stream;  ///< deep pass: the stream whose window is looked at closely
  std::uint64_t deep_from = 0, deep_to = 0;
  std::atomic<std::uint32_t> forks{0};
  std::atomic<bool> disk_full{false};
  std::atomic<std::uint64_t> errors{0};  ///< exceptions our callbacks swallowed
};

/// A thread's stream and the ids of what it has named.
struct ThreadStream {
  trace::StreamWriter writer;
  std::string label;
  std::uint64_t generation = 0;
  std::uint32_t flags = 0;  ///< torch's settings as last recorded
  std::uint64_t hard = 0;  ///< hard records so far; what the deep window counts in
  bool broken = false;
  bool is_main = false;
  bool deep = false;
  std::uint64_t awaited = 0;  ///< names the digest, still to come, of the tensor that the next record is about
  bool captured = false;      ///< the tensor looked at last is written by a CUDA graph that is being recorded
  std::unordered_map<const void*, std::uint32_t> ids;       ///< of FrameInfo and OpInfo
  std::unordered_map<std::uint64_t, std::uint32_t> shapes;  ///< of dtype and sizes

  std::uint32_t id(const void* what, const std::string& text) {
    auto [entry, added] = ids.try_emplace(what, 0);
    if (added) entry->second = writer.name(text);
    return entry->second;
  }
};

inline bool is_main_thread() { return static_cast<pid_t>(::syscall(SYS_gettid)) == ::getpid(); }

inline std::uint32_t now() {
  timespec t;
  ::clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(t.tv_sec) * 10000 + static_cast<std::uint64_t>(t.tv_nsec) / 100000);
}

/// A name for a thread that is the same in both runs: what it runs, never its number.
inline std::string thread_role(const StackInfo& stack) {
  std::string name;
  if (stack.outermost != nullptr) {
    name = stack.outermost->function;
  } else {
    char buffer[32] = "";
    ::pthread_getname_np(::pthread_self(), buffer, sizeof buffer);
    name = buffer;
  }
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return "t" + name.substr(0, 60);
}

/// Opens the calling thread's stream. Marks it broken when no file can be made.
inline void open_stream(ThreadStream& stream, Process& process, const StackInfo& stack) {
  stream.is_main = is_main_thread();
  std::string role = stream.is_main ? process.main_role : thread_role(stack);
  for (int n = 1; n < 10000; ++n) {
    stream.label = process.label + "-" + role + (stream.is_main && n == 1 ? "" : "-" + std::to_string(n));
    if (stream.writer.open(process.folder + "/" + stream.label)) {
      stream.deep = stream.label == process.deep_stream;
      return;
    }
    if (errno != EEXIST) break;
  }
  stream.broken = true;
  process.disk_full = true;
}

}  // namespace seedlint::tracer
