// The tracer: observes every outermost operation of a LibTorch process and records what it computed.
//
// Compiled on the user's machine against the torch in use, with -DNDEBUG as torch itself is (the layout
// of RecordFunction depends on it). It is never unloaded: torch caches callback pointers in every live
// guard. It calls no operation, allocates nothing through torch and keeps no tensor beyond the operation
// it belongs to.
#include <sys/types.h>

#include "observe.h"

namespace seedlint::tracer {
namespace {

void end_step(ThreadStream& s, const StackInfo& stack) {
  check_flags(s, stack);
  Record record{};
  record.kind = Kind::Step;
  static constexpr char kStep[] = "optimizer.step";
  record.op = s.id(kStep, kStep);
  emit(s, record, stack);
  ++state().process.step;
  state().device.step();
}

void before_fork() {
  State& all = state();
  ++all.process.forks;
  all.storages.mutex().lock();
  all.native.mutex().lock();
  op_table().mutex.lock();
}

void after_fork() {
  op_table().mutex.unlock();
  state().native.mutex().unlock();
  state().storages.mutex().unlock();
}

void after_fork_in_child() {
  after_fork();
  State& all = state();
  ++all.process.generation;
  all.process.main_role = "f" + std::to_string(all.process.forks.load()) + "-main";
  t_inside = false;
  t_loader = t_backward = 0;
  t_node = -1;
  if (!all.device.after_fork()) all.cuda_possible = all.host_devices = false;
  all.cuda.forget();
}

}  // namespace
}  // namespace seedlint::tracer

using namespace seedlint::tracer;  // NOLINT: the C interface below is this library's only surface

extern "C" {

/// Starts recording into `folder`. `stop_limit` 0: no limit. Returns 0, or 1 if already started.
int seedtrace_start(const char* folder, const char* label, const char* standard_library, const char* own_modules,
                    unsigned long long record_limit) {
  State& all = state();
  if (!all.process.folder.empty()) return 1;
  all.process.folder = folder;
  all.process.label = label;
  all.process.record_limit = record_limit;
  all.python.load(standard_library, own_modules);
  all.torch.load();
  all.torch_last = all.torch.state().fingerprint;
  // Set where the launcher has seen a GPU; the library itself is only loaded once a tensor of it is met.
  if (const char* library = std::getenv("SEEDLINT_VERIFY_CUDA")) {
    all.cuda_possible = c10::impl::hasDeviceGuardImpl(c10::DeviceType::CUDA);
    all.device.configure(library, all.process.folder + "/" + all.process.label + ".cuda.txt");
    all.host_devices = std::getenv("SEEDLINT_VERIFY_CUDA_HOST") != nullptr && all.device.is_host();
  }
  ::pthread_atfork(before_fork, after_fork, after_fork_in_child);
  if (!all.process.light) at::addGlobalCallback(at::RecordFunctionCallback(on_start, on_end).needsInputs(true).needsOutputs(true).scopes(
      {at::RecordScope::FUNCTION, at::RecordScope::BACKWARD_FUNCTION, at::RecordScope::USER_SCOPE}));
  all.process.on = true;
  return 0;
}

/// Looks closely at hard records [from, to) of one stream; calls `opened` when the first is near.
void seedtrace_deep(const char* stream_label, unsigned long long from, unsigned long long to, void (*opened)()) {
  Process& process = state().process;
  process.deep_stream = stream_label;
  process.deep_from = from;
  process.deep_to = to;
  state().window_opened = opened;
}

void seedtrace_on_limit(void (*reached)()) { state().limit_reached = reached; }

/// Stops or resumes recording; the callbacks stay. Stopping waits for digests that are still on a device.
void seedtrace_switch(int on) {
  state().process.on = on != 0;
  if (on == 0) state().device.finish();
}

/// Call before seedtrace_start: no operation will be observed.
void seedtrace_light() { state().process.light = true; }

/// How many optimiser steps were recorded so far.
unsigned seedtrace_steps() { return state().process.step; }

/// An optimiser step ended. Returns how many did so far; nothing is counted while recording is off.
unsigned seedtrace_step() {
  State& all = state();
  if (!all.process.on) return all.process.step;
  StackInfo stack = call_stack();
  ThreadStream* s = stream(stack);
  if (s != nullptr) end_step(*s, stack);
  return all.process.step;
}

/// Says that this process is a data loader worker: its records go to a stream of that name.
void seedtrace_worker(int worker, int iterator) {
  Process& process = state().process;
  process.main_role = "w" + std::to_string(worker) + "-i" + std::to_string(iterator);
  ++process.generation;
}

/// Watches a Mersenne Twister whose key (624 words) and position lie at these addresses.
void seedtrace_watch(const char* name, const unsigned* key, const int* position) {
  auto& twisters = state().twisters;
  for (WatchedTwister& twister : twisters) {
    if (twister.name != name) continue;
    twister.key = key;
    twister.position = reinterpret_cast<const std::int32_t*>(position);
    return;
  }
  twisters.push_back({name, key, reinterpret_cast<const std::int32_t*>(position), 0});
  twisters.back().last = twisters.back().fingerprint();
}

/// Deep pass: generators that moved while `site` ran.
void seedtrace_line(const char* site, unsigned long long stack_hash) {
  State& all = state();
  if (!all.process.on || !generators_moved()) return;
  StackInfo stack;
  stack.hash = stack_hash;
  ThreadStream* s = stream(stack);
  if (s != nullptr) check_generators(*s, stack, seedlint::trace::kLine, s->writer.name(site));
}

/// Deep pass: a generator object or a variable of the program got a new state or value. `detail`: of an argument the
/// line that called; of the name "(statement)" what the statement there reads.
void seedtrace_object(int is_generator, const char* name, const char* site, unsigned long long stack_hash, unsigned long long before,
                      unsigned long long after, int first_seen, const char* text, const char* detail) {
  if (!state().process.on) return;
  StackInfo stack;
  stack.hash = stack_hash;
  ThreadStream* s = stream(stack);
  if (s == nullptr) return;
  std::uint32_t place = s->writer.name(site);
  if (is_generator != 0) {
    emit_generator(*s, name, before, after, 0,
                   static_cast<std::uint16_t>(seedlint::trace::kLine | (first_seen ? seedlint::trace::kReseeded : 0)), stack, place);
    return;
  }
  Record record{};
  record.kind = Kind::Value;
  record.op = s->writer.name(name);
  record.meta = s->writer.name(text);
  record.site = place;
  record.digest[0] = after;
  record.extra = s->writer.name(detail);
  record.flags = seedlint::trace::kLine;
  emit(*s, record, stack);
}

/// 0 recording, 1 the disk is full, 2 our callbacks failed.
int seedtrace_health() {
  Process& process = state().process;
  return process.disk_full ? 1 : process.errors > 0 ? 2 : 0;
}

}  // extern "C"

#include "light_step.h"
#include "native_interface.h"
