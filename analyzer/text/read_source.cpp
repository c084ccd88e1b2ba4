// Bytes to SourceFile: encodings, byte order marks, notebooks; and reading a file without ever blocking.
#include "text/read_source.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/notebook.h"
#include "text/utf8.h"

namespace seedlint {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{64} << 20;

std::string too_large(std::size_t bytes) {
  return fmt::format("too large: {} MiB, and files are read up to 64 MiB; exclude it", (bytes >> 20) + 1);
}

// The encoding named in the first two lines ("# -*- coding: latin-1 -*-"), in lower case with '-' for '_'.
std::string coding_cookie(std::string_view text) {
  for (int line = 0; line < 2 && !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view here = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t first = here.find_first_not_of(" \t\f\r");
    if (first == here.npos) continue;
    if (here[first] != '#') return {};
    for (std::size_t at = here.find("coding", first); at != here.npos; at = here.find("coding", at + 1)) {
      std::size_t from = at + 6;
      if (from >= here.size() || (here[from] != ':' && here[from] != '=')) continue;
      ++from;
      while (from < here.size() && (here[from] == ' ' || here[from] == '\t')) ++from;
      std::string name;
      for (; from < here.size(); ++from) {
        const char c = here[from];
        if (c >= 'A' && c <= 'Z') name += static_cast<char>(c + 32);
        else if (c == '_') name += '-';
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.') name += c;
        else break;
      }
      if (!name.empty()) return name;
    }
  }
  return {};
}

bool is_latin1(std::string_view name) {
  return name == "latin-1" || name == "latin1" || name == "iso-8859-1" || name == "iso8859-1" || name == "l1" ||
         name.starts_with("latin-1-") || name.starts_with("iso-8859-1-");
}

std::string from_latin1(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) append_utf8(text, static_cast<unsigned char>(c));
  return text;
}

// Well-formed UTF-8: every byte that fits nowhere becomes U+FFFD.
std::string with_replacement(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + 16);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = utf8_sequence(bytes, at);
    if (length == 0) {
      append_utf8(text, 0xFFFD);
      ++at;
    } else {
      text.append(bytes, at, length);
      at += length;
    }
  }
  return text;
}

struct FileDescriptor {
  int value = -1;
  ~FileDescriptor() {
    if (value >= 0) ::close(value);
  }
};

// Why something that is no regular file is not read; empty for a regular file.
std::string refusal(mode_t mode) {
  if (S_ISREG(mode)) return {};
  const char* what = S_ISDIR(mode)    ? "a directory"
                     : S_ISFIFO(mode) ? "a named pipe"
                     : S_ISSOCK(mode) ? "a socket"
                     : S_ISCHR(mode)  ? "a character device"
                     : S_ISBLK(mode)  ? "a block device"
                                      : "not a regular file";
  return fmt::format("is {}; name a regular file (or pass the text on standard input as '-')", what);
}

std::string failure(int error) {
  switch (error) {
    case ENOENT: return "does not exist; check the path";
    case EACCES: case EPERM: return "may not be read: permission denied; check its permissions";
    case ELOOP: return "is a symbolic link that leads to itself; repair the link";
    case ENAMETOOLONG: return "has a path too long for this system";
    default: return fmt::format("could not be read: {}", std::strerror(error));
  }
}

}  // namespace

void end_lines_alike(std::string& text) {
  for (std::size_t at = text.find('\r'); at != text.npos; at = text.find('\r', at + 1))
    if (at + 1 >= text.size() || text[at + 1] != '\n') text[at] = '\n';
}

tl::expected<SourceText, std::string> make_source(FileId id, std::string path, std::string bytes) {
  if (bytes.size() > kMaxBytes) return tl::unexpected(too_large(bytes.size()));
  SourceText result;
  const std::string_view start = std::string_view(bytes).substr(0, 3);
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) {
    return tl::unexpected(std::string("is UTF-16, which Python cannot read; save it as UTF-8"));
  }
  if (start == "\xEF\xBB\xBF") bytes.erase(0, 3);

  if (path.ends_with(".ipynb")) {
    auto notebook = read_notebook(bytes);
    if (!notebook) return tl::unexpected(std::move(notebook.error()));
    if (notebook->text.size() > kMaxBytes) return tl::unexpected(too_large(notebook->text.size()));
    end_lines_alike(notebook->text);
    result.warnings = std::move(notebook->warnings);
    result.file = std::make_unique<SourceFile>(id, std::move(path), std::move(notebook->text), SourceKind::Notebook);
    result.file->set_cells(std::move(notebook->cells));
    return result;
  }

  if (std::memchr(bytes.data(), '\0', bytes.size()) != nullptr) {
    return tl::unexpected(std::string("is binary: it holds NUL bytes, and Python cannot read it either; exclude it"));
  }
  const std::size_t invalid = first_invalid_utf8(bytes);
  if (invalid != bytes.size()) {
    const std::string cookie = coding_cookie(bytes);
    if (is_latin1(cookie)) {
      bytes = from_latin1(bytes);
    } else {
      result.warnings.push_back(
          cookie.empty() || cookie == "utf-8" || cookie == "utf8"
              ? fmt::format("not valid UTF-8 at byte {}; what could not be read was replaced", invalid)
              : fmt::format("its encoding {} is not supported; read as UTF-8, and what could not be read was replaced",
                            cookie));
      bytes = with_replacement(bytes);
    }
    if (bytes.size() > 4 * kMaxBytes) return tl::unexpected(too_large(bytes.size()));
  } else if (is_latin1(coding_cookie(bytes))) {
    bytes = from_latin1(bytes);
  }
  end_lines_alike(bytes);
  result.file = std::make_unique<SourceFile>(id, std::move(path), std::move(bytes), SourceKind::Python);
  return result;
}

tl::expected<std::string, std::string> read_bytes(const std::string& path) {
  // Looked at before it is opened: opening alone can block on a pipe or wake a device.
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return tl::unexpected(failure(errno));
  if (std::string why = refusal(status.st_mode); !why.empty()) return tl::unexpected(std::move(why));
  const FileDescriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
  if (file.value < 0 || ::fstat(file.value, &status) != 0) return tl::unexpected(failure(errno));
  if (std::string why = refusal(status.st_mode); !why.empty()) return tl::unexpected(std::move(why));
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > kMaxBytes) return tl::unexpected(too_large(size));

  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (true) {
    if (filled == bytes.size()) {  // it may have grown, or claim size 0 as files of /proc do
      char more[4096];
      const ssize_t n = ::read(file.value, more, sizeof more);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return tl::unexpected(failure(errno));
      if (n == 0) break;
      bytes.append(more, static_cast<std::size_t>(n));
      filled = bytes.size();
      if (filled > kMaxBytes) return tl::unexpected(too_large(filled));
      continue;
    }
    const ssize_t n = ::read(file.value, bytes.data() + filled, bytes.size() - filled);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return tl::unexpected(failure(errno));
    if (n == 0) {
      bytes.resize(filled);
      break;
    }
    filled += static_cast<std::size_t>(n);
  }
  return bytes;
}

}  // namespace seedlint
