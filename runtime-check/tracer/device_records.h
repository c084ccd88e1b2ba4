// Tensors that are hashed where they lie: loads the library that does it (device.h), launches, and fills each
// record in when its digest has come back. Needs no torch, so the tests drive it with a library of their own.
//
// A record is written at once, as not hashed and pending, so the order of records stays what it was and a
// process killed before the digest came back leaves a record that says so, never a wrong value.
#pragma once

#include <dlfcn.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kernels/device.h"
#include "trace/writer.h"

namespace seedlint::tracer {

class DeviceRecords {
 public:
  /// `library`: path of seedlint_cuda.so, may be empty; `note`: the file that says why tensors were not hashed.
  /// Loads nothing yet.
  void configure(std::string library, std::string note) {
    path_ = std::move(library);
    note_ = std::move(note);
  }

  /// Names a launched hash until its record is known; 0: none.
  using Ticket = std::uint64_t;

  enum class Launch { Launched, Capturing, NotHashed };

  /// Launches the hash of one tensor. Launched: the record to come is to be attached to `ticket`.
  Launch launch(int device, void* stream, const kernels::DeviceTensor& tensor, std::uint64_t shape, Ticket& ticket) {
    ticket = 0;
    if (off_.load(std::memory_order_relaxed)) return Launch::NotHashed;
    std::lock_guard lock(mutex_);
    Device* here = ready(device);
    if (here == nullptr) return Launch::NotHashed;
    std::uint32_t slot = 0;
    int how = kernels::kFailed;
    for (int attempt = 0; attempt < 2; ++attempt) {
      how = hash_(device, stream, &tensor, &slot);
      if (how != kernels::kFull) break;
      collect(device, 1);
    }
    if (how == kernels::kCapturing) return Launch::Capturing;
    if (how == kernels::kFull) return Launch::NotHashed;
    if (how != kernels::kLaunched || slot >= here->slots.size()) {
      give_up(error_());
      return Launch::NotHashed;
    }
    here->slots[slot] = Slot{};
    here->slots[slot].shape = shape;
    ticket = (static_cast<std::uint64_t>(device) << 32 | slot) + 1;
    send_now_and_then(device, *here);
    return Launch::Launched;
  }

  /// The record that a launched hash belongs to.
  void attach(Ticket ticket, trace::StreamWriter& writer, std::uint64_t index) {
    if (ticket == 0) return;
    std::lock_guard lock(mutex_);
    Slot& slot = devices_[(ticket - 1) >> 32]->slots[static_cast<std::uint32_t>(ticket - 1)];
    slot.writer = &writer;
    slot.index = index;
    if (slot.back) complete(slot);
  }

  /// Whether the stream records a graph; without a library nobody knows, and the answer is no.
  bool capturing(int device, void* stream) {
    if (off_.load(std::memory_order_relaxed)) return false;
    std::lock_guard lock(mutex_);
    return ready(device) != nullptr && capturing_(device, stream) != 0;
  }

  /// An optimiser step ended: sends off what was launched and fills in what has come back. Waits for nothing.
  void step() { each([this](int device) { return collect(device, 0) && flush_(device) == 0 && collect(device, 0); }); }

  /// The process ends, or records are about to be read: everything that can still come back does.
  void finish() {
    // A page can only be sent while the next one is free.
    each([this](int device) { return collect(device, 2) && flush_(device) == 0 && collect(device, 2); });
  }

  /// Nothing is hashed any more.
  void stop() { off_.store(true, std::memory_order_relaxed); }

  /// In a forked child. The driver does not survive a fork, but a child whose parent never used it may. True if so.
  bool after_fork() {
    if (handle_ != nullptr) stop();
    return handle_ == nullptr;
  }

  /// Whether "devices" are the CPU's own memory, as in the tests. Loads the library.
  bool is_host() {
    std::lock_guard lock(mutex_);
    return load() && is_host_() != 0;
  }

  ~DeviceRecords() = default;  // the library stays: its device may be in use to the very end

 private:
  struct Slot {
    trace::StreamWriter* writer = nullptr;
    std::uint64_t index = 0, shape = 0;
    std::uint64_t sums[3] = {};
    bool back = false;  ///< the digest is here, the record not yet
  };
  struct Device {
    std::vector<Slot> slots = std::vector<Slot>(std::size_t{kernels::kDevicePages} * kernels::kDeviceSlots);
    std::int64_t sent = seconds();
  };

  static std::int64_t seconds() {
    timespec t;
    ::clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return t.tv_sec;
  }

  /// Programs without optimiser steps: what was launched over a second ago is sent off.
  void send_now_and_then(int device, Device& here) {
    if (const std::int64_t now = seconds(); now > here.sent + 1) {
      here.sent = now;
      if (flush_(device) != 0 || !collect(device, 0)) give_up(error_());
    }
  }

  bool load() {
    if (handle_ != nullptr) return true;
    if (path_.empty()) return give_up("");
    handle_ = ::dlopen(path_.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle_ == nullptr) return give_up(::dlerror());
    auto find = [this](auto& function, const char* name) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(handle_, name));
      return function != nullptr;
    };
    kernels::seedlint_device_interface_t* interface = nullptr;
    if (!find(interface, "seedlint_device_interface") || interface() != kernels::kDeviceInterface || !find(is_host_, "seedlint_device_is_host") ||
        !find(prepare_, "seedlint_device_prepare") || !find(capturing_, "seedlint_device_capturing") || !find(hash_, "seedlint_device_hash") ||
        !find(flush_, "seedlint_device_flush") || !find(collect_, "seedlint_device_collect") || !find(error_, "seedlint_device_error"))
      return give_up(path_ + " is of another version");
    return true;
  }

  Device* ready(int device) {
    if (device < 0 || device >= kMost || off_.load(std::memory_order_relaxed)) return nullptr;
    auto& here = devices_[device];
    if (here != nullptr) return here.get();
    if (!load()) return nullptr;
    if (prepare_(device) != 0) {
      give_up(error_());
      return nullptr;
    }
    here = std::make_unique<Device>();
    at_exit();
    return here.get();
  }

  /// exit() runs what was registered last first, so before the driver goes. A forked child has none of it.
  void at_exit() {
    static DeviceRecords* self = nullptr;
    static pid_t owner = 0;
    if (self != nullptr) return;
    self = this;
    owner = ::getpid();
    std::atexit([] {
      if (::getpid() == owner) self->finish();
    });
  }

  template <typename Work>
  void each(Work work) {
    if (off_.load(std::memory_order_relaxed)) return;
    std::lock_guard lock(mutex_);
    for (int device = 0; device < kMost && !off_.load(std::memory_order_relaxed); ++device)
      if (devices_[device] != nullptr && !work(device)) give_up(error_());
  }

  bool collect(int device, int wait) {
    return collect_(
               device, wait,
               [](void* context, std::uint32_t number, const std::uint64_t sums[3]) {
                 auto& slots = static_cast<Device*>(context)->slots;
                 if (number >= slots.size()) return;
                 Slot& slot = slots[number];
                 for (int lane = 0; lane < 3; ++lane) slot.sums[lane] = sums[lane];
                 slot.back = true;
                 if (slot.writer != nullptr) complete(slot);
               },
               devices_[device].get()) == 0;
  }

  static void complete(Slot& slot) {
    kernels::Digest digest = kernels::finished({slot.sums[0], slot.sums[1], slot.sums[2]}, slot.shape);
    slot.writer->complete(slot.index, {digest.a, digest.b}, digest.values);
    slot = Slot{};
  }

  /// Says once why; always false.
  bool give_up(const std::string& why) {
    if (off_.exchange(true)) return false;
    int fd = ::open(note_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) return false;
    std::string line = why + "\n";
    (void)!::write(fd, line.data(), line.size());
    ::close(fd);
    return false;
  }

  static constexpr int kMost = 64;
  std::string path_, note_;
  std::atomic<bool> off_{false};
  std::mutex mutex_;  // the library wants one caller at a time
  void* handle_ = nullptr;
  std::unique_ptr<Device> devices_[kMost];
  kernels::seedlint_device_is_host_t* is_host_ = nullptr;
  kernels::seedlint_device_prepare_t* prepare_ = nullptr;
  kernels::seedlint_device_capturing_t* capturing_ = nullptr;
  kernels::seedlint_device_hash_t* hash_ = nullptr;
  kernels::seedlint_device_flush_t* flush_ = nullptr;
  kernels::seedlint_device_collect_t* collect_ = nullptr;
  kernels::seedlint_device_error_t* error_ = nullptr;
};

}  // namespace seedlint::tracer
