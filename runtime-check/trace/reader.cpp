// See reader.h. A trace comes from another process that may have died anywhere, so nothing in it is trusted.
#include "trace/reader.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <utility>
#include <cstring>

namespace seedlint::trace {

tl::expected<Stream::Mapping, std::string> Stream::map(const std::filesystem::path& path, std::uint64_t magic,
                                                       std::uint32_t record_size) {
  int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return tl::unexpected(path.string() + ": " + std::strerror(errno));
  struct stat status {};
  ::fstat(fd, &status);
  auto size = static_cast<std::size_t>(status.st_size);
  if (size < sizeof(Header)) {
    ::close(fd);
    return tl::unexpected(path.string() + ": too short to be a trace");
  }
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  ::close(fd);
  if (data == MAP_FAILED) return tl::unexpected(path.string() + ": " + std::strerror(errno));
  Header header;
  std::memcpy(&header, data, sizeof header);
  if (header.magic != magic || header.version != kVersion || header.record_size != record_size) {
    ::munmap(data, size);
    return tl::unexpected(path.string() + ": not a trace of this version");
  }
  return Mapping{static_cast<const char*>(data), size};
}

namespace {

std::size_t committed(const char* data, std::size_t size) {
  Header header;
  std::memcpy(&header, data, sizeof header);
  return std::min<std::size_t>(header.committed, size - sizeof(Header));
}

}  // namespace

tl::expected<Stream, std::string> Stream::open(const std::filesystem::path& stem) {
  Stream stream;
  stream.label_ = stem.filename().string();
  auto records = map(stem.string() + ".trace", kTraceMagic, sizeof(Record));
  if (!records) return tl::unexpected(records.error());
  stream.records_file_ = *records;
  auto names = map(stem.string() + ".names", kNamesMagic, 1);
  if (!names) return tl::unexpected(names.error());
  stream.names_file_ = *names;

  Header header;
  std::memcpy(&header, records->data, sizeof header);
  stream.end_ = header.end;

  stream.names_.push_back({});
  const char* at = names->data + sizeof(Header);
  const char* stop = at + committed(names->data, names->size);
  while (stop - at >= 4) {
    std::uint32_t length;
    std::memcpy(&length, at, sizeof length);
    if (static_cast<std::size_t>(stop - at - 4) < length) break;
    stream.names_.emplace_back(at + 4, length);
    at += 4 + length;
  }

  std::size_t count = committed(records->data, records->size) / sizeof(Record);
  auto first = reinterpret_cast<const Record*>(records->data + sizeof(Header));
  std::size_t whole = 0;
  auto known = [&](std::uint32_t id) { return id < stream.names_.size(); };
  while (whole < count && known(first[whole].op) && known(first[whole].site) && known(first[whole].meta) &&
         known(first[whole].extra))
    ++whole;
  stream.records_ = {first, whole};
  return stream;
}

void Stream::release() {
  for (Mapping* mapping : {&records_file_, &names_file_}) {
    if (mapping->data != nullptr) ::munmap(const_cast<char*>(mapping->data), mapping->size);
    *mapping = {};
  }
}

Stream::Stream(Stream&& other) noexcept
    : label_(std::move(other.label_)), records_file_(other.records_file_), names_file_(other.names_file_),
      records_(other.records_), names_(std::move(other.names_)), renamed_(std::move(other.renamed_)), end_(other.end_) {
  other.records_file_ = {};
  other.names_file_ = {};
  other.records_ = {};
}

Stream& Stream::operator=(Stream&& other) noexcept {
  if (this != &other) {
    release();
    label_ = std::move(other.label_);
    records_file_ = std::exchange(other.records_file_, {});
    names_file_ = std::exchange(other.names_file_, {});
    records_ = std::exchange(other.records_, {});
    names_ = std::move(other.names_);
    renamed_ = std::move(other.renamed_);
    end_ = other.end_;
  }
  return *this;
}

Stream::~Stream() { release(); }

void Stream::rename(std::uint32_t id, std::string text) {
  if (id < names_.size()) names_[id] = renamed_.emplace_back(std::move(text));
}

Site Stream::site(const Record& record) const {
  std::string_view text = name(record.site);
  Site site;
  std::size_t first = text.find('\t');
  if (first == std::string_view::npos) return site;
  std::size_t second = text.find('\t', first + 1);
  if (second == std::string_view::npos) return site;
  site.file = text.substr(0, first);
  std::from_chars(text.data() + first + 1, text.data() + second, site.line);
  site.function = text.substr(second + 1);
  return site;
}

Run read_run(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> stems;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".trace") stems.push_back(folder / entry.path().stem());
  }
  Run run;
  if (error) run.problems.push_back(folder.string() + ": " + error.message());
  std::sort(stems.begin(), stems.end());
  for (const auto& stem : stems) {
    if (auto stream = Stream::open(stem))
      run.streams.push_back(std::move(*stream));
    else
      run.problems.push_back(stream.error());
  }
  return run;
}

}  // namespace seedlint::trace
