// Substring search many bytes at a time: whole projects are searched for a few words each run.
#pragma once

#include <bit>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace seedlint::resolve {

// As string_view::find, several times as fast on long texts.
inline std::size_t find_text(std::string_view text, std::string_view what, std::size_t from = 0) {
  const std::size_t n = what.size();
  if (from > text.size() || text.size() - from < n) return std::string_view::npos;
  if (n == 0) return from;
  const char* data = text.data();
  std::size_t i = from;
#if defined(__SSE2__)
  // Places where both the first and the last byte fit are few; only those are compared whole.
  const __m128i first = _mm_set1_epi8(what.front()), last = _mm_set1_epi8(what.back());
  const auto fits = [&](std::size_t at) {
    const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + at));
    const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + at + n - 1));
    return _mm_and_si128(_mm_cmpeq_epi8(a, first), _mm_cmpeq_epi8(b, last));
  };
  for (; i + n - 1 + 64 <= text.size(); i += 64) {
    const __m128i w = fits(i), x = fits(i + 16), y = fits(i + 32), z = fits(i + 48);
    if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(w, x), _mm_or_si128(y, z))) == 0) continue;
    const auto bits = [](__m128i m) { return static_cast<unsigned long long>(static_cast<unsigned>(_mm_movemask_epi8(m))); };
    unsigned long long mask = bits(w) | bits(x) << 16 | bits(y) << 32 | bits(z) << 48;
    for (; mask != 0; mask &= mask - 1) {
      const std::size_t at = i + static_cast<std::size_t>(std::countr_zero(mask));
      if (std::memcmp(data + at, what.data(), n) == 0) return at;
    }
  }
#endif
  const void* hit = ::memmem(data + i, text.size() - i, what.data(), n);
  return hit == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(hit) - data);
}

inline bool holds_text(std::string_view text, std::string_view what) {
  return find_text(text, what) != std::string_view::npos;
}

}  // namespace seedlint::resolve
