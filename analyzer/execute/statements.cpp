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
  State broken = Activation::unreachable();
  Scope::Names broken_names;
  for (int round = 0; round < 3; ++round) {
    State again = Activation::unreachable();
    Scope::Names again_names;
    a.breaks.push_back(&broken);
    a.break_names.push_back(&broken_names);
    a.continues.push_back(&again);
    a.continue_names.push_back(&again_names);
    begin();
    execute(a, body);
    a.breaks.pop_back();
    a.break_names.pop_back();
    a.continues.pop_back();
    a.continue_names.pop_back();
    if (again.reachable) {
      if (state_.reachable) join_names(a.scope->names, again_names); else a.scope->names = again_names;
      join_into(state_, again);
    }
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
  if (broken.reachable) {
    if (state_.reachable) join_names(a.scope->names, broken_names); else a.scope->names = broken_names;
    join_into(state_, broken);
  }
}

// A stub that goes through a list it was given (layers, transforms, callbacks) does so item by item: each is surely
// reached. False where the items are not known one by one.
bool Machine::execute_for_each(Activation& a, const Node& n, const Value& iterable) {
  if (iterable.atoms.size() != 1 || iterable.atoms.front().kind != AtomKind::Sequence) return false;
  if (sequences_[iterable.atoms.front().ref].open) return false;
  const std::vector<Value> items = sequences_[iterable.atoms.front().ref].items;
  State broken = Activation::unreachable();
  Scope::Names broken_names;
  for (const Value& item : items) {
    State again = Activation::unreachable();
    Scope::Names again_names;
    a.breaks.push_back(&broken);
    a.break_names.push_back(&broken_names);
    a.continues.push_back(&again);
    a.continue_names.push_back(&again_names);
    assign(a, a.code->child(n, 0), item);
    execute(a, a.code->child(n, 2));
    a.breaks.pop_back();
    a.break_names.pop_back();
    a.continues.pop_back();
    a.continue_names.pop_back();
    if (again.reachable) {
      if (state_.reachable) join_names(a.scope->names, again_names); else a.scope->names = again_names;
      join_into(state_, again);
    }
    if (!state_.reachable) break;
  }
  const NodeId otherwise = a.code->child(n, 3);
  if (state_.reachable && (*a.code)[otherwise].kind != NodeKind::Absent) execute(a, otherwise);
  if (broken.reachable) {
    if (state_.reachable) join_names(a.scope->names, broken_names); else a.scope->names = broken_names;
    join_into(state_, broken);
  }
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

void Machine::assign(Activation& a, NodeId id, const Value& v) {
  if (!state_.reachable) return;
  const Node& target = (*a.code)[id];
  switch (target.kind) {
    case NodeKind::Name:
      write_name(a, target.symbol, v);
      return;
    case NodeKind::Attribute: {
      const Value object = evaluate(a, a.code->child(target, 0));
      assign_attribute(a, object, target.symbol, v, target);
      return;
    }
    case NodeKind::Subscript: {
      const Value object = evaluate(a, a.code->child(target, 0));
      const Value index = evaluate(a, a.code->child(target, 1));
      for (const Atom& atom : object.atoms) {
        if (atom.kind == AtomKind::Object && object_class_[atom.ref] == dict_class_) {
          write_field(ObjectId{atom.ref}, index.text() ? key_field(*index.text()) : key_field("*"), v);
        } else if (atom.kind == AtomKind::Object) {
          Value m = class_attribute(object_class_[atom.ref], word::setitem, &atom);
          if (m.nothing()) continue;
          const Span site = site_;
          if (!a.stub) site_ = token_of(a, target);
          Arguments args;
          args.positional = {index, v};
          call(m, args);
          site_ = site;
        } else if (atom.kind == AtomKind::Type && text_of(static_cast<Symbol>(atom.aux)) == "globals()") {
          forget_names(a);
        }
      }
      return;
    }
    case NodeKind::Tuple:
    case NodeKind::List: {
      const auto targets = a.code->children_of(target);
      const bool starred = std::any_of(targets.begin(), targets.end(), [&](NodeId t) { return (*a.code)[t].kind == NodeKind::Spread; });
      const auto parts = [&](const Atom& atom) -> std::vector<Value> {
        if (atom.kind != AtomKind::Sequence) return {};
        const Sequence& s = sequences_[atom.ref];
        if (s.open && !s.items.empty()) return std::vector<Value>(targets.size(), s.items[0]);
        return s.items.size() == targets.size() ? s.items : std::vector<Value>();
      };
      std::vector<Value> each(targets.size());
      for (const Atom& atom : v.atoms) {
        const std::vector<Value> known = starred ? std::vector<Value>() : parts(atom);
        Value other;
        if (known.empty()) {
          const bool iterates = atom.kind == AtomKind::Object;
          other = iterates ? iterate(Value::of(atom, v.provenance)) : Value::type(v.provenance);
          if (const Value wrapped = other; iterates && wrapped.atoms.size() == 1) other = wrapped;
        }
        for (std::size_t i = 0; i < targets.size(); ++i) {
          Value one = known.empty() ? other : known[i];
          if (known.empty()) one.levels = v.levels;
          if (v.provenance.may_be(Origin::Loop)) one.provenance = combine(one.provenance, Provenance::of(Origin::Loop));
          if (v.provenance.may_be(Origin::Unordered)) one.provenance = combine(one.provenance, Provenance::of(Origin::Unordered));
          join_into(each[i], one);
        }
      }
      for (std::size_t i = 0; i < targets.size(); ++i) {
        const NodeId t = (*a.code)[targets[i]].kind == NodeKind::Spread ? a.code->child((*a.code)[targets[i]], 0) : targets[i];
        assign(a, t, each[i].nothing() ? Value::type() : each[i]);
      }
      return;
    }
    default: return;
  }
}

void Machine::define_function(Activation& a, const Node& n) {
  const FunctionUnit& unit = *a.code->functions[n.payload];
  const std::uint32_t id = function_entity(unit, a);
  Value value = Value::of({AtomKind::Function, id, 0});
  if (unit.decorated) {
    const FunctionCode& code = unit.code();
    Activation inner;
    inner.code = &code.code;
    inner.scope = a.scope;
    inner.module = a.module;
    inner.klass = a.klass;
    inner.function = a.function;
    inner.stub = a.stub;
    inner.top_level = a.top_level;
    inner.globals = a.globals;
    for (std::size_t i = code.decorators.size(); i-- > 0;) {
      const Node& node = code.code[code.decorators[i]];
      if (node.kind == NodeKind::Attribute) {
        const std::string_view kind = text_of(node.symbol);
        if (kind == "setter" || kind == "deleter" || kind == "getter") return;
      }
      const Value decorator = evaluate(inner, code.decorators[i]);
      const std::string_view name = dotted_name(decorator);
      FunctionEntity& f = functions_[id];
      if (decorator.atoms.size() == 1 && decorator.atoms.front().kind == AtomKind::Native) {
        const std::string_view native = text_of(static_cast<Symbol>(decorator.atoms.front().aux));
        f.is_property |= native == "property";
        f.is_static |= native == "staticmethod";
        f.is_class_method |= native == "classmethod";
      } else if (name.ends_with("cached_property") || name.ends_with("abstractproperty")) {
        f.is_property = true;
      } else if (name == "contextlib.contextmanager" || name == "contextlib.asynccontextmanager") {
        f.is_context_manager = true;
      } else if (calls_library(decorator) || (decorator.object() && classes_[object_class_[static_cast<std::uint32_t>(*decorator.object())]].stub)) {
        if (name == "torch.no_grad" || name == "torch.inference_mode" || name.starts_with("torch.no_grad") || name.starts_with("torch.inference_mode")) {
          f.is_no_grad = true;
          continue;
        }
        Arguments args;
        args.positional.push_back(value);
        const Span site = site_;
        if (!a.stub) site_ = token_of(inner, node);
        Value wrapped = call(decorator, args);
        site_ = site;
        const bool understood = std::any_of(wrapped.atoms.begin(), wrapped.atoms.end(), [](const Atom& x) {
          return x.kind == AtomKind::Function || x.kind == AtomKind::Class || x.kind == AtomKind::Object;
        });
        if (understood) value = std::move(wrapped);
      }
    }
  }
  write_name(a, unit.name, value);
}

void Machine::define_class(Activation& a, const Node& n) {
  const ClassUnit& unit = *a.code->classes[n.payload];
  write_name(a, unit.name, Value::of({AtomKind::Class, class_entity(unit, a), 0}));
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
      for (std::size_t i = 1; i < n.child_count; ++i) assign(a, child(i), v);
      return;
    }
    case NodeKind::AugmentedAssign: {
      const Value old = evaluate(a, child(0));
      assign(a, child(0), evaluate_binary(n.op, old, evaluate(a, child(1))));
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
