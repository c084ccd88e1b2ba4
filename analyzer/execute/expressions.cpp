// Expressions: what they may be, where that comes from, and the calls in them.
#include <algorithm>
#include <bit>

#include "execute/machine.h"

namespace seedlint::execute {

namespace {

// The value of an operation on both: nothing known but where it comes from.
Value computed(const Value& l, const Value& r) {
  Value v = Value::type(combine(l.provenance, r.provenance));
  v.levels = std::max(l.levels, r.levels);
  static const Symbol early = intern(kRankBeforeInit);
  if (l.option == early || r.option == early) v.option = early;
  else if (l.option == kNoSymbol || r.option == kNoSymbol) v.option = l.option != kNoSymbol ? l.option : r.option;
  return v;
}

std::optional<std::int64_t> fold(Operator op, std::int64_t l, std::int64_t r) {
  std::int64_t out = 0;
  switch (op) {
    case Operator::Add: return __builtin_add_overflow(l, r, &out) ? std::nullopt : std::optional(out);
    case Operator::Subtract: return __builtin_sub_overflow(l, r, &out) ? std::nullopt : std::optional(out);
    case Operator::Multiply: return __builtin_mul_overflow(l, r, &out) ? std::nullopt : std::optional(out);
    case Operator::FloorDivide: return r > 0 && l >= 0 ? std::optional(l / r) : std::nullopt;
    case Operator::Modulo: return r > 0 && l >= 0 ? std::optional(l % r) : std::nullopt;
    default: return std::nullopt;
  }
}

template <typename Number>
std::optional<bool> compare(Operator op, Number l, Number r) {
  switch (op) {
    case Operator::Equal:
    case Operator::Is: return l == r;
    case Operator::NotEqual:
    case Operator::IsNot: return l != r;
    case Operator::Less: return l < r;
    case Operator::LessEqual: return l <= r;
    case Operator::Greater: return l > r;
    case Operator::GreaterEqual: return l >= r;
    default: return std::nullopt;
  }
}

// A single known int, bool or float.
std::optional<double> number_of(const Value& v) {
  if (const auto i = v.integer()) return static_cast<double>(*i);
  if (v.atoms.size() != 1 || v.any_of || v.atoms.front().kind != AtomKind::Float) return std::nullopt;
  return std::bit_cast<double>(v.atoms.front().aux);
}

bool is_constant(const Atom& a) {
  return a.kind == AtomKind::None || a.kind == AtomKind::Bool || a.kind == AtomKind::Int || a.kind == AtomKind::Text ||
         a.kind == AtomKind::Float;
}

}  // namespace

Value Machine::evaluate_binary(Operator op, const Value& l, const Value& r) {
  if (const auto a = l.integer(), b = r.integer(); a && b)
    if (const auto out = fold(op, *a, *b)) {
      Value v = computed(l, r);
      v.atoms = AtomList({AtomKind::Int, 0, static_cast<std::uint64_t>(*out)});
      return v;
    }
  if (op == Operator::Add)
    if (const auto a = l.text(), b = r.text(); a && b && a->size() + b->size() <= 200) {
      Value v = computed(l, r);
      v.atoms = AtomList({AtomKind::Text, 0, static_cast<std::uint64_t>(intern(std::string(*a) + std::string(*b)))});
      return v;
    }
  if (op == Operator::Add && l.atoms.size() == 1 && r.atoms.size() == 1 &&
      l.atoms.front().kind == AtomKind::Sequence && r.atoms.front().kind == AtomKind::Sequence) {
    const Sequence x = sequences_[l.atoms.front().ref], y = sequences_[r.atoms.front().ref];
    std::vector<Value> items = x.items;
    items.insert(items.end(), y.items.begin(), y.items.end());
    if (!x.open && !y.open) return make_sequence(std::move(items));
    Value all;
    for (const Value& one : items) join_into(all, one);
    return make_sequence({all}, true);
  }
  if (op == Operator::Multiply && l.atoms.size() == 1 && l.atoms.front().kind == AtomKind::Sequence) {
    // Several times the same things: `[transform] * crops`. Placeholders to be filled later are left alone.
    Value all;
    for (const Value& one : sequences_[l.atoms.front().ref].items) join_into(all, one);
    const bool things = std::any_of(all.atoms.begin(), all.atoms.end(), [](const Atom& atom) {
      return atom.kind == AtomKind::Object || atom.kind == AtomKind::Function || atom.kind == AtomKind::Class;
    });
    if (things) return make_sequence({all}, true);
  }
  return computed(l, r);
}

Value Machine::evaluate_compare(Activation&, const Node& n, const Value& l, const Value& r) {
  Value unknown = computed(l, r);
  const bool membership = n.op == Operator::In || n.op == Operator::NotIn;
  const auto with = [&](bool b) {
    Value v = unknown;
    v.atoms = AtomList({AtomKind::Bool, 0, b});
    return v;
  };
  if (membership) {
    if (const auto object = r.object()) {
      const Atom self{AtomKind::Object, static_cast<std::uint32_t>(*object), 0};
      Value method = class_attribute(object_class_[self.ref], word::contains, &self);
      if (!method.nothing()) {
        Arguments args;
        args.positional.push_back(l);
        Value found = call(method, args);
        if (const auto truth = found.truth()) return with(*truth == (n.op == Operator::In));
        found.provenance = combine(found.provenance, l.provenance);
        return found;
      }
    }
    if (r.atoms.size() == 1 && r.atoms.front().kind == AtomKind::Sequence && l.atoms.size() == 1 && is_constant(l.atoms.front())) {
      const Sequence& s = sequences_[r.atoms.front().ref];
      bool all_known = !s.open, found = false;
      for (const Value& item : s.items) {
        if (item.atoms.size() != 1 || !is_constant(item.atoms.front())) all_known = false;
        else found |= item.atoms == l.atoms;
      }
      if (found || all_known) return with(found == (n.op == Operator::In));
    }
    return unknown;
  }
  // -1 stands for "not distributed" wherever ranks are read from the environment.
  const auto ranked = [](const Value& v) { return v.unknown() && (v.provenance.may_be(Origin::Rank) || v.provenance.may_be(Origin::LocalRank)); };
  if (ranked(l)) {
    const bool distributed = scenario_ == Scenario::Distributed;
    const auto number = r.integer();
    if (number && *number == -1) {
      asked_scenario_ = true;
      if (n.op == Operator::Equal) return with(!distributed);
      if (n.op == Operator::NotEqual || n.op == Operator::Greater) return with(distributed);
    }
    if (number && *number == 0 && (n.op == Operator::GreaterEqual || n.op == Operator::Less)) {
      asked_scenario_ = true;
      return with(distributed == (n.op == Operator::GreaterEqual));
    }
  }
  if (const auto a = l.integer(), b = r.integer(); a && b) {
    if (const auto out = compare(n.op, *a, *b)) return with(*out);
  } else if (const auto x = number_of(l), y = number_of(r); x && y) {
    if (const auto out = compare(n.op, *x, *y)) return with(*out);
  }
  if (l.atoms.size() == 1 && r.atoms.size() == 1 && !l.any_of && !r.any_of) {
    const Atom &x = l.atoms.front(), &y = r.atoms.front();
    const auto numeric = [](const Atom& v) { return v.kind == AtomKind::Int || v.kind == AtomKind::Bool || v.kind == AtomKind::Float; };
    if (is_constant(x) && is_constant(y) && !(numeric(x) && numeric(y))) {
      const bool equal = x.kind == y.kind && x.aux == y.aux;
      if (n.op == Operator::Equal || n.op == Operator::Is) return with(equal);
      if (n.op == Operator::NotEqual || n.op == Operator::IsNot) return with(!equal);
    }
  }
  if ((n.op == Operator::Is || n.op == Operator::IsNot || n.op == Operator::Equal || n.op == Operator::NotEqual) && r.is_none()) {
    const bool is = n.op == Operator::Is || n.op == Operator::Equal;
    if (l.is_none()) return with(is);
    if (!l.may_be_none()) return with(!is);
  }
  return unknown;
}

Value Machine::make_sequence(std::vector<Value> items, bool open) {
  if (items.size() > 64 || (open && items.size() > 1)) {
    Value all;
    for (const Value& v : items) join_into(all, v);
    items = {all};
    open = true;
  }
  Provenance p;
  std::uint8_t levels = 0;
  bool first = true;
  std::uint64_t h = open ? 5 : 3;
  for (const Value& v : items) {
    p = first ? v.provenance : combine(p, v.provenance);
    levels = std::max(levels, v.levels);
    first = false;
    h = (h ^ hash_of(v)) * 0x9e3779b97f4a7c15ull;
  }
  if (first) p = Provenance::of(Origin::Const);
  // Equal sequences are one: values stay comparable.
  std::uint32_t id = 0xffffffff;
  for (const std::uint32_t candidate : sequence_at_[h])
    if (sequences_[candidate].open == open && sequences_[candidate].items == items) id = candidate;
  if (id == 0xffffffff) {
    id = static_cast<std::uint32_t>(sequences_.size());
    sequences_.push_back({std::move(items), open});
    sequence_at_[h].push_back(id);
  }
  Value v = Value::of({AtomKind::Sequence, id, 0}, p);
  v.levels = levels;
  return v;
}

Symbol Machine::key_field(std::string_view key) { return intern("[" + std::string(key)); }

Value Machine::make_dict(Activation& a, const Node& n) {
  if (!a.stub) site_ = token_of(a, n); else stub_site_ = n.begin;
  const ObjectId id = new_object(dict_class_);
  const auto children = a.code->children_of(n);
  for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
    const Node& key = (*a.code)[children[i]];
    if (key.kind == NodeKind::SpreadMap) {
      const Value other = evaluate(a, a.code->child(key, 0));
      merge_dict(id, other);
      continue;
    }
    const Value k = evaluate(a, children[i]);
    const Value v = evaluate(a, children[i + 1]);
    write_field(id, k.text() ? key_field(*k.text()) : key_field("*"), v);
  }
  Value v = Value::of({AtomKind::Object, static_cast<std::uint32_t>(id), 0});
  return v;
}

void Machine::merge_dict(ObjectId into, const Value& other) {
  bool known = false;
  for (const Atom& atom : other.atoms)
    if (atom.kind == AtomKind::Object && object_class_[atom.ref] == dict_class_) {
      known = true;
      const auto fields = objects_[atom.ref].fields;
      for (const auto& [name, value] : fields) {
        write_field(into, name, value);
      }
    }
  if (!known) write_field(into, key_field("*"), Value::type(other.provenance));
}

Arguments Machine::evaluate_arguments(Activation& a, const Node& n, std::size_t first) {
  Arguments args;
  const auto children = a.code->children_of(n);
  for (std::size_t i = first; i < children.size(); ++i) {
    const Node& arg = (*a.code)[children[i]];
    if (arg.kind == NodeKind::Keyword) {
      const bool saved = now_.naming_seed;
      now_.naming_seed = saved || (!a.stub && names_a_seed(arg.symbol));
      args.keywords.emplace_back(arg.symbol, evaluate(a, a.code->child(arg, 0)));
      now_.naming_seed = saved;
    } else if (arg.kind == NodeKind::Spread) {
      const Value v = evaluate(a, a.code->child(arg, 0));
      if (v.atoms.size() == 1 && v.atoms.front().kind == AtomKind::Sequence && !sequences_[v.atoms.front().ref].open) {
        const std::vector<Value> items = sequences_[v.atoms.front().ref].items;
        args.positional.insert(args.positional.end(), items.begin(), items.end());
      } else {
        args.open_positional = true;
        join_into(args.rest, element_of(v, false));
      }
    } else if (arg.kind == NodeKind::SpreadMap) {
      const Value v = evaluate(a, a.code->child(arg, 0));
      const auto id = v.object();
      if (id && object_class_[static_cast<std::uint32_t>(*id)] == dict_class_) {
        const auto fields = objects_[static_cast<std::uint32_t>(*id)].fields;
        for (const auto& [name, value] : fields) {
          read_field(*id, name);
          const std::string_view key = text_of(name);
          if (key == "[*") {
            args.open_keywords = true;
            join_into(args.rest, value);
          } else if (key.starts_with("[")) {
            args.keywords.emplace_back(intern(key.substr(1)), value);
            if (maybe_absent_.contains({*id, name})) args.maybe.push_back(intern(key.substr(1)));
          }
        }
      } else {
        args.open_keywords = true;
        Value rest = Value::type(v.provenance);
        join_into(args.rest, rest);
      }
    } else {
      args.positional.push_back(evaluate(a, children[i]));
    }
  }
  return args;
}

// What a person would call this function: "torch.manual_seed", whatever alias the stub uses inside.
Symbol Machine::api_name(Activation& a, const Node& callee, const Value& value) {
  if (callee.kind == NodeKind::Name) {
    const auto& imported = modules_[a.module].imported_as;
    if (auto it = imported.find(callee.symbol); it != imported.end()) return it->second;
  } else if (callee.kind == NodeKind::Attribute) {
    const Node& object = (*a.code)[a.code->child(callee, 0)];
    if (object.kind == NodeKind::Name || object.kind == NodeKind::Attribute) {
      const Value base = evaluate_quietly(a, a.code->child(callee, 0));
      if (base.atoms.size() == 1 && (base.atoms.front().kind == AtomKind::Module || base.atoms.front().kind == AtomKind::Type))
        if (const std::string_view name = qualified_name(base.atoms.front()); !name.empty() && name[0] != '*')
          return dotted(intern(name), callee.symbol);
    }
  }
  const std::string_view name = dotted_name(value);
  return name.empty() ? callee.symbol : intern(name);
}

// A second look at a name or attribute chain that was already evaluated: no events can come of it.
Value Machine::evaluate_quietly(Activation& a, NodeId id) {
  const Node& n = (*a.code)[id];
  if (n.kind == NodeKind::Name) return read_name(a, n.symbol);
  if (n.kind == NodeKind::Attribute) {
    const Value base = evaluate_quietly(a, a.code->child(n, 0));
    if (base.atoms.size() == 1 && base.atoms.front().kind == AtomKind::Module) return attribute(base, n.symbol);
    if (base.atoms.size() == 1 && base.atoms.front().kind == AtomKind::Type) return attribute(base, n.symbol);
  }
  return Value::type();
}

// list.append and the like on a name or attribute: the container becomes a longer one.
bool Machine::append_to(Activation& a, const Node& callee, const Arguments& args) {
  const std::string_view method = text_of(callee.symbol);
  if (method != "append" && method != "extend" && method != "insert" && method != "add") return false;
  const NodeId target = a.code->child(callee, 0);
  const Node& t = (*a.code)[target];
  if (t.kind != NodeKind::Name && t.kind != NodeKind::Attribute) return false;
  const Value old = evaluate(a, target);
  if (old.atoms.size() != 1 || old.atoms.front().kind != AtomKind::Sequence) return false;
  Sequence s = sequences_[old.atoms.front().ref];
  if (args.positional.empty()) return true;
  Value added = args.positional.back();
  if (method == "extend") added = element_of(added, false);
  if (now_.loop != LoopId{} || s.open || method == "extend" || s.items.size() >= 32) {
    for (const Value& v : s.items) join_into(added, v);
    s.items = {added};
    s.open = true;
  } else {
    s.items.push_back(added);
  }
  assign(a, target, make_sequence(std::move(s.items), s.open));
  return true;
}

namespace {

// param.data.add_(-lr * param.grad): an optimiser step written by hand.
bool updates_weights(const Activation& a, const Node& callee) {
  const std::string_view method = text_of(callee.symbol);
  if (method != "add_" && method != "sub_" && method != "addcdiv_") return false;
  const Node& object = (*a.code)[a.code->child(callee, 0)];
  return object.kind == NodeKind::Attribute && text_of(object.symbol) == "data";
}

}  // namespace

Value Machine::evaluate_call(Activation& a, const Node& n) {
  const NodeId callee_id = a.code->child(n, 0);
  const Node& callee_node = (*a.code)[callee_id];
  Value receiver, callee;
  const bool method = callee_node.kind == NodeKind::Attribute;
  if (method) {
    receiver = evaluate(a, a.code->child(callee_node, 0));
    callee = attribute(receiver, callee_node.symbol);
  } else {
    callee = evaluate(a, callee_id);
  }
  Arguments args = evaluate_arguments(a, n, 1);
  if (!state_.reachable) return Value::type();
  if (method && append_to(a, callee_node, args)) return Value::none();

  const Span site = site_;
  const Symbol api = api_;
  const std::uint32_t stub_site = stub_site_;
  const Value* const saved_receiver = receiver_;
  Activation* const saved_caller = caller_;
  if (a.stub) {
    stub_site_ = n.begin;
  } else {
    site_ = token_of(a, n);
    stub_site_ = 0;
    api_ = api_name(a, callee_node, callee);
  }
  receiver_ = method ? &receiver : nullptr;
  caller_ = &a;
  if (method && !a.stub && updates_weights(a, callee_node)) {
    trains_ = true;
    record(step_here(EventKind::Train));
  }
  const std::uint32_t draws = draws_recorded_;
  unseeded_draw_ = false;
  Value result;
  if (method && !receiver.nothing() && is_dict_method(receiver, callee_node.symbol)) {
    result = call_dict_method(receiver, callee_node.symbol, args);
  } else {
    result = call(callee, args);
  }
  if (!a.stub && draws_recorded_ != draws && result.unknown() && calls_library(callee)) {
    Provenance p = Provenance::of(Origin::Drawn);
    if (unseeded_draw_) p = combine(p, Provenance::of(Origin::Entropy));
    result.provenance = combine(result.provenance, p);
  }
  site_ = site;
  api_ = api;
  stub_site_ = stub_site;
  receiver_ = saved_receiver;
  caller_ = saved_caller;
  return result;
}

bool Machine::calls_library(const Value& callee) const {
  for (const Atom& atom : callee.atoms) {
    if (atom.kind == AtomKind::Function && functions_[atom.ref].stub) return true;
    if (atom.kind == AtomKind::Class && classes_[atom.ref].stub) return true;
  }
  return false;
}

// What iterating gives, without running an iterator: elements of sequences, unknown for the rest.
Value Machine::element_of(const Value& v, bool by_loop) {
  Value out;
  for (const Atom& atom : v.atoms) {
    if (atom.kind == AtomKind::Sequence) {
      for (const Value& item : sequences_[atom.ref].items) join_into(out, item);
    } else if (atom.kind == AtomKind::Object) {
      Value whole = Value::of(atom, v.provenance);
      join_into(out, iterate(whole));
    } else if (atom.kind != AtomKind::None) {
      join_into(out, Value::type(v.provenance));
    }
  }
  if (out.nothing()) out = Value::type(v.provenance);
  if (by_loop) {
    out.provenance = combine(out.provenance, Provenance::of(Origin::Loop));
    if (v.provenance.may_be(Origin::Unordered)) out.provenance = combine(out.provenance, Provenance::of(Origin::Unordered));
  }
  return out;
}

// Runs the iterator of every object in v once and joins what it yields.
Value Machine::iterate(const Value& v) {
  Value out;
  for (const Atom& atom : v.atoms) {
    if (atom.kind != AtomKind::Object) {
      join_into(out, element_of(Value::of(atom, v.provenance), false));
      continue;
    }
    if (auto it = suspended_.find(atom.ref); it != suspended_.end()) {
      const Suspended s = it->second;
      Value yielded;
      resume(s, [&](const Value& one) { join_into(yielded, one); });
      join_into(out, yielded.nothing() ? Value::type() : yielded);
      continue;
    }
    if (object_class_[atom.ref] == dict_class_) {
      join_into(out, Value::type(Provenance::of(Origin::Const)));
      continue;
    }
    const std::uint32_t klass = object_class_[atom.ref];
    Arguments none;
    if (Value m = class_attribute(klass, word::iter, &atom); !m.nothing()) {
      const Value iterator = call(m, none);
      if (depth_ < 60) {
        ++depth_;
        if (iterator.object() && static_cast<std::uint32_t>(*iterator.object()) == atom.ref) {
          Value next = class_attribute(klass, word::next, &atom);
          if (!next.nothing()) join_into(out, call(next, none));
        } else {
          join_into(out, iterate(iterator));
        }
        --depth_;
      }
      continue;
    }
    if (Value m = class_attribute(klass, word::getitem, &atom); !m.nothing()) {
      Arguments index;
      index.positional.push_back(Value::type(Provenance::of(Origin::Loop)));
      join_into(out, call(m, index));
      continue;
    }
    join_into(out, Value::type());
  }
  return out.nothing() ? Value::type(v.provenance) : out;
}

Value Machine::evaluate_subscript(Activation& a, const Node& n) {
  const Value object = evaluate(a, a.code->child(n, 0));
  const Node& index_node = (*a.code)[a.code->child(n, 1)];
  const Value index = evaluate(a, a.code->child(n, 1));
  Value out;
  for (const Atom& atom : object.atoms) {
    if (atom.kind == AtomKind::Sequence) {
      const Sequence& s = sequences_[atom.ref];
      const auto i = index.integer();
      if (index_node.kind == NodeKind::Slice) {
        Value part = Value::of(atom, object.provenance);
        join_into(out, part);
      } else if (i && !s.open && *i < static_cast<std::int64_t>(s.items.size()) && -*i <= static_cast<std::int64_t>(s.items.size())) {
        const auto size = static_cast<std::int64_t>(s.items.size());
        join_into(out, s.items[static_cast<std::size_t>(*i < 0 ? size + *i : *i)]);
      } else {
        for (const Value& item : s.items) join_into(out, item);
        if (s.items.empty()) join_into(out, Value::type());
      }
    } else if (atom.kind == AtomKind::Object && object_class_[atom.ref] == dict_class_) {
      join_into(out, dict_value(ObjectId{atom.ref}, index));
    } else if (atom.kind == AtomKind::Object) {
      Value m = class_attribute(object_class_[atom.ref], word::getitem, &atom);
      if (m.nothing()) {
        join_into(out, Value::type());
        continue;
      }
      const Span site = site_;
      if (!a.stub) site_ = token_of(a, n); else stub_site_ = n.begin;
      Arguments args;
      args.positional.push_back(index);
      join_into(out, call(m, args));
      site_ = site;
    } else if (atom.kind == AtomKind::Type) {
      const std::string name(text_of(static_cast<Symbol>(atom.aux)));
      Value v = Value::type(object.provenance, name.empty() ? kNoSymbol : intern(name + "[]"));
      if (const auto key = index.text()) {
        bool local = false;
        if (names_a_rank(*key, local)) v.provenance = combine(v.provenance, Provenance::of(local ? Origin::LocalRank : Origin::Rank));
        if (names_a_seed(*key)) v.option = intern(*key);
      }
      join_into(out, v);
    } else if (atom.kind == AtomKind::Class) {
      join_into(out, Value::of(atom));  // List[int], a generic class
    } else {
      join_into(out, Value::type(object.provenance));
    }
  }
  return out.nothing() ? Value::type() : out;
}

Value Machine::evaluate_comprehension(Activation& a, const Node& n) {
  const auto children = a.code->children_of(n);
  const Scope::Names before = a.scope->names;
  const Circumstances saved = now_;
  Provenance source;
  for (std::size_t i = 2; i < children.size(); ++i) {
    const Node& g = (*a.code)[children[i]];
    const Value iterable = evaluate(a, a.code->child(g, 1));
    source = combine(source, iterable.provenance);
    if (!a.stub) now_.loop = push_loop(token_of(a, n));
    assign(a, a.code->child(g, 0), element_of(iterable, true));
    for (std::size_t t = 2; t < g.child_count; ++t) evaluate(a, a.code->child(g, t));
  }
  Value element = evaluate(a, children[0]);
  if ((*a.code)[children[1]].kind != NodeKind::Absent) element = join(element, evaluate(a, children[1]));
  now_ = saved;
  a.scope->names = before;
  if (n.op == Operator::ResultDict) return Value::type(combine(source, element.provenance));
  Value out = make_sequence({element}, true);
  if (n.op == Operator::ResultSet) out.provenance = combine(out.provenance, Provenance::of(Origin::Unordered));
  else out.provenance = combine(out.provenance, source);
  return out;
}

Value Machine::evaluate(Activation& a, NodeId id) {
  if (id == kNoNode) return Value::none();
  const Node& n = (*a.code)[id];
  if (!spend()) {
    cut_ = true;
    return Value::type();
  }
  const auto child = [&](std::size_t i) { return a.code->child(n, i); };
  switch (n.kind) {
    case NodeKind::Name: {
      Value v = read_name(a, n.symbol);
      if (!a.stub && v.option != kNoSymbol) note_option_read(v);
      return v;
    }
    case NodeKind::Int:
    case NodeKind::Float: {
      Value v = n.kind == NodeKind::Int ? Value::integer_of(a.code->integers[n.payload])
                                        : Value::of({AtomKind::Float, 0, std::bit_cast<std::uint64_t>(a.code->reals[n.payload])});
      v.literal = !a.stub;
      return v;
    }
    case NodeKind::Text: {
      const std::string& s = a.code->strings[n.payload];
      return s.size() <= 200 ? Value::text_of(std::string_view(s)) : Value::type(Provenance::of(Origin::Const));
    }
    case NodeKind::True: return Value::boolean(true);
    case NodeKind::False: return Value::boolean(false);
    case NodeKind::None: return Value::none();
    case NodeKind::Absent: return Value::none();
    case NodeKind::Ellipsis: return Value::type(Provenance::of(Origin::Const));
    case NodeKind::Attribute: {
      const Value object = evaluate(a, child(0));
      const Span site = site_;
      if (!a.stub) site_ = token_of(a, n);
      Value v = attribute(object, n.symbol);
      if (!a.stub && v.option != kNoSymbol) note_option_read(v);
      site_ = site;
      return v;
    }
    case NodeKind::Subscript: return evaluate_subscript(a, n);
    case NodeKind::Call: return evaluate_call(a, n);
    case NodeKind::Unary: {
      Value v = evaluate(a, child(0));
      if (n.op == Operator::Not) {
        Value out = Value::type(v.provenance);
        if (const auto truth = v.truth()) out.atoms = AtomList({AtomKind::Bool, 0, !*truth});
        return out;
      }
      if (n.op == Operator::Negate)
        if (const auto i = v.integer()) {
          v.atoms = AtomList({AtomKind::Int, 0, static_cast<std::uint64_t>(-*i)});
          return v;
        }
      Value out = Value::type(v.provenance);
      out.levels = v.levels;
      return out;
    }
    case NodeKind::Binary: {
      const Value l = evaluate(a, child(0));
      return evaluate_binary(n.op, l, evaluate(a, child(1)));
    }
    case NodeKind::Compare: {
      const Value l = evaluate(a, child(0));
      return evaluate_compare(a, n, l, evaluate(a, child(1)));
    }
    case NodeKind::And:
    case NodeKind::Or: return evaluate_boolean(a, n);
    case NodeKind::Conditional: {
      const Decision d = decide(a, child(0));
      Value out;
      branch(a, d, [&] { join_into(out, evaluate(a, child(1))); }, [&] { join_into(out, evaluate(a, child(2))); });
      return out.nothing() ? Value::type() : out;
    }
    case NodeKind::Tuple:
    case NodeKind::List:
    case NodeKind::Set: {
      std::vector<Value> items;
      bool open = false;
      for (const NodeId one : a.code->children_of(n)) {
        const Node& item = (*a.code)[one];
        if (item.kind != NodeKind::Spread) {
          items.push_back(evaluate(a, one));
          continue;
        }
        const Value v = evaluate(a, a.code->child(item, 0));
        if (v.atoms.size() == 1 && v.atoms.front().kind == AtomKind::Sequence && !sequences_[v.atoms.front().ref].open) {
          const auto more = sequences_[v.atoms.front().ref].items;
          items.insert(items.end(), more.begin(), more.end());
        } else {
          items.push_back(element_of(v, false));
          open = true;
        }
      }
      bool texts = false;
      for (const Value& v : items)
        for (const Atom& atom : v.atoms) texts |= atom.kind == AtomKind::Text;
      Value out = make_sequence(std::move(items), open);
      if (n.kind == NodeKind::Set && texts) out.provenance = combine(out.provenance, Provenance::of(Origin::Unordered));
      return out;
    }
    case NodeKind::Dict: return make_dict(a, n);
    case NodeKind::Lambda: {
      return Value::of({AtomKind::Function, function_entity(*a.code->functions[n.payload], a), 0});
    }
    case NodeKind::Comprehension: return evaluate_comprehension(a, n);
    case NodeKind::Walrus: {
      const Value v = evaluate(a, child(1));
      assign(a, child(0), v);
      return v;
    }
    case NodeKind::Await: return evaluate(a, child(0));
    case NodeKind::Yield: {
      const Value v = evaluate(a, child(0));
      if (a.on_yield) a.on_yield(v);
      return Value::type();
    }
    case NodeKind::YieldFrom: {
      const Value v = iterate(evaluate(a, child(0)));
      if (a.on_yield) a.on_yield(v);
      return Value::type();
    }
    case NodeKind::Format: {
      Value out = Value::type(Provenance::of(Origin::Const));
      for (const NodeId one : a.code->children_of(n)) out = computed(out, evaluate(a, one));
      return out;
    }
    case NodeKind::Spread:
    case NodeKind::SpreadMap:
    case NodeKind::Keyword: return evaluate(a, child(0));
    case NodeKind::Slice:
    case NodeKind::Opaque: {
      for (const NodeId one : a.code->children_of(n)) evaluate(a, one);
      return Value::type();
    }
    default:
      execute(a, id);
      return Value::none();
  }
}

// `a or b`, `a and b`: an option that asks for a seed is given; else what folds; else either.
Value Machine::evaluate_boolean(Activation& a, const Node& n) {
  const auto children = a.code->children_of(n);
  Value out;
  const Circumstances saved = now_;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const Value v = evaluate(a, children[i]);
    const bool last = i + 1 == children.size();
    std::optional<bool> truth = v.truth();
    if (names_seed_option(a, (*a.code)[children[i]], v)) truth = true;
    if (!last && truth) {
      const bool stops = *truth == (n.kind == NodeKind::Or);
      if (!stops) continue;
      join_into(out, v);
      break;
    }
    join_into(out, v);
    if (!last) now_.branch = push_branch();
  }
  now_ = saved;
  return out;
}

}  // namespace seedlint::execute
