// From a project's diagnostics to what is reported: directives, per-file ignores, notes, fingerprints.
#pragma once

#include <vector>

#include "app/analyze.h"
#include "app/settings.h"
#include "output/finding.h"

namespace seedlint::app {

// Appends the findings that stand in the plan's targets, sorted by (path, offset, code, stream), and counts them.
// Findings point into analysis.project, which must outlive them.
void collect(const Analysis& analysis, const ProjectPlan& plan, const Settings& settings, output::Report& report);

// Targets none of whose files the project holds, though nothing in `exclude` says so: .gitignore does, or
// --no-force-exclude was given. Each is to be analysed on its own.
std::vector<Target> left_out(const Analysis& analysis, const ProjectPlan& plan, const Settings& settings);

// Absolute path of a project file.
std::string absolute_of(const SourceFile& file, const Settings& settings);

// Orders the findings of several projects and drops those that two of them share; counts the summary's severities.
void finish(output::Report& report);

}  // namespace seedlint::app
