// --light: the parameters, their gradients and the generators, once after every optimiser step. The hooks that torch
// calls are functions of this library, so nothing of ours runs in Python in a step. Part of the tracer's one translation unit.
#pragma once

#include "observe.h"

namespace seedlint::tracer {
namespace {

/// CPython's functions that the hooks need, found at run time as those of python_frames.h are.
struct PythonObjects {
  /// How CPython describes a function written in C; the same in every version.
  struct Method {
    const char* name;
    PyObject* (*call)(PyObject* self, PyObject* const* arguments, std::ptrdiff_t count);
    int flags;
    const char* doc;
  };
  static constexpr int kFastCall = 0x80;

  PyObject* (*get_attribute)(PyObject*, PyObject*) = nullptr;
  PyObject* (*get_item)(PyObject*, PyObject*) = nullptr;
  PyObject* (*get_iterator)(PyObject*) = nullptr;
  PyObject* (*next)(PyObject*) = nullptr;
  PyObject* (*error)() = nullptr;
  void (*clear_error)() = nullptr;
  void* (*to_pointer)(PyObject*) = nullptr;
  PyObject* (*text)(const char*) = nullptr;
  PyObject* (*weak)(PyObject*, PyObject*) = nullptr;
  PyObject* (*call)(PyObject*, ...) = nullptr;
  PyObject* (*function)(const Method*, PyObject*, PyObject*) = nullptr;
  void (*inc)(PyObject*) = nullptr;
  void (*dec)(PyObject*) = nullptr;
  PyObject* none = nullptr;
  PyObject *param_groups = nullptr, *params = nullptr, *cdata = nullptr;  ///< attributes' and keys' names
  PyObject* module = nullptr;  ///< where the hooks say they are from

  /// False in a process without Python.
  bool load() {
    auto find = [](auto& function, const char* name) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(RTLD_DEFAULT, name));
      return function != nullptr;
    };
    if (!(find(get_attribute, "PyObject_GetAttr") && find(get_item, "PyObject_GetItem") && find(get_iterator, "PyObject_GetIter") &&
          find(next, "PyIter_Next") && find(error, "PyErr_Occurred") && find(clear_error, "PyErr_Clear") && find(to_pointer, "PyLong_AsVoidPtr") &&
          find(text, "PyUnicode_InternFromString") && find(weak, "PyWeakref_NewRef") && find(call, "PyObject_CallFunctionObjArgs") &&
          find(function, "PyCFunction_NewEx") && find(inc, "Py_IncRef") && find(dec, "Py_DecRef") && find(none, "_Py_NoneStruct")))
      return false;
    param_groups = text("param_groups");
    params = text("params");
    cdata = text("_cdata");
    module = text("seedlint");
    return param_groups != nullptr && params != nullptr && cdata != nullptr && module != nullptr;
  }
};

/// The optimisers that made a step, and what their records are called.
class LightSteps {
 public:
  /// Finds what the hooks need in this process; false without Python.
  bool load() { return python.none != nullptr || python.load(); }

  PythonObjects python;
  PyObject* before_step = nullptr;  ///< called with an optimiser
  PyObject* stop = nullptr;         ///< called without arguments; it ends the program
  std::uint64_t stop_after = 0;

  bool knows(PyObject* optimiser) { return find(optimiser) != nullptr; }

  /// Records one step of `optimiser`. Takes the interpreter lock as held.
  void record(PyObject* optimiser);

 private:
  /// One parameter's place in its optimiser: the ids of what is recorded of it, in one stream.
  struct Place {
    std::uint32_t parameter = 0, gradient = 0;
    KnownShape parameter_shape, gradient_shape;
  };
  struct Optimiser {
    PyObject* reference = nullptr;  ///< weak: an address may be another optimiser's later
    std::size_t number = 0;
    const ThreadStream* named_in = nullptr;
    std::uint64_t generation = 0;
    std::vector<Place> places;
  };

  Optimiser* find(PyObject* optimiser) {
    auto found = known_.find(optimiser);
    if (found == known_.end()) return nullptr;
    PyObject* alive = python.call(found->second.reference, nullptr);
    const bool same = alive == optimiser;
    if (alive != nullptr) python.dec(alive);
    else python.clear_error();
    return same ? &found->second : nullptr;
  }

  Optimiser* find_or_add(PyObject* optimiser) {
    if (Optimiser* known = find(optimiser)) return known;
    PyObject* reference = python.weak(optimiser, nullptr);
    if (reference == nullptr) return nullptr;
    Optimiser& fresh = known_[optimiser];
    if (fresh.reference != nullptr) python.dec(fresh.reference);
    fresh = Optimiser{};
    fresh.reference = reference;
    fresh.number = count_++;
    return &fresh;
  }

  /// Calls `visit` with every item; false if Python raised an error.
  template <typename Visit>
  bool each(PyObject* iterable, Visit visit) {
    PyObject* iterator = iterable == nullptr ? nullptr : python.get_iterator(iterable);
    bool good = iterator != nullptr;
    while (good) {
      PyObject* item = python.next(iterator);
      if (item == nullptr) break;
      good = visit(item);
      python.dec(item);
    }
    if (iterator != nullptr) python.dec(iterator);
    return good && python.error() == nullptr;
  }

  /// The optimiser's parameters in the order of its groups. Their addresses are asked for anew each time: a parameter
  /// may be given another tensor (torch.utils.swap_tensors). False if Python raised an error.
  bool parameters(PyObject* optimiser, std::vector<const c10::TensorImpl*>& found) {
    PyObject* groups = python.get_attribute(optimiser, python.param_groups);
    const bool good = each(groups, [&](PyObject* group) {
      PyObject* list = python.get_item(group, python.params);
      const bool read = each(list, [&](PyObject* parameter) {
        PyObject* address = python.get_attribute(parameter, python.cdata);
        if (address == nullptr) return false;
        found.push_back(static_cast<const c10::TensorImpl*>(python.to_pointer(address)));
        python.dec(address);
        return found.back() != nullptr;
      });
      if (list != nullptr) python.dec(list);
      return read;
    });
    if (groups != nullptr) python.dec(groups);
    return good;
  }

  static void name(Optimiser& optimiser, ThreadStream& s, std::size_t count) {
    if (optimiser.named_in == &s && optimiser.generation == s.generation && optimiser.places.size() == count) return;
    optimiser.named_in = &s;
    optimiser.generation = s.generation;
    optimiser.places.assign(count, {});
    const std::string of = optimiser.number == 0 ? "" : " of optimiser " + std::to_string(optimiser.number + 1);
    for (std::size_t i = 0; i < count; ++i) optimiser.places[i].parameter = s.writer.name("parameter " + std::to_string(i) + of);
    for (std::size_t i = 0; i < count; ++i) optimiser.places[i].gradient = s.writer.name("gradient " + std::to_string(i) + of);
  }

  std::unordered_map<PyObject*, Optimiser> known_;
  std::size_t count_ = 0;
};

void prefetch(const c10::TensorImpl* impl) {
  for (std::size_t at = 0; at < sizeof(c10::TensorImpl); at += 64) __builtin_prefetch(reinterpret_cast<const char*>(impl) + at);
}

void LightSteps::record(PyObject* optimiser) {
  State& all = state();
  // Since the last step the program has used the caches for itself: what will be read is asked for early and together.
  all.torch.prefetch();
  for (const WatchedTwister& twister : all.twisters) twister.prefetch();
  Optimiser* known = find_or_add(optimiser);
  std::vector<const c10::TensorImpl*> tensors;
  if (known != nullptr) tensors.reserve(known->places.size());
  if (known == nullptr || !parameters(optimiser, tensors)) {
    python.clear_error();
    ++all.process.errors;
    return;
  }
  for (const c10::TensorImpl* tensor : tensors) prefetch(tensor);
  StackInfo stack = all.python.stack_of_holder();
  ThreadStream* s = stream(stack);
  if (s == nullptr) return;
  for (std::size_t i = 0; all.cuda_possible && i < tensors.size(); ++i) meet_gpu(*s, *tensors[i]);
  check_generators(*s, stack, trace::kOutside);
  name(*known, *s, tensors.size());
  const std::uint32_t site = stack.site != nullptr ? s->id(stack.site, stack.site->site) : 0;
  auto record_tensor = [&](std::uint32_t what, const c10::TensorImpl& tensor, KnownShape& shape) {
    Record record{};
    record.kind = Kind::Output;
    record.op = what;
    record.site = site;
    fill_tensor(*s, record, tensor, &shape);
    emit(*s, record, stack);
  };
  for (std::size_t i = 0; i < tensors.size() && !s->broken; ++i) {
    if (const at::Tensor& gradient = tensors[i]->grad(); gradient.defined()) prefetch(gradient.unsafeGetTensorImpl());
    record_tensor(known->places[i].parameter, *tensors[i], known->places[i].parameter_shape);
  }
  for (std::size_t i = 0; i < tensors.size() && !s->broken; ++i)
    if (const at::Tensor& gradient = tensors[i]->grad(); gradient.defined())
      record_tensor(known->places[i].gradient, *gradient.unsafeGetTensorImpl(), known->places[i].gradient_shape);
  end_step(*s, stack);
}

LightSteps& light_steps() {
  static LightSteps* steps = new LightSteps;
  return *steps;
}

/// torch calls it with (optimiser, args, kwargs) before a step.
PyObject* before_light_step(PyObject*, PyObject* const* arguments, std::ptrdiff_t count) {
  LightSteps& light = light_steps();
  const std::uint32_t step = state().process.step;
  if (count > 0 && ((step & (step - 1)) == 0 || !light.knows(arguments[0]))) {
    PyObject* result = light.python.call(light.before_step, arguments[0], nullptr);
    if (result == nullptr) return nullptr;
    light.python.dec(result);
  }
  light.python.inc(light.python.none);
  return light.python.none;
}

/// The same after a step.
PyObject* after_light_step(PyObject*, PyObject* const* arguments, std::ptrdiff_t count) {
  LightSteps& light = light_steps();
  Process& process = state().process;
  if (count > 0 && process.on) {
    try {
      light.record(arguments[0]);
    } catch (...) {
      ++process.errors;
    }
  }
  if (light.stop_after != 0 && process.step >= light.stop_after) return light.python.call(light.stop, nullptr);
  light.python.inc(light.python.none);
  return light.python.none;
}

}  // namespace
}  // namespace seedlint::tracer

extern "C" {

/// The hook for torch.optim's global pre-hooks; `before_step` is called with an optimiser before its first step, and
/// before the steps 0, 1, 2, 4, 8, … Needs the interpreter lock. Null with Python's error set, or without Python.
void* seedtrace_light_before(void* before_step) {
  LightSteps& light = light_steps();
  if (!light.load()) return nullptr;
  light.python.inc(before_step);
  light.before_step = before_step;
  static constexpr PythonObjects::Method method{"before_step", before_light_step, PythonObjects::kFastCall, nullptr};
  return light.python.function(&method, nullptr, light.python.module);
}

/// The hook for the post-hooks, which records each step; `stop` is called after step `stop_after` and each later one
/// (0: never). Needs the interpreter lock. Null with Python's error set, or without Python.
void* seedtrace_light_after(void* stop, unsigned long long stop_after) {
  LightSteps& light = light_steps();
  if (!light.load()) return nullptr;
  light.python.inc(stop);
  light.stop = stop;
  light.stop_after = stop_after;
  static constexpr PythonObjects::Method method{"after_step", after_light_step, PythonObjects::kFastCall, nullptr};
  return light.python.function(&method, nullptr, light.python.module);
}

}  // extern "C"
