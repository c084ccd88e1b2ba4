// What preload.cpp calls in a C++ program, beside the functions that Python calls as well.
// Part of the tracer's one translation unit.
#pragma once

#include "emit.h"

namespace seedlint::tracer {
namespace {

/// A value from outside is recorded this often per place: a clock read in a loop explains nothing more.
constexpr unsigned kValuesPerPlace = 16;

bool again(const void* caller) {
  static std::mutex mutex;
  static auto* times = new std::unordered_map<const void*, unsigned>;
  std::lock_guard lock(mutex);
  return ++(*times)[caller] <= kValuesPerPlace;
}

bool contains_word(const std::string& list, const char* word) { return ("," + list + ",").find("," + std::string(word) + ",") != std::string::npos; }

}  // namespace
}  // namespace seedlint::tracer

extern "C" {

/// Says that this is a C++ program; call before seedtrace_start.
void seedtrace_native(const char* torch_folder) { state().native.load(torch_folder); }

/// Tries changes, by the names the launcher uses; those that only Python knows do nothing.
void seedtrace_try(const char* switches) {
  std::string list = switches;
  if (contains_word(list, "torch")) at::manual_seed(0);
  if (contains_word(list, "threads")) at::set_num_threads(1);
  const bool fill = contains_word(list, "fill");
  if (fill || contains_word(list, "deterministic")) {
    at::globalContext().setDeterministicAlgorithms(true, true);
    at::globalContext().setDeterministicFillUninitializedMemory(fill);
  }
}

/// The default generator may just have been seeded by the program's own code.
void seedtrace_seeded() {
  State& all = state();
  if (!all.process.on || t_inside || !generators_moved()) return;
  StackInfo stack = call_stack();
  ThreadStream* s = stream(stack);
  if (s != nullptr) check_generators(*s, stack, seedlint::trace::kLine);
}

/// The code at `caller` read a value that may differ in every run: a random device, a clock.
void seedtrace_outside_value(const char* name, const void* caller, unsigned long long bits, const char* text) {
  State& all = state();
  if (!all.process.on || t_inside || !all.native.is_user(caller) || !again(caller)) return;
  StackInfo stack = call_stack();
  ThreadStream* s = stream(stack);
  if (s == nullptr) return;
  Record record{};
  record.kind = Kind::Value;
  record.op = s->writer.name(name);
  record.meta = s->writer.name(text);
  record.digest[0] = seedlint::kernels::mix64(bits + 1);
  record.flags = seedlint::trace::kLine;
  emit(*s, record, stack);
}

}  // extern "C"
