// Runs over the identifiers of a text, strings and comments included, many bytes at a time.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace seedlint::roots {

inline bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Bit i tells whether text[i] belongs to a word; `count` is at most 64.
inline std::uint64_t word_mask(const char* text, std::size_t count) {
  std::uint64_t mask = 0;
#if defined(__SSE2__)
  if (count == 64) {
    const auto in_range = [](__m128i x, char low, char high) {  // of bytes below 0x80
      return _mm_and_si128(_mm_cmpgt_epi8(x, _mm_set1_epi8(static_cast<char>(low - 1))),
                           _mm_cmplt_epi8(x, _mm_set1_epi8(static_cast<char>(high + 1))));
    };
    for (int part = 0; part < 4; ++part) {
      const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + part * 16));
      const __m128i letters = in_range(_mm_or_si128(x, _mm_set1_epi8(0x20)), 'a', 'z');
      const __m128i others = _mm_or_si128(in_range(x, '0', '9'), _mm_cmpeq_epi8(x, _mm_set1_epi8('_')));
      // Bytes from 0x80 up are negative; with bit 0x20 set they stay so, and belong to words.
      const __m128i all = _mm_or_si128(_mm_or_si128(letters, others), _mm_cmplt_epi8(x, _mm_setzero_si128()));
      mask |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(all))) << (part * 16);
    }
    return mask;
  }
#endif
  for (std::size_t i = 0; i < count; ++i) mask |= static_cast<std::uint64_t>(is_word(text[i])) << i;
  return mask;
}

// Calls use(begin, end) for every run of word characters that does not start with a digit.
template <typename Use>
void each_identifier(std::string_view text, Use&& use) {
  constexpr std::size_t kNone = ~std::size_t{0};
  std::size_t open = kNone;  // where the run begins that reaches into this block
  const auto give = [&](std::size_t begin, std::size_t end) {
    if (text[begin] < '0' || text[begin] > '9') use(begin, end);
  };
  for (std::size_t at = 0; at < text.size(); at += 64) {
    const std::size_t count = text.size() - at < 64 ? text.size() - at : 64;
    const std::uint64_t mask = word_mask(text.data() + at, count);
    // A bit wherever a run begins or ends.
    std::uint64_t edges = mask ^ ((mask << 1) | (open != kNone ? 1u : 0u));
    if (count < 64) edges &= (std::uint64_t{1} << count) - 1;
    while (edges != 0) {
      const std::size_t i = at + static_cast<std::size_t>(std::countr_zero(edges));
      edges &= edges - 1;
      if (open == kNone) {
        open = i;
      } else {
        give(open, i);
        open = kNone;
      }
    }
  }
  if (open != kNone) give(open, text.size());
}

}  // namespace seedlint::roots
