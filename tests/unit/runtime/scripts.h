// Traces written by hand, for the tests of the comparison.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "compare/verdict.h"
#include "temporary_folder.h"
#include "trace/writer.h"

namespace seedlint::compare::test {

using seedlint::test::TemporaryFolder;
using trace::Kind;
using trace::Record;

/// Writes one stream; each call adds a record at the given line of train.py.
class Script {
 public:
  explicit Script(const std::string& stem) { EXPECT_TRUE(writer_.open(stem)); }

  Script& op(const char* name, int line, std::uint64_t digest, std::uint64_t values = 0, Kind kind = Kind::Output) {
    Record record = at(line);
    record.kind = kind;
    record.op = writer_.name(name);
    record.meta = writer_.name("float32[4]");
    record.digest[0] = digest;
    record.digest[1] = digest * 3;
    record.values = values == 0 ? digest : values;
    writer_.add(record);
    return *this;
  }
  Script& generator(const char* name, int line, std::uint64_t before, std::uint64_t after, std::uint16_t flags = 0) {
    Record record = at(line);
    record.kind = Kind::Generator;
    record.op = writer_.name(name);
    record.digest[0] = before;
    record.digest[1] = after;
    record.flags = flags;
    writer_.add(record);
    return *this;
  }
  Script& in(const char* function) { function_ = function; return *this; }
  /// What the statement at this line reads; `detail` is "first,last,flags|names".
  Script& statement(int line, const char* detail) {
    Record record = at(line);
    record.kind = Kind::Value;
    record.op = writer_.name("(statement)");
    record.extra = writer_.name(detail);
    writer_.add(record);
    return *this;
  }
  Script& value(const char* name, int line, const char* text, const char* caller = "") {
    Record record = at(line);
    record.extra = writer_.name(caller);
    record.kind = Kind::Value;
    record.flags = trace::kLine;
    record.op = writer_.name(name);
    record.meta = writer_.name(text);
    record.digest[0] = std::hash<std::string>()(text);
    writer_.add(record);
    return *this;
  }
  Script& flags(std::uint16_t flags) { next_flags_ = flags; return *this; }
  Script& time(std::uint32_t time) { time_ = time; return *this; }

 private:
  Record at(int line) {
    Record record{};
    record.site = writer_.name("train.py\t" + std::to_string(line) + "\t" + function_);
    record.stack = static_cast<std::uint64_t>(line) * 1000003;
    record.time = time_++;
    record.flags = std::exchange(next_flags_, 0);
    return record;
  }
  trace::StreamWriter writer_;
  std::uint32_t time_ = 1;
  std::uint16_t next_flags_ = 0;
  std::string function_ = "main";
};

class TwoRuns : public ::testing::Test {
 protected:
  TwoRuns() {
    std::filesystem::create_directory(folder_.path() / "1");
    std::filesystem::create_directory(folder_.path() / "2");
  }
  void run(int n, const std::function<void(Script&)>& fill, const std::string& label = "r0-main") {
    Script script(folder_ / (std::to_string(n) + "/" + label));
    fill(script);
  }
  void both(const std::function<void(Script&)>& fill, const std::string& label = "r0-main") {
    run(1, fill, label);
    run(2, fill, label);
  }
  Report report(bool stopped = false) {
    left_ = trace::read_run(folder_.path() / "1");
    right_ = trace::read_run(folder_.path() / "2");
    return compare_runs(left_, right_, {stopped});
  }
  TemporaryFolder folder_;
  trace::Run left_, right_;
};

}  // namespace seedlint::compare::test
