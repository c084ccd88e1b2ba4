// Laws every join of the interpreter must obey, on many generated values and states. Without them a loop may never
// settle, or what is found may depend on the order of branches.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "execute/entities.h"
#include "execute/state.h"
#include "execute/value.h"

namespace seedlint::execute {
namespace {

class Generator {
 public:
  explicit Generator(unsigned seed) : engine_(seed) {}
  unsigned below(unsigned n) { return static_cast<unsigned>(engine_() % n); }

  Atom atom() {
    constexpr AtomKind kinds[] = {AtomKind::None, AtomKind::Bool, AtomKind::Int, AtomKind::Text, AtomKind::Object, AtomKind::Type,
                                  AtomKind::Sequence};
    const AtomKind kind = kinds[below(7)];
    if (kind == AtomKind::None || kind == AtomKind::Type) return {kind, 0, 0};
    if (kind == AtomKind::Object || kind == AtomKind::Sequence) return {kind, below(kind == AtomKind::Object ? 5 : 2), 0};
    return {kind, 0, below(kind == AtomKind::Bool ? 2 : 6)};
  }

  Value value() {
    Value v;
    const unsigned n = below(4);
    for (unsigned i = 0; i < n; ++i) {
      const auto may = static_cast<std::uint16_t>(1 + below(1u << 15));
      Value one = Value::of(atom(), {may, static_cast<std::uint16_t>(may & below(1u << 15))});
      one.order = OrderId(static_cast<std::uint16_t>(below(4)));
      one.textual = below(2) == 1;
      v = join(v, one);
    }
    return v;
  }

  StreamState stream() {
    StreamState s;
    const auto some = [&](std::vector<StepId>& ids, unsigned most, unsigned range) {
      for (unsigned i = below(most + 1); i > 0; --i) {
        const StepId id{below(range)};
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
      }
      std::sort(ids.begin(), ids.end());
    };
    some(s.seeds, 2, 6);
    some(s.exposed, 3, 12);
    return s;
  }

  State state() {
    State s;
    s.group = static_cast<GroupState>(below(3));
    s.set_default(stream());
    for (unsigned i = below(4); i > 0; --i) s.edit({intern(std::string(1, static_cast<char>('a' + below(4)))), kNoObject}) = stream();
    return s;
  }

 private:
  std::mt19937 engine_;
};

constexpr unsigned kRounds = 3000;

TEST(ValueJoin, IsIdempotentCommutativeAndAssociative) {
  Generator g(1);
  for (unsigned i = 0; i < kRounds; ++i) {
    const Value a = g.value(), b = g.value(), c = g.value();
    EXPECT_EQ(join(a, a), a);
    EXPECT_EQ(join(a, b), join(b, a));
    const Value left = join(join(a, b), c), right = join(a, join(b, c));
    if (!left.any_of && !right.any_of) {
      EXPECT_EQ(left, right);
    }
  }
}

TEST(ValueJoin, OnlyEverAdds) {
  Generator g(2);
  for (unsigned i = 0; i < kRounds; ++i) {
    const Value a = g.value(), b = g.value(), both = join(a, b);
    for (const Atom& atom : a.atoms)
      EXPECT_TRUE(both.any_of || std::find(both.atoms.begin(), both.atoms.end(), atom) != both.atoms.end());
    EXPECT_EQ(both.provenance.may & a.provenance.may, a.provenance.may);
    if (!a.nothing()) {
      EXPECT_EQ(both.provenance.must & ~a.provenance.must, 0);
    }
    Value again = both;
    EXPECT_FALSE(join_into(again, a)) << "what is in already changes nothing";
  }
}

TEST(ValueJoin, CapsItsCandidatesAndSaysSo) {
  Value v;
  for (unsigned i = 0; i < 20; ++i) join_into(v, Value::integer_of(i));
  EXPECT_EQ(v.atoms.size(), kMaxAtoms);
  EXPECT_TRUE(v.any_of);
  EXPECT_FALSE(v.integer().has_value());
}

TEST(Value, DecidesTruthOnlyWhereAllAgree) {
  EXPECT_EQ(join(Value::integer_of(1), Value::boolean(true)).truth(), std::optional(true));
  EXPECT_EQ(join(Value::none(), Value::integer_of(0)).truth(), std::optional(false));
  EXPECT_EQ(join(Value::none(), Value::integer_of(3)).truth(), std::nullopt);
  EXPECT_EQ(Value::type().truth(), std::nullopt);
}

TEST(Provenance, UnitesWhatMayBeAndKeepsWhatMustBe) {
  const Provenance rank = Provenance::of(Origin::Rank), option = Provenance::of(Origin::Option);
  EXPECT_TRUE(combine(rank, option).must_be(Origin::Rank));
  EXPECT_FALSE(join(rank, option).must_be(Origin::Rank));
  EXPECT_TRUE(join(rank, option).may_be(Origin::Rank));
}

TEST(StateJoin, IsIdempotentCommutativeAndGrows) {
  Generator g(3);
  for (unsigned i = 0; i < kRounds; ++i) {
    const State a = g.state(), b = g.state();
    State twice = a;
    EXPECT_FALSE(join_into(twice, a));
    EXPECT_EQ(twice, a);
    State ab = a, ba = b;
    join_into(ab, b);
    join_into(ba, a);
    for (const char c : {'a', 'b', 'c', 'd', 'e'}) {
      const Stream s{intern(std::string(1, c)), kNoObject};
      EXPECT_EQ(ab.at(s), ba.at(s));
      for (const StepId id : a.at(s).exposed)
        EXPECT_TRUE(std::find(ab.at(s).exposed.begin(), ab.at(s).exposed.end(), id) != ab.at(s).exposed.end());
    }
    EXPECT_EQ(ab.group, ba.group);
    EXPECT_FALSE(join_into(ab, b)) << "what is in already changes nothing";
  }
}

TEST(StateJoin, TakesTheUnreachableForNothing) {
  Generator g(4);
  const State a = g.state();
  State never;
  never.reachable = false;
  State joined = a;
  EXPECT_FALSE(join_into(joined, never));
  EXPECT_EQ(joined, a);
  EXPECT_TRUE(join_into(never, a));
  EXPECT_EQ(never, a);
}

TEST(StreamState, KeepsTheEarliestExposedDraws) {
  StreamState s;
  for (unsigned i = 40; i > 0; --i) add_exposed(s, StepId{i});
  ASSERT_EQ(s.exposed.size(), kMaxExposed);
  EXPECT_EQ(s.exposed.front(), StepId{1});
  EXPECT_EQ(s.exposed.back(), StepId{16});
}

TEST(Names, JoinKeepsWhatOneSideAloneBinds) {
  Scope a, b;
  a.set(intern("x"), Value::integer_of(1));
  b.set(intern("x"), Value::integer_of(2));
  b.set(intern("y"), Value::none());
  EXPECT_TRUE(join_names(a.names, b.names));
  EXPECT_EQ(a.find(intern("x"))->atoms.size(), 2u);
  ASSERT_NE(a.find(intern("y")), nullptr);
  EXPECT_FALSE(join_names(a.names, b.names));
}

}  // namespace
}  // namespace seedlint::execute
