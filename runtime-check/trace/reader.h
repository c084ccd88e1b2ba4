// Reads a stream's two files, however their writer ended.
#pragma once

#include <deque>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "trace/format.h"

namespace seedlint::trace {

/// A place in the user's code.
struct Site {
  std::string_view file;
  int line = 0;
  std::string_view function;
  bool known() const { return line > 0; }
};

/// One stream, mapped read-only. Moves, does not copy; views it gives live as long as it does.
class Stream {
 public:
  /// Opens `stem`.trace and `stem`.names. Every record returned is whole and names only names that are
  /// there; a tail that is not (a writer killed between the two files) is left out.
  /// Fails with a sentence when a file is missing or is not a trace of this version.
  static tl::expected<Stream, std::string> open(const std::filesystem::path& stem);

  Stream(Stream&&) noexcept;
  Stream& operator=(Stream&&) noexcept;
  ~Stream();

  const std::string& label() const { return label_; }
  std::span<const Record> records() const { return records_; }
  std::string_view name(std::uint32_t id) const { return id < names_.size() ? names_[id] : std::string_view{}; }
  Site site(const Record& record) const;
  std::size_t name_count() const { return names_.size(); }
  /// Gives the name with this id another text, for this reader only.
  void rename(std::uint32_t id, std::string text);
  End end() const { return end_; }

 private:
  Stream() = default;
  struct Mapping {
    const char* data = nullptr;
    std::size_t size = 0;
  };
  static tl::expected<Mapping, std::string> map(const std::filesystem::path& path, std::uint64_t magic,
                                                std::uint32_t record_size);
  void release();

  std::string label_;
  Mapping records_file_, names_file_;
  std::span<const Record> records_;
  std::vector<std::string_view> names_;
  std::deque<std::string> renamed_;  ///< what names_ points to besides the file
  End end_ = End::Open;
};

/// All streams of one run's folder, by label. A stream that cannot be read becomes a sentence in `problems`.
struct Run {
  std::vector<Stream> streams;
  std::vector<std::string> problems;
};
Run read_run(const std::filesystem::path& folder);

}  // namespace seedlint::trace
