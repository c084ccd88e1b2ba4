// The call stack of a C++ program: return addresses, by module and offset so that both runs agree. Turned
// into files and lines after the run, outside of the program.
// Part of the tracer's one translation unit.
#pragma once

#include <link.h>
#include <unwind.h>

#include <algorithm>
#include <cstring>
#include <mutex>

#include "python_frames.h"

namespace seedlint::tracer {

class NativeFrames {
 public:
  /// `torch_folder`: where torch's libraries lie; their frames and the system's belong to no user.
  void load(std::string torch_folder) {
    torch_ = std::move(torch_folder);
    std::lock_guard lock(mutex_);
    refresh();
  }

  bool present() const { return !torch_.empty(); }

  /// The current stack: the user's frames decide its hash, the innermost few name the place.
  StackInfo stack() {
    Walk walk;
    _Unwind_Backtrace(&step, &walk);
    StackInfo info;
    std::string text;
    int named = 0;
    const Address* outermost = nullptr;
    std::lock_guard lock(mutex_);
    for (int i = 0; i < walk.count; ++i) {
      const Address& here = look_up(walk.address[i]);
      if (!here.user) continue;
      info.hash = kernels::mix64(info.hash ^ here.hash);
      outermost = &here;
    }
    if (outermost == nullptr) return info;
    auto& site = sites_[info.hash];
    if (site == nullptr) {
      for (int i = 0; i < walk.count && named < kNamed; ++i) {
        const Address& here = look_up(walk.address[i]);
        if (!here.user) continue;
        text += (named++ == 0 ? "@" : "\n") + here.text;
      }
      site = std::make_unique<FrameInfo>(FrameInfo{.hash = info.hash, .user = true, .site = text});
    }
    auto& thread = threads_[outermost->hash];
    if (thread == nullptr) thread = std::make_unique<FrameInfo>(FrameInfo{.hash = outermost->hash, .user = true, .function = outermost->name});
    info.site = site.get();
    info.outermost = thread.get();
    return info;
  }

  /// Held around a fork, so that the child does not inherit it locked.
  std::mutex& mutex() { return mutex_; }

  /// Whether the code at this address is the user's own.
  bool is_user(const void* address) {
    std::lock_guard lock(mutex_);
    return look_up(reinterpret_cast<std::uintptr_t>(address)).user;
  }

 private:
  static constexpr int kDeepest = 96, kNamed = 8;
  struct Walk {
    std::uintptr_t address[kDeepest];
    int count = 0;
  };
  struct Module {
    std::uintptr_t start, stop, base;
    std::string path;
    bool user;
  };
  struct Address {
    std::uint64_t hash = 0;
    bool user = false;
    std::string text;  ///< "path\toffset"
    std::string name;  ///< file name and offset
  };

  static _Unwind_Reason_Code step(_Unwind_Context* context, void* data) {
    auto& walk = *static_cast<Walk*>(data);
    int exact = 0;
    std::uintptr_t address = _Unwind_GetIPInfo(context, &exact);
    if (address == 0 || walk.count == kDeepest) return _URC_END_OF_STACK;
    walk.address[walk.count++] = address - (exact != 0 ? 0 : 1);  // a return address belongs to the call before it
    return _URC_NO_REASON;
  }

  bool is_user_module(const std::string& path) const {
    if (path.compare(0, torch_.size(), torch_) == 0) return false;
    for (const char* system : {"/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "linux-vdso", "[vdso]"})
      if (path.compare(0, std::strlen(system), system) == 0) return false;
    std::string name = path.substr(path.rfind('/') + 1);
    return name != "tracer.so" && name != "preload.so";
  }

  void refresh() {
    modules_.clear();
    ::dl_iterate_phdr(
        [](dl_phdr_info* info, std::size_t, void* data) {
          auto& self = *static_cast<NativeFrames*>(data);
          std::string path = info->dlpi_name;
          if (path.empty()) {
            char exe[4096];
            ssize_t size = ::readlink("/proc/self/exe", exe, sizeof exe);
            path.assign(exe, size > 0 && self.modules_.empty() ? static_cast<std::size_t>(size) : 0);
          }
          bool user = !path.empty() && self.is_user_module(path);
          for (int i = 0; i < info->dlpi_phnum; ++i) {
            const auto& part = info->dlpi_phdr[i];
            if (part.p_type != PT_LOAD) continue;
            self.modules_.push_back({info->dlpi_addr + part.p_vaddr, info->dlpi_addr + part.p_vaddr + part.p_memsz, info->dlpi_addr, path, user});
          }
          return 0;
        },
        this);
  }

  const Module* module_of(std::uintptr_t address) const {
    for (const Module& module : modules_)
      if (address >= module.start && address < module.stop) return &module;
    return nullptr;
  }

  const Address& look_up(std::uintptr_t address) {
    auto [entry, added] = addresses_.try_emplace(address);
    if (!added) return entry->second;
    const Module* module = module_of(address);
    if (module == nullptr) {
      refresh();  // loaded since
      module = module_of(address);
    }
    Address& here = entry->second;
    if (module == nullptr || !module->user) return here;
    here.user = true;
    char offset[32];
    std::snprintf(offset, sizeof offset, "0x%llx", static_cast<unsigned long long>(address - module->base));
    here.name = module->path.substr(module->path.rfind('/') + 1) + "+" + offset;
    here.text = module->path + "\t" + offset;
    here.hash = kernels::hash_text(here.name.data(), here.name.size());
    return here;
  }

  std::string torch_;
  std::mutex mutex_;
  std::vector<Module> modules_;
  std::unordered_map<std::uintptr_t, Address> addresses_;
  std::unordered_map<std::uint64_t, std::unique_ptr<FrameInfo>> sites_;
  std::unordered_map<std::uint64_t, std::unique_ptr<FrameInfo>> threads_;
};

}  // namespace seedlint::tracer
