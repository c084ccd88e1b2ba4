// See add_ignore.h.
#include "app/add_ignore.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/builtin_rules.h"
#include "app/console.h"
#include "app/paths.h"
#include "findings/comments.h"
#include "text/read_source.h"

namespace seedlint::app {
namespace {

// A reason that came with a line end or tab must not break the comment.
std::string one_line(std::string_view reason) {
  std::string out(reason);
  std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return out;
}

std::string directive(const std::set<std::string_view>& rules, std::string_view reason) {
  std::string names;
  for (const std::string_view rule : rules) names += fmt::format("{}{}", names.empty() ? "" : ", ", rule);
  return reason.empty() ? fmt::format("# seedlint: ignore[{}]", names) : fmt::format("# seedlint: ignore[{}] -- {}", names, one_line(reason));
}

struct Lines {
  std::vector<std::string_view> bodies;  // without line ends
  std::vector<std::string_view> ends;    // "\n", "\r\n", "\r", or empty for the last
};

Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t stop = std::min(text.find_first_of("\r\n"), text.size());
    lines.bodies.push_back(text.substr(0, stop));
    text.remove_prefix(stop);
    lines.ends.push_back(text.substr(0, text.starts_with("\r\n") ? 2 : text.empty() ? 0 : 1));
    text.remove_prefix(lines.ends.back().size());
  }
  return lines;
}

}  // namespace

std::string with_ignores(std::string_view text, std::vector<IgnoreRequest> requests, std::string_view reason) {
  std::string scanned(text);
  end_lines_alike(scanned);
  const findings::CommentScan scan = findings::scan_comments(scanned);
  std::map<unsigned, std::set<std::string_view>> beside, above;  // by line
  for (const IgnoreRequest& request : requests) {
    const auto statement = std::find_if(scan.statements.begin(), scan.statements.end(), [&](const findings::Statement& s) {
      return s.first_line <= request.line && request.line <= s.last_line;
    });
    if (statement == scan.statements.end() || statement->first_line == statement->last_line) {
      beside[request.line].insert(request.rule);
    } else {
      above[statement->first_line].insert(request.rule);
    }
  }
  const Lines lines = split(text);
  std::string out;
  for (std::size_t i = 0; i < lines.bodies.size(); ++i) {
    const auto number = static_cast<unsigned>(i + 1);
    const std::string_view body = lines.bodies[i];
    const std::string_view end = lines.ends[i].empty() ? std::string_view("\n") : lines.ends[i];
    if (const auto found = above.find(number); found != above.end()) {
      out += body.substr(0, std::min(body.find_first_not_of(" \t"), body.size()));
      out += directive(found->second, reason);
      out += end;
    }
    out += body;
    if (const auto found = beside.find(number); found != beside.end()) out += "  " + directive(found->second, reason);
    out += lines.ends[i];
  }
  return out;
}

AddedIgnores add_ignores(const output::Report& report, const std::string& cwd, std::string_view reason) {
  AddedIgnores added;
  std::map<const SourceFile*, std::vector<IgnoreRequest>> by_file;
  std::vector<const SourceFile*> order;
  for (const output::Finding& finding : report.findings) {
    if (finding.diagnostic.rule == kUnusedIgnore) continue;
    auto [entry, fresh] = by_file.try_emplace(finding.file);
    if (fresh) order.push_back(finding.file);
    entry->second.push_back({finding.file->position(finding.diagnostic.span.begin).line, finding.rule->name});
  }
  for (const SourceFile* file : order) {
    if (file->kind() == SourceKind::Notebook) {
      added.problems.push_back(fmt::format("{}: directives in notebooks have to be written by hand", file->path()));
      continue;
    }
    const std::string path = absolute_path(file->path(), cwd);
    const auto bytes = read_bytes(path);
    if (!bytes) {
      added.problems.push_back(fmt::format("{}: {}", file->path(), bytes.error()));
      continue;
    }
    std::string error;
    if (!write_file(path, with_ignores(*bytes, by_file[file], reason), error)) {
      added.problems.push_back(error);
      continue;
    }
    added.findings += by_file[file].size();
    ++added.files;
  }
  return added;
}

}  // namespace seedlint::app
