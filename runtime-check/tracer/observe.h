// The two callbacks around every operation: what is looked at before it runs and what is recorded of it afterwards.
// Part of the tracer's one translation unit.
#pragma once

#include <optional>

#include "emit.h"

namespace seedlint::tracer {
namespace {

struct Context : at::ObserverContext {
  const OpInfo* op = nullptr;
  bool loader_scope = false;
  bool backward_scope = false;
  bool compiling = false;           ///< torch.compile's own work, which a warm cache leaves out
  bool shared = false;              ///< it uses memory that several threads use by turns
  bool arrives_later = false;       ///< it copies from a device without waiting for it
  std::int64_t outer_node = -1;     ///< of a backward scope: what ran around it
  std::uint64_t outer_node_thread = 0;
  StackInfo stack;
  std::uint64_t torch_before = 0;  ///< other threads than the main one draw from the shared generator too
  std::vector<std::pair<unsigned char, at::Tensor>> written;
  std::vector<at::Tensor> foreign;  ///< of a view that may turn out to be a copy
  std::vector<const c10::StorageImpl*> inputs;
};

/// A loader's thread that pins batches takes them as they arrive; they count where they are used.
bool pins_memory(const StackInfo& stack) { return stack.outermost != nullptr && stack.outermost->function == "_pin_memory_loop"; }

/// If this is a real tensor of a GPU, its generator is watched from here on.
void meet_gpu(const ThreadStream& s, const c10::TensorImpl& tensor) {
  State& all = state();
  if (!s.is_main || !tensor.device().is_cuda() || !tensor.has_storage() || tensor.is_python_dispatch()) return;
  const c10::DeviceIndex device = tensor.device().index();
  if (!all.cuda.knows(device) && !gpu_captures(device)) all.cuda.meet(device);
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
    if (!stacked) context->stack = call_stack();
    stacked = true;
    return context->stack;
  };
  if (!op.view || op.consumes_foreign) {
    context->compiling = need_stack().compiling;
    if (context->compiling) return context;
  }
  ThreadStream* s = t_stream;
  if (s == nullptr || s->generation != all.process.generation.load(std::memory_order_relaxed)) {
    if (pins_memory(need_stack())) {
      ++t_loader;  // for good
      return context;
    }
    s = stream(need_stack());
  }
  if (s == nullptr) return context;
  if (all.cuda_possible && fn.seqNr() >= 0) all.forward.remember(fn.seqNr(), at::RecordFunction::currentThreadId(), need_stack());
  if (s->flags == 0 && s->is_main) check_flags(*s, need_stack());
  if (s->is_main) {
    if (generators_moved()) check_generators(*s, need_stack(), trace::kOutside);
  } else {
    auto torch = all.torch.state();
    context->torch_before = torch.fingerprint;
    // Seeded elsewhere and not yet drawn from: the main thread may run no operation before that is over.
    if (torch.just_seeded) emit_generator(*s, "torch", 0, torch.fingerprint, torch.seed, trace::kOutside | trace::kReseeded, need_stack());
  }

  auto inputs = fn.inputs();
  std::size_t next_written = 0;
  bool window = in_window(*s), gpu_input = false;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    bool written = next_written < op.written.size() && op.written[next_written] == i;
    if (written) ++next_written;
    if (inputs[i].isGenerator()) emit_generator_argument(*s, inputs[i], need_stack());
    else if (window && !op.view && !inputs[i].isTensor()) emit_plain_input(*s, op, i, inputs[i], need_stack());
    for_each_tensor(inputs[i], [&](const at::Tensor& tensor) {
      if (written) context->written.emplace_back(static_cast<unsigned char>(i), tensor);
      if (!has_storage(tensor)) return;
      if (all.cuda_possible) gpu_input = gpu_input || tensor.device().is_cuda();
      const auto* storage = tensor.unsafeGetTensorImpl()->unsafe_storage().unsafeGetStorageImpl();
      context->inputs.push_back(storage);
      if (OpInfo::has(op.scratch, i)) return;
      if (window && !op.view) emit_tensor(*s, op, Kind::Input, i, tensor, need_stack());
      if (op.reads_shape_only) return;
      auto [known, shared] = all.storages.use(storage, written);
      if (shared && !op.view) context->shared = true;
      if (known == StorageState::Produced) return;
      if (op.view && !op.consumes_foreign) {
        if (known == StorageState::Foreign) context->foreign.push_back(tensor);
        return;
      }
      if (written && (op.overwrites || (op.writes_some && known == StorageState::Uninitialised))) return;
      if (known == StorageState::Captured) {
        emit_tensor(*s, op, Kind::Foreign, i, tensor, need_stack());
        return;
      }
      if (known == StorageState::Foreign || op.consumes_foreign) {
        // The backward pass is given what operations saved inside for it, which may have gaps that nobody reads: it counts
        // where a result differs.
        const bool saved = t_backward > 0 && !op.consumes_foreign;
        if (!saved || !window || op.view) emit_tensor(*s, op, saved ? Kind::Input : Kind::Foreign, i, tensor, need_stack());
      } else {
        const auto* origin = static_cast<const FrameInfo*>(all.storages.origin(storage));
        emit_tensor(*s, op, Kind::Uninitialised, i, tensor, need_stack(), 0, origin == nullptr ? 0 : s->id(origin, origin->site));
      }
      all.storages.mark(tensor.storage(), StorageState::Produced);
    });
  }
  if (gpu_input && op.non_blocking >= 0 && static_cast<std::size_t>(op.non_blocking) < inputs.size()) {
    const c10::IValue& flag = inputs[static_cast<std::size_t>(op.non_blocking)];
    context->arrives_later = flag.isBool() && flag.toBool();
  }
  return context;
}

void end_operation(const at::RecordFunction& fn, Context& context) {
  State& all = state();
  const OpInfo& op = *context.op;
  if (t_loader > 0 || context.compiling) return;
  ThreadStream* s = t_stream;
  if (s == nullptr || s->broken) return;
  const auto& outputs = fn.outputs();
  auto arrives_later = [&](const at::Tensor& tensor) {  // its bytes must not be read yet, nor counted as known
    const bool later = op.asynchronous || (context.arrives_later && tensor.device().is_cpu());
    if (later && has_storage(tensor)) all.storages.forget(tensor.unsafeGetTensorImpl()->unsafe_storage().unsafeGetStorageImpl());
    return later;
  };
  auto produced = [&] { return s->captured ? StorageState::Captured : StorageState::Produced; };
  if (all.cuda_possible && s->is_main)
    for (const c10::IValue& value : outputs)
      for_each_tensor(value, [&](const at::Tensor& tensor) {
        if (tensor.defined()) meet_gpu(*s, *tensor.unsafeGetTensorImpl());
      });

  if (op.view) {
    // `to`, `contiguous`, `reshape` say they alias but may copy: a storage no input has is a result.
    bool first = true;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      for_each_tensor(outputs[i], [&](const at::Tensor& tensor) {
        if (!has_storage(tensor)) return;
        const auto* storage = tensor.unsafeGetTensorImpl()->unsafe_storage().unsafeGetStorageImpl();
        if (std::find(context.inputs.begin(), context.inputs.end(), storage) != context.inputs.end()) return;
        if (context.stack.site == nullptr && context.stack.hash == 0) context.stack = call_stack();
        if (context.stack.compiling) return;
        if (first) {
          for (const at::Tensor& input : context.foreign) {
            emit_tensor(*s, op, Kind::Foreign, 0, input, context.stack);
            all.storages.mark(input.storage(), StorageState::Produced);
          }
          first = false;
        }
        if (arrives_later(tensor)) return;
        emit_tensor(*s, op, Kind::Output, i, tensor, context.stack);
        all.storages.mark(tensor.storage(), produced());
      });
    }
    return;
  }

  if (s->is_main) {
    if (generators_moved(true)) check_generators(*s, context.stack, 0);
  } else if (auto torch = all.torch.state(); torch.fingerprint != context.torch_before) {
    emit_generator(*s, "torch", context.torch_before, torch.fingerprint, torch.seed, 0, context.stack);
  }
  bool recorded = false;
  for (auto& [slot, tensor] : context.written) {
    if (!tensor.defined()) continue;
    if (arrives_later(tensor)) continue;
    if (op.writes_some && has_storage(tensor) && all.storages.state(tensor.storage().unsafeGetStorageImpl()) == StorageState::Uninitialised) {
      emit_tensor(*s, op, Kind::Uninitialised, slot, tensor, context.stack);  // and stays so: what is left out counts where it is read
      recorded = true;
      continue;
    }
    if (!op.fresh_memory) emit_tensor(*s, op, Kind::Written, slot, tensor, context.stack, context.shared ? trace::kShared : 0);
    recorded = recorded || !op.fresh_memory;
    if (!has_storage(tensor)) continue;
    const c10::Storage& storage = tensor.storage();
    bool part = static_cast<std::size_t>(tensor.unsafeGetTensorImpl()->numel()) * tensor.unsafeGetTensorImpl()->itemsize() < storage.nbytes();
    if (op.fresh_memory) {
      if (!op.keeps_memory || all.storages.state(storage.unsafeGetStorageImpl()) != StorageState::Produced)
        all.storages.mark(storage, StorageState::Uninitialised, context.stack.site);
    } else if (!part || all.storages.state(storage.unsafeGetStorageImpl()) != StorageState::Uninitialised)
      all.storages.mark(storage, produced());
  }
  for (std::size_t slot : op.fresh_returns) {
    if (slot >= outputs.size()) break;
    const c10::IValue& output = outputs[slot];
    for_each_tensor(output, [&](const at::Tensor& tensor) {
      if (!tensor.defined()) return;
      if (arrives_later(tensor)) return;
      if (op.fresh_memory) {
        if (has_storage(tensor)) all.storages.mark(tensor.storage(), StorageState::Uninitialised, context.stack.site);
        return;
      }
      if (!OpInfo::has(op.scratch_returns, slot)) {
        emit_tensor(*s, op, Kind::Output, slot, tensor, context.stack, context.shared ? trace::kShared : 0);
        recorded = true;
      }
      if (has_storage(tensor)) all.storages.mark(tensor.storage(), produced());
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
    all.device.finish();
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
      if (state().cuda_possible && fn.seqNr() >= 0) {
        context->outer_node = std::exchange(t_node, fn.seqNr());
        context->outer_node_thread = std::exchange(t_node_thread, fn.forwardThreadId());
      }
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
    if (state().cuda_possible && fn.seqNr() >= 0) {
      t_node = context.outer_node;
      t_node_thread = context.outer_node_thread;
    }
    return;
  }
  try {
    if (state().process.on.load(std::memory_order_relaxed)) end_operation(fn, context);
  } catch (...) {
    ++state().process.errors;
  }
  t_inside = false;
}

}  // namespace
}  // namespace seedlint::tracer
