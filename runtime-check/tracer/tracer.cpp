// The tracer: observes every outermost operation of a LibTorch process and records what it computed.
//
// Compiled on the user's machine against the torch in use, with -DNDEBUG as torch itself is (the layout
// of RecordFunction depends on it). It is never unloaded: torch caches callback pointers in every live
// guard. It calls no operation, allocates nothing through torch and keeps no tensor beyond the operation
// it belongs to.
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/record_function.h>

#include <sys/types.h>

#include <algorithm>
#include <bit>
#include <memory>
#include <optional>

#include "generators.h"
#include "known_storage.h"
#include "streams.h"

namespace seedlint::tracer {
namespace {

using trace::Kind;
using trace::Record;

/// What the schema of an operation says, looked up once.
struct OpInfo {
  std::string name;
  bool observed = false;       ///< a dispatcher operation we record
  bool view = false;           ///< some return aliases an input it does not write
  bool fresh_memory = false;   ///< gives memory nobody has written
  bool reads_shape_only = false;
  bool consumes_foreign = false;
  bool asynchronous = false;   ///< its outputs are filled in later
  bool overwrites = false;     ///< what it writes it does not read
  bool keeps_memory = false;   ///< resizes: memory that was written stays so
  bool seeds_loaders = false;  ///< inside the data loader, its value only becomes a seed
  std::vector<unsigned char> written;       ///< arguments it writes
  std::vector<unsigned char> fresh_returns; ///< returns that alias nothing
};

struct Context : at::ObserverContext {
  const OpInfo* op = nullptr;
  bool loader_scope = false;
  bool backward_scope = false;
  StackInfo stack;
  std::uint64_t torch_before = 0;  ///< other threads than the main one draw from the shared generator too
  std::vector<std::pair<unsigned char, at::Tensor>> written;
  std::vector<at::Tensor> foreign;  ///< of a view that may turn out to be a copy
  std::vector<const c10::StorageImpl*> inputs;
};

struct State {
  Process process;
  PythonFrames python;
  KnownStorages storages;
  TorchGenerator torch;
  std::uint64_t torch_last = 0;
  std::vector<WatchedTwister> twisters;
  std::mutex ops_mutex;
  std::unordered_map<std::uint64_t, std::unique_ptr<OpInfo>> ops;
  const char* no_overload = nullptr;
  void (*window_opened)() = nullptr;
  bool window_announced = false;
  void (*limit_reached)() = nullptr;
  std::vector<std::string> kept_sites;
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

bool starts_with(const std::string& text, const char* prefix) { return text.compare(0, std::strlen(prefix), prefix) == 0; }

OpInfo describe(const at::RecordFunction& fn) {
  OpInfo info;
  auto name = fn.operator_name();
  if (!name) return info;
  info.name = name->name + (name->overload_name.empty() ? "" : "." + name->overload_name);
  if (starts_with(info.name, "profiler::") || starts_with(info.name, "aten::set_") || starts_with(info.name, "aten::_version") ||
      starts_with(info.name, "aten::is_pinned") || starts_with(info.name, "aten::_is_") || starts_with(info.name, "prim::"))
    return info;
  info.observed = true;
  std::string base = name->name.substr(name->name.find("::") + 2);
  bool like = base.size() > 5 && base.compare(base.size() - 5, 5, "_like") == 0;
  info.fresh_memory = starts_with(base, "empty") || starts_with(base, "new_empty") || base == "resize_" || base == "resize_as_";
  info.reads_shape_only = like || starts_with(base, "new_") || base == "resize_" || base == "resize_as_";
  // How torch.tensor(list) ends: it fills memory from `empty` itself, in no operation.
  info.consumes_foreign = base == "lift_fresh" || base == "detach_";
  info.keeps_memory = starts_with(base, "resize_");
  info.seeds_loaders = base == "random_" || base == "item" || base == "_local_scalar_dense";
  for (const char* writer : {"zero_", "fill_", "copy_", "normal_", "uniform_", "random_", "bernoulli_", "exponential_", "geometric_",
                             "cauchy_", "log_normal_"})
    info.overwrites = info.overwrites || base == writer;
  info.overwrites = info.overwrites || name->overload_name == "out" || starts_with(name->overload_name, "out_") ||
                    (name->overload_name.size() > 4 && name->overload_name.compare(name->overload_name.size() - 4, 4, "_out") == 0);
  info.asynchronous = starts_with(info.name, "c10d::") || starts_with(info.name, "_c10d_functional::");
  auto handle = c10::Dispatcher::singleton().findSchema(*name);
  if (!handle) return info;
  const c10::FunctionSchema& schema = handle->schema();
  for (std::size_t i = 0; i < schema.arguments().size() && i < 255; ++i) {
    const auto* alias = schema.arguments()[i].alias_info();
    if (alias != nullptr && alias->isWrite()) info.written.push_back(static_cast<unsigned char>(i));
  }
  for (std::size_t i = 0; i < schema.returns().size() && i < 255; ++i) {
    const auto* alias = schema.returns()[i].alias_info();
    if (alias == nullptr) info.fresh_returns.push_back(static_cast<unsigned char>(i));
    else if (!alias->isWrite()) info.view = true;
  }
  return info;
}

template <typename Function>
const char* overload_of(const Function& fn) {
  if constexpr (requires { fn.overload_name(); }) return fn.overload_name();
  else return nullptr;
}

const OpInfo& op_info(const at::RecordFunction& fn) {
  static const OpInfo none;
  State& s = state();
  const char* overload = overload_of(fn);
  // A schema's names stand at addresses of their own; a free text shares one empty overload.
  if (overload != nullptr && overload == s.no_overload) return none;
  std::uint64_t key = reinterpret_cast<std::uintptr_t>(fn.name()) * 0x9e3779b97f4a7c15ull ^ reinterpret_cast<std::uintptr_t>(overload);
  thread_local std::unordered_map<std::uint64_t, const OpInfo*> seen;
  if (overload != nullptr) {
    if (auto found = seen.find(key); found != seen.end()) return *found->second;
  }
  auto name = fn.operator_name();
  if (!name) {
    if (overload != nullptr) s.no_overload = overload;
    return none;
  }
  std::lock_guard lock(s.ops_mutex);
  std::string full = name->name + "." + name->overload_name;
  auto& slot = s.ops[kernels::hash_text(full.data(), full.size())];
  if (slot == nullptr) slot = std::make_unique<OpInfo>(describe(fn));
  seen[key] = slot.get();
  return *slot;
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

constexpr std::size_t kValuesLimit = 4 << 20;

bool readable(const at::Tensor& tensor) {
  if (!tensor.defined()) return false;
  const c10::TensorImpl* impl = tensor.unsafeGetTensorImpl();
  return impl->layout() == at::kStrided && impl->device().is_cpu() && impl->has_storage() && !impl->is_python_dispatch() &&
         !impl->has_symbolic_sizes_strides();
}

bool has_storage(const at::Tensor& tensor) { return tensor.defined() && tensor.unsafeGetTensorImpl()->has_storage(); }

void fill_tensor(ThreadStream& s, Record& record, const at::Tensor& tensor) {
  const c10::TensorImpl* impl = tensor.unsafeGetTensorImpl();
  if (!readable(tensor)) {
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
  // Which values a large tensor holds, whatever their order, is only asked for close to a difference.
  bool with_values = static_cast<std::size_t>(impl->numel()) * element <= kValuesLimit || in_window(s);
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
  fill_tensor(s, record, tensor);
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

std::unique_ptr<at::ObserverContext> start_operation(const at::RecordFunction& fn) {
  State& all = state();
  const OpInfo& op = op_info(fn);
  if (!op.observed) return nullptr;
  t_inside = true;
  auto context = std::make_unique<Context>();
  context->op = &op;
  if (t_loader > 0) return context;  // worker batches arrive in any order; they count where they are used
  bool stacked = false;
  auto need_stack = [&]() -> const StackInfo& {
    if (!stacked) context->stack = all.python.stack();
    stacked = true;
    return context->stack;
  };
  if (!op.view || op.consumes_foreign) need_stack();
  ThreadStream* s = t_stream;
  if (s == nullptr || s->generation != all.process.generation.load(std::memory_order_relaxed)) s = stream(need_stack());
  if (s == nullptr) return context;
  if (s->is_main) {
    if (generators_moved()) check_generators(*s, need_stack(), trace::kOutside);
  } else {
    context->torch_before = all.torch.state().fingerprint;
  }

  auto inputs = fn.inputs();
  std::size_t next_written = 0;
  bool window = in_window(*s);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    bool written = next_written < op.written.size() && op.written[next_written] == i;
    if (written) ++next_written;
    if (inputs[i].isGenerator()) emit_generator_argument(*s, inputs[i], need_stack());
    else if (window && !op.view && !inputs[i].isTensor()) emit_plain_input(*s, op, i, inputs[i], need_stack());
    for_each_tensor(inputs[i], [&](const at::Tensor& tensor) {
      if (written) context->written.emplace_back(static_cast<unsigned char>(i), tensor);
      if (!has_storage(tensor)) return;
      const auto* storage = tensor.unsafeGetTensorImpl()->unsafe_storage().unsafeGetStorageImpl();
      context->inputs.push_back(storage);
      if (window && !op.view) emit_tensor(*s, op, Kind::Input, i, tensor, need_stack());
      if (op.reads_shape_only) return;
      StorageState known = all.storages.state(storage);
      if (known == StorageState::Produced) return;
      if (op.view && !op.consumes_foreign) {
        if (known == StorageState::Foreign) context->foreign.push_back(tensor);
        return;
      }
      if (written && op.overwrites) return;
      if (known == StorageState::Foreign || op.consumes_foreign) {
        emit_tensor(*s, op, Kind::Foreign, i, tensor, need_stack());
      } else {
        const auto* origin = static_cast<const FrameInfo*>(all.storages.origin(storage));
        emit_tensor(*s, op, Kind::Uninitialised, i, tensor, need_stack(), 0, origin == nullptr ? 0 : s->id(origin, origin->site));
      }
      all.storages.mark(tensor.storage(), StorageState::Produced);
    });
  }
  return context;
}

void end_operation(const at::RecordFunction& fn, Context& context) {
  State& all = state();
  const OpInfo& op = *context.op;
  if (t_loader > 0) return;
  ThreadStream* s = t_stream;
  if (s == nullptr || s->broken) return;
  const auto& outputs = fn.outputs();

  if (op.view) {
    // `to`, `contiguous`, `reshape` say they alias but may copy: a storage no input has is a result.
    bool first = true;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      for_each_tensor(outputs[i], [&](const at::Tensor& tensor) {
        if (!has_storage(tensor)) return;
        const auto* storage = tensor.unsafeGetTensorImpl()->unsafe_storage().unsafeGetStorageImpl();
        if (std::find(context.inputs.begin(), context.inputs.end(), storage) != context.inputs.end()) return;
        if (context.stack.site == nullptr && context.stack.hash == 0) context.stack = all.python.stack();
        if (first) {
          for (const at::Tensor& input : context.foreign) {
            emit_tensor(*s, op, Kind::Foreign, 0, input, context.stack);
            all.storages.mark(input.storage(), StorageState::Produced);
          }
          first = false;
        }
        emit_tensor(*s, op, Kind::Output, i, tensor, context.stack);
        all.storages.mark(tensor.storage(), StorageState::Produced);
      });
    }
    return;
  }

  if (s->is_main) {
    if (generators_moved()) check_generators(*s, context.stack, 0);
  } else if (auto torch = all.torch.state(); torch.fingerprint != context.torch_before) {
    emit_generator(*s, "torch", context.torch_before, torch.fingerprint, torch.seed, 0, context.stack);
  }
  bool recorded = false;
  for (auto& [slot, tensor] : context.written) {
    if (!tensor.defined()) continue;
    if (op.asynchronous) {
      if (has_storage(tensor)) all.storages.forget(tensor.unsafeGetTensorImpl()->unsafe_storage().unsafeGetStorageImpl());
      continue;
    }
    if (!op.fresh_memory) emit_tensor(*s, op, Kind::Written, slot, tensor, context.stack);
    recorded = recorded || !op.fresh_memory;
    if (!has_storage(tensor)) continue;
    const c10::Storage& storage = tensor.storage();
    bool part = static_cast<std::size_t>(tensor.unsafeGetTensorImpl()->numel()) * tensor.unsafeGetTensorImpl()->itemsize() < storage.nbytes();
    if (op.fresh_memory) {
      if (!op.keeps_memory || all.storages.state(storage.unsafeGetStorageImpl()) != StorageState::Produced)
        all.storages.mark(storage, StorageState::Uninitialised, context.stack.site);
    } else if (!part || all.storages.state(storage.unsafeGetStorageImpl()) != StorageState::Uninitialised)
      all.storages.mark(storage, StorageState::Produced);
  }
  for (std::size_t slot : op.fresh_returns) {
    if (slot >= outputs.size()) break;
    const c10::IValue& output = outputs[slot];
    for_each_tensor(output, [&](const at::Tensor& tensor) {
      if (!tensor.defined()) return;
      if (op.asynchronous) {
        if (has_storage(tensor)) all.storages.forget(tensor.unsafeGetTensorImpl()->unsafe_storage().unsafeGetStorageImpl());
        return;
      }
      if (op.fresh_memory) {
        if (has_storage(tensor)) all.storages.mark(tensor.storage(), StorageState::Uninitialised, context.stack.site);
        return;
      }
      emit_tensor(*s, op, Kind::Output, slot, tensor, context.stack);
      recorded = true;
      if (has_storage(tensor)) all.storages.mark(tensor.storage(), StorageState::Produced);
    });
    std::optional<std::uint64_t> scalar;
    if (output.isDouble()) scalar = std::bit_cast<std::uint64_t>(output.toDouble());
    else if (output.isInt()) scalar = static_cast<std::uint64_t>(output.toInt());
    else if (output.isBool()) scalar = output.toBool() ? 1 : 0;
    if (scalar) {
      Record record{};
      record.kind = Kind::Output;
      record.slot = static_cast<unsigned char>(slot);
      record.flags = static_cast<std::uint16_t>(trace::kScalar | (is_seed_material(op, context.stack) ? trace::kSeedMaterial : 0));
      record.op = s->id(&op, op.name);
      record.digest[0] = kernels::mix64(*scalar + 1);
      record.digest[1] = *scalar;
      emit(*s, record, context.stack);
      recorded = true;
    }
  }
  if (!recorded && !op.asynchronous) {
    Record record{};
    record.kind = Kind::Operation;
    record.op = s->id(&op, op.name);
    emit(*s, record, context.stack);
  }
  if (s->deep && !all.window_announced && all.window_opened != nullptr && s->hard >= all.process.deep_from) {
    all.window_announced = true;
    PythonFrames::Lock lock(all.python);
    if (lock.held()) all.window_opened();
  }
  if (all.process.record_limit != 0 && s->writer.records() >= all.process.record_limit && all.limit_reached != nullptr) {
    auto reached = std::exchange(all.limit_reached, nullptr);
    PythonFrames::Lock lock(all.python);
    if (lock.held()) reached();
  }
}

std::unique_ptr<at::ObserverContext> on_start(const at::RecordFunction& fn) {
  State& all = state();
  if (!all.process.on.load(std::memory_order_relaxed)) return nullptr;
  if (t_inside) return nullptr;
  try {
    if (fn.scope() == at::RecordScope::USER_SCOPE) {
      if (std::strstr(fn.name(), "_MultiProcessingDataLoaderIter.__next__") == nullptr) return nullptr;
      auto context = std::make_unique<Context>();
      context->loader_scope = true;
      ++t_loader;
      return context;
    }
    if (fn.scope() == at::RecordScope::BACKWARD_FUNCTION) {
      auto context = std::make_unique<Context>();
      context->backward_scope = true;
      ++t_backward;
      return context;
    }
    if (fn.scope() != at::RecordScope::FUNCTION) return nullptr;
    return start_operation(fn);
  } catch (...) {
    ++all.process.errors;
    t_inside = false;
    return nullptr;
  }
}

void on_end(const at::RecordFunction& fn, at::ObserverContext* observer) {
  if (observer == nullptr) return;
  auto& context = static_cast<Context&>(*observer);
  if (context.loader_scope) {
    --t_loader;
    return;
  }
  if (context.backward_scope) {
    --t_backward;
    return;
  }
  try {
    if (state().process.on.load(std::memory_order_relaxed)) end_operation(fn, context);
  } catch (...) {
    ++state().process.errors;
  }
  t_inside = false;
}

void after_fork_in_child() {
  State& all = state();
  ++all.process.generation;
  all.process.main_role = "f" + std::to_string(all.process.forks.load()) + "-main";
  t_inside = false;
  t_loader = t_backward = 0;
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
  ::pthread_atfork([] { ++state().process.forks; }, nullptr, after_fork_in_child);
  at::addGlobalCallback(at::RecordFunctionCallback(on_start, on_end).needsInputs(true).needsOutputs(true).scopes(
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

/// Stops or resumes recording; the callbacks stay.
void seedtrace_switch(int on) { state().process.on = on != 0; }

/// An optimiser step ended.
void seedtrace_step() {
  State& all = state();
  if (!all.process.on) return;
  StackInfo stack = all.python.stack();
  ThreadStream* s = stream(stack);
  if (s == nullptr) return;
  Record record{};
  record.kind = Kind::Step;
  record.op = s->writer.name("optimizer.step");
  emit(*s, record, stack);
  ++all.process.step;
}

unsigned seedtrace_steps() { return state().process.step; }

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

/// Deep pass: a generator object or a variable of the program got a new state or value.
void seedtrace_object(int is_generator, const char* name, const char* site, unsigned long long stack_hash, unsigned long long before,
                      unsigned long long after, int first_seen, const char* text) {
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
  record.flags = seedlint::trace::kLine;
  emit(*s, record, stack);
}

/// 0 recording, 1 the disk is full, 2 our callbacks failed.
int seedtrace_health() {
  Process& process = state().process;
  return process.disk_full ? 1 : process.errors > 0 ? 2 : 0;
}

}  // extern "C"
