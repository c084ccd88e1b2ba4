// Loops: the first turn from the entry state, then again from what a turn may leave, until nothing changes.
#include "execute/machine.h"

namespace seedlint::execute {

// What a path that left by `break` or `continue` brings comes back here.
void Machine::rejoin(Activation& a, const Left& left) {
  if (!left.state.reachable) return;
  if (state_.reachable) join_names(a.scope->names, left.names); else a.scope->names = left.names;
  join_into(state_, left.state);
}

// One turn of a loop's body; what breaks out is added to `broken`.
void Machine::execute_turn(Activation& a, NodeId body, Left& broken, FunctionRef<void()> begin) {
  Left again;
  a.breaks.push_back(&broken.state);
  a.break_names.push_back(&broken.names);
  a.continues.push_back(&again.state);
  a.continue_names.push_back(&again.names);
  begin();
  execute(a, body);
  a.breaks.pop_back();
  a.break_names.pop_back();
  a.continues.pop_back();
  a.continue_names.pop_back();
  rejoin(a, again);
}

// First iteration from the entry state, then again from what the first may leave, until nothing changes.
void Machine::execute_loop_body(Activation& a, const Node& n, NodeId body, bool at_least_once,
                                FunctionRef<void()> begin) {
  const Circumstances saved = now_;
  if (!a.stub) now_.loop = push_loop(token_of(a, n));
  else now_.loop = push_loop(site_);
  State entry = state_;
  Scope::Names entry_names = a.scope->names;
  State left = Activation::unreachable();
  Scope::Names left_names;
  Left broken;
  for (int round = 0; round < 3; ++round) {
    execute_turn(a, body, broken, begin);
    if (state_.reachable) {
      if (left.reachable) join_names(left_names, a.scope->names); else left_names = a.scope->names;
      join_into(left, state_);
    } else {
      break;
    }
    const bool names_changed = join_names(entry_names, a.scope->names);
    const bool state_changed = join_into(entry, state_);
    if (!names_changed && !state_changed) break;
    state_ = entry;
    a.scope->names = entry_names;
  }
  now_ = saved;
  if (at_least_once) {
    state_ = left;
    a.scope->names = left.reachable ? left_names : entry_names;
  } else {
    state_ = entry;
    a.scope->names = entry_names;
  }
  rejoin(a, broken);
}

// A stub that goes through a list it was given (layers, transforms, callbacks) does so item by item: each is surely
// reached. False where the items are not known one by one.
bool Machine::execute_for_each(Activation& a, const Node& n, const Value& iterable) {
  const std::optional<Sequence> list = longest_list(iterable);
  if (!list || list->open) return false;
  const std::vector<Value>& items = list->items;
  Left broken;
  for (const Value& item : items) {
    execute_turn(a, a.code->child(n, 2), broken, [&] { assign(a, a.code->child(n, 0), item); });
    if (!state_.reachable) break;
  }
  const NodeId otherwise = a.code->child(n, 3);
  if (state_.reachable && (*a.code)[otherwise].kind != NodeKind::Absent) execute(a, otherwise);
  rejoin(a, broken);
  return true;
}

void Machine::execute_for(Activation& a, const Node& n) {
  const Value iterable = evaluate(a, a.code->child(n, 1));
  if (!state_.reachable) return;
  const bool empty = iterable.atoms.size() == 1 && iterable.atoms.front().kind == AtomKind::Sequence &&
                     sequences_[iterable.atoms.front().ref].items.empty();
  if (empty && a.stub) return;
  if (a.stub && execute_for_each(a, n, iterable)) return;
  const Span site = site_;
  const Symbol api = api_;
  const OrderId order = a.stub || iterable.order == kOrdered
                            ? kOrdered
                            : order_through(iterable, token_of(a, (*a.code)[a.code->child(n, 1)]));
  if (order != kOrdered) a.ordered_loops.push_back({order, a.scope->names});
  execute_loop_body(a, n, a.code->child(n, 2), true, [&] {
    // The iterator runs inside the loop's circumstances, once a round.
    if (!a.stub) {
      site_ = token_of(a, (*a.code)[a.code->child(n, 1)]);
      api_ = intern(dotted_name(iterable));
    }
    Value element = element_of(iterable, true);
    element.levels = 0;
    site_ = site;
    api_ = api;
    assign(a, a.code->child(n, 0), element);
  });
  if (order != kOrdered) a.ordered_loops.pop_back();
  const NodeId otherwise = a.code->child(n, 3);
  if (state_.reachable && (*a.code)[otherwise].kind != NodeKind::Absent) execute(a, otherwise);
}

void Machine::execute_while(Activation& a, const Node& n) {
  const Decision d = decide(a, a.code->child(n, 0));
  if (!d.then) return;
  const bool endless = !d.otherwise;
  bool first = true;
  execute_loop_body(a, n, a.code->child(n, 1), endless, [&] {
    if (!first) decide(a, a.code->child(n, 0));
    first = false;
  });
}

}  // namespace seedlint::execute
