// See pipeline.h.
#include "app/pipeline.h"

#include <cstdlib>

#include "execute/interpreter.h"
#include "resolve/discover.h"
#include "roots/find_roots.h"

namespace seedlint::app::pipeline {

tl::expected<Loaded, std::string> load(const ProjectPlan& plan, const Settings& settings, Timings& timings) {
  resolve::DiscoverOptions options;
  options.roots = {plan.root};
  options.only = plan.files;
  if (!plan.typed.empty()) options.overlay.push_back({plan.typed, plan.text});
  options.exclude = settings.config.exclude;
  options.exclude.insert(options.exclude.end(), settings.options.exclude.begin(), settings.options.exclude.end());
  options.exclude_base = settings.config.folder;
  for (const std::string& folder : settings.config.stubs)
    options.stub_folders.push_back(absolute_path(folder, settings.config.folder));
  if (const char* environment = std::getenv("VIRTUAL_ENV"); environment != nullptr && !settings.options.isolated)
    options.environment = environment;
  options.threads = settings.threads;
  auto found = resolve::discover(options);
  if (!found) return tl::make_unexpected(found.error());
  timings.walk = found->times.walk * 1000;
  timings.load = found->times.load * 1000;
  timings.read = found->times.read * 1000;
  timings.outline = found->times.outline * 1000;
  Loaded loaded{std::move(found->project), {}};
  for (resolve::Warning& w : found->warnings) loaded.warnings.push_back({std::move(w.path), std::move(w.message)});
  return loaded;
}

std::vector<roots::Root> find_roots(const resolve::Project& project, const Settings& settings, std::vector<FileWarning>& warnings) {
  roots::RootOptions options;
  options.configured = settings.config.roots;
  options.threads = settings.threads;
  if (!options.configured.empty()) {
    for (const std::string& entry : roots::unknown_roots(project, options))
      warnings.push_back({settings.config.path, "roots: `" + entry + "` names no file or function of the project"});
  }
  return roots::find_roots(project, options);
}

std::vector<execute::Run> execute(const resolve::Project& project, const roots::Root& root, const Settings& settings) {
  execute::Options options;
  options.seed_helpers = settings.config.seed_helpers;
  options.rank_names = settings.config.rank_names;
  return execute::execute(project, root, options);
}

}  // namespace seedlint::app::pipeline
