// Statements: how control flows, and what each path leaves behind.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

void Machine::branch(Activation& a, const Decision& d, FunctionRef<void()> then,
                     FunctionRef<void()> otherwise) {
  const Circumstances saved = now_;
  const bool both = d.then && d.otherwise;
  const auto enter = [&](bool rank0) {
    now_ = saved;
    if (both) now_.branch = push_branch();
    now_.guarded |= d.option;
    now_.rank0_only |= rank0;
  };
  if (!both) {
    enter(d.then ? d.then_rank0 : d.otherwise_rank0);
    if (d.then) then(); else if (d.otherwise) otherwise();
    now_ = saved;
    return;
  }
  const State state = state_;
  const Scope::Names names = a.scope->names;
  enter(d.then_rank0);
  then();
  State after = std::move(state_);
  Scope::Names after_names = std::move(a.scope->names);
  state_ = state;
  a.scope->names = names;
  enter(d.otherwise_rank0);
  otherwise();
  if (after.reachable && state_.reachable) {
    join_names(a.scope->names, after_names);
    join_into(state_, after);
  } else if (after.reachable) {
    a.scope->names = std::move(after_names);
    state_ = std::move(after);
  }
  now_ = saved;
}

void Machine::execute_block(Activation& a, const Node& n) {
  for (const NodeId child : a.code->children_of(n)) {
    if (!state_.reachable) return;
    if (cut_) return;
    execute(a, child);
  }
}

void Machine::execute_if(Activation& a, const Node& n) {
  const NodeId test = a.code->child(n, 0);
  if (a.top_level && !a.stub && modules_[a.module].file && modules_[a.module].file->source->id() == root_->file) {
    const Node& t = (*a.code)[test];
    if (t.kind == NodeKind::Compare) {
      const Node& left = (*a.code)[a.code->child(t, 0)];
      if (left.kind == NodeKind::Name && text_of(left.symbol) == "__name__") start_state_ = state_;
    }
  }
  const Decision d = decide(a, test);
  branch(a, d, [&] { execute(a, a.code->child(n, 1)); }, [&] {
    const NodeId otherwise = a.code->child(n, 2);
    if ((*a.code)[otherwise].kind != NodeKind::Absent) execute(a, otherwise);
  });
}

void Machine::execute_try(Activation& a, const Node& n) {
  const auto children = a.code->children_of(n);
  State caught = state_;
  Scope::Names caught_names = a.scope->names;
  a.handlers.push_back(&caught);
  const Node& body = (*a.code)[children[0]];
  for (const NodeId statement : a.code->children_of(body)) {
    if (!state_.reachable) break;
    execute(a, statement);
    if (state_.reachable) {
      join_into(caught, state_);
      join_names(caught_names, a.scope->names);
    }
  }
  a.handlers.pop_back();
  if (state_.reachable && (*a.code)[children[1]].kind != NodeKind::Absent) execute(a, children[1]);
  State after = state_;
  Scope::Names after_names = a.scope->names;
  for (std::size_t i = 3; i < children.size(); ++i) {
    const Node& handler = (*a.code)[children[i]];
    const NodeId type = a.code->child(handler, 0);
    const std::string name = (*a.code)[type].kind == NodeKind::Name ? std::string(text_of((*a.code)[type].symbol)) : "";
    if (name == "ImportError" || name == "ModuleNotFoundError") continue;  // what is imported is there
    state_ = caught;
    a.scope->names = caught_names;
    const Circumstances saved = now_;
    now_.branch = push_branch();
    if (handler.symbol != kNoSymbol) write_name(a, handler.symbol, Value::type());
    execute(a, a.code->child(handler, 1));
    now_ = saved;
    if (!state_.reachable) continue;
    if (after.reachable) join_names(after_names, a.scope->names); else after_names = a.scope->names;
    join_into(after, state_);
  }
  state_ = std::move(after);
  a.scope->names = std::move(after_names);
  const NodeId last = children[2];
  if ((*a.code)[last].kind == NodeKind::Absent) return;
  if (state_.reachable) {
    execute(a, last);
  } else if (a.returned.reachable) {  // every path returned: the clean-up still runs on the way out
    state_ = a.returned;
    execute(a, last);
    a.returned = state_;
    state_ = Activation::unreachable();
  }
}

void Machine::execute_with(Activation& a, const Node& n, std::size_t item) {
  const auto children = a.code->children_of(n);
  if (item + 1 == children.size()) {
    execute(a, children[item]);
    return;
  }
  const Node& with = (*a.code)[children[item]];
  const Value manager = evaluate(a, a.code->child(with, 0));
  const NodeId target = a.code->child(with, 1);
  const auto bind_target = [&](const Value& v) {
    if ((*a.code)[target].kind != NodeKind::Absent) assign(a, target, v);
  };
  const auto id = manager.object();
  if (!id) {
    bind_target(Value::type(manager.provenance, intern(dotted_name(manager))));
    execute_with(a, n, item + 1);
    return;
  }
  const std::uint32_t ref = static_cast<std::uint32_t>(*id);
  const Span site = site_;
  const Symbol api = api_;
  const std::uint32_t stub_site = stub_site_;
  const Node& context = (*a.code)[a.code->child(with, 0)];
  if (!a.stub) site_ = token_of(a, context); else stub_site_ = context.begin;
  if (auto it = suspended_.find(ref); it != suspended_.end()) {
    // A @contextmanager: the body runs where the generator yields.
    const Suspended s = it->second;
    const PathId path = path_;
    const Circumstances outside = now_;
    bool ran = false;
    resume(s, [&](const Value& yielded) {
      if (ran) return;
      ran = true;
      const PathId inner = path_;
      const Circumstances inside = now_;
      const Span inner_site = site_;
      path_ = path;
      now_ = outside;
      bind_target(yielded);
      execute_with(a, n, item + 1);
      path_ = inner;
      now_ = inside;
      site_ = inner_site;
    });
    if (!ran && state_.reachable) execute_with(a, n, item + 1);
    site_ = site;
    api_ = api;
    stub_site_ = stub_site;
    return;
  }
  const std::uint32_t klass = object_class_[ref];
  const Atom self{AtomKind::Object, ref, 0};
  Arguments none;
  const Value enter = class_attribute(klass, word::enter, &self);
  const Value entered = enter.nothing() ? Value::type() : call(enter, none);
  const bool no_grad = class_is(klass, "torch.no_grad") || class_is(klass, "torch.inference_mode");
  const bool saved = now_.no_grad;
  now_.no_grad |= no_grad;
  site_ = site;
  bind_target(entered);
  execute_with(a, n, item + 1);
  now_.no_grad = saved;
  if (!a.stub) site_ = token_of(a, context); else stub_site_ = context.begin;
  Arguments exit_args;
  exit_args.positional = {Value::none(), Value::none(), Value::none()};
  const Value leave = class_attribute(klass, word::exit, &self);
  if (!leave.nothing()) {
    if (state_.reachable) {
      call(leave, exit_args);
    } else if (a.returned.reachable) {
      std::swap(state_, a.returned);
      call(leave, exit_args);
      std::swap(state_, a.returned);
    }
  }
  site_ = site;
  api_ = api;
  stub_site_ = stub_site;
}

void Machine::execute_match(Activation& a, const Node& n) {
  const auto children = a.code->children_of(n);
  evaluate(a, children[0]);
  const std::function<void(std::size_t)> from = [&](std::size_t i) {
    if (i == children.size()) return;
    const Node& one = (*a.code)[children[i]];
    const bool any = (*a.code)[a.code->child(one, 0)].kind == NodeKind::Absent && (*a.code)[a.code->child(one, 1)].kind == NodeKind::Absent;
    Decision d;
    d.otherwise = !any;
    branch(a, d, [&] {
      const Node& pattern = (*a.code)[a.code->child(one, 0)];
      if (pattern.kind == NodeKind::Name) write_name(a, pattern.symbol, Value::type());
      execute(a, a.code->child(one, 2));
    }, [&] { from(i + 1); });
  };
  from(1);
}

namespace {

// `raise SystemExit(...)`
bool raises_exit(const Activation& a, const Node& raise) {
  const Node* x = &(*a.code)[a.code->child(raise, 0)];
  if (x->kind == NodeKind::Call) x = &(*a.code)[a.code->child(*x, 0)];
  return x->kind == NodeKind::Name && text_of(x->symbol) == "SystemExit";
}

}  // namespace

void Machine::execute(Activation& a, NodeId id) {
  if (id == kNoNode || !state_.reachable) return;
  const Node& n = (*a.code)[id];
  if (!spend()) {
    cut_ = true;
    return;
  }
  const auto child = [&](std::size_t i) { return a.code->child(n, i); };
  switch (n.kind) {
    case NodeKind::Block: execute_block(a, n); return;
    case NodeKind::Evaluate: evaluate(a, child(0)); return;
    case NodeKind::Assign: {
      const Node& target = (*a.code)[child(1)];
      const bool saved = now_.naming_seed;
      if (!a.stub && (target.kind == NodeKind::Name || target.kind == NodeKind::Attribute) && names_a_seed(target.symbol))
        now_.naming_seed = true;
      const Value v = evaluate(a, child(0));
      now_.naming_seed = saved;
      if (!a.ordered_loops.empty()) note_next_number(a, n);
      for (std::size_t i = 1; i < n.child_count; ++i) assign(a, child(i), v);
      return;
    }
    case NodeKind::AugmentedAssign: {
      const Value old = evaluate(a, child(0));
      Value changed = evaluate_binary(n.op, old, evaluate(a, child(1)));
      if (!a.ordered_loops.empty() && changed.order == kOrdered && changed.atoms.front().kind == AtomKind::Sequence)
        changed.order = order_of_loops(a, (*a.code)[child(0)]);
      assign(a, child(0), changed);
      return;
    }
    case NodeKind::AnnotatedAssign:
      if ((*a.code)[child(2)].kind != NodeKind::Absent) assign(a, child(0), evaluate(a, child(2)));
      return;
    case NodeKind::If: execute_if(a, n); return;
    case NodeKind::While: execute_while(a, n); return;
    case NodeKind::For: execute_for(a, n); return;
    case NodeKind::Try: execute_try(a, n); return;
    case NodeKind::With: execute_with(a, n, 0); return;
    case NodeKind::Match: execute_match(a, n); return;
    case NodeKind::Return: {
      const Value v = evaluate(a, child(0));
      if (!state_.reachable) return;
      join_into(a.result, v);
      join_into(a.returned, state_);
      state_ = Activation::unreachable();
      return;
    }
    case NodeKind::Raise:
      if ((*a.code)[child(0)].kind != NodeKind::Absent) evaluate(a, child(0));
      if (raises_exit(a, n)) {
        leave_process();
        return;
      }
      if (!a.handlers.empty()) join_into(*a.handlers.back(), state_);
      state_ = Activation::unreachable();
      return;
    case NodeKind::Assert: evaluate(a, child(0)); return;
    case NodeKind::Break:
    case NodeKind::Continue: {
      auto& states = n.kind == NodeKind::Break ? a.breaks : a.continues;
      auto& names = n.kind == NodeKind::Break ? a.break_names : a.continue_names;
      if (!states.empty()) {
        if (states.back()->reachable) join_names(*names.back(), a.scope->names); else *names.back() = a.scope->names;
        join_into(*states.back(), state_);
      }
      state_ = Activation::unreachable();
      return;
    }
    case NodeKind::Global:
    case NodeKind::Nonlocal:
      for (const NodeId name : a.code->children_of(n))
        (n.kind == NodeKind::Global ? a.globals : a.nonlocals).push_back((*a.code)[name].symbol);
      return;
    case NodeKind::Import: execute_import(a, n); return;
    case NodeKind::ImportFrom: execute_import_from(a, n); return;
    case NodeKind::DefineFunction: define_function(a, n); return;
    case NodeKind::DefineClass: define_class(a, n); return;
    case NodeKind::Pass:
    case NodeKind::Delete:
    case NodeKind::Absent: return;
    default: evaluate(a, id); return;
  }
}

}  // namespace seedlint::execute
