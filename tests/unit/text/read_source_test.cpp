// Bytes to SourceFile: encodings, byte order marks, odd files.
#include "text/read_source.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace seedlint {
namespace {

std::string text_of_bytes(std::string bytes, std::size_t warnings = 0) {
  auto made = make_source(FileId{3}, "a.py", std::move(bytes));
  if (!made) return "error: " + made.error();
  EXPECT_EQ(made->warnings.size(), warnings);
  EXPECT_EQ(made->file->id(), FileId{3});
  return std::string(made->file->text());
}

TEST(MakeSource, TakesAwayTheByteOrderMarkAndKeepsLineEnds) {
  EXPECT_EQ(text_of_bytes("\xEF\xBB\xBFx = 1\r\ny = 2\r\n"), "x = 1\r\ny = 2\r\n");
}

TEST(MakeSource, HonoursALatin1Cookie) {
  EXPECT_EQ(text_of_bytes("# -*- coding: latin-1 -*-\ns = '\xE9'\n"), "# -*- coding: latin-1 -*-\ns = '\xC3\xA9'\n");
  EXPECT_EQ(text_of_bytes("#!/usr/bin/python\n# vim: set fileencoding=ISO_8859_1 :\n'\xFC'"),
            "#!/usr/bin/python\n# vim: set fileencoding=ISO_8859_1 :\n'\xC3\xBC'");
}

TEST(MakeSource, IgnoresACookieBelowTheSecondLineOrAfterCode) {
  EXPECT_EQ(text_of_bytes("\n\n# coding: latin-1\n'\xE9'", 1), "\n\n# coding: latin-1\n'\xEF\xBF\xBD'");
  EXPECT_EQ(text_of_bytes("x = 1\n# coding: latin-1\n'\xE9'", 1), "x = 1\n# coding: latin-1\n'\xEF\xBF\xBD'");
}

TEST(MakeSource, ReplacesWhatIsNoUtf8AndSaysWhere) {
  auto made = make_source(FileId{0}, "a.py", "x = '\xFFok\xC3'\n");
  ASSERT_TRUE(made);
  EXPECT_EQ(made->file->text(), "x = '\xEF\xBF\xBDok\xEF\xBF\xBD'\n");
  ASSERT_EQ(made->warnings.size(), 1u);
  EXPECT_NE(made->warnings[0].find("byte 5"), std::string::npos) << made->warnings[0];
}

TEST(MakeSource, NamesAnEncodingItDoesNotKnow) {
  auto made = make_source(FileId{0}, "a.py", "# coding: gb2312\n'\xC4\xE3'\n");
  ASSERT_TRUE(made);
  ASSERT_EQ(made->warnings.size(), 1u);
  EXPECT_NE(made->warnings[0].find("gb2312"), std::string::npos);
}

TEST(MakeSource, RefusesBinaryUtf16AndWhatIsTooLarge) {
  EXPECT_EQ(text_of_bytes(std::string("x = 1\0", 6)).find("error: is binary"), 0u);
  EXPECT_EQ(text_of_bytes("\xFF\xFEx").find("error: is UTF-16"), 0u);
  EXPECT_EQ(text_of_bytes(std::string((64u << 20) + 1, ' ')).find("error: too large"), 0u);
}

TEST(MakeSource, ReadsAnEmptyFile) {
  EXPECT_EQ(text_of_bytes(""), "");
  auto made = make_source(FileId{0}, "a.py", "");
  EXPECT_EQ(made->file->position(0).line, 1u);
  EXPECT_EQ(made->file->line_count(), 1u);
}

class ReadBytes : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("seedlint_read_bytes_" + std::to_string(::getpid()) +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(ReadBytes, ReadsAFileWhole) {
  const std::string content(100000, 'x');
  std::ofstream(folder_ / "a.py") << content;
  auto bytes = read_bytes((folder_ / "a.py").string());
  ASSERT_TRUE(bytes) << bytes.error();
  EXPECT_EQ(*bytes, content);
}

TEST_F(ReadBytes, RefusesFoldersPipesAndDevicesWithoutBlocking) {
  ASSERT_EQ(::mkfifo((folder_ / "pipe.py").c_str(), 0600), 0);
  const auto error = [](const std::string& path) { return read_bytes(path).error(); };
  EXPECT_NE(error(folder_.string()).find("directory"), std::string::npos);
  EXPECT_NE(error((folder_ / "pipe.py").string()).find("named pipe"), std::string::npos);
  EXPECT_NE(error("/dev/zero").find("device"), std::string::npos);
  EXPECT_NE(error((folder_ / "none.py").string()).find("does not exist"), std::string::npos);
}

}  // namespace
}  // namespace seedlint
