// Puts records together: the state of the process, the calling thread's stream, tensors and generators.
// Part of the tracer's one translation unit.
#pragma once

#include <algorithm>
#include <bit>

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include "cuda.h"
#include "device_records.h"
#include "forward_lines.h"
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
  bool cuda_possible = false;  ///< torch could use a GPU; where not, nothing below is ever asked
  bool host_devices = false;   ///< tests: the CPU's memory stands for a device's
  DeviceRecords device;
  CudaGenerators cuda;
  ForwardLines forward;
  void (*window_opened)() = nullptr;
  bool window_announced = false;
  void (*limit_reached)() = nullptr;
};

// Function-local: a constructor function may run before this file's statics are.
State& state() {
  static State* s = new State;
  return *s;
}

thread_local ThreadStream* t_stream = nullptr;
thread_local bool t_inside = false;
thread_local int t_loader = 0;
thread_local int t_backward = 0;
thread_local std::int64_t t_node = -1;          ///< the sequence number of the autograd node that is running
thread_local std::uint64_t t_node_thread = 0;   ///< the thread that made it

/// A device's autograd thread has no frames: its place is the line of the forward operation, or else of backward().
void place_backward(StackInfo& stack) {
  State& all = state();
  if (is_main_thread()) return;
  if (t_node >= 0) {
    StackInfo forward = all.forward.find(t_node, t_node_thread);
    stack.site = forward.site;
    if (stack.hash == 0 && forward.hash != 0) stack.hash = kernels::mix64(forward.hash ^ 0xbac2);
  }
  char name[32] = "";
  // Other threads of torch's or the program's that have no frames keep none.
  if (stack.site == nullptr && ::pthread_getname_np(::pthread_self(), name, sizeof name) == 0 && std::strncmp(name, "pt_autograd", 11) == 0)
    stack.site = all.forward.last_main.load(std::memory_order_relaxed);
}

/// Where the calling thread is, in Python or, in a program without it, in the user's own machine code.
StackInfo call_stack() {
  State& all = state();
  StackInfo stack = all.native.present() ? all.native.stack() : all.python.stack();
  if (stack.site == nullptr && all.cuda_possible) place_backward(stack);
  return stack;
}

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
  State& all = state();
  Process& process = all.process;
  record.stack = stack.hash;
  if (record.site == 0 && stack.site != nullptr) record.site = s.id(stack.site, stack.site->site);
  record.step = process.step.load(std::memory_order_relaxed);
  record.time = now();
  if (t_backward > 0) record.flags |= trace::kBackward;
  const std::uint64_t awaited = std::exchange(s.awaited, 0), index = s.writer.records();
  if (!s.writer.add(record)) {
    s.broken = true;
    process.disk_full = true;
    return;
  }
  if (awaited != 0) all.device.attach(awaited, s.writer, index);
  if (all.cuda_possible && s.is_main && stack.site != nullptr) all.forward.last_main.store(stack.site, std::memory_order_relaxed);
  bool soft = record.kind == Kind::Generator || record.kind == Kind::Value || record.kind == Kind::Input ||
              record.kind == Kind::Uninitialised || (record.flags & trace::kSeedMaterial) != 0;
  if (!soft) ++s.hard;
}

constexpr std::size_t kValuesLimit = 16 << 10;

bool readable(const c10::TensorImpl* impl) {
  const bool cpu = impl->device().is_cpu();
  return impl->layout() == at::kStrided && (cpu || (impl->device().is_cuda() && !impl->is_quantized())) && impl->has_storage() &&
         !impl->is_python_dispatch() && !impl->has_symbolic_sizes_strides();
}

/// Launches the hash of a tensor on a device; its digest comes later.
///
/// The hash goes to the stream that is current for the tensor's device on this thread, which is where the operation
/// has just queued its kernels, so it reads what the operation wrote, and before anything the program queues next
/// there. The memory cannot go to somebody else first: the caching allocator hands a freed block on at once only to
/// the stream it was allocated on. Where that is the current stream, whatever overwrites it is queued behind the hash.
/// Where it is another one, the program must order the two streams (wait_stream, an event, record_stream) after its
/// own operation, and that is after the hash as well, because we launch before the operation returns to it. Inputs
/// are hashed before the operation's kernels are queued, under the same ordering that the operation itself relies on.
void launch_hash(ThreadStream& s, Record& record, const c10::TensorImpl& impl, std::uint64_t shape, bool with_values) {
  record.flags |= trace::kNotHashed;
  const auto element = static_cast<int>(impl.itemsize());
  kernels::DeviceTensor tensor{};
  tensor.bytes = static_cast<std::uint64_t>(impl.numel()) * static_cast<std::uint64_t>(element);
  if (tensor.bytes == 0) {
    kernels::Digest digest = kernels::finished({}, shape);
    record.digest[0] = digest.a;
    record.digest[1] = digest.b;
    record.flags &= static_cast<std::uint16_t>(~trace::kNotHashed);
    return;
  }
  const auto* base = static_cast<const char*>(impl.storage().data());
  if (base == nullptr) return;
  tensor.data = base + impl.storage_offset() * element;
  kernels::DevicePlan plan;
  if (!kernels::plan_tensor(impl.sizes().data(), impl.strides().data(), static_cast<int>(impl.dim()), element, plan)) return;
  if (plan.dims != 0 && reinterpret_cast<std::uintptr_t>(tensor.data) % static_cast<std::uintptr_t>(plan.element) != 0) return;
  tensor.plan = &plan;
  tensor.values = with_values ? std::min(element, 8) : 0;
  State& all = state();
  const c10::DeviceIndex device = all.host_devices ? c10::DeviceIndex{0} : impl.device().index();
  CurrentStream stream;
  if (!all.host_devices) {
    stream = current_stream(device);
    if (!stream.known) return;
  }
  tensor.own_stream = stream.own ? 1 : 0;
  switch (all.device.launch(device, stream.handle, tensor, shape, s.awaited)) {
    case DeviceRecords::Launch::Launched: record.flags |= trace::kPending; break;
    case DeviceRecords::Launch::Capturing:
      record.flags |= trace::kCaptured;
      s.captured = true;
      break;
    case DeviceRecords::Launch::NotHashed: break;
  }
}

bool has_storage(const at::Tensor& tensor) { return tensor.defined() && tensor.unsafeGetTensorImpl()->has_storage(); }

/// The shape a tensor had when it was met before, and that shape's id in the stream.
struct KnownShape {
  std::uint64_t shape = 0;
  std::uint32_t id = 0;
};

std::uint32_t shape_id(ThreadStream& s, std::uint64_t shape, at::ScalarType type, c10::IntArrayRef sizes) {
  auto [entry, added] = s.shapes.try_emplace(shape, 0);
  if (added) {
    std::string text = c10::toString(type);
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    text += "[";
    for (std::size_t i = 0; i < sizes.size(); ++i) text += (i == 0 ? "" : ", ") + std::to_string(sizes[i]);
    entry->second = s.writer.name(text + "]");
  }
  return entry->second;
}

/// Hashes a tensor into `record`. `known` saves looking its shape up again.
void fill_tensor(ThreadStream& s, Record& record, const c10::TensorImpl& tensor, KnownShape* known = nullptr) {
  const c10::TensorImpl* impl = &tensor;
  s.awaited = 0;
  s.captured = false;
  if (!readable(impl)) {
    record.flags |= trace::kNotHashed;
    return;
  }
  auto sizes = impl->sizes(), strides = impl->strides();
  std::size_t element = impl->itemsize();
  auto type = impl->dtype().toScalarType();
  std::uint64_t shape = kernels::mix64(static_cast<std::uint64_t>(type) + 77 + (impl->is_conj() ? 1000 : 0));
  for (auto size : sizes) shape = kernels::mix64(shape ^ static_cast<std::uint64_t>(size)) + 1;
  KnownShape here;
  if (known == nullptr) known = &here;
  if (known->shape != shape) *known = {shape, shape_id(s, shape, type, sizes)};
  record.meta = known->id;
  if (element != 1 && element != 2 && element != 4 && element != 8 && element != 16) {
    record.flags |= trace::kNotHashed;
    return;
  }
  // Which values a large tensor holds, whatever their order, is only asked for close to a difference; --light looks there in full.
  bool with_values = !state().process.light && (static_cast<std::size_t>(impl->numel()) * element <= kValuesLimit || in_window(s));
  if (!with_values) record.flags |= trace::kNoValuesLane;
  if (!impl->device().is_cpu() || state().host_devices) return launch_hash(s, record, *impl, shape, with_values);
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

/// Whether the current stream of a GPU records a graph. torch's generators must not be asked then.
bool gpu_captures(c10::DeviceIndex device) {
  const CurrentStream stream = current_stream(device);
  return stream.known && state().device.capturing(device, stream.handle);
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
  for (CudaGenerators::Entry& entry : all.cuda.entries()) {
    if (gpu_captures(entry.device)) continue;
    const auto now = CudaGenerators::now(entry.generator);
    if (!now || *now == entry.last) continue;
    emit_generator(s, entry.name, entry.last.fingerprint(), now->fingerprint(), now->seed,
                   static_cast<std::uint16_t>(flags | (now->offset == 0 ? trace::kReseeded : 0)), stack, site);
    entry.last = *now;
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

/// `drawn`: only draws are looked for on a GPU, as after an operation, which seeds nothing.
bool generators_moved(bool drawn = false) {
  State& all = state();
  for (const CudaGenerators::Entry& entry : all.cuda.entries()) {
    if (CudaGenerators::drew(entry)) return true;
    if (drawn || gpu_captures(entry.device)) continue;
    if (auto now = CudaGenerators::now(entry.generator); now && *now != entry.last) return true;
  }
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
  if (!generator.defined()) return;
  if (generator.device().is_cuda()) {
    for (const CudaGenerators::Entry& entry : state().cuda.entries())
      if (entry.generator == generator) return;  // a default one, which is watched
    if (gpu_captures(generator.device().index())) return;
    if (auto now = CudaGenerators::now(generator))
      emit_generator(s, "torch.Generator argument", now->fingerprint(), now->fingerprint(), now->seed, 0, stack);
    return;
  }
  if (generator.device().type() != at::kCPU) return;
  const auto* impl = dynamic_cast<at::CPUGeneratorImpl*>(generator.unsafeGetGeneratorImpl());
  if (impl == nullptr || impl == state().torch.default_generator()) return;
  auto now = TorchGenerator::state_of(*const_cast<at::CPUGeneratorImpl*>(impl));
  emit_generator(s, "torch.Generator argument", now.fingerprint, now.fingerprint, now.seed, 0, stack);
}

}  // namespace
}  // namespace seedlint::tracer
