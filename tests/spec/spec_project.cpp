// Writing small projects down and analysing them.
#include "spec_project.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "app/paths.h"
#include "rule.h"

namespace seedlint::spec {

namespace fs = std::filesystem;

namespace {

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else out += c;
  }
  return out + "\"";
}

std::string as_notebook(const std::string& text) {
  std::vector<std::vector<std::string>> cells(1);
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("# %%")) cells.emplace_back();
    else cells.back().push_back(line);
  }
  std::string out = "{\n \"cells\": [\n";
  bool first = true;
  for (const auto& cell : cells) {
    if (cell.empty()) continue;
    out += first ? "" : ",\n";
    first = false;
    out += "  {\"cell_type\": \"code\", \"execution_count\": null, \"metadata\": {}, \"outputs\": [], \"source\": [\n";
    for (std::size_t i = 0; i < cell.size(); ++i) {
      const bool last = i + 1 == cell.size();
      out += "    " + json_text(last ? cell[i] : cell[i] + "\n") + (last ? "\n" : ",\n");
    }
    out += "  ]}";
  }
  return out + "\n ],\n \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5\n}\n";
}

struct Folder {
  std::string path;
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "seedlint-spec-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
    path = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

}  // namespace

Analysed analyse_folder(const std::string& folder) {
  app::Options options;
  options.paths = {folder};
  options.outputs = {{}};
  options.isolated = true;
  options.preview = true;
  options.notes = true;
  options.quiet = true;
  options.jobs = 1;
  const std::string root = app::absolute_path(folder, app::current_folder());
  auto settings = app::make_settings(options, root);
  if (!settings) throw std::runtime_error(settings.error());
  app::ProjectPlan plan;
  plan.root = root;
  plan.targets = {{root, true}};
  app::Progress progress(false);
  auto analysis = app::analyze(plan, *settings, progress);
  if (!analysis) throw std::runtime_error(analysis.error());
  return {std::move(*settings), std::move(*analysis)};
}

Analysed analyse(const page::Project& project) {
  const Folder folder;
  for (const page::File& file : project.files) {
    const fs::path path = fs::path(folder.path) / file.name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << (path.extension() == ".ipynb" ? as_notebook(file.text) : file.text);
  }
  return analyse_folder(folder.path);
}

std::string file_name(const Analysed& a, FileId file) {
  std::string path = app::absolute_path(a.analysis.project->file(file).source->path(), a.settings.cwd);
  // The folder is gone or not, its name is the first component below the temporary folder.
  const auto at = path.find("seedlint-spec-");
  if (at != std::string::npos) {
    const auto slash = path.find('/', at);
    if (slash != std::string::npos) return path.substr(slash + 1);
  }
  return fs::path(path).filename().string();
}

std::string_view line_text(const Analysed& a, Span span) {
  const SourceFile& source = *a.analysis.project->file(span.file).source;
  return source.line(source.position(span.begin).line);
}

std::string place(const Analysed& a, Span span) {
  const SourceFile& source = *a.analysis.project->file(span.file).source;
  return file_name(a, span.file) + ":" + std::to_string(source.position(span.begin).line);
}

std::string describe(const Analysed& a, const findings::Diagnostic& d) {
  std::string out = place(a, d.span) + ": " + d.rule + ": " + d.message;
  for (const findings::Label& label : d.labels) out += "\n      " + place(a, label.span) + ": " + label.message;
  if (!d.help.empty()) out += "\n      help: " + d.help;
  return out;
}

bool is_stable(std::string_view rule) {
  const rules::RuleInfo* info = rules::find_rule(rule);
  return info != nullptr && info->status == "stable";
}

}  // namespace seedlint::spec
