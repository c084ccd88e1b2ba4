// The trace files: what is written can be read, whatever happened to the writer.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "temporary_folder.h"
#include "trace/reader.h"
#include "trace/writer.h"

namespace seedlint::trace {
namespace {

using test::TemporaryFolder;

Record numbered(std::uint64_t n, std::uint32_t op) {
  Record record{};
  record.kind = Kind::Output;
  record.digest[0] = n;
  record.digest[1] = ~n;
  record.op = op;
  return record;
}

TEST(Trace, GivesBackWhatWasWritten) {
  TemporaryFolder folder;
  StreamWriter writer;
  ASSERT_TRUE(writer.open(folder / "r0-main"));
  Record record = numbered(7, writer.name("aten::add"));
  record.site = writer.name("train.py\t12\tmain");
  record.meta = writer.name("float32[3]");
  ASSERT_TRUE(writer.add(record));
  writer.close(End::Closed);

  auto stream = Stream::open(folder / "r0-main");
  ASSERT_TRUE(stream) << stream.error();
  ASSERT_EQ(stream->records().size(), 1u);
  const Record& read = stream->records()[0];
  EXPECT_EQ(stream->name(read.op), "aten::add");
  EXPECT_EQ(stream->name(read.meta), "float32[3]");
  Site site = stream->site(read);
  EXPECT_EQ(site.file, "train.py");
  EXPECT_EQ(site.line, 12);
  EXPECT_EQ(site.function, "main");
  EXPECT_EQ(stream->end(), End::Closed);
  EXPECT_EQ(stream->label(), "r0-main");
}

TEST(Trace, NamesAreWrittenOnce) {
  TemporaryFolder folder;
  StreamWriter writer;
  ASSERT_TRUE(writer.open(folder / "s"));
  EXPECT_EQ(writer.name(""), 0u);
  EXPECT_EQ(writer.name("a"), 1u);
  EXPECT_EQ(writer.name("b"), 2u);
  EXPECT_EQ(writer.name("a"), 1u);
}

TEST(Trace, GrowsPastEveryChunk) {
  TemporaryFolder folder;
  StreamWriter writer;
  ASSERT_TRUE(writer.open(folder / "s"));
  constexpr std::uint64_t kMany = 50000;  // 3 MB, several growths
  for (std::uint64_t i = 0; i < kMany; ++i) ASSERT_TRUE(writer.add(numbered(i, writer.name("op" + std::to_string(i % 5000)))));
  auto stream = Stream::open(folder / "s");  // while the writer still has it open
  ASSERT_TRUE(stream) << stream.error();
  ASSERT_EQ(stream->records().size(), kMany);
  for (std::uint64_t i = 0; i < kMany; ++i) {
    ASSERT_EQ(stream->records()[i].digest[0], i);
    ASSERT_EQ(stream->name(stream->records()[i].op), "op" + std::to_string(i % 5000));
  }
}

TEST(Trace, ClosingCutsTheFileToItsLength) {
  TemporaryFolder folder;
  {
    StreamWriter writer;
    ASSERT_TRUE(writer.open(folder / "s"));
    writer.add(numbered(1, 0));
  }
  EXPECT_EQ(std::filesystem::file_size(folder / "s.trace"), 128u);
}

TEST(Trace, AStreamIsNeverOverwritten) {
  TemporaryFolder folder;
  StreamWriter first, second;
  ASSERT_TRUE(first.open(folder / "s"));
  EXPECT_FALSE(second.open(folder / "s"));
}

TEST(Trace, AFolderThatIsNotThereFailsQuietly) {
  StreamWriter writer;
  EXPECT_FALSE(writer.open("/nonexistent/folder/s"));
  EXPECT_FALSE(writer.add(numbered(1, 0)));
}

// The child writes as fast as it can and is killed with SIGKILL once it has passed a random count; the
// count comes back through shared memory, so the test waits for progress and never for time.
TEST(Trace, AKilledWriterLeavesAWholeTrace) {
  std::mt19937 random(20);
  for (int round = 0; round < 40; ++round) {
    TemporaryFolder folder;
    std::uint64_t kill_at = random() % 20000;
    auto* progress = static_cast<std::uint64_t*>(
        ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    pid_t child = ::fork();
    if (child == 0) {
      StreamWriter writer;
      if (!writer.open(folder / "s")) ::_exit(1);
      for (std::uint64_t i = 0;; ++i) {
        writer.add(numbered(i, writer.name("op" + std::to_string(i))));
        std::atomic_ref<std::uint64_t>(*progress).store(i + 1);
      }
    }
    while (std::atomic_ref<std::uint64_t>(*progress).load() < kill_at) ::sched_yield();
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    std::uint64_t reached = std::atomic_ref<std::uint64_t>(*progress).load();
    ::munmap(progress, 4096);
    if (reached == 0) continue;  // killed before the file was there
    auto stream = Stream::open(folder / "s");
    ASSERT_TRUE(stream) << stream.error();
    ASSERT_GE(stream->records().size(), reached);
    ASSERT_LE(stream->records().size(), reached + 1);
    for (std::uint64_t i = 0; i < stream->records().size(); ++i) {
      ASSERT_EQ(stream->records()[i].digest[0], i);
      ASSERT_EQ(stream->records()[i].digest[1], ~i);
      ASSERT_EQ(stream->name(stream->records()[i].op), "op" + std::to_string(i));
    }
  }
}

TEST(Trace, AClosedDescriptorDoesNotStopTheWriter) {
  TemporaryFolder folder;
  StreamWriter writer;
  ASSERT_TRUE(writer.open(folder / "s"));
  for (int fd = 3; fd < 64; ++fd) {
    if (fd > 10) ::close(fd);
  }
  for (std::uint64_t i = 0; i < 5000; ++i) ASSERT_TRUE(writer.add(numbered(i, 0)));
  auto stream = Stream::open(folder / "s");
  ASSERT_TRUE(stream);
  EXPECT_EQ(stream->records().size(), 5000u);
}

TEST(Trace, ForeignAndDamagedFilesAreRefusedWithASentence) {
  TemporaryFolder folder;
  std::ofstream(folder / "s.trace") << "short";
  EXPECT_NE(Stream::open(folder / "s").error().find("too short"), std::string::npos);
  std::ofstream(folder / "s.trace") << std::string(4096, 'x');
  EXPECT_NE(Stream::open(folder / "s").error().find("not a trace"), std::string::npos);
}

// Whatever bytes a file holds, reading ends, stays inside the file and hands out only names it has.
TEST(Trace, AnyDamageIsReadWithoutHarm) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    TemporaryFolder folder;
    {
      StreamWriter writer;
      ASSERT_TRUE(writer.open(folder / "s"));
      for (std::uint64_t i = 0; i < 50; ++i) writer.add(numbered(i, writer.name("op" + std::to_string(i % 7))));
    }
    for (const char* name : {"s.trace", "s.names"}) {
      auto path = std::filesystem::path(folder / name);
      auto size = std::filesystem::file_size(path);
      std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
      for (int edit = 0; edit < 6; ++edit) {
        file.seekp(static_cast<std::streamoff>(16 + random() % (size - 16)));
        file.put(static_cast<char>(random()));
      }
      file.close();
      if (round % 3 == 0) std::filesystem::resize_file(path, 64 + random() % (size - 64));
    }
    auto stream = Stream::open(folder / "s");
    if (!stream) continue;
    for (const Record& record : stream->records()) {
      if (record.op != 0) {
        EXPECT_NE(stream->name(record.op).data(), nullptr);
      }
      (void)stream->site(record);
    }
  }
}

}  // namespace
}  // namespace seedlint::trace
