// Tensors on a device: the GPU's share of the hash gives hash.h's bits, and a record's digest, which comes later, is
// there when it came back and "not hashed" when it never did.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <thread>
#include <vector>

#include "kernels/golden.h"
#include "compare/explain.h"
#include "launch/cuda_library.h"
#include "scripts.h"
#include "temporary_folder.h"
#include "tracer/device_records.h"
#include "trace/reader.h"

namespace seedlint {
namespace {

using kernels::Accumulator;
using kernels::DevicePlan;
using kernels::Digest;
using kernels::Sums;
using test::TemporaryFolder;
using tracer::DeviceRecords;

template <typename Share>
Digest sum_of(std::uint64_t threads, Share share) {
  Digest sum;
  for (std::uint64_t thread = 0; thread < threads; ++thread) {
    Sums part = share(thread, threads);
    sum.a += part.a;
    sum.b += part.b;
    sum.values += part.values;
  }
  return sum;
}

template <int Element>
Digest contiguous(const unsigned char* data, std::size_t bytes, std::uint64_t threads) {
  return sum_of(threads, [&](auto thread, auto all) { return kernels::contiguous_share<Element, 1>(data, bytes, thread, all); });
}

Digest contiguous(int element, const unsigned char* data, std::size_t bytes, std::uint64_t threads) {
  switch (element) {
    case 0: return contiguous<0>(data, bytes, threads);
    case 1: return contiguous<1>(data, bytes, threads);
    case 2: return contiguous<2>(data, bytes, threads);
    case 4: return contiguous<4>(data, bytes, threads);
    default: return contiguous<8>(data, bytes, threads);
  }
}

TEST(DeviceHash, SharesOfAnyNumberOfThreadsGiveTheGoldenVectors) {
  for (const kernels::Golden& golden : kernels::kGolden) {
    std::vector<unsigned char> data = kernels::golden_bytes(golden.bytes);
    for (std::uint64_t threads : {256u, 768u, 4096u})
      EXPECT_EQ(kernels::finished(contiguous(static_cast<int>(golden.element), data.data(), data.size(), threads), golden.shape), golden.digest)
          << golden.bytes << " bytes of " << golden.element << ", " << threads << " threads";
  }
}

template <int Element>
Digest strided(const unsigned char* data, std::uint64_t bytes, const DevicePlan& plan) {
  return sum_of(512, [&](auto thread, auto all) {
    return thread % 2 == 0 ? kernels::strided_share<Element, std::uint32_t>(data, bytes, plan, thread, all)
                           : kernels::strided_share<Element, std::uint64_t>(data, bytes, plan, thread, all);
  });
}

TEST(DeviceHash, StridedTensorsAreHashedInLogicalOrder) {
  std::mt19937_64 random(11);
  int walked_by_memory = 0, walked_by_order = 0;
  for (int round = 0; round < 1500; ++round) {
    const int element = 1 << random() % 5, dims = 1 + static_cast<int>(random() % 5);
    std::vector<std::int64_t> size, stride(static_cast<std::size_t>(dims));
    std::vector<std::size_t> order;
    for (int d = 0; d < dims; ++d) {
      size.push_back(1 + static_cast<std::int64_t>(random() % 9));
      order.push_back(static_cast<std::size_t>(d));
    }
    std::shuffle(order.begin(), order.end(), random);
    std::int64_t step = 1 + static_cast<std::int64_t>(random() % 2), count = 1;
    for (std::size_t d : order) {
      stride[d] = random() % 9 == 0 ? 0 : step;  // expanded
      step *= size[d] + static_cast<std::int64_t>(random() % 2);
      count *= size[d];
    }
    std::vector<unsigned char> data = kernels::golden_bytes(static_cast<std::size_t>(step * element));
    Accumulator cpu(static_cast<std::size_t>(element));
    kernels::add_strided(cpu, data.data(), size.data(), stride.data(), dims, static_cast<std::size_t>(element));
    DevicePlan plan;
    ASSERT_TRUE(kernels::plan_tensor(size.data(), stride.data(), dims, element, plan));
    const auto bytes = static_cast<std::uint64_t>(count * element);
    const int values = element > 8 ? 8 : element;
    if (plan.dims == 0) {
      EXPECT_EQ(contiguous(values, data.data(), bytes, 512), cpu.sums());
      continue;
    }
    ++(plan.per_unit != 0 ? walked_by_memory : walked_by_order);
    Digest sums = values == 1 ? strided<1>(data.data(), bytes, plan) : values == 2 ? strided<2>(data.data(), bytes, plan)
                : values == 4 ? strided<4>(data.data(), bytes, plan) : strided<8>(data.data(), bytes, plan);
    ASSERT_EQ(sums, cpu.sums()) << "element " << element << ", round " << round;
  }
  EXPECT_GT(walked_by_memory, 200);
  EXPECT_GT(walked_by_order, 200);
}

TEST(DeviceHash, MemoryIsWalkedNearestFirst) {
  const std::int64_t sizes[2] = {64, 32}, turned[2] = {1, 64};
  DevicePlan plan;
  ASSERT_TRUE(kernels::plan_tensor(sizes, turned, 2, 4, plan));
  EXPECT_EQ(plan.per_unit, 2);
  EXPECT_EQ(plan.stride[0], 1);
  EXPECT_EQ(plan.size[0], 64);
  const std::int64_t odd[1] = {3}, two[1] = {2};
  EXPECT_FALSE(kernels::plan_tensor(odd, two, 1, 3, plan)) << "an element size nobody knows";
}

/// Never destroyed, as in the tracer: the library may call back to the very end.
template <typename T>
T* kept(T* object) {
  static auto* all = new std::vector<T*>;
  all->push_back(object);
  return object;
}

/// One stream, the records of which come from tensors on the fake device.
class DeviceRecordsTest : public ::testing::Test {
 protected:
  DeviceRecordsTest() : values_(64) {
    handle_ = ::dlopen(SEEDLINT_FAKE_DEVICE, RTLD_NOW);
    EXPECT_NE(handle_, nullptr) << ::dlerror();
    set("fake_capturing", 0);
    set("fake_fails", 0);
    set("fake_slow", 0);
    records_->configure(SEEDLINT_FAKE_DEVICE, folder_ / "note.txt");
    EXPECT_TRUE(writer_->open(folder_ / "p0-main"));
    for (std::size_t i = 0; i < values_.size(); ++i) values_[i] = static_cast<float>(i);
  }
  ~DeviceRecordsTest() override { records_->finish(); }  // leaves the fake empty

  void set(const char* name, int on) { reinterpret_cast<void (*)(int)>(::dlsym(handle_, name))(on); }

  DeviceRecords::Launch add(float first) {
    values_[0] = first;
    kernels::DeviceTensor tensor{values_.data(), values_.size() * sizeof(float), nullptr, 4, 0};
    DeviceRecords::Ticket ticket = 0;
    auto how = records_->launch(0, nullptr, tensor, 99, ticket);
    trace::Record record{};
    record.kind = trace::Kind::Output;
    record.op = writer_->name("aten::add");
    record.flags = static_cast<std::uint16_t>(trace::kNotHashed | (how == DeviceRecords::Launch::Launched ? trace::kPending : 0) | trace::kBackward);
    const std::uint64_t index = writer_->records();
    EXPECT_TRUE(writer_->add(record));
    records_->attach(ticket, *writer_, index);
    return how;
  }

  Digest right(float first) {
    values_[0] = first;
    Accumulator sum(4);
    sum.add(values_.data(), values_.size() * sizeof(float));
    return sum.finish(99);
  }

  std::vector<trace::Record> read() {
    auto stream = trace::Stream::open(folder_ / "p0-main");
    EXPECT_TRUE(stream) << stream.error();
    return {stream->records().begin(), stream->records().end()};
  }

  void expect_hashed(const trace::Record& record, float first) {
    EXPECT_EQ(record.flags, trace::kBackward) << "other flags stay, these two go";
    EXPECT_EQ(record.digest[0], right(first).a);
    EXPECT_EQ(record.digest[1], right(first).b);
    EXPECT_EQ(record.values, right(first).values);
  }
  void expect_not_hashed(const trace::Record& record) {
    EXPECT_NE(record.flags & trace::kNotHashed, 0);
    EXPECT_EQ(record.digest[0], 0u);
    EXPECT_EQ(record.digest[1], 0u);
  }

  TemporaryFolder folder_;
  void* handle_ = nullptr;
  std::vector<float> values_;
  DeviceRecords* records_ = kept(new DeviceRecords);
  trace::StreamWriter* writer_ = kept(new trace::StreamWriter);
};

TEST_F(DeviceRecordsTest, ARecordIsWrittenAtOnceAndCompletedLater) {
  ASSERT_EQ(add(1), DeviceRecords::Launch::Launched);
  auto before = read();
  ASSERT_EQ(before.size(), 1u);
  expect_not_hashed(before[0]);
  EXPECT_NE(before[0].flags & trace::kPending, 0);
  records_->step();
  expect_hashed(read().at(0), 1);
}

TEST_F(DeviceRecordsTest, DigestsThatAreStillUnderWayComeWithALaterStep) {
  set("fake_slow", 1);
  add(1);
  records_->step();
  expect_not_hashed(read().at(0));
  add(2);
  set("fake_slow", 0);
  records_->step();
  auto records = read();
  expect_hashed(records.at(0), 1);
  expect_hashed(records.at(1), 2);
}

TEST_F(DeviceRecordsTest, TheEndWaitsForEverything) {
  set("fake_slow", 1);
  add(1);
  records_->step();
  add(2);
  records_->finish();
  expect_hashed(read().at(0), 1);
  expect_hashed(read().at(1), 2);
}

TEST_F(DeviceRecordsTest, AFullRingTakesTheOldestBack) {
  set("fake_slow", 1);
  constexpr int kMany = static_cast<int>(kernels::kDevicePages * kernels::kDeviceSlots) + 5000;
  for (int i = 0; i < kMany; ++i) ASSERT_EQ(add(static_cast<float>(i % 1000)), DeviceRecords::Launch::Launched) << i;
  records_->finish();
  auto records = read();
  ASSERT_EQ(records.size(), static_cast<std::size_t>(kMany));
  for (int i = 0; i < kMany; i += 97) expect_hashed(records[static_cast<std::size_t>(i)], static_cast<float>(i % 1000));
}

TEST_F(DeviceRecordsTest, NothingIsLaunchedOrSentWhileAGraphIsRecorded) {
  add(1);
  set("fake_capturing", 1);
  EXPECT_TRUE(records_->capturing(0, nullptr));
  EXPECT_EQ(add(2), DeviceRecords::Launch::Capturing);
  records_->step();
  expect_not_hashed(read().at(0));
  set("fake_capturing", 0);
  records_->step();
  expect_hashed(read().at(0), 1);
  expect_not_hashed(read().at(1));
  EXPECT_EQ(read().at(1).flags & trace::kPending, 0) << "nothing is on its way";
}

TEST_F(DeviceRecordsTest, AFailureIsSaidOnceAndEndsHashing) {
  add(1);
  set("fake_fails", 1);
  EXPECT_EQ(add(2), DeviceRecords::Launch::NotHashed);
  set("fake_fails", 0);
  EXPECT_EQ(add(3), DeviceRecords::Launch::NotHashed);
  records_->finish();
  for (const trace::Record& record : read()) expect_not_hashed(record);
  std::ifstream note(folder_ / "note.txt");
  std::string first, second;
  std::getline(note, first);
  EXPECT_EQ(first, "the fake device fails");
  EXPECT_FALSE(std::getline(note, second));
  reinterpret_cast<int (*)(int)>(::dlsym(handle_, "seedlint_device_flush"))(0);  // leaves the fake empty
  reinterpret_cast<kernels::seedlint_device_collect_t*>(::dlsym(handle_, "seedlint_device_collect"))(0, 2, [](void*, std::uint32_t, const std::uint64_t*) {}, nullptr);
}

TEST_F(DeviceRecordsTest, WithoutALibraryTensorsStayUnhashedAndANoteSaysSo) {
  DeviceRecords none;
  none.configure("", folder_ / "none.txt");
  kernels::DeviceTensor tensor{values_.data(), 256, nullptr, 4, 0};
  DeviceRecords::Ticket ticket = 5;
  EXPECT_EQ(none.launch(0, nullptr, tensor, 1, ticket), DeviceRecords::Launch::NotHashed);
  EXPECT_EQ(ticket, 0u);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "none.txt"));
  DeviceRecords unused;
  unused.configure("/nowhere/seedlint_cuda.so", folder_ / "unused.txt");
  unused.step();
  unused.finish();
  EXPECT_FALSE(std::filesystem::exists(folder_ / "unused.txt")) << "loaded although no tensor was met";
}

TEST_F(DeviceRecordsTest, AnotherThreadMayCompleteWhileTheOwnerWritesOn) {
  std::atomic<bool> done{false};
  std::thread stepper([&] {
    while (!done) records_->step();
  });
  constexpr int kMany = 30000;  // 2 MB: the file grows several times
  for (int i = 0; i < kMany; ++i) add(static_cast<float>(i));
  done = true;
  stepper.join();
  records_->finish();
  auto records = read();
  ASSERT_EQ(records.size(), static_cast<std::size_t>(kMany));
  for (int i = 0; i < kMany; i += 131) expect_hashed(records[static_cast<std::size_t>(i)], static_cast<float>(i));
}

TEST_F(DeviceRecordsTest, AProcessKilledInBetweenLeavesRecordsThatSayNotHashed) {
  pid_t child = ::fork();
  if (child == 0) {
    set("fake_slow", 1);
    for (int i = 0; i < 5; ++i) add(static_cast<float>(i));
    records_->step();
    set("fake_slow", 0);
    records_->step();
    for (int i = 5; i < 9; ++i) add(static_cast<float>(i));
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  auto records = read();
  ASSERT_EQ(records.size(), 9u);
  for (std::size_t i = 0; i < 5; ++i) expect_hashed(records[i], static_cast<float>(i));
  for (std::size_t i = 5; i < 9; ++i) expect_not_hashed(records[i]);
}

TEST_F(DeviceRecordsTest, AForkedChildHashesNothing) {
  add(1);
  pid_t child = ::fork();
  if (child == 0) {
    const bool unused = records_->after_fork();
    kernels::DeviceTensor tensor{values_.data(), 256, nullptr, 4, 0};
    DeviceRecords::Ticket ticket = 0;
    ::_exit(!unused && records_->launch(0, nullptr, tensor, 1, ticket) == DeviceRecords::Launch::NotHashed && !records_->capturing(0, nullptr) ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(CudaLibrary, TheUsersChoiceComesFirst) {
  TemporaryFolder folder;
  const std::string path = folder / "own.so";
  std::ofstream(path) << "x";
  ::setenv("SEEDLINT_CUDA_LIBRARY", path.c_str(), 1);
  auto found = launch::find_cuda_library(folder.path(), [] { FAIL() << "compiles"; });
  EXPECT_TRUE(found.wanted);
  EXPECT_EQ(found.path, path);
  ::setenv("SEEDLINT_CUDA_LIBRARY", (folder / "missing.so").c_str(), 1);
  found = launch::find_cuda_library(folder.path(), [] { FAIL() << "compiles"; });
  EXPECT_TRUE(found.path.empty());
  EXPECT_NE(found.problem.find("does not exist"), std::string::npos);
  ::unsetenv("SEEDLINT_CUDA_LIBRARY");
}

class NotHashed : public compare::test::TwoRuns {};

TEST_F(NotHashed, ARecordWhoseDigestNeverCameIsNoDifference) {
  run(1, [](auto& s) { s.op("aten::mm", 2, 7).op("aten::add", 3, 8); });
  run(2, [](auto& s) { s.op("aten::mm", 2, 7).flags(trace::kNotHashed | trace::kPending).op("aten::add", 3, 0); });
  EXPECT_EQ(report().verdict, compare::Verdict::Equal);
}

TEST_F(NotHashed, ButWhatWasHashedStillCounts) {
  run(1, [](auto& s) { s.flags(trace::kNotHashed).op("aten::mm", 2, 0).op("aten::add", 3, 8); });
  run(2, [](auto& s) { s.flags(trace::kNotHashed).op("aten::mm", 2, 0).op("aten::add", 3, 9); });
  EXPECT_EQ(report().place.line, 3);
}

TEST_F(NotHashed, AnUnseededCudaGeneratorIsNamedAndRepairedBySeedingTorch) {
  for (int n : {1, 2}) {
    const auto state = static_cast<std::uint64_t>(n);
    run(n, [state](auto& s) { s.generator("torch.cuda", 4, state, state + 10).op("aten::randn", 4, state + 20); });
  }
  compare::Report r = report();
  EXPECT_EQ(r.verdict, compare::Verdict::GeneratorFirst);
  EXPECT_EQ(compare::switches_to_try(r).at(0), "torch");
  EXPECT_EQ(compare::cause_name(r, {{"torch", true, true, false, {}}}), "unseeded-generator");
  EXPECT_NE(compare::sentence(r, {}).find("torch's CUDA generator was not seeded before it was drawn from at train.py:4"), std::string::npos)
      << compare::sentence(r, {});
}

}  // namespace
}  // namespace seedlint
