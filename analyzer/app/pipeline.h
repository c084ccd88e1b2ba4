// The three calls by which the driver reaches the analysis, and nothing else of it.
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "app/analyze.h"

namespace seedlint::app::pipeline {

struct Loaded {
  resolve::Project project;
  std::vector<FileWarning> warnings;
};

// Walks, reads and outlines a project. Fails where its folder cannot be read.
tl::expected<Loaded, std::string> load(const ProjectPlan& plan, const Settings& settings, Timings& timings);

// What the configuration's `roots` name in vain becomes a warning.
std::vector<roots::Root> find_roots(const resolve::Project& project, const Settings& settings,
                                    std::vector<FileWarning>& warnings);

// Safe from several threads at once.
std::vector<execute::Run> execute(const resolve::Project& project, const roots::Root& root, const Settings& settings);

}  // namespace seedlint::app::pipeline
