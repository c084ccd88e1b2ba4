// Machine addresses in a trace become lines, by the test program's own.
#include "launch/native_sites.h"

#include <gtest/gtest.h>
#include <link.h>

#include "temporary_folder.h"
#include "trace/writer.h"

namespace seedlint::launch {
namespace {

__attribute__((noinline)) int somewhere(int x) { return x * 3 + 1; }

TEST(NativeSites, AreNamedByTheirBinary) {
  test::TemporaryFolder folder;
  std::uintptr_t base = 0;
  ::dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* out) {
        *static_cast<std::uintptr_t*>(out) = info->dlpi_addr;
        return 1;  // the program itself comes first
      },
      &base);
  ASSERT_EQ(somewhere(1), 4);
  char offset[32];
  std::snprintf(offset, sizeof offset, "0x%llx", static_cast<unsigned long long>(reinterpret_cast<std::uintptr_t>(&somewhere) - base));
  std::string binary = std::filesystem::read_symlink("/proc/self/exe").string();
  {
    trace::StreamWriter writer;
    ASSERT_TRUE(writer.open(folder / "p0-main"));
    trace::Record record{};
    record.kind = trace::Kind::Output;
    record.op = writer.name("aten::add");
    record.site = writer.name("@" + binary + "\t" + offset);
    ASSERT_TRUE(writer.add(record));
    record.site = writer.name("@/no/such/binary\t0x10\n/no/such/other\t0x20");
    ASSERT_TRUE(writer.add(record));
    record.site = writer.name("train.py\t3\tmain");
    ASSERT_TRUE(writer.add(record));
    writer.close(trace::End::Closed);
  }
  trace::Run run = trace::read_run(folder / "");
  ASSERT_EQ(run.streams.size(), 1u);
  name_native_sites(run);
  auto records = run.streams[0].records();
  trace::Site site = run.streams[0].site(records[0]);
  if (site.known()) {  // with a line table
    EXPECT_TRUE(site.file.ends_with("native_sites_test.cpp"));
    EXPECT_NE(site.function.find("somewhere"), std::string_view::npos);
  } else {
    EXPECT_EQ(site.file, binary);
  }
  trace::Site lost = run.streams[0].site(records[1]);
  EXPECT_FALSE(lost.known());
  EXPECT_EQ(lost.file, "/no/such/binary");
  EXPECT_EQ(lost.function, "at 0x10, compiled without -g");
  EXPECT_EQ(run.streams[0].site(records[2]).file, "train.py");
  EXPECT_EQ(run.streams[0].name(records[0].op), "aten::add");
}

}  // namespace
}  // namespace seedlint::launch
