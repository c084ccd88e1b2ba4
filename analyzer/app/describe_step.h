// Words for what a run holds, for seedlint trace.
#pragma once

#include <string>
#include <string_view>

#include "execute/run.h"

namespace seedlint::app {

std::string_view name_of(execute::EventKind kind);
std::string_view name_of(execute::Role role);
// "torch", or "generator made at train.py:4:9" for one held by an object.
std::string describe(const execute::Run& run, const execute::Stream& stream, const std::string& made_at);
// "not seeded", "seeded by #3", "seeded by #3 or not at all", "left to the caller" ...
std::string describe(const execute::StreamState& state);
// What became of a seed's value: "42", "option `seed`", "Option+Rank?".
std::string describe(const execute::Value& value);
// Circumstances of a step in brackets: " [in a loop, rank 0 only]"; empty where there are none.
std::string circumstances(const execute::Step& step);

}  // namespace seedlint::app
