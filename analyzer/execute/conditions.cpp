// Which branch of a test is taken: what the user asked for, what the scenario says, what folds; else both.
#include <algorithm>
#include <cctype>

#include "execute/machine.h"

namespace seedlint::execute {

namespace {

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string_view last_component(std::string_view s) { return s.substr(s.rfind('.') + 1); }

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

bool names_a_seed(std::string_view identifier) {
  const std::string s = lower(last_component(identifier));
  if (s.find("seed") == std::string::npos) return false;
  return s.find("seeds_per") == std::string::npos && s.find("num_seed") == std::string::npos &&
         s.find("n_seed") == std::string::npos && s.find("seeder") == std::string::npos;
}

bool names_a_seeding_function(std::string_view identifier) {
  const std::string s = lower(last_component(identifier));
  if (s.find("seed") == std::string::npos && s != "set_determinism" && s != "set_deterministic" &&
      s != "enable_full_determinism" && s != "set_reproducibility" && s != "make_deterministic" &&
      s != "set_random_state" && s != "fix_random" && s != "enable_reproducibility")
    return false;
  return !(s.starts_with("get_") || s.starts_with("generate") || s.starts_with("sample") || s.starts_with("num_") ||
           s.starts_with("n_") || s.starts_with("load") || s.starts_with("add_") || s.starts_with("parse"));
}

bool names_a_rank(std::string_view identifier, bool& local) {
  const std::string s = lower(last_component(identifier));
  local = s == "local_rank" || s == "localrank" || s == "local_process_index" || s == "is_local_main_process" ||
          s == "slurm_localid" || s == "ompi_comm_world_local_rank" || s == "local_ranks";
  return local || s == "rank" || s == "global_rank" || s == "process_index" || s == "process_rank" ||
         s == "ddp_rank" || s == "world_rank" || s == "dp_rank" || s == "data_parallel_rank" || s == "proc_id" ||
         s == "is_main_process" || s == "is_master" || s == "is_rank0" || s == "is_global_zero" ||
         s == "is_world_process_zero" || s == "slurm_procid" || s == "ompi_comm_world_rank" || s == "pmi_rank" ||
         s == "distributed_rank" || s == "machine_rank" || s == "rank_id" || s == "node_rank";
}

namespace {

bool names_determinism(std::string_view identifier) {
  const std::string s = lower(last_component(identifier));
  return s.find("determin") != std::string::npos || s.find("reproduc") != std::string::npos;
}

}  // namespace

// A test on this asks whether the user wants a seed (or determinism): the user does.
bool Machine::names_seed_option(Activation&, const Node& n, const Value& v) {
  const auto from_outside = [&] {
    return v.provenance.may_be(Origin::Option) || v.provenance.may_be(Origin::Config) ||
           v.provenance.may_be(Origin::Caller) || v.provenance.may_be(Origin::Unknown) || v.levels > 0;
  };
  if (v.option != kNoSymbol && (names_a_seed(text_of(v.option)) || names_determinism(text_of(v.option)))) return true;
  if (n.kind != NodeKind::Name && n.kind != NodeKind::Attribute) return false;
  const std::string_view name = text_of(n.symbol);
  return (names_a_seed(name) || names_determinism(name)) && from_outside() && !v.provenance.may_be(Origin::Drawn);
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
    const bool number = (n.kind == NodeKind::Name || n.kind == NodeKind::Attribute) && names_a_rank(text_of(n.symbol), local) &&
                        lower(text_of(n.symbol)).find("is_") == std::string::npos;
    (number ? d.otherwise_rank0 : d.then_rank0) = true;
  }
  return d;
}

}  // namespace seedlint::execute
