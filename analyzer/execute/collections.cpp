// Lists, tuples and dictionaries, what is in them, and running iterators.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

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

Symbol Machine::key_field(std::string_view key) { return intern(std::string("[").append(key)); }

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
      Value one = Value::type(v.provenance);
      one.textual = v.textual || atom.kind == AtomKind::Text;
      join_into(out, one);
    }
  }
  if (out.nothing()) out = Value::type(v.provenance);
  if (by_loop) out.provenance = combine(out.provenance, Provenance::of(Origin::Loop));
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
  if (object.textual || object.order != kOrdered) {
    const bool slice = index_node.kind == NodeKind::Slice;
    out.textual |= object.textual;
    if (slice) out.order = object.order;
    if (!a.stub && object.order != kOrdered && order_of(object).kind == Order::Kind::Elements) {
      if (slice) {
        // files[:n] and files[n:] are a split; the rule looks for both.
        const auto bound = [&](std::size_t i) -> const Node& { return (*a.code)[a.code->child(index_node, i)]; };
        const bool head = bound(0).kind == NodeKind::Absent, tail = bound(1).kind == NodeKind::Absent;
        if (head != tail && bound(2).kind == NodeKind::Absent) {
          const Node& at = bound(head ? 1 : 0);
          const auto* file = modules_[a.module].file;
          const Symbol text = file ? intern(file->source->slice(span_of(a, at))) : kNoSymbol;
          note_order(object.order, head ? "head" : "tail", token_of(a, (*a.code)[a.code->child(n, 0)]), text);
        }
      } else if (index.provenance.must_be(Origin::Drawn) && !index.provenance.may_be(Origin::Entropy) && index.levels == 0) {
        note_order(object.order, a.comprehensions > 0 ? "picks" : "pick", token_of(a, (*a.code)[a.code->child(n, 0)]));
      }
    }
  }
  return out.nothing() ? Value::type() : out;
}

Value Machine::evaluate_comprehension(Activation& a, const Node& n) {
  const auto children = a.code->children_of(n);
  const Scope::Names before = a.scope->names;
  const Circumstances saved = now_;
  Provenance source;
  OrderId order = kOrdered;
  for (std::size_t i = 2; i < children.size(); ++i) {
    const Node& g = (*a.code)[children[i]];
    const Value iterable = evaluate(a, a.code->child(g, 1));
    source = combine(source, iterable.provenance);
    if (iterable.order != kOrdered && order == kOrdered) order = order_through(iterable, a.stub ? site_ : token_of(a, (*a.code)[a.code->child(g, 1)]));
    if (!a.stub) now_.loop = push_loop(token_of(a, n));
    const Span site = site_;
    if (!a.stub) site_ = token_of(a, (*a.code)[a.code->child(g, 1)]);
    const Value element = element_of(iterable, true);
    site_ = site;
    assign(a, a.code->child(g, 0), element);
    for (std::size_t t = 2; t < g.child_count; ++t) evaluate(a, a.code->child(g, t));
  }
  ++a.comprehensions;
  Value element = evaluate(a, children[0]);
  if ((*a.code)[children[1]].kind != NodeKind::Absent) {
    const Value value = evaluate(a, children[1]);
    if (is_position(value) != is_position(element))
      note_order(is_position(value) ? value.order : element.order, is_position(value) ? "number-of" : "numbered", token_of(a, n));
    element = join(element, value);
  }
  --a.comprehensions;
  now_ = saved;
  a.scope->names = before;
  if (n.op == Operator::ResultDict) return Value::type(combine(source, element.provenance));
  Value out = make_sequence({element}, true);
  if (n.op != Operator::ResultSet) out.provenance = combine(out.provenance, source);
  out.order = n.op == Operator::ResultSet ? set_order(token_of(a, n), word::set) : order;
  return out;
}

// The list that `v` is. One that was longer on some path (`if args.erase: steps.append(Erase())`) is the longest, where
// that has all that the others have; lists of other things are no one list.
std::optional<Sequence> Machine::longest_list(const Value& v) const {
  const Sequence* longest = nullptr;
  for (const Atom& atom : v.atoms) {
    if (atom.kind != AtomKind::Sequence) return std::nullopt;
    const Sequence& s = sequences_[atom.ref];
    if (longest == nullptr || s.items.size() > longest->items.size()) longest = &s;
  }
  if (longest == nullptr || v.any_of) return std::nullopt;
  for (const Atom& atom : v.atoms)
    for (const Value& item : sequences_[atom.ref].items)
      if (std::none_of(longest->items.begin(), longest->items.end(), [&](const Value& l) { return l.atoms == item.atoms; }))
        return std::nullopt;
  return *longest;
}

}  // namespace seedlint::execute
