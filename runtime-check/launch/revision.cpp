// See revision.h. `git archive` reads the object store alone: no checkout, no index and no hook is touched.
#include "launch/revision.h"

#include <fstream>
#include <optional>
#include <sstream>

#include "launch/child.h"

namespace seedlint::launch {
namespace fs = std::filesystem;

namespace {

constexpr int kPatience = 300;  // seconds for git and tar

std::string read_all(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string first_line(const fs::path& path) {
  std::string text = read_all(path);
  return text.substr(0, text.find('\n'));
}

/// Data that git does not track: linked, so that the revision finds it.
void link_untracked(const Revision& revision, const std::string& list) {
  std::size_t at = 0;
  while (at < list.size()) {
    std::size_t end = list.find('\0', at);
    if (end == std::string::npos) end = list.size();
    std::string name = list.substr(at, end - at);
    at = end + 1;
    while (name.ends_with('/')) name.pop_back();
    if (name.empty() || name.ends_with(".py") || name.ends_with(".pyc") || fs::path(name).filename() == "__pycache__") continue;
    std::error_code error;
    fs::path link = revision.root / name;
    if (!fs::is_directory(link.parent_path(), error) || fs::exists(fs::symlink_status(link, error))) continue;
    fs::create_symlink(revision.project / name, link, error);
  }
}

}  // namespace

tl::expected<Revision, std::string> export_revision(const std::string& revision, const std::vector<std::string>& command, const fs::path& target) {
  std::error_code error;
  fs::create_directories(target, error);
  if (error) return tl::unexpected("cannot make " + target.string() + ": " + error.message());
  const fs::path out = target.parent_path() / "git.txt", errors = target.parent_path() / "git.txt.err";
  // A revision that begins with a dash would be read as an option.
  if (revision.empty() || revision.starts_with("-")) return tl::unexpected("'" + revision + "' names no revision");
  auto git = [&](std::vector<std::string> words) -> std::optional<std::string> {
    words.insert(words.begin(), {"git", "-c", "core.fsmonitor=false"});  // no hook of the project's is run
    if (run_child(words, out, errors, kPatience) != 0) return std::nullopt;
    return read_all(out);
  };
  auto trimmed = [](std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
  };

  Revision result;
  auto top = git({"rev-parse", "--show-toplevel"});
  if (!top) return tl::unexpected("no git checkout here: " + first_line(errors));
  result.project = trimmed(*top);
  auto commit = git({"rev-parse", "--verify", "--quiet", revision + "^{commit}"});
  if (!commit) return tl::unexpected("git knows no revision '" + revision + "'");
  result.commit = trimmed(*commit);
  auto prefix = git({"rev-parse", "--show-prefix"});
  result.root = target / "project";
  fs::create_directories(result.root, error);
  const std::string archive = (target / "revision.tar").string();
  if (!git({"-C", result.project.string(), "archive", "--format=tar", "--output=" + archive, result.commit}) ||
      run_child({"tar", "-xf", archive, "-C", result.root.string()}, out, errors, kPatience) != 0)
    return tl::unexpected("the revision could not be written out: " + first_line(errors));
  fs::remove(archive, error);
  if (auto others = git({"-C", result.project.string(), "ls-files", "--others", "--directory", "--no-empty-directory", "-z"})) link_untracked(result, *others);

  result.directory = result.root / trimmed(prefix.value_or(""));
  if (!fs::is_directory(result.directory, error)) return tl::unexpected("the folder we stand in is not part of revision '" + revision + "'");
  const std::string project = result.project.string() + "/";
  for (const std::string& word : command) {
    fs::path path = word.starts_with("/") ? fs::weakly_canonical(word, error) : fs::path();
    std::string name = path.string();
    bool inside = name.starts_with(project) && fs::exists(result.root / name.substr(project.size()), error);
    result.command.push_back(inside ? (result.root / name.substr(project.size())).string() : word);
  }
  return result;
}

}  // namespace seedlint::launch
