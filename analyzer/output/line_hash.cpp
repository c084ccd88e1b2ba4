// See line_hash.h.
#include "output/line_hash.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <unordered_map>

namespace seedlint::output {
namespace {

constexpr std::size_t kWindow = 100;
constexpr std::uint64_t kBase = 37;

std::vector<std::uint16_t> utf16(std::string_view text) {
  std::vector<std::uint16_t> units;
  units.reserve(text.size() + 1);
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t point = -1;
    utf8proc_ssize_t used = utf8proc_iterate(at, left, &point);
    if (used <= 0 || point < 0) {
      used = 1;
      point = 0xfffd;
    }
    if (point >= 0x10000) {
      units.push_back(static_cast<std::uint16_t>(0xd800 + ((point - 0x10000) >> 10)));
      units.push_back(static_cast<std::uint16_t>(0xdc00 + ((point - 0x10000) & 0x3ff)));
    } else {
      units.push_back(static_cast<std::uint16_t>(point));
    }
    at += used;
    left -= used;
  }
  return units;
}

// Keeps the last hundred units; a line's hash is complete when its first unit is about to leave the window.
class Roller {
 public:
  Roller() {
    for (std::size_t i = 0; i < kWindow; ++i) power_ *= kBase;
  }

  void feed(std::uint16_t unit, bool starts_line) {
    if (starts_[at_]) {
      const std::string text = fmt::format("{:x}", hash_);
      hashes_.push_back(fmt::format("{}:{}", text, ++seen_[text]));
    }
    starts_[at_] = starts_line;
    hash_ = kBase * hash_ + unit - power_ * window_[at_];
    window_[at_] = unit;
    at_ = (at_ + 1) % kWindow;
  }

  std::vector<std::string> take() { return std::move(hashes_); }

 private:
  std::array<std::uint16_t, kWindow> window_{};
  std::array<bool, kWindow> starts_{};
  std::size_t at_ = 0;
  std::uint64_t hash_ = 0, power_ = 1;
  std::unordered_map<std::string, unsigned> seen_;
  std::vector<std::string> hashes_;
};

}  // namespace

std::vector<std::string> line_hashes(std::string_view utf8) {
  Roller roller;
  bool after_return = false, line_start = true;
  for (const std::uint16_t unit : utf16(utf8)) {
    const bool skipped = unit == ' ' || unit == '\t' || (after_return && unit == '\n');
    after_return = unit == '\r';
    if (skipped) continue;
    roller.feed(after_return ? std::uint16_t{'\n'} : unit, line_start);
    line_start = after_return || unit == '\n';
  }
  roller.feed(0xffff, line_start);  // marks the end: -1 in a window of 16-bit units
  for (std::size_t i = 0; i < kWindow; ++i) roller.feed(0, false);
  return roller.take();
}

}  // namespace seedlint::output
