// Which branch of a test is taken: what the user asked for, what the scenario says, what folds; else both.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

namespace {

Decision only(bool then, bool option) {
  Decision d;
  d.then = then;
  d.otherwise = !then;
  d.option = option;
  return d;
}

Decision flipped(Decision d) {
  std::swap(d.then, d.otherwise);
  std::swap(d.then_rank0, d.otherwise_rank0);
  return d;
}

}  // namespace

// A test on this asks whether the user wants a seed (or determinism): the user does.
bool Machine::names_seed_option(Activation&, const Node& n, const Value& v) {
  const auto from_outside = [&] {
    return v.provenance.may_be(Origin::Option) || v.provenance.may_be(Origin::Config) ||
           v.provenance.may_be(Origin::Caller) || v.provenance.may_be(Origin::Unknown) || v.levels > 0;
  };
  if (v.option != kNoSymbol && (names_a_seed(v.option) || names_determinism(v.option))) return true;
  if (v.is_none() && !v.provenance.may_be(Origin::Option) && !v.provenance.may_be(Origin::Config) &&
      !v.provenance.may_be(Origin::Caller) && !v.provenance.may_be(Origin::Unknown))
    return false;  // the program itself gives none
  if (n.kind != NodeKind::Name && n.kind != NodeKind::Attribute) return false;
  return (names_a_seed(n.symbol) || names_determinism(n.symbol)) && from_outside() && !v.provenance.may_be(Origin::Drawn);
}

Decision Machine::decide(Activation& a, NodeId id) {
  const Node& n = (*a.code)[id];
  switch (n.kind) {
    case NodeKind::Unary:
      if (n.op == Operator::Not) return flipped(decide(a, a.code->child(n, 0)));
      break;
    case NodeKind::And:
    case NodeKind::Or: {
      const bool conjunction = n.kind == NodeKind::And;
      Decision all;
      all.then = conjunction;
      all.otherwise = !conjunction;
      bool open = false;
      for (const NodeId child : a.code->children_of(n)) {
        Decision d = decide(a, child);
        if (!conjunction) d = flipped(d);
        // In terms of a conjunction: `then` is "holds".
        all.option |= d.option;
        if (!d.then && d.otherwise) {  // surely fails: the rest is not evaluated
          Decision out = only(false, d.option);
          return conjunction ? out : flipped(out);
        }
        if (d.then && d.otherwise) open = true;
        if (conjunction) all.then_rank0 |= d.then_rank0; else all.otherwise_rank0 |= d.then_rank0;
      }
      if (open) {
        all.then = all.otherwise = true;
        return all;
      }
      Decision out = only(true, all.option);
      return conjunction ? out : flipped(out);
    }
    case NodeKind::Compare: {
      const NodeId left = a.code->child(n, 0), right = a.code->child(n, 1);
      const Value l = evaluate(a, left), r = evaluate(a, right);
      const Node& ln = (*a.code)[left];
      if (names_seed_option(a, ln, l)) {
        const auto number = r.integer();
        switch (n.op) {
          case Operator::IsNot:
          case Operator::NotEqual:
            if (r.is_none() || (number && *number <= 0)) return only(true, true);
            break;
          case Operator::Is:
          case Operator::Equal:
            if (r.is_none() || (number && *number <= 0)) return only(false, true);
            if (const auto yes = r.truth(); yes && *yes && names_determinism(text_of(ln.symbol))) return only(true, true);
            break;
          case Operator::GreaterEqual:
          case Operator::Greater:
            if (number && *number <= 0) return only(true, true);
            break;
          case Operator::Less:
          case Operator::LessEqual:
            if (number && *number <= 0) return only(false, true);
            break;
          default: break;
        }
      }
      const Value result = evaluate_compare(a, n, l, r);
      if (const auto truth = result.truth()) return only(*truth, false);
      Decision d;
      const bool rank = result.provenance.may_be(Origin::Rank) || result.provenance.may_be(Origin::LocalRank);
      if (rank) {
        const bool unequal = n.op == Operator::NotEqual || n.op == Operator::Greater || n.op == Operator::NotIn || n.op == Operator::IsNot;
        (unequal ? d.otherwise_rank0 : d.then_rank0) = true;
      }
      return d;
    }
    default: break;
  }
  const Value v = evaluate(a, id);
  if (names_seed_option(a, n, v)) return only(true, true);
  if (const auto truth = v.truth()) return only(*truth, false);
  Decision d;
  const bool rank = v.provenance.must_be(Origin::Rank) || v.provenance.must_be(Origin::LocalRank);
  if (rank) {
    // `if rank:` leaves rank 0 in the other branch; `if is_main_process():` takes it in this one.
    bool local = false;
    const bool number = (n.kind == NodeKind::Name || n.kind == NodeKind::Attribute) && names_a_rank(n.symbol, local) &&
                        text_of(n.symbol).find("is_") == std::string_view::npos &&
                        text_of(n.symbol).find("IS_") == std::string_view::npos;
    (number ? d.otherwise_rank0 : d.then_rank0) = true;
  }
  return d;
}

}  // namespace seedlint::execute
