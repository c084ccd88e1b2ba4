// The Python stack of the current thread, read through CPython's public functions found at run time: no
// Python headers, one build for every version, and nothing at all in a C++ program.
#pragma once

#include <dlfcn.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernels/hash.h"

namespace seedlint::tracer {

using PyObject = void;

/// One line of one function, as met in a stack.
struct FrameInfo {
  std::uint64_t hash = 0;   ///< of file, function and line: equal in both runs
  bool user = false;        ///< neither standard library, nor installed package, nor ours
  bool ours = false;
  bool loader = false;      ///< in torch's own data loader or sampler
  bool compiler = false;    ///< torch.compile at work: tracing, lowering, generating code
  bool passed_over = false; ///< between a compiled function and its code: another way with a warm cache
  std::string site;         ///< "file\tline\tfunction"
  std::string function;
};

struct StackInfo {
  std::uint64_t hash = 0;
  const FrameInfo* innermost = nullptr;
  const FrameInfo* site = nullptr;       ///< innermost user frame
  const FrameInfo* outermost = nullptr;  ///< outermost frame that is not the threading module's
  bool compiling = false;                ///< any frame is the compiler's
};

class PythonFrames {
 public:
  /// Finds the functions in the running process. `library` and `ours`: path prefixes of the standard
  /// library and of our own modules.
  void load(std::string library, std::string ours) {
    library_ = std::move(library);
    ours_ = std::move(ours);
    auto find = [](auto& function, const char* name) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(RTLD_DEFAULT, name));
      return function != nullptr;
    };
    present_ = find(initialized_, "Py_IsInitialized") && find(ensure_, "PyGILState_Ensure") &&
               find(release_, "PyGILState_Release") && find(this_thread_, "PyGILState_GetThisThreadState") &&
               find(get_frame_, "PyEval_GetFrame") && find(get_code_, "PyFrame_GetCode") &&
               find(get_back_, "PyFrame_GetBack") && find(line_number_, "PyFrame_GetLineNumber") &&
               find(attribute_, "PyObject_GetAttrString") && find(utf8_, "PyUnicode_AsUTF8") &&
               find(dec_, "Py_DecRef") && find(inc_, "Py_IncRef") && find(clear_error_, "PyErr_Clear");
    find(last_instruction_, "PyFrame_GetLasti");  // 3.11
    if (!find(finalizing_, "Py_IsFinalizing")) find(finalizing_, "_Py_IsFinalizing");
  }

  /// Holds the interpreter lock while alive, if this thread may wait for it: a thread Python does not
  /// know must not, and none may once the interpreter ends.
  class Lock {
   public:
    explicit Lock(const PythonFrames& python) : python_(python) {
      if (!python.present_ || !python.initialized_() || (python.finalizing_ != nullptr && python.finalizing_())) return;
      if (python.this_thread_() == nullptr) return;
      state_ = python.ensure_();
      held_ = true;
    }
    Lock(const Lock&) = delete;
    ~Lock() {
      if (held_) python_.release_(state_);
    }
    bool held() const { return held_; }

   private:
    const PythonFrames& python_;
    int state_ = 0;
    bool held_ = false;
  };

  /// The current stack; empty outside Python. Takes the interpreter lock.
  StackInfo stack() {
    Lock lock(*this);
    return lock.held() ? stack_of_holder() : StackInfo{};
  }

  /// The same for a thread that holds the interpreter lock already.
  StackInfo stack_of_holder() {
    StackInfo info;
    PyObject* frame = get_frame_();
    if (frame == nullptr) return info;
    inc_(frame);
    while (frame != nullptr) {
      const FrameInfo& here = look_up(frame);
      if (!here.ours) {
        if (!here.passed_over) info.hash = kernels::mix64(info.hash ^ here.hash);
        if (info.innermost == nullptr) info.innermost = &here;
        info.compiling = info.compiling || here.compiler;
        if (here.user && info.site == nullptr) info.site = &here;
        if (here.function.compare(0, 7, "Thread.") != 0) info.outermost = &here;
      }
      PyObject* back = get_back_(frame);
      dec_(frame);
      frame = back;
    }
    return info;
  }

  bool present() const { return present_; }

 private:
  struct Key {
    const void* code;
    int at;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return kernels::mix64(reinterpret_cast<std::uintptr_t>(key.code) * 31 + static_cast<unsigned>(key.at));
    }
  };

  // Guarded by the interpreter lock. Every code object met is kept alive, so its address stays its own.
  const FrameInfo& look_up(PyObject* frame) {
    PyObject* code = get_code_(frame);
    int at = last_instruction_ != nullptr ? last_instruction_(frame) : line_number_(frame);
    auto& slot = frames_[{code, at}];
    if (slot == nullptr) {
      inc_(code);
      slot = std::make_unique<FrameInfo>(describe(code, line_number_(frame)));
    }
    dec_(code);
    return *slot;
  }

  std::string text(PyObject* object, const char* name) {
    std::string result;
    PyObject* value = attribute_(object, name);
    if (value == nullptr) {
      clear_error_();
      return result;
    }
    if (const char* utf8 = utf8_(value)) result = utf8;
    else clear_error_();
    dec_(value);
    return result;
  }

  /// Code that torch.compile has written.
  static bool is_generated(const std::string& file) {
    if (file.find("/torchinductor_") != std::string::npos) return true;
    const char* folder = std::getenv("TORCHINDUCTOR_CACHE_DIR");
    return folder != nullptr && *folder != '\0' && file.starts_with(folder);
  }

  FrameInfo describe(PyObject* code, int line) {
    std::string file = text(code, "co_filename");
    std::string function = text(code, "co_qualname");
    if (function.empty()) function = text(code, "co_name");
    // IPython names cells after its process; the rest of the name is the cell's own.
    std::string stable = file;
    if (auto at = stable.find("/ipykernel_"); at != std::string::npos) {
      auto end = stable.find('/', at + 1);
      if (end != std::string::npos) stable.erase(at, end - at);
    }
    FrameInfo info;
    std::uint64_t hash = kernels::hash_text(stable.data(), stable.size());
    info.hash = kernels::hash_text(function.data(), function.size(), hash + static_cast<std::uint64_t>(line));
    info.ours = !ours_.empty() && file.compare(0, ours_.size(), ours_) == 0;
    const bool generated = is_generated(file);
    info.passed_over = generated || file.find("/torch/_dynamo/") != std::string::npos || file.find("/torch/_inductor/") != std::string::npos ||
                       file.find("/torch/_functorch/") != std::string::npos;
    info.user = !info.ours && !generated && file.find("/site-packages/") == std::string::npos &&
                file.find("/dist-packages/") == std::string::npos && file.compare(0, 8, "<frozen ") != 0 &&
                file.compare(0, 5, "<__ar") != 0 &&
                (library_.empty() || file.compare(0, library_.size(), library_) != 0);
    info.loader = file.find("/torch/utils/data/") != std::string::npos;
    // Running what was compiled passes neither; the backward pass is compiled when it first runs, outside dynamo.
    info.compiler = file.ends_with("/torch/_dynamo/convert_frame.py") ||
                    (file.ends_with("/torch/_inductor/compile_fx.py") && function.find("compile") != std::string::npos);
    info.site = file + "\t" + std::to_string(line) + "\t" + function;
    info.function = std::move(function);
    return info;
  }

  bool present_ = false;
  std::string library_, ours_;
  std::unordered_map<Key, std::unique_ptr<FrameInfo>, KeyHash> frames_;
  int (*initialized_)() = nullptr;
  int (*finalizing_)() = nullptr;
  int (*ensure_)() = nullptr;
  void (*release_)(int) = nullptr;
  void* (*this_thread_)() = nullptr;
  PyObject* (*get_frame_)() = nullptr;
  PyObject* (*get_code_)(PyObject*) = nullptr;
  PyObject* (*get_back_)(PyObject*) = nullptr;
  int (*line_number_)(PyObject*) = nullptr;
  int (*last_instruction_)(PyObject*) = nullptr;
  PyObject* (*attribute_)(PyObject*, const char*) = nullptr;
  const char* (*utf8_)(PyObject*) = nullptr;
  void (*dec_)(PyObject*) = nullptr;
  void (*inc_)(PyObject*) = nullptr;
  void (*clear_error_)() = nullptr;
};

}  // namespace seedlint::tracer
