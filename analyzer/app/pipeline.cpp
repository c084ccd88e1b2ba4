// See pipeline.h.
#include "app/pipeline.h"

#include <cstdlib>

#if __has_include("resolve/discover.h")
#include "resolve/discover.h"
#define SEEDLINT_HAS_DISCOVER 1
#endif
#if __has_include("roots/find_roots.h")
#include "roots/find_roots.h"
#define SEEDLINT_HAS_ROOTS 1
#endif
#if __has_include("execute/interpreter.h")
#include "execute/interpreter.h"
#define SEEDLINT_HAS_EXECUTE 1
#endif

namespace seedlint::app::pipeline {

tl::expected<Loaded, std::string> load([[maybe_unused]] const ProjectPlan& plan, [[maybe_unused]] const Settings& settings,
                                       [[maybe_unused]] Timings& timings) {
#ifdef SEEDLINT_HAS_DISCOVER
  resolve::DiscoverOptions options;
  options.roots = plan.files.empty() ? std::vector<std::string>{plan.root} : plan.files;
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
#else
  return Loaded{};
#endif
}

std::vector<roots::Root> find_roots([[maybe_unused]] const resolve::Project& project, [[maybe_unused]] const Settings& settings) {
#ifdef SEEDLINT_HAS_ROOTS
  roots::RootOptions options;
  options.configured = settings.config.roots;
  options.threads = settings.threads;
  return roots::find_roots(project, options);
#else
  return {};
#endif
}

std::vector<execute::Run> execute([[maybe_unused]] const resolve::Project& project, [[maybe_unused]] const roots::Root& root,
                                  [[maybe_unused]] const Settings& settings) {
#ifdef SEEDLINT_HAS_EXECUTE
  execute::Options options;
  options.seed_helpers = settings.config.seed_helpers;
  options.rank_names = settings.config.rank_names;
  return execute::execute(project, root, options);
#else
  return {};
#endif
}

}  // namespace seedlint::app::pipeline
