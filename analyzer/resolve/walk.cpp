// Finds the files of a project in its folders; see walk.h.
#include "resolve/walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <utility>

namespace seedlint::resolve {
namespace {

constexpr std::string_view kSkippedFolders[] = {
    ".git",        ".hg",          ".svn",          ".tox",        ".nox",          ".eggs",
    ".mypy_cache", ".ruff_cache",  ".pytest_cache", "__pycache__", "node_modules",  ".ipynb_checkpoints",
    ".cache",      "__pypackages__", ".direnv",     ".ccache",     ".idea",         ".vscode"};
constexpr std::string_view kEnvironmentFolders[] = {"site-packages", "dist-packages", ".venv", "venv"};

template <std::size_t N>
bool one_of(std::string_view name, const std::string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

std::string read_small(int folder, const char* name) {
  const Descriptor fd(::openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat info {};
  if (!fd || ::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > (4 << 20)) return {};
  std::string text(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t have = 0;
  while (have < text.size()) {
    const ssize_t n = ::read(fd.get(), text.data() + have, text.size() - have);
    if (n <= 0) break;
    have += static_cast<std::size_t>(n);
  }
  text.resize(have);
  return text;
}

using Identity = std::pair<std::uint64_t, std::uint64_t>;

struct Entry {
  std::string name;
  unsigned char type = DT_UNKNOWN;
  std::uint64_t inode = 0;
};

class Walker {
 public:
  explicit Walker(const WalkOptions& options) : options_(options) {}

  Walked run() {
    const Descriptor root(::open(options_.root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!root) {
      warn("", std::strerror(errno));
      return std::move(result_);
    }
    absolute_ = absolute_root();
    if (options_.respect_gitignore) read_ignores_above();
    inside_environment_ = is_inside_environment();
    path_.clear();
    folder(root.get());
    follow_links();
    std::sort(result_.files.begin(), result_.files.end(),
              [](const auto& a, const auto& b) { return a.relative < b.relative; });
    return std::move(result_);
  }

 private:
  struct Frame {
    IgnoreList list;
    std::string prefix;      // for lists above the root: what stands before a relative path
    std::size_t below = 0;   // for lists in the tree: length of the folder's path with its '/'
  };

  void warn(std::string_view relative, std::string_view why) {
    std::string shown = options_.shown_prefix + std::string(relative);
    if (shown.empty()) shown = options_.root;
    result_.warnings.push_back({std::move(shown), "cannot be read (" + std::string(why) + "); left out"});
  }

  std::string absolute_root() const {
    char* resolved = ::realpath(options_.root.c_str(), nullptr);
    std::string path = resolved != nullptr ? resolved : options_.root;
    ::free(resolved);
    return path;
  }

  bool is_inside_environment() const {
    std::string_view rest = absolute_;
    while (!rest.empty()) {
      const std::size_t slash = rest.find('/');
      if (one_of(rest.substr(0, slash), kEnvironmentFolders)) return true;
      if (slash == std::string_view::npos) break;
      rest.remove_prefix(slash + 1);
    }
    return false;
  }

  // Ignore files between the repository's top and the root. They do not count where they ignore the root itself:
  // whoever names an ignored folder wants it read.
  void read_ignores_above() {
    const auto exists = [](const std::string& path) { return ::access(path.c_str(), F_OK) == 0; };
    if (exists(absolute_ + "/.git")) {
      add_excludes_file(absolute_, "");
      return;
    }
    std::vector<std::pair<std::string, std::string>> above;  // folder, path from it to the root
    std::string at = absolute_;
    bool top = false;
    while (!top) {
      const std::size_t slash = at.rfind('/');
      if (slash == std::string::npos || at.size() <= 1) return;
      at.resize(slash == 0 ? 1 : slash);
      const std::size_t skip = at == "/" ? 1 : at.size() + 1;
      above.emplace_back(at, absolute_.substr(skip));
      top = exists(at + "/.git");
    }
    add_excludes_file(above.back().first, above.back().second + "/");
    for (auto it = above.rbegin(); it != above.rend(); ++it) {
      const std::string text = read_small(AT_FDCWD, (it->first + "/.gitignore").c_str());
      if (!text.empty()) frames_.push_back({IgnoreList(text), it->second + "/", 0});
    }
    for (const Frame& frame : frames_) {
      const std::string_view whole = std::string_view(frame.prefix).substr(0, frame.prefix.size() - 1);
      for (std::size_t slash = whole.find('/');; slash = whole.find('/', slash + 1)) {
        if (frame.list.match(whole.substr(0, slash), true) == Ignored::Yes) {
          frames_.clear();
          return;
        }
        if (slash == std::string_view::npos) break;
      }
    }
  }

  void add_excludes_file(const std::string& top, std::string prefix) {
    const std::string text = read_small(AT_FDCWD, (top + "/.git/info/exclude").c_str());
    if (!text.empty()) frames_.push_back({IgnoreList(text), std::move(prefix), 0});
  }

  bool left_out(std::string_view path, bool is_folder) {
    if (options_.exclude != nullptr && !options_.exclude->empty()) {
      if (path.starts_with(options_.exclude_below)) {
        subject_ = options_.exclude_prefix;
        subject_ += path.substr(options_.exclude_below.size());
        if (options_.exclude->match(subject_, is_folder) == Ignored::Yes) return true;
      }
    }
    for (std::size_t i = frames_.size(); i-- > 0;) {
      const Frame& frame = frames_[i];
      Ignored answer;
      if (frame.prefix.empty()) {
        answer = frame.list.match(path.substr(frame.below), is_folder);
      } else {
        subject_ = frame.prefix;
        subject_ += path;
        answer = frame.list.match(subject_, is_folder);
      }
      if (answer != Ignored::Undecided) return answer == Ignored::Yes;
    }
    return false;
  }

  // Reads the folder open at `fd`, whose path is path_ ("" or ending in '/').
  void folder(int fd) {
    struct stat info {};
    if (::fstat(fd, &info) != 0) return warn(path_, std::strerror(errno));
    const Identity identity{info.st_dev, info.st_ino};
    if (!folders_.emplace(identity, path_).second) return;
    const int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
    DIR* stream = copy >= 0 ? ::fdopendir(copy) : nullptr;
    if (stream == nullptr) {
      if (copy >= 0) ::close(copy);
      return warn(path_, std::strerror(errno));
    }
    std::vector<Entry> entries;
    bool has_ignores = false, environment = false;
    errno = 0;
    while (const dirent* e = ::readdir(stream)) {
      const std::string_view name = e->d_name;
      if (name == "." || name == "..") continue;
      has_ignores |= name == ".gitignore";
      environment |= name == "pyvenv.cfg" || name == "conda-meta";
      if (e->d_type == DT_REG && use_of(name) == FileUse::None) continue;
      entries.push_back({std::string(name), e->d_type, e->d_ino});
    }
    ::closedir(stream);
    if (environment && !path_.empty() && !inside_environment_) return;
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });

    const std::size_t frames = frames_.size();
    if (has_ignores && options_.respect_gitignore) {
      const std::string text = read_small(fd, ".gitignore");
      if (!text.empty()) frames_.push_back({IgnoreList(text), "", path_.size()});
    }
    const std::size_t length = path_.size();
    for (const Entry& e : entries) {
      path_.resize(length);
      path_ += e.name;
      entry(fd, e, info.st_dev);
    }
    path_.resize(length);
    frames_.resize(frames);
  }

  void entry(int fd, const Entry& e, std::uint64_t device) {
    unsigned char type = e.type;
    if (type == DT_UNKNOWN) {
      struct stat info {};
      if (::fstatat(fd, e.name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) return;  // vanished
      type = S_ISDIR(info.st_mode) ? DT_DIR : S_ISREG(info.st_mode) ? DT_REG : S_ISLNK(info.st_mode) ? DT_LNK : DT_FIFO;
    }
    switch (type) {
      case DT_DIR:
        if (one_of(e.name, kSkippedFolders)) return;
        if (!inside_environment_ && one_of(e.name, kEnvironmentFolders)) return;
        if (left_out(path_, true)) return;
        enter(fd, e.name);
        return;
      case DT_REG:
        if (!left_out(path_, false)) file(fd, e.name, device, e.inode);
        return;
      case DT_LNK:
        if (use_of(e.name) != FileUse::None && !left_out(path_, false)) links_.push_back(path_);
        return;
      default:
        if (const FileUse use = use_of(e.name); use == FileUse::Python || use == FileUse::Notebook)
          if (!left_out(path_, false)) warn(path_, "not a regular file");
    }
  }

  void enter(int fd, const std::string& name) {
    if (++depth_ > 200) {
      warn(path_, "more than 200 folders deep");
    } else {
      const Descriptor child(::openat(fd, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
      if (child) {
        path_ += '/';
        folder(child.get());
      } else if (errno != ENOENT) {
        warn(path_, std::strerror(errno));
      }
    }
    --depth_;
  }

  void file(int fd, const std::string& name, std::uint64_t device, std::uint64_t inode) {
    FileUse use = use_of(name);
    if (use == FileUse::Unsure) {
      const Descriptor peeked(::openat(fd, name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
      char first[80];
      const ssize_t n = peeked ? ::read(peeked.get(), first, sizeof first) : 0;
      use = n > 0 ? use_of_shebang(std::string_view(first, static_cast<std::size_t>(n))) : FileUse::None;
    }
    if (use == FileUse::None) return;
    result_.files.push_back({path_, use, device, inode});
  }

  // Links come last: then everything they can point at inside the tree is known and is only named again.
  void follow_links() {
    if (links_.empty()) return;
    for (const auto& found : result_.files)
      if (found.use != FileUse::Text) files_.emplace(Identity{found.device, found.inode}, found.relative);
    for (std::size_t i = 0; i < links_.size(); ++i) {  // grows while linked folders are read
      const std::string relative = links_[i];
      const std::string full = options_.root + "/" + relative;
      struct stat info {};
      if (::stat(full.c_str(), &info) != 0) {
        if (const FileUse use = use_of(relative); use == FileUse::Python || use == FileUse::Notebook)
          warn(relative, errno == ENOENT ? "the link points nowhere" : std::strerror(errno));
        continue;
      }
      const Identity identity{info.st_dev, info.st_ino};
      if (S_ISDIR(info.st_mode)) {
        const std::string name = relative.substr(relative.rfind('/') + 1);
        if (one_of(name, kSkippedFolders) || (!inside_environment_ && one_of(name, kEnvironmentFolders))) continue;
        if (const auto known = folders_.find(identity); known != folders_.end()) {
          if (!known->second.empty())
            result_.aliases.push_back({relative, known->second.substr(0, known->second.size() - 1)});
          continue;
        }
        // Out of the tree, data sets and whole disks hang on links; only what looks like a package is read.
        if (::access((full + "/__init__.py").c_str(), F_OK) != 0) continue;
        const Descriptor child(::open(full.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!child) continue;
        path_ = relative + "/";
        folder(child.get());
      } else if (S_ISREG(info.st_mode)) {
        const FileUse use = use_of(relative);
        if (use != FileUse::Python && use != FileUse::Notebook) continue;
        if (const auto known = files_.find(identity); known != files_.end()) {
          result_.aliases.push_back({relative, known->second});
          continue;
        }
        files_.emplace(identity, relative);
        result_.files.push_back({relative, use, info.st_dev, info.st_ino});
      }
    }
  }

  const WalkOptions& options_;
  Walked result_;
  std::string absolute_;
  std::string path_;
  std::string subject_;
  std::vector<Frame> frames_;
  std::vector<std::string> links_;
  std::map<Identity, std::string> folders_;
  std::map<Identity, std::string> files_;
  int depth_ = 0;
  bool inside_environment_ = false;
};

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view s) { return text.starts_with(s); });
}
bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view s) { return text.ends_with(s); });
}

}  // namespace

FileUse use_of(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  if (name.ends_with(".py")) return starts_with_any(name, {".#", "._"}) ? FileUse::None : FileUse::Python;
  if (name.ends_with(".ipynb")) return starts_with_any(name, {"._"}) ? FileUse::None : FileUse::Notebook;
  if (starts_with_any(name, {"Dockerfile", "Containerfile", "Makefile", "README", "GNUmakefile", "makefile"}))
    return FileUse::Text;
  if (ends_with_any(name, {".sh", ".bash", ".slurm", ".sbatch", ".sub", ".pbs", ".mk", ".dockerfile", ".Dockerfile",
                           ".md", ".rst", ".yaml", ".yml", ".toml", ".cfg", ".lock"}))
    return FileUse::Text;
  if (name.ends_with(".txt"))
    return name.find("require") != std::string_view::npos || name.find("constraint") != std::string_view::npos ||
                   path.find("requirements/") != std::string_view::npos
               ? FileUse::Text
               : FileUse::None;
  if (name == "Pipfile" || name == "justfile" || name == "Justfile") return FileUse::Text;
  return name.find('.') == std::string_view::npos ? FileUse::Unsure : FileUse::None;
}

FileUse use_of_shebang(std::string_view first_bytes) {
  if (!first_bytes.starts_with("#!")) return FileUse::None;
  const std::string_view line = first_bytes.substr(0, first_bytes.find('\n'));
  if (line.find("python") != std::string_view::npos) return FileUse::Python;
  return line.find("sh") != std::string_view::npos ? FileUse::Text : FileUse::None;
}

Walked walk(const WalkOptions& options) { return Walker(options).run(); }

}  // namespace seedlint::resolve
