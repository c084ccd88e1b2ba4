// Positions, interned names, UTF-8, the ends of strings.
#include <thread>

#include <gtest/gtest.h>

#include "text/python_strings.h"
#include "text/source_file.h"
#include "text/symbol.h"
#include "text/utf8.h"

namespace seedlint {
namespace {

TEST(SourceFile, CountsEveryKindOfLineEnd) {
  const SourceFile file(FileId{0}, "a.py", "ab\r\nc\rd\n\ne", SourceKind::Python);
  EXPECT_EQ(file.line_count(), 5u);
  EXPECT_EQ(file.line(1), "ab");
  EXPECT_EQ(file.line(2), "c");
  EXPECT_EQ(file.line(3), "d");
  EXPECT_EQ(file.line(4), "");
  EXPECT_EQ(file.line(5), "e");
  EXPECT_EQ(file.line(6), "");
  EXPECT_EQ(file.line(0), "");
  EXPECT_EQ(file.position(6).line, 3u);
  EXPECT_EQ(file.position(9).line, 5u);
  EXPECT_EQ(file.position(9).column, 1u);
  EXPECT_EQ(file.position(1000).line, 5u);
  EXPECT_EQ(file.stored_line(6), 3u);
  EXPECT_EQ(file.cell(6), nullptr);
}

TEST(Symbol, IsOneForOneTextAndGivesItBack) {
  EXPECT_EQ(intern(""), kNoSymbol);
  EXPECT_EQ(text_of(kNoSymbol), "");
  const std::string long_name(100000, 'n');
  const Symbol a = intern("name");
  EXPECT_EQ(intern(std::string("na") + "me"), a);
  EXPECT_NE(intern("nam"), a);
  EXPECT_EQ(text_of(intern(long_name)), long_name);
}

TEST(Symbol, IsTheSameForEveryThread) {
  constexpr int kNames = 20000;
  std::vector<std::vector<Symbol>> seen(4);
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < seen.size(); ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < kNames; ++i) {
          const int n = t % 2 == 0 ? i : kNames - 1 - i;
          const Symbol s = intern("thread_name_" + std::to_string(n));
          if (text_of(s) != "thread_name_" + std::to_string(n)) std::abort();
          seen[t].push_back(s);
        }
      });
    }
  }
  std::reverse(seen[1].begin(), seen[1].end());
  std::reverse(seen[3].begin(), seen[3].end());
  for (std::size_t t = 1; t < seen.size(); ++t) EXPECT_EQ(seen[t], seen[0]);
}

TEST(Utf8, AcceptsExactlyWhatIsWellFormed) {
  const auto valid = [](std::string_view s) { return first_invalid_utf8(s) == s.size(); };
  EXPECT_TRUE(valid(""));
  EXPECT_TRUE(valid("plain text of more than eight bytes"));
  EXPECT_TRUE(valid("\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"));
  EXPECT_FALSE(valid("\xC0\x80"));          // overlong
  EXPECT_FALSE(valid("\xE0\x80\x80"));      // overlong
  EXPECT_FALSE(valid("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(valid("\xF4\x90\x80\x80"));  // beyond U+10FFFF
  EXPECT_FALSE(valid("\xE2\x82"));          // cut off
  EXPECT_FALSE(valid("abcdefgh\x80"));
  for (const std::uint32_t c : {0x7Fu, 0x80u, 0x7FFu, 0x800u, 0xFFFFu, 0x10000u, 0x10FFFFu}) {
    std::string s;
    append_utf8(s, c);
    EXPECT_TRUE(valid(s)) << c;
  }
}

TEST(SkipString, FindsTheEnd) {
  const auto rest = [](std::string_view s) {
    const std::size_t end = skip_string(s, s.find_first_of("'\""));
    return end == kUnterminated ? std::string("unterminated") : std::string(s.substr(end));
  };
  EXPECT_EQ(rest("'a' b"), " b");
  EXPECT_EQ(rest(R"('a\'' b)"), " b");
  EXPECT_EQ(rest(R"(r'\\' b)"), " b");
  EXPECT_EQ(rest("'' b"), " b");
  EXPECT_EQ(rest("'''a'b''c''' d"), " d");
  EXPECT_EQ(rest(R"("""a\"""b""" d)"), " d");
  EXPECT_EQ(rest(R"("""a\\""" d)"), " d");
  EXPECT_EQ(rest("'a\\\nb' c"), " c");
  EXPECT_EQ(rest("'a\\\r\nb' c"), " c");
  EXPECT_EQ(rest("'a\nb'"), "unterminated");
  EXPECT_EQ(rest("'''a''"), "unterminated");
  EXPECT_EQ(rest("f'{a}' b"), " b");
  EXPECT_EQ(rest(R"(f"{x["a"]}" b)"), " b");
  EXPECT_EQ(rest(R"(f"{x:{w}.{p}}" b)"), " b");
  EXPECT_EQ(rest(R"(f"{{" b)"), " b");
  EXPECT_EQ(rest(R"(f"{x!r:>{'a'}}" b)"), " b");
  EXPECT_EQ(rest(R"(f"{x:'>10}" b)"), " b");
  EXPECT_EQ(rest(R"(f"\N{DASH}" b)"), " b");
  EXPECT_EQ(rest(R"(rf"\{x}" b)"), " b");
  EXPECT_EQ(rest(R"(f"{'}'}" b)"), " b");
  EXPECT_EQ(rest(R"(f"{(lambda x: 1)(2)}" b)"), " b");
  EXPECT_EQ(rest(R"(f"{x)"), "unterminated");
  EXPECT_EQ(rest(R"(def"a{" b)"), " b");  // the letters of a name are no prefix
  std::string deep = "f\"";
  for (int i = 0; i < 10000; ++i) deep += "{f\"";
  EXPECT_EQ(rest(deep), "unterminated");
}

}  // namespace
}  // namespace seedlint
