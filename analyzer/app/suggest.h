// "did you mean ...?"
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace seedlint::app {

// The candidate most like `typed`, or empty if none is near enough to be what was meant.
std::string_view nearest(std::string_view typed, std::span<const std::string_view> candidates);

// "; did you mean `x`?" or an empty text.
std::string did_you_mean(std::string_view typed, std::span<const std::string_view> candidates);

}  // namespace seedlint::app
