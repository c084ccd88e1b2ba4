// What is known of each operation from its schema, looked up once and kept.
// Part of the tracer's one translation unit.
#pragma once

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/record_function.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernels/hash.h"

namespace seedlint::tracer {
namespace {

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
  bool writes_some = false;    ///< it writes the elements an index or a mask picks and leaves the others
  bool keeps_memory = false;   ///< resizes: memory that was written stays so
  bool seeds_loaders = false;  ///< inside the data loader, its value only becomes a seed
  int non_blocking = -1;       ///< the argument that lets it return before a copy from a device has arrived
  std::vector<unsigned char> written;       ///< arguments it writes
  std::vector<unsigned char> fresh_returns; ///< returns that alias nothing
  std::vector<unsigned char> scratch;         ///< arguments that hold what a library keeps for its backward pass
  std::vector<unsigned char> scratch_returns; ///< returns that do

  static bool has(const std::vector<unsigned char>& slots, std::size_t slot) { return std::find(slots.begin(), slots.end(), slot) != slots.end(); }
};

/// Every operation met, by its full name.
struct OpTable {
  std::mutex mutex;
  std::unordered_map<std::uint64_t, std::unique_ptr<OpInfo>> ops;
  const char* no_overload = nullptr;  ///< the overload that free texts share
};

// Function-local: a constructor function may run before this file's statics are.
OpTable& op_table() {
  static OpTable* table = new OpTable;
  return *table;
}

bool starts_with(const std::string& text, const char* prefix) { return text.compare(0, std::strlen(prefix), prefix) == 0; }

/// What a library keeps for its backward pass is laid out as it likes, with gaps that nobody writes: its bytes differ
/// between equal runs. As an argument its name tells; results have no names.
bool is_scratch_argument(const std::string& name) { return starts_with(name, "workspace") || starts_with(name, "reserve"); }

std::vector<unsigned char> scratch_returns(const std::string& base) {
  if (base == "mkldnn_rnn_layer" || base == "cudnn_batch_norm" || base == "_batch_norm_impl_index" || base == "_batch_norm_with_update") return {3};
  if (base == "_ctc_loss") return {1};
  if (base == "_cudnn_rnn" || base == "miopen_rnn") return {3, 4};  // and the weights in its own layout
  return {};
}

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
  for (const char* writer : {"index_copy_", "index_put_", "_index_put_impl_", "index_fill_", "scatter_", "masked_fill_", "masked_scatter_", "put_"})
    info.writes_some = info.writes_some || base == writer;
  info.asynchronous = starts_with(info.name, "c10d::") || starts_with(info.name, "_c10d_functional::");
  info.scratch_returns = scratch_returns(base);
  auto handle = c10::Dispatcher::singleton().findSchema(*name);
  if (!handle) return info;
  const c10::FunctionSchema& schema = handle->schema();
  for (std::size_t i = 0; i < schema.arguments().size() && i < 255; ++i) {
    const auto* alias = schema.arguments()[i].alias_info();
    if (alias != nullptr && alias->isWrite()) info.written.push_back(static_cast<unsigned char>(i));
    if (is_scratch_argument(schema.arguments()[i].name())) info.scratch.push_back(static_cast<unsigned char>(i));
    if (schema.arguments()[i].name() == "non_blocking") info.non_blocking = static_cast<int>(i);
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
  OpTable& s = op_table();
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
  std::lock_guard lock(s.mutex);
  std::string full = name->name + "." + name->overload_name;
  auto& slot = s.ops[kernels::hash_text(full.data(), full.size())];
  if (slot == nullptr) slot = std::make_unique<OpInfo>(describe(fn));
  seen[key] = slot.get();
  return *slot;
}

}  // namespace
}  // namespace seedlint::tracer
