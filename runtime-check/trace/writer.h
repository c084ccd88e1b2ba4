// Appends records and names to a stream's two files through shared mappings.
// Header only and free of exceptions, because it runs inside the user's training process.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstddef>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "trace/format.h"

namespace seedlint::trace {

/// One growing file. The descriptor is closed at once and the file opened again by its absolute path to
/// grow, so a program that closes every descriptor, or reuses their numbers, costs nothing.
class MappedLog {
 public:
  MappedLog() = default;
  MappedLog(const MappedLog&) = delete;
  MappedLog& operator=(const MappedLog&) = delete;
  ~MappedLog() { close(End::Closed); }

  /// Creates `path`, which must not exist. False if that fails; append then does nothing.
  bool open(const std::string& path, std::uint64_t magic, std::uint32_t record_size) {
    path_ = path;
    int fd = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return false;
    bool mapped = map(fd, kFirstChunk);
    ::close(fd);
    if (!mapped) {
      ::unlink(path_.c_str());
      return false;
    }
    Header* h = header();
    h->version = kVersion;
    h->record_size = record_size;
    h->pid = static_cast<std::uint32_t>(::getpid());
    h->magic = magic;
    return true;
  }

  bool is_open() const { return base_ != nullptr; }

  /// Adds `size` bytes. False once the disk is full or the file could not grow; what was there stays.
  bool append(const void* data, std::size_t size) {
    if (base_ == nullptr) return false;
    if (used_ + size > capacity_ && !grow(used_ + size)) {
      close(End::NoSpace);
      return false;
    }
    std::memcpy(base_ + used_, data, size);
    used_ += size;
    std::atomic_ref<std::uint64_t>(header()->committed).store(used_ - sizeof(Header), std::memory_order_release);
    return true;
  }

  /// Runs `change` on the `size` bytes that were appended at `at`. Any thread may call it while the owner appends:
  /// only growing and closing move the mapping, and they wait. False if the file is closed or the bytes are not there.
  template <typename Change>
  bool amend(std::uint64_t at, std::size_t size, Change change) {
    std::lock_guard lock(mapping_);
    if (base_ == nullptr || at + size > std::atomic_ref<std::uint64_t>(header()->committed).load(std::memory_order_acquire)) return false;
    change(base_ + sizeof(Header) + at);
    return true;
  }

  /// Ends the file and cuts it to its used length.
  void close(End end) {
    std::lock_guard lock(mapping_);
    if (base_ == nullptr) return;
    header()->end = end;
    ::munmap(base_, capacity_);
    base_ = nullptr;
    (void)!::truncate(path_.c_str(), static_cast<off_t>(used_));
  }

  /// After fork: forget the file without touching it; it belongs to the parent. Takes no lock: another thread may
  /// have held it when the process forked.
  void abandon() {
    if (base_ != nullptr) ::munmap(base_, capacity_);
    base_ = nullptr;
  }

  std::uint64_t used() const { return used_ - sizeof(Header); }

 private:
  static constexpr std::size_t kFirstChunk = 64 * 1024;
  static constexpr std::size_t kLargestGrowth = 32 * 1024 * 1024;

  Header* header() { return reinterpret_cast<Header*>(base_); }

  bool grow(std::size_t needed) {
    std::size_t target = capacity_;
    while (target < needed) target += target < kLargestGrowth ? target : kLargestGrowth;
    int fd = ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
    if (fd < 0) return false;
    std::lock_guard lock(mapping_);
    char* old = base_;
    std::size_t old_capacity = capacity_;
    bool mapped = map(fd, target);
    ::close(fd);
    if (mapped) ::munmap(old, old_capacity);
    return mapped;
  }

  // Blocks are reserved before they are mapped: a store into a hole on a full disk would be a SIGBUS
  // in the user's program.
  bool map(int fd, std::size_t capacity) {
    if (::posix_fallocate(fd, 0, static_cast<off_t>(capacity)) != 0) return false;
    void* p = ::mmap(nullptr, capacity, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) return false;
    base_ = static_cast<char*>(p);
    capacity_ = capacity;
    return true;
  }

  std::string path_;
  std::mutex mapping_;
  char* base_ = nullptr;
  std::size_t capacity_ = 0;
  std::size_t used_ = sizeof(Header);
};

/// A stream being written: records, and names interned to ids.
class StreamWriter {
 public:
  /// Creates `stem`.trace and `stem`.names. False if either cannot be made.
  bool open(const std::string& stem) {
    return names_file_.open(stem + ".names", kNamesMagic, 1) &&
           records_.open(stem + ".trace", kTraceMagic, sizeof(Record));
  }

  bool is_open() const { return records_.is_open(); }

  /// The id of `name`, written on first use; 0 for the empty name or when the disk is full.
  std::uint32_t name(std::string_view name) {
    if (name.empty()) return 0;
    auto found = ids_.find(std::string(name));
    if (found != ids_.end()) return found->second;
    std::string entry(sizeof(std::uint32_t) + name.size(), '\0');
    auto length = static_cast<std::uint32_t>(name.size());
    std::memcpy(entry.data(), &length, sizeof length);
    std::memcpy(entry.data() + sizeof length, name.data(), name.size());
    if (!names_file_.append(entry.data(), entry.size())) return 0;
    auto id = static_cast<std::uint32_t>(ids_.size() + 1);
    ids_.emplace(name, id);
    return id;
  }

  /// Appends a record whose name ids come from name(). False once nothing more can be written.
  bool add(const Record& record) { return records_.append(&record, sizeof record); }

  std::uint64_t records() const { return records_.used() / sizeof(Record); }

  /// Fills in the digest of record `index`, which was added with kNotHashed and kPending. A writer killed before leaves
  /// it not hashed: the flags go last. False if the file is closed.
  bool complete(std::uint64_t index, const std::uint64_t (&digest)[2], std::uint64_t values) {
    return records_.amend(index * sizeof(Record), sizeof(Record), [&](char* at) {
      std::memcpy(at + offsetof(Record, digest), digest, sizeof digest);
      std::memcpy(at + offsetof(Record, values), &values, sizeof values);
      std::atomic_ref<std::uint16_t> flags(*reinterpret_cast<std::uint16_t*>(at + offsetof(Record, flags)));
      flags.fetch_and(static_cast<std::uint16_t>(~(kNotHashed | kPending)), std::memory_order_release);
    });
  }

  void close(End end) {
    records_.close(end);
    names_file_.close(end);
  }

  void abandon() {
    records_.abandon();
    names_file_.abandon();
  }

 private:
  MappedLog records_;
  MappedLog names_file_;
  std::unordered_map<std::string, std::uint32_t> ids_;
};

}  // namespace seedlint::trace
