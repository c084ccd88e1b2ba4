// Call expressions: arguments, what the callee is called, and methods that change a container.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

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
bool Machine::append_to(Activation& a, const Node& call, const Arguments& args) {
  static const Symbol append = intern("append"), insert = intern("insert"), add = intern("add"),
                      extend = intern("extend"), update = intern("update"), sort = intern("sort");
  const Node& callee = (*a.code)[a.code->child(call, 0)];
  const Symbol method = callee.symbol;
  const bool one = method == append || method == insert || method == add;
  if (!one && method != extend && method != update && method != sort) return false;
  const NodeId target = a.code->child(callee, 0);
  const Node& t = (*a.code)[target];
  if (t.kind != NodeKind::Name && t.kind != NodeKind::Attribute) return false;
  const Value old = evaluate(a, target);
  if (method == sort) {
    if (old.order == kOrdered) return false;
    sort_in_place(a, target, old);
    return true;
  }
  if (method == update && !is_set(old)) return false;
  std::optional<Sequence> known = longest_list(old);
  if (!known) return false;
  Sequence s = std::move(*known);
  if (args.positional.empty()) return true;
  Value added = args.positional.back();
  OrderId order = old.order;
  if (!one) {
    if (order == kOrdered) order = order_through(added, a.stub ? site_ : token_of(a, call));
    added = element_of(added, false);
  } else if (!a.stub) {
    note_appended_label(a, call, added);
  }
  if (order == kOrdered && !a.ordered_loops.empty()) order = order_of_loops(a, t);
  if (now_.loop != LoopId{} || s.open || !one || s.items.size() >= 32) {
    for (const Value& v : s.items) join_into(added, v);
    s.items = {added};
    s.open = true;
  } else {
    s.items.push_back(added);
  }
  Value longer = make_sequence(std::move(s.items), s.open);
  longer.order = order;
  longer.textual = old.textual;
  assign(a, target, longer);
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

// Whether the call shows its arguments to a person, or keeps them in a log or file, and that is all.
bool Machine::only_writes_down(const Node& callee, const Value& value) const {
  static const auto symbols = [](std::initializer_list<std::string_view> names) {
    std::vector<Symbol> all;
    for (const std::string_view name : names) all.push_back(intern(name));
    return all;
  };
  static const std::vector<Symbol> functions = symbols({"print", "pprint"});
  static const std::vector<Symbol> methods = symbols({"info", "debug", "warning", "warn", "critical", "log_hyperparams",
                                                      "log_params", "log_param", "add_hparams", "add_text"});
  static const std::vector<Symbol> qualified = symbols({"init", "dump"});
  const auto has = [&](const std::vector<Symbol>& list) {
    return std::find(list.begin(), list.end(), callee.symbol) != list.end();
  };
  if (callee.kind == NodeKind::Name ? !has(functions) : callee.kind != NodeKind::Attribute || !(has(methods) || has(qualified)))
    return false;
  for (const Atom& atom : value.atoms) {
    if (atom.kind == AtomKind::Function && !functions_[atom.ref].stub) return false;
    if (atom.kind == AtomKind::Class && !classes_[atom.ref].stub) return false;
  }
  if (callee.kind == NodeKind::Name || has(methods)) return true;
  const std::string_view name = dotted_name(value);
  return name == "wandb.init" || name == "json.dump" || name == "yaml.dump" || name == "pickle.dump";
}

Value Machine::evaluate_call(Activation& a, const Node& n) {
  const NodeId callee_id = a.code->child(n, 0);
  const Node& callee_node = (*a.code)[callee_id];
  static const Symbol eval = intern("eval");
  if (!a.stub && callee_node.kind == NodeKind::Name && callee_node.symbol == eval)
    if (auto named = evaluated_name(a, n)) return *named;
  Value receiver, callee;
  const bool method = callee_node.kind == NodeKind::Attribute;
  if (method) {
    receiver = evaluate(a, a.code->child(callee_node, 0));
    callee = attribute(receiver, callee_node.symbol);
  } else {
    callee = evaluate(a, callee_id);
  }
  const bool written = !a.stub && only_writes_down(callee_node, callee);
  a.records += written;
  Arguments args = evaluate_arguments(a, n, 1);
  a.records -= written;
  if (!state_.reachable) return Value::type();
  if (method && append_to(a, n, args)) return Value::none();

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
  follow_order(a, n, callee, method ? &receiver : nullptr, args, result);
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

}  // namespace seedlint::execute
