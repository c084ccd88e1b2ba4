// Following a value that differs back to the statement it came from.
#include "compare/slice.h"

#include "compare/explain.h"
#include "scripts.h"

namespace seedlint::compare {
namespace {

using test::Script;
using trace::Kind;

class Slice : public test::TwoRuns {
 protected:
  /// Two runs of one program: `fill` gets the number of the run.
  Report of(const std::function<void(Script&, const char*)>& fill) {
    run(1, [&](Script& s) { fill(s, "1"); });
    run(2, [&](Script& s) { fill(s, "2"); });
    return report();
  }
};

TEST_F(Slice, FollowsWhatStatementsReadAndPassesByWhatIsBeside) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.statement(2, "2,2,|uuid.uuid4").value("run_name", 2, differs);  // differs as well, but leads nowhere
    s.statement(3, "3,3,|os.listdir folder").value("names", 3, differs);
    s.statement(4, "4,4,|names sorted").value("rows", 4, differs);
    s.statement(5, "5,5,|torch.tensor rows").op("x", 5, static_cast<std::uint64_t>(n), 0, Kind::Foreign);
  });
  EXPECT_EQ(r.verdict, Verdict::ForeignData);
  ASSERT_TRUE(r.origin);
  EXPECT_EQ(r.origin->name, "names");
  EXPECT_EQ(r.origin->place.line, 3);
  EXPECT_TRUE(r.origin->certain);
  EXPECT_EQ(headline_place(r).line, 3);
  EXPECT_NE(sentence(r, {}).find("`names` differs first, at train.py:3"), std::string::npos);
}

TEST_F(Slice, AStatementThatReadsAClockMakesTheClockASuspect) {
  int n = 0;
  auto report_of = [&](const char* last) {
    return of([&](Script& s, const char* differs) {
      ++n;
      s.statement(3, last).value("rate", 3, differs);
      s.statement(5, "5,5,|torch.tensor rate").op("x", 5, static_cast<std::uint64_t>(n), 0, Kind::Foreign);
    });
  };
  Report r = report_of("3,3,c|time.time");
  ASSERT_TRUE(r.origin);
  EXPECT_TRUE(r.origin->clock);
  EXPECT_EQ(switches_to_try(r).front(), "clock");
  EXPECT_EQ(cause_name(r, {}), "outside-value") << "a suspicion only";
  EXPECT_EQ(cause_name(r, {{"clock", true, true}}), "clock");
  EXPECT_NE(sentence(r, {{"clock", true, true}}).find("because a reading of a clock decides; `rate` differs first, at train.py:3"), std::string::npos);
}

TEST_F(Slice, TheOneValueMadeFromAClockLeadsOnceClocksAreTheCause) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.statement(3, "3,3,c|time.time begin").value("frac", 3, differs);
    s.statement(4, "4,4,|frac").value("took", 4, differs);
    s.statement(5, "5,5,o|optimizer.step").op("x", 5, static_cast<std::uint64_t>(n), 0, Kind::Foreign);  // lost in an object
  });
  EXPECT_EQ(headline_place(r).line, 5);
  lead_with_clock(r);
  EXPECT_EQ(headline_place(r).line, 3);
  EXPECT_NE(sentence(r, {{"clock", true, true}}).find("`frac` differs first, at train.py:3"), std::string::npos);
}

TEST_F(Slice, OfTwoValuesMadeFromClocksNoneLeads) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.statement(3, "3,3,c|time.time begin").value("frac", 3, differs);
    s.statement(4, "4,4,c|time.time").value("took", 4, differs);
    s.statement(5, "5,5,o|optimizer.step").op("x", 5, static_cast<std::uint64_t>(n), 0, Kind::Foreign);  // lost in an object
  });
  EXPECT_EQ(r.clocks.size(), 2u);
  lead_with_clock(r);
  EXPECT_EQ(headline_place(r).line, 5);
}

TEST_F(Slice, AStatementThatReadsAClockIsTheEndOfTheWay) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.statement(2, "2,2,c|time.time").value("start (clock)", 2, differs);
    s.statement(4, "4,4,c|time.time start").value("frac", 4, differs);
    s.statement(5, "5,5,|torch.tensor frac").op("x", 5, static_cast<std::uint64_t>(n), 0, Kind::Foreign);
  });
  ASSERT_TRUE(r.origin);
  EXPECT_EQ(r.origin->place.line, 4) << "when the program began is no cause";
  EXPECT_EQ(r.origin->name, "frac");
  EXPECT_TRUE(r.origin->certain);
}

TEST_F(Slice, ABranchOnAClockLeadsWhereWaysPart) {
  auto fill = [](Script& s, const char* differs, int line) {
    s.statement(2, "2,2,c|time.time").value("start (clock)", 2, differs);
    s.statement(4, "4,4,bc|time.time start budget").op("x", line, static_cast<std::uint64_t>(line));
  };
  run(1, [&](Script& s) { fill(s, "1", 5); });
  run(2, [&](Script& s) { fill(s, "2", 9); });
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::ControlFlow);
  ASSERT_TRUE(r.origin);
  EXPECT_EQ(r.origin->place.line, 4);
  EXPECT_TRUE(r.origin->clock);
}

TEST_F(Slice, WithoutAClockNoneIsTried) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.statement(3, "3,3,|os.urandom").value("rate", 3, differs);
    s.statement(5, "5,5,|torch.tensor rate").op("x", 5, static_cast<std::uint64_t>(n), 0, Kind::Foreign);
  });
  ASSERT_TRUE(r.origin);
  EXPECT_FALSE(r.origin->clock);
  auto tried = switches_to_try(r);
  EXPECT_EQ(std::count(tried.begin(), tried.end(), "clock"), 0);
}

TEST_F(Slice, WhereAValueIsLostOnTheWayTheLineWhereItEntersTorchLeads) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.statement(4, "4,4,o|queue.get").value("row", 4, differs);  // nobody follows what the queue holds
    s.statement(5, "5,5,|torch.tensor row").op("x", 5, static_cast<std::uint64_t>(n), 0, Kind::Foreign);
  });
  ASSERT_TRUE(r.origin);
  EXPECT_EQ(r.origin->place.line, 4);
  EXPECT_FALSE(r.origin->certain);
  EXPECT_EQ(headline_place(r).line, 5);
  EXPECT_EQ(sentence(r, {}).find("differs first"), std::string::npos);
}

TEST_F(Slice, AnArgumentLeadsToTheLineThatCalled) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.in("main").statement(20, "20,20,|convert time.time");
    s.in("convert").value("value", 10, differs, "train.py\t20\tmain");
    s.statement(11, "11,11,|torch.tensor value").op("x", 11, static_cast<std::uint64_t>(n), 0, Kind::Foreign);
  });
  ASSERT_TRUE(r.origin);
  EXPECT_EQ(r.origin->place.line, 20);
  EXPECT_TRUE(r.origin->certain);
}

TEST_F(Slice, AResultLeadsIntoTheFunctionThatGaveIt) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.in("load").statement(10, "10,10,|os.urandom").value("return value of load", 10, differs);
    s.in("main").statement(20, "20,20,|load").value("rows", 20, differs);
    s.statement(21, "21,21,|torch.tensor rows").op("x", 21, static_cast<std::uint64_t>(n), 0, Kind::Foreign);
  });
  ASSERT_TRUE(r.origin);
  EXPECT_EQ(r.origin->place.line, 10);
}

TEST_F(Slice, ANameInAnotherFunctionIsAnotherVariable) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.in("other").statement(10, "10,10,|os.urandom").value("rows", 10, differs);
    s.in("main").statement(21, "21,21,|torch.tensor rows").op("x", 21, static_cast<std::uint64_t>(n), 0, Kind::Foreign);
  });
  ASSERT_TRUE(r.origin);
  EXPECT_TRUE(r.origin->name.empty());
  EXPECT_EQ(headline_place(r).line, 21);
}

TEST_F(Slice, ABranchThatReadsWhatDiffersExplainsASplit) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.statement(3, "3,3,|uuid.uuid4").value("run_name", 3, differs);
    s.statement(4, "4,4,|random.random").value("coin", 4, differs);
    s.statement(5, "5,5,b|coin");
    s.op("aten::mul", n == 1 ? 6 : 8, 1);
  });
  EXPECT_EQ(r.verdict, Verdict::ControlFlow);
  ASSERT_TRUE(r.origin);
  EXPECT_EQ(r.origin->name, "coin");
  EXPECT_EQ(headline_place(r).line, 4);
}

TEST_F(Slice, ASeedIsFollowedToWhatItWasMadeFrom) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.statement(3, "3,3,|uuid.uuid4").value("run_id", 3, differs);
    s.statement(4, "4,4,|torch.manual_seed run_id.int");
    s.generator("torch", 4, 7, static_cast<std::uint64_t>(n) + 50, trace::kReseeded | trace::kLine);
    s.op("aten::randn", 6, static_cast<std::uint64_t>(n));
  });
  EXPECT_EQ(cause_name(r, {}), "seed-differs");
  EXPECT_EQ(headline_place(r).line, 4);
  EXPECT_NE(sentence(r, {}).find("`run_id` from train.py:3"), std::string::npos);
}

TEST_F(Slice, ADrawBeforeTheSeedStillExplainsItsValue) {
  int n = 0;
  Report r = of([&](Script& s, const char* differs) {
    ++n;
    s.statement(3, "3,3,|random.random").generator("python", 3, static_cast<std::uint64_t>(n), static_cast<std::uint64_t>(n) + 10, trace::kLine);
    s.value("x", 3, differs);
    s.generator("python", 4, static_cast<std::uint64_t>(n) + 10, 99, trace::kLine | trace::kReseeded);
    s.statement(6, "6,6,|torch.tensor x").op("x", 6, static_cast<std::uint64_t>(n), 0, Kind::Foreign);
  });
  EXPECT_EQ(cause_name(r, {}), "seeded-too-late");
  EXPECT_EQ(headline_place(r).line, 3);
}

TEST_F(Slice, AGeneratorThatWasSeededAlikeExplainsNothingDrawnLater) {
  for (std::uint64_t n : {1u, 2u})
    run(static_cast<int>(n), [n](Script& s) {
      s.generator("python", 3, n, n + 10, trace::kLine).generator("python", 4, n + 10, 99, trace::kLine | trace::kReseeded);
      s.op("x", 6, n, 0, Kind::Foreign);
    });
  Report r = report();
  EXPECT_EQ(r.verdict, Verdict::ForeignData);
  EXPECT_EQ(switches_to_try(r).front(), "python");  // a value drawn before may have come here by a way nobody followed
}

TEST_F(Slice, AStateBroughtBackIsNoSeeding) {
  run(1, [](Script& s) { s.generator("torch", 2, 5, 6).generator("torch", 3, 6, 5, trace::kReseeded).op("a", 4, 1); });
  Report r = report();
  EXPECT_TRUE(is_seeding(left_.streams[0], 1) == false);
}

TEST_F(Slice, MalformedStatementsAreLeftOut) {
  int n = 0;
  Report r = of([&](Script& s, const char*) {
    ++n;
    s.statement(5, "x|").statement(5, "5").statement(5, "").op("x", 5, static_cast<std::uint64_t>(n), 0, Kind::Foreign);
  });
  EXPECT_FALSE(r.origin);
}

TEST_F(Slice, MemoryThatThreadsShareIsCalledARace) {
  run(1, [](Script& s) { s.flags(trace::kShared).op("aten::sub_", 4, 1, 0, Kind::Written); }, "r0-tworker-1");
  run(2, [](Script& s) { s.flags(trace::kShared).op("aten::sub_", 4, 2, 0, Kind::Written); }, "r0-tworker-1");
  Report r = report();
  EXPECT_EQ(cause_name(r, {}), "thread-race");
  EXPECT_NE(sentence(r, {}).find("several threads"), std::string::npos);
}

}  // namespace
}  // namespace seedlint::compare
