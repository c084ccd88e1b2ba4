// The roots of a project; see find_roots.h.
#include "roots/find_roots.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_set>

#include "roots/identifiers.h"
#include "roots/match_launches.h"
#include "roots/open_roots.h"
#include "roots/text_scan.h"
#include "resolve/parallel.h"

namespace seedlint::roots {
namespace {

using resolve::Project;

// Statements longer than this are generated, or no imports at all.
constexpr std::size_t kLongestImport = 4000;
constexpr std::size_t kMostImports = 10000;

const std::string& stem(const Project::File& file) { return file.components.back(); }

// What stands outside functions and methods.
std::string top_level_text(const Project::File& file) {
  std::string text;
  std::uint32_t at = 0;
  const std::string_view all = file.source->text();
  std::vector<Span> spans;
  for (const auto& d : file.module->definitions()) spans.push_back(d.span);
  std::sort(spans.begin(), spans.end());
  for (const Span& span : spans) {
    if (span.begin > at) text += all.substr(at, span.begin - at);
    at = std::max(at, span.end);
  }
  if (at < all.size()) text += all.substr(at);
  return text;
}

bool trains_at_top_level(const Project::File& file) {
  const std::string text = top_level_text(file);
  if (holds_evidence(text)) return true;
  bool found = false;
  each_identifier(text, [&](std::size_t begin, std::size_t end) {
    const std::string_view word = std::string_view(text).substr(begin, end - begin);
    found |= word == "backward" || word == "fit" || word == "train" || word == "optim" || word == "main" || word == "Trainer";
  });
  return found;
}

bool is_in_package(const Project& project, const Project::File& file) {
  // __init__.py sorts close by; the folder's own list is what the module index knows best.
  return !file.is_package && !project.find_module(file.source->id(), "", 1).empty();
}

// Which of `candidates` some other file imports. Only statements that name a candidate are resolved.
std::vector<char> imported_files(const Project& project, const std::vector<char>& candidates, unsigned threads) {
  std::unordered_set<std::string_view> stems;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (candidates[i]) stems.insert(stem(project.files()[i]));
  std::vector<char> imported(candidates.size(), 0);
  if (stems.empty()) return imported;
  std::vector<std::vector<FileId>> seen(project.files().size());
  resolve::parallel_for(project.files().size(), threads, [&](std::size_t index) {
    const Project::File& file = project.files()[index];
    const std::string_view text = file.source->text();
    const auto id = static_cast<FileId>(index);
    std::size_t statements = 0;
    for (std::size_t at = find_text(text, "import"); at != std::string_view::npos; at = find_text(text, "import", at + 6)) {
      if (at + 6 < text.size() && is_word(text[at + 6])) continue;
      if (++statements > kMostImports) break;
      const std::size_t line = line_begin(text, at);
      std::string_view statement = text.substr(line, at - line + kLongestImport);
      std::size_t end = statement.find('\n');
      if (const std::size_t open = statement.substr(0, end).find('('); open != std::string_view::npos)
        end = statement.find(')', open);
      statement = statement.substr(0, end);
      const std::size_t first = statement.find_first_not_of(" \t");
      if (first == std::string_view::npos) continue;
      bool named = false;
      each_identifier(statement, [&](std::size_t b, std::size_t e) { named |= stems.contains(statement.substr(b, e - b)); });
      if (!named) continue;
      std::string_view rest = statement.substr(first);
      const auto word = [&] {
        while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
        std::size_t n = 0;
        while (n < rest.size() && (is_word(rest[n]) || rest[n] == '.')) ++n;
        const std::string_view taken = rest.substr(0, n);
        rest.remove_prefix(n);
        return taken;
      };
      const auto note = [&](std::string_view dotted, unsigned level) {
        for (const FileId hit : project.find_module(id, dotted, level))
          if (hit != id) seen[index].push_back(hit);
      };
      const std::string_view verb = word();
      if (verb == "import") {
        do {
          note(word(), 0);
          if (word() == "as") word();
          while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
        } while (!rest.empty() && rest.front() == ',' && (rest.remove_prefix(1), true));
      } else if (verb == "from") {
        std::string_view module = word();
        unsigned level = 0;
        while (module.starts_with('.')) ++level, module.remove_prefix(1);
        if (word() != "import") continue;
        note(module, level);
        each_identifier(rest, [&](std::size_t b, std::size_t e) {
          const std::string_view name = rest.substr(b, e - b);
          if (!stems.contains(name)) return;
          note(module.empty() ? std::string(name) : std::string(module) + "." + std::string(name), level);
        });
      }
    }
  });
  for (const auto& list : seen)
    for (const FileId hit : list) imported[static_cast<std::size_t>(hit)] = 1;
  return imported;
}

Span guard_token(const SourceFile& source) {
  const std::string_view text = source.text();
  for (std::size_t at = text.find("__name__"); at != std::string_view::npos; at = text.find("__name__", at + 8)) {
    const std::size_t line = line_begin(text, at);
    if (text.substr(line, at - line).starts_with("if"))
      return {source.id(), static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 8)};
  }
  return {source.id(), 0, 0};
}

// The file of a dotted module, seen from nowhere in particular: the shortest path that ends so.
FileId file_of_module(const Project& project, std::string_view dotted) {
  std::vector<std::string_view> parts;
  for (std::size_t dot; (dot = dotted.find('.')) != std::string_view::npos; dotted.remove_prefix(dot + 1))
    parts.push_back(dotted.substr(0, dot));
  parts.push_back(dotted);
  FileId best = kNoFile;
  std::size_t length = 0;
  for (const Project::File& file : project.files()) {
    const std::size_t have = file.components.size() - (file.is_package ? 1 : 0);
    if (have < parts.size() || file.source->kind() != SourceKind::Python) continue;
    if (!std::equal(parts.begin(), parts.end(), file.components.begin() + static_cast<std::ptrdiff_t>(have - parts.size()))) continue;
    if (best == kNoFile || have < length) best = file.source->id(), length = have;
  }
  return best;
}

// Whether the file's __main__ guard already calls the function.
bool guard_calls(const Project::File& file, std::string_view function) {
  if (!file.module->outline().has_main_guard) return false;
  const std::string_view text = file.source->text();
  const std::size_t guard = text.find("__main__");
  return guard != std::string_view::npos && text.find(std::string(function) + "(", guard) != std::string_view::npos;
}

std::optional<Root> entry(const Project& project, std::string_view module, std::string_view function) {
  const FileId id = file_of_module(project, module);
  if (id == kNoFile) return std::nullopt;
  const Project::File& file = project.file(id);
  Root root{.kind = RootKind::Entry, .file = id, .function = kNoSymbol, .owner = kNoSymbol, .token = {id, 0, 0},
            .is_test = is_test_path(file.components), .launches = {}};
  const std::size_t dot = function.rfind('.');
  if (dot != std::string_view::npos) root.owner = intern(function.substr(0, dot)), function.remove_prefix(dot + 1);
  root.function = intern(function);
  for (const auto& d : file.module->definitions())
    if (d.name == root.function && d.owner == root.owner) root.token = name_token(*file.source, d.span, function);
  return root;
}

// What one entry of the configuration names.
std::optional<Root> configured_root(const Project& project, std::string_view text) {
  if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos) {
    std::string_view module = text.substr(0, colon);
    if (!module.ends_with(".py")) return entry(project, module, text.substr(colon + 1));
    module.remove_suffix(3);
    std::string dotted(module);
    std::replace(dotted.begin(), dotted.end(), '/', '.');
    return entry(project, dotted, text.substr(colon + 1));
  }
  for (const Project::File& file : project.files()) {
    std::string path;
    for (const std::string& c : file.components) (path += path.empty() ? "" : "/") += c;
    if (text != path && text != path + ".py" && text != path + ".ipynb") continue;
    const bool notebook = file.source->kind() == SourceKind::Notebook;
    return Root{.kind = notebook ? RootKind::Notebook : RootKind::Script, .file = file.source->id(), .function = kNoSymbol,
                .owner = kNoSymbol, .token = guard_token(*file.source), .is_test = is_test_path(file.components), .launches = {}};
  }
  return std::nullopt;
}

}  // namespace

bool is_test_path(const std::vector<std::string>& components) {
  for (std::size_t i = 0; i + 1 < components.size(); ++i)
    if (components[i] == "tests" || components[i] == "test" || components[i] == "unit_tests")
      return true;
  const std::string& name = components.back();
  return name.starts_with("test_") || name.ends_with("_test") || name == "conftest";
}

std::vector<Root> find_roots(const Project& project, const RootOptions& options) {
  std::vector<Root> roots;
  const std::size_t count = project.files().size();
  std::vector<char> is_script(count, 0), unsure(count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    const Project::File& file = project.files()[i];
    const Outline& outline = file.module->outline();
    if (file.source->kind() != SourceKind::Python || file.source->text().empty()) continue;
    if (stem(file) == "setup") continue;  // builds the project, runs nothing of it
    if (outline.has_main_guard || stem(file) == "__main__" || !file.source->path().ends_with(".py")) is_script[i] = 1;
    else if (outline.runs_at_top_level && !file.is_package) unsure[i] = 1;
  }
  // In a package, code at top level mostly registers something; it takes more than that to be a program.
  resolve::parallel_for(count, options.threads, [&](std::size_t i) {
    const Project::File& file = project.files()[i];
    if (unsure[i] && is_in_package(project, file) && !trains_at_top_level(file)) unsure[i] = 0;
  });
  const std::vector<char> imported = imported_files(project, unsure, options.threads);
  for (std::size_t i = 0; i < count; ++i)
    if (unsure[i] && !imported[i]) is_script[i] = 1;

  for (std::size_t i = 0; i < count; ++i) {
    const Project::File& file = project.files()[i];
    const bool notebook = file.source->kind() == SourceKind::Notebook && !file.source->text().empty();
    if (!is_script[i] && !notebook) continue;
    roots.push_back({.kind = notebook ? RootKind::Notebook : RootKind::Script, .file = static_cast<FileId>(i),
                     .function = kNoSymbol, .owner = kNoSymbol,
                     .token = file.module->outline().has_main_guard ? guard_token(*file.source) : Span{static_cast<FileId>(i), 0, 0},
                     .is_test = is_test_path(file.components), .launches = {}});
  }
  std::set<std::tuple<FileId, Symbol, Symbol>> known;
  for (const Root& root : roots) known.emplace(root.file, root.owner, root.function);
  const auto add = [&](std::optional<Root> root) {
    if (root && known.emplace(root->file, root->owner, root->function).second) roots.push_back(std::move(*root));
  };
  for (const std::string& text : options.configured) add(configured_root(project, text));
  for (const resolve::ConsoleScript& script : project.console_scripts()) {
    auto root = entry(project, script.module, script.function);
    if (root && guard_calls(project.file(root->file), script.function)) continue;
    add(std::move(root));
  }
  for (Root& root : find_open_roots(project, is_script, options.threads)) add(std::move(root));
  match_launches(project, roots);
  std::stable_sort(roots.begin(), roots.end(), [](const Root& a, const Root& b) {
    return std::tie(a.file, a.token.begin) < std::tie(b.file, b.token.begin);
  });
  return roots;
}

std::vector<std::string> unknown_roots(const Project& project, const RootOptions& options) {
  std::vector<std::string> unknown;
  for (const std::string& text : options.configured)
    if (!configured_root(project, text)) unknown.push_back(text);
  return unknown;
}

}  // namespace seedlint::roots
