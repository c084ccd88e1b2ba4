// Puts records together: the state of the process, the calling thread's stream, tensors and generators.
// Part of the tracer's one translation unit.
#pragma once

#include <algorithm>
#include <bit>

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include "generators.h"
#include "known_storage.h"
#include "native_frames.h"
#include "operations.h"
#include "streams.h"

namespace seedlint::tracer {
namespace {

using trace::Kind;
using trace::Record;

struct State {
  Process process;
  PythonFrames python;
  NativeFrames native;
  KnownStorages storages;
  TorchGenerator torch;
  std::uint64_t torch_last = 0;
  std::vector<WatchedTwister> twisters;
  void (*window_opened)() = nullptr;
  bool window_announced = false;
  void (*limit_reached)() = nullptr;
};

// Function-local: a constructor function may run before this file's statics are.
State& state() {
  static State* s = new State;
  return *s;
}

/// Where the calling thread is, in Python or, in a program without it, in the user's own machine code.
StackInfo call_stack() {
  State& all = state();
  return all.native.present() ? all.native.stack() : all.python.stack();
}

thread_local ThreadStream* t_stream = nullptr;
thread_local bool t_inside = false;
thread_local int t_loader = 0;
thread_local int t_backward = 0;

/// The calling thread's stream, opened when needed; null if it has none.
ThreadStream* stream(const StackInfo& stack) {
  Process& process = state().process;
  std::uint64_t generation = process.generation.load(std::memory_order_relaxed);
  if (t_stream == nullptr || t_stream->generation != generation) {
    if (t_stream != nullptr) t_stream->writer.abandon();  // the parent's; leaked on purpose
    t_stream = new ThreadStream;
    t_stream->generation = generation;
    open_stream(*t_stream, process, stack);
  }
  return t_stream->broken ? nullptr : t_stream;
}

bool in_window(const ThreadStream& s) { return s.deep && s.hard >= state().process.deep_from && s.hard < state().process.deep_to; }

void emit(ThreadStream& s, Record& record, const StackInfo& stack) {
  Process& process = state().process;
  record.stack = stack.hash;
  if (record.site == 0 && stack.site != nullptr) record.site = s.id(stack.site, stack.site->site);
  record.step = process.step.load(std::memory_order_relaxed);
  record.time = now();
  if (t_backward > 0) record.flags |= trace::kBackward;
  if (!s.writer.add(record)) {
    s.broken = true;
    process.disk_full = true;
    return;
  }
  bool soft = record.kind == Kind::Generator || record.kind == Kind::Value || record.kind == Kind::Input ||
              record.kind == Kind::Uninitialised || (record.flags & trace::kSeedMaterial) != 0;
  if (!soft) ++s.hard;
}

constexpr std::size_t kValuesLimit = 16 << 10;

bool readable(const c10::TensorImpl* impl) {
  return impl->layout() == at::kStrided && impl->device().is_cpu() && impl->has_storage() && !impl->is_python_dispatch() &&
         !impl->has_symbolic_sizes_strides();
}

bool has_storage(const at::Tensor& tensor) { return tensor.defined() && tensor.unsafeGetTensorImpl()->has_storage(); }

void fill_tensor(ThreadStream& s, Record& record, const c10::TensorImpl& tensor) {
  const c10::TensorImpl* impl = &tensor;
  if (!readable(impl)) {
    record.flags |= trace::kNotHashed;
    return;
  }
  auto sizes = impl->sizes(), strides = impl->strides();
  std::size_t element = impl->itemsize();
  auto type = impl->dtype().toScalarType();
  std::uint64_t shape = kernels::mix64(static_cast<std::uint64_t>(type) + 77 + (impl->is_conj() ? 1000 : 0));
  for (auto size : sizes) shape = kernels::mix64(shape ^ static_cast<std::uint64_t>(size)) + 1;
  auto [entry, added] = s.shapes.try_emplace(shape, 0);
  if (added) {
    std::string text = c10::toString(type);
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    text += "[";
    for (std::size_t i = 0; i < sizes.size(); ++i) text += (i == 0 ? "" : ", ") + std::to_string(sizes[i]);
    entry->second = s.writer.name(text + "]");
  }
  record.meta = entry->second;
  if (element != 1 && element != 2 && element != 4 && element != 8 && element != 16) {
    record.flags |= trace::kNotHashed;
    return;
  }
  // Which values a large tensor holds, whatever their order, is only asked for close to a difference; --light looks there in full.
  bool with_values = !state().process.light && (static_cast<std::size_t>(impl->numel()) * element <= kValuesLimit || in_window(s));
  if (!with_values) record.flags |= trace::kNoValuesLane;
  kernels::Accumulator sum(with_values ? element : 0);
  if (impl->numel() > 0) {
    const void* data = static_cast<const char*>(impl->storage().data()) + static_cast<std::size_t>(impl->storage_offset()) * element;
    if (impl->storage().data() == nullptr) {
      record.flags |= trace::kNotHashed;
      return;
    }
    kernels::add_strided(sum, data, sizes.data(), strides.data(), static_cast<int>(sizes.size()), element);
  }
  kernels::Digest digest = sum.finish(shape);
  record.digest[0] = digest.a;
  record.digest[1] = digest.b;
  record.values = digest.values;
}

/// The data loader and its samplers draw a number only to seed something with it.
bool is_seed_material(const OpInfo& op, const StackInfo& stack) {
  return op.seeds_loaders && stack.innermost != nullptr && stack.innermost->loader;
}

void emit_tensor(ThreadStream& s, const OpInfo& op, Kind kind, std::size_t slot, const at::Tensor& tensor, const StackInfo& stack,
                 std::uint16_t flags = 0, std::uint32_t extra = 0) {
  Record record{};
  record.kind = kind;
  record.slot = static_cast<unsigned char>(slot);
  record.flags = flags;
  record.extra = extra;
  record.op = s.id(&op, op.name);
  if (is_seed_material(op, stack)) record.flags |= trace::kSeedMaterial;
  if (tensor.defined()) fill_tensor(s, record, *tensor.unsafeGetTensorImpl());
  else record.flags |= trace::kNotHashed;
  emit(s, record, stack);
}

void emit_generator(ThreadStream& s, const std::string& name, std::uint64_t before, std::uint64_t after, std::uint64_t seed,
                    std::uint16_t flags, const StackInfo& stack, std::uint32_t site = 0) {
  Record record{};
  record.kind = Kind::Generator;
  record.op = s.writer.name(name);
  record.digest[0] = before;
  record.digest[1] = after;
  record.values = seed;
  record.flags = flags;
  record.site = site;
  emit(s, record, stack);
}

/// Records every generator that moved since the last look.
void check_generators(ThreadStream& s, const StackInfo& stack, std::uint16_t flags, std::uint32_t site = 0) {
  if (!s.is_main) return;
  State& all = state();
  auto torch = all.torch.state();
  if (torch.fingerprint != all.torch_last) {
    emit_generator(s, "torch", all.torch_last, torch.fingerprint, torch.seed,
                   static_cast<std::uint16_t>(flags | (torch.just_seeded ? trace::kReseeded : 0)), stack, site);
    all.torch_last = torch.fingerprint;
  }
  for (WatchedTwister& twister : all.twisters) {
    std::uint64_t now = twister.fingerprint();
    if (now == twister.last) continue;
    emit_generator(s, twister.name, twister.last, now, 0, static_cast<std::uint16_t>(flags | (twister.just_seeded() ? trace::kReseeded : 0)), stack, site);
    twister.last = now;
  }
}

/// The switches that decide how operations compute, in words; recorded at the start and whenever they changed.
std::string flags_text() {
  const at::Context& context = at::globalContext();
  auto word = [](const char* name, bool on) { return std::string(name) + (on ? " on, " : " off, "); };
  return word("deterministic algorithms", context.deterministicAlgorithms()) + word("warnings only", context.deterministicAlgorithmsWarnOnly()) +
         word("memory fill", context.deterministicFillUninitializedMemory()) + word("cudnn.deterministic", context.deterministicCuDNN()) +
         word("cudnn.benchmark", context.benchmarkCuDNN()) + std::to_string(at::get_num_threads()) + " threads";
}

void check_flags(ThreadStream& s, const StackInfo& stack) {
  const at::Context& context = at::globalContext();
  std::uint32_t now = 1 | context.deterministicAlgorithms() << 1 | context.deterministicAlgorithmsWarnOnly() << 2 |
                      context.deterministicFillUninitializedMemory() << 3 | context.deterministicCuDNN() << 4 | context.benchmarkCuDNN() << 5 |
                      static_cast<std::uint32_t>(at::get_num_threads()) << 8;
  if (!s.is_main || now == s.flags) return;
  s.flags = now;
  Record record{};
  record.kind = Kind::Value;
  record.op = s.writer.name("torch's settings");
  record.meta = s.writer.name(flags_text());
  record.digest[0] = now;
  emit(s, record, stack);
}

bool generators_moved() {
  State& all = state();
  if (all.torch.state().fingerprint != all.torch_last) return true;
  for (const WatchedTwister& twister : all.twisters)
    if (twister.fingerprint() != twister.last) return true;
  return false;
}

template <typename Visit>
void for_each_tensor(const c10::IValue& value, Visit visit) {
  if (value.isTensor()) {
    visit(value.toTensor());
  } else if (value.isTensorList()) {
    for (const at::Tensor& tensor : value.toTensorVector()) visit(tensor);
  } else if (value.isList()) {
    for (const c10::IValue& item : value.toListRef())
      if (item.isTensor()) visit(item.toTensor());
  }
}

/// Deep pass: numbers and short lists of them count as inputs too.
void emit_plain_input(ThreadStream& s, const OpInfo& op, std::size_t slot, const c10::IValue& value, const StackInfo& stack) {
  std::uint64_t digest = 1;
  auto add = [&](std::uint64_t bits) { digest = kernels::mix64(digest ^ bits) + 1; };
  if (value.isDouble()) add(std::bit_cast<std::uint64_t>(value.toDouble()));
  else if (value.isInt()) add(static_cast<std::uint64_t>(value.toInt()));
  else if (value.isBool()) add(value.toBool());
  else if (value.isIntList()) for (auto item : value.toIntVector()) add(static_cast<std::uint64_t>(item));
  else if (value.isDoubleList()) for (auto item : value.toDoubleVector()) add(std::bit_cast<std::uint64_t>(item));
  else return;
  Record record{};
  record.kind = Kind::Input;
  record.slot = static_cast<unsigned char>(slot);
  record.flags = trace::kScalar;
  record.op = s.id(&op, op.name);
  record.digest[0] = digest;
  emit(s, record, stack);
}

/// A generator given to an operation: its state before the operation is what matters.
void emit_generator_argument(ThreadStream& s, const c10::IValue& value, const StackInfo& stack) {
  at::Generator generator = value.toGenerator();
  if (!generator.defined() || generator.device().type() != at::kCPU) return;
  const auto* impl = dynamic_cast<at::CPUGeneratorImpl*>(generator.unsafeGetGeneratorImpl());
  if (impl == nullptr || impl == state().torch.default_generator()) return;
  auto now = TorchGenerator::state_of(*const_cast<at::CPUGeneratorImpl*>(impl));
  emit_generator(s, "torch.Generator argument", now.fingerprint, now.fingerprint, now.seed, 0, stack);
}

}  // namespace
}  // namespace seedlint::tracer
