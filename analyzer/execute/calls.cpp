// Calls: choosing what runs, binding arguments, remembering outcomes.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

Value Machine::call(const Value& callee, Arguments& args) {
  if (!state_.reachable) return Value::type();
  if (!spend(4)) {
    cut_ = true;
    return Value::type();
  }
  if (callee.nothing()) return Value::type();
  std::size_t candidates = 0;
  for (const Atom& atom : callee.atoms) candidates += atom.kind != AtomKind::None;
  if (candidates <= 1) {
    for (const Atom& atom : callee.atoms)
      if (atom.kind != AtomKind::None) return call_atom(atom, callee, args);
    return Value::type();
  }
  const bool few = candidates <= 3 && !callee.any_of &&
                   std::none_of(callee.atoms.begin(), callee.atoms.end(), [](const Atom& a) { return a.kind == AtomKind::Type; });
  const bool trusted = few || std::all_of(callee.atoms.begin(), callee.atoms.end(), [&](const Atom& atom) {
    return (atom.kind == AtomKind::Function && functions_[atom.ref].stub) || atom.kind == AtomKind::None ||
           (atom.kind == AtomKind::Class && classes_[atom.ref].stub) || atom.kind == AtomKind::Native ||
           atom.kind == AtomKind::Type;
  });
  // Closures made of one definition, by a loop for instance, are no alternatives.
  const FunctionUnit* unit = nullptr;
  const bool one_definition = std::all_of(callee.atoms.begin(), callee.atoms.end(), [&](const Atom& atom) {
    if (atom.kind != AtomKind::Function) return false;
    if (!unit) unit = functions_[atom.ref].unit;
    return functions_[atom.ref].unit == unit;
  });
  // One of several: each from the same state, joined.
  const State before = state_;
  const Circumstances saved = now_;
  State after = Activation::unreachable();
  Value result;
  for (const Atom& atom : callee.atoms) {
    if (atom.kind == AtomKind::None) continue;
    state_ = before;
    // Alternatives of a library follow from how the user calls it, and a few that are all known are what the program
    // itself chooses among; more of the project are guesses.
    if (!one_definition)
      now_.certainty = std::max(saved.certainty, trusted ? Certainty::Inferred : Certainty::Possible);
    now_.branch = push_branch();
    Arguments copy = args;
    join_into(result, call_atom(atom, callee, copy));
    join_into(after, state_);
  }
  now_ = saved;
  state_ = after;
  return result;
}

bool Machine::is_stub_function(const Value& v, std::string_view qualified) const {
  if (v.atoms.size() != 1 || v.atoms.front().kind != AtomKind::Function) return false;
  const FunctionEntity& f = functions_[v.atoms.front().ref];
  return f.stub && f.qualified == qualified;
}

Value Machine::call_atom(const Atom& atom, const Value& callee, Arguments& args) {
  switch (atom.kind) {
    case AtomKind::Class: return instantiate(atom.ref, args);
    case AtomKind::Function: return invoke(atom.ref, &atom, args);
    case AtomKind::Native: return atom.ref < 0x10000 ? call_native(atom.ref, args) : call_vocabulary(atom.ref - 0x10000, args);
    case AtomKind::Object: {
      const Value method = class_attribute(object_class_[atom.ref], word::call, &atom);
      if (is_stub_function(method, "torch.nn.Module.__call__")) {
        // It only calls forward, and half of all layers draw nothing there: both are told without a body.
        const Value forward = class_attribute(object_class_[atom.ref], intern("forward"), &atom);
        if (!is_stub_function(forward, "torch.nn._Silent.forward") && !is_stub_function(forward, "torch.nn.Module.forward"))
          return call(forward, args);
        Provenance p = Provenance::of(Origin::Unknown);
        for (const Value& v : args.positional) p = combine(p, v.provenance);
        return Value::type(p);
      }
      if (!method.nothing()) return call(method, args);
      return call_unknown(callee, {AtomKind::Type, 0, 0}, args);
    }
    case AtomKind::Type: return call_unknown(callee, atom, args);
    default: return Value::type();
  }
}

Value Machine::instantiate(std::uint32_t klass, Arguments& args) {
  std::uint32_t holder = klass;
  ObjectId id = kNoObject;
  if (const auto make = find_in_class(klass, word::make, 0, &holder); make && !classes_[holder].stub) {
    Arguments given = args;
    given.positional.insert(given.positional.begin(), Value::of({AtomKind::Class, klass, 0}));
    Value made = call(*make, given);
    const auto object = made.object();
    // Something else than an object of this class is what the call gives; __init__ is not run on it.
    if (!object || object_class_[static_cast<std::uint32_t>(*object)] != klass) return made;
    id = *object;
  } else {
    id = new_object(klass);
  }
  const Atom self{AtomKind::Object, static_cast<std::uint32_t>(id), 0};
  Value result = Value::of(self);
  holder = klass;
  const auto init = find_in_class(klass, word::init, 0, &holder);
  if (init) {
    const Value bound = class_attribute(klass, word::init, &self);
    call(bound, args);
  }
  if (!init || classes_[holder].stub) {
    // A dataclass, or a class like one: its annotated names are what the constructor takes.
    std::size_t position = 0;
    const auto mro = classes_[klass].mro;
    for (std::size_t k = mro.size(); k-- > 0;) {
      ClassEntity& c = classes_[mro[k]];
      if (c.stub || !c.unit || c.unit->code.root == kNoNode) continue;
      ensure_class_body(mro[k]);
      const Code& code = c.unit->code;
      for (const NodeId statement : code.children_of(code[code.root])) {
        const Node& n = code[statement];
        if (n.kind != NodeKind::AnnotatedAssign) continue;
        const Node& target = code[code.child(n, 0)];
        if (target.kind != NodeKind::Name) continue;
        const Value* given = position < args.positional.size() ? &args.positional[position] : args.keyword(target.symbol);
        ++position;
        if (given) write_field(id, target.symbol, *given);
        else if (args.open_keywords || args.open_positional) write_field(id, target.symbol, Value::type(args.rest.provenance));
        else if (const Value* value = classes_[mro[k]].body.find(target.symbol)) write_field(id, target.symbol, *value);
      }
    }
    if (!init && find_in_class(klass, word::post_init, 0)) {
      Arguments none;
      call(class_attribute(klass, word::post_init, &self), none);
    }
  }
  return result;
}

std::shared_ptr<Scope> Machine::bind(const FunctionEntity& f, const FunctionCode& code, const Atom* bound, Arguments& args) {
  auto scope = std::make_shared<Scope>();
  scope->parent = f.closure;
  scope->module = f.module;
  std::size_t next = 0;
  bool self_done = !bound || !bound->bound();
  std::vector<Symbol> taken;
  std::optional<Activation> outer;  // where defaults are evaluated
  for (const Parameter& p : code.parameters) {
    Value v;
    if (p.kind == ParameterKind::Rest) {
      std::vector<Value> rest;
      while (next < args.positional.size()) rest.push_back(args.positional[next++]);
      if (args.open_positional) rest.push_back(args.rest);
      v = make_sequence(std::move(rest), args.open_positional);
    } else if (p.kind == ParameterKind::RestMap) {
      const ObjectId id = new_object(dict_class_);
      for (const auto& [key, value] : args.keywords)
        if (std::find(taken.begin(), taken.end(), key) == taken.end()) write_field(id, key_field(text_of(key)), value);
      if (args.open_keywords) write_field(id, key_field("*"), args.rest);
      v = Value::of({AtomKind::Object, static_cast<std::uint32_t>(id), 0});
    } else if (!self_done && p.kind != ParameterKind::KeywordOnly) {
      self_done = true;
      v = bound->bound_to_object() ? Value::of({AtomKind::Object, bound->bound_ref(), 0})
                                   : Value::of({AtomKind::Class, bound->bound_ref(), 0});
      scope->set(p.name, std::move(v));
      continue;
    } else {
      taken.push_back(p.name);
      const Value* given = nullptr;
      if (p.kind != ParameterKind::KeywordOnly && next < args.positional.size()) given = &args.positional[next++];
      else given = args.keyword(p.name);
      const bool left_out = given && std::find(args.maybe.begin(), args.maybe.end(), p.name) != args.maybe.end();
      if (given) v = *given;
      if (!given || left_out) {
        const bool maybe = (args.open_positional && p.kind != ParameterKind::KeywordOnly) || args.open_keywords;
        if (p.default_value != kNoNode) {
          if (!outer) {
            outer.emplace();
            outer->code = &code.code;
            outer->scope = f.closure ? f.closure : &modules_[f.module].scope;
            outer->module = f.module;
            outer->stub = f.stub;
            outer->top_level = true;
          }
          join_into(v, evaluate(*outer, p.default_value));
        }
        if (maybe && !given) {
          Value rest = Value::type(args.rest.nothing() ? Provenance::of(Origin::Unknown) : args.rest.provenance);
          // Given on the command line under the parameter's name, or by the caller of an open root.
          bool local = false;
          if (rest.provenance.may_be(Origin::Option) || rest.provenance.may_be(Origin::Caller)) rest.option = p.name;
          if (rest.provenance.may_be(Origin::Caller) && names_a_seed(p.name)) rest.provenance = Provenance::of(Origin::Option);
          if (names_a_rank(p.name, local)) rest.provenance = combine(rest.provenance, Provenance::of(local ? Origin::LocalRank : Origin::Rank));
          const OrderId order = v.order;  // whoever leaves the argument out gets the default's
          const bool textual = order != kOrdered && holds_text(v, 2);
          join_into(v, rest);
          v.option = rest.option;
          v.order = order;
          v.textual = textual;
        }
        if (v.nothing()) v = Value::type();
      }
      if (!f.stub && v.levels < 200) ++v.levels;
      if (!f.stub) v.literal = false;
    }
    scope->set(p.name, std::move(v));
  }
  return scope;
}

Value Machine::run_body(std::uint32_t function, const FunctionCode& code, std::shared_ptr<Scope> scope,
                        std::function<void(const Value&)> on_yield) {
  const FunctionEntity& f = functions_[function];
  Activation a;
  a.code = &code.code;
  a.scope = scope.get();
  a.module = f.module;
  a.function = function;
  a.stub = f.stub;
  a.on_yield = std::move(on_yield);
  const State before = state_;
  const Circumstances saved = now_;
  const PathId path = path_;
  const Span site = site_;
  const Symbol api = api_;
  const std::uint32_t stub_site = stub_site_;
  const std::uint32_t asked_early = asked_group_too_early_;
  if (!f.stub) {
    const bool constructor = text_of(f.unit->name) == "__init__" && f.owner != FunctionEntity::kNoOwner;
    path_ = push_frame(constructor ? classes_[f.owner].unit->name : f.unit->name, constructor);
    now_.in_forward |= text_of(f.unit->name) == "forward";
    now_.naming_seed = false;
  }
  now_.no_grad |= f.is_no_grad;
  activations_.push_back(&a);
  ++depth_;
  if (code.code.root != kNoNode) {
    if (code.code[code.code.root].kind == NodeKind::Block) execute(a, code.code.root);
    else a.result = evaluate(a, code.code.root);
  }
  --depth_;
  activations_.pop_back();
  if (state_.reachable) {
    if (a.result.nothing() || (code.code.root != kNoNode && code.code[code.code.root].kind == NodeKind::Block))
      join_into(a.result, Value::none());
    join_into(a.returned, state_);
  }
  state_ = std::move(a.returned);
  if (!state_.reachable) {
    if (a.exits) {
      if (!activations_.empty()) activations_.back()->exits = true;
    } else {
      // It raises on every path, as abstract methods do: what really runs is somewhere else.
      state_ = before;
      a.result = Value::type();
    }
  }
  now_ = saved;
  path_ = path;
  site_ = site;
  api_ = api;
  stub_site_ = stub_site;
  Value result = std::move(a.result);
  if (!f.stub && result.levels > 0) --result.levels;
  if (bool local = false; !f.stub && asked_group_too_early_ != asked_early && result.integer() == 0 &&
                          answers_with_a_rank(f.unit->name, local))
    result.option = intern(kRankBeforeInit);
  if (scope->captured) kept_scopes_.push_back(std::move(scope));
  return result.nothing() ? Value::type() : result;
}

Value Machine::invoke(std::uint32_t function, const Atom* bound, Arguments& args) {
  const FunctionEntity& f = functions_[function];
  const std::uint64_t key = bound ? bound->aux : 0;
  const auto same = std::count(stack_.begin(), stack_.end(), std::pair(function, key));
  if (depth_ > 60 || same >= (f.stub ? 3 : 2)) return Value::type();
  for (const std::string& helper : options_->seed_helpers)
    if (f.qualified == helper || f.qualified.ends_with("." + helper)) {
      const Value* given = args.get(0, "seed");
      for (const std::string_view s : {"python", "numpy", "torch", "torch.cuda"})
        seed({intern(s), kNoObject}, given ? *given : Value::type(Provenance::of(Origin::Config)));
      return Value::none();
    }
  const FunctionCode& code = f.unit->code();

  std::uint64_t memo = 0;
  const bool memoise = !f.closure && !code.is_generator;
  if (memoise) {
    memo = hash_of(state_) ^ (function * 0x9e3779b97f4a7c15ull) ^ (key << 17);
    for (const Value& v : args.positional) memo = (memo ^ hash_of(v)) * 0xbf58476d1ce4e5b9ull;
    for (const auto& [name, v] : args.keywords)
      memo = (memo ^ hash_of(v) ^ static_cast<std::uint32_t>(name)) * 0x94d049bb133111ebull;
    if (args.open_positional || args.open_keywords) memo = (memo ^ hash_of(args.rest) ^ 0x5151) * 0xbf58476d1ce4e5b9ull;
    memo ^= static_cast<std::uint64_t>(now_.loop) * 0x2545f4914f6cdd1dull;
    memo = (memo ^ now_.process) * 0x9e3779b97f4a7c15ull;
    memo ^= (now_.deferred ? 1u : 0u) | (now_.rank0_only ? 2u : 0u) | (now_.no_grad ? 4u : 0u) | (now_.branch != BranchId{} ? 8u : 0u) |
            (now_.guarded ? 16u : 0u) | (now_.in_forward ? 32u : 0u) | (now_.naming_seed ? 64u : 0u);
    // A stub's events stand at the call in user code, so that call is part of what it did.
    if (f.stub) memo = (memo ^ site_.begin ^ (static_cast<std::uint64_t>(site_.file) << 32) ^ static_cast<std::uint32_t>(path_) * 0x1f3d5b79ull) * 0xff51afd7ed558ccdull;
    if (auto it = memo_.find(memo); it != memo_.end()) {
      state_ = it->second.state;
      return it->second.result;
    }
  }
  std::shared_ptr<Scope> scope = bind(f, code, bound, args);
  if (code.is_generator) {
    const ObjectId id = new_object(generator_class_);
    suspended_[static_cast<std::uint32_t>(id)] = {function, std::move(scope)};
    return Value::of({AtomKind::Object, static_cast<std::uint32_t>(id), 0});
  }
  stack_.emplace_back(function, key);
  Value result = run_body(function, code, std::move(scope), {});
  stack_.pop_back();
  if (memoise) memo_.emplace(memo, Outcome{result, state_});
  return result;
}

Value Machine::resume(const Suspended& s, std::function<void(const Value&)> on_yield) {
  const auto key = std::pair(s.function, ~std::uint64_t{0});
  if (depth_ > 60 || std::count(stack_.begin(), stack_.end(), key) >= 2) return Value::type();
  // A generator can be run again from its start: the names it was called with are kept.
  auto scope = std::make_shared<Scope>(*s.scope);
  stack_.push_back(key);
  Value v = run_body(s.function, functions_[s.function].unit->code(), std::move(scope), std::move(on_yield));
  stack_.pop_back();
  return v;
}

}  // namespace seedlint::execute
