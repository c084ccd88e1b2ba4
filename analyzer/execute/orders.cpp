// Orders that nobody fixed: those of sets of strings and of directory listings. A value carries the order its elements
// stand in (Order in run.h) until something sorts it or asks for no order; here is how it is made, handed on by calls
// and loops, and noted where it decides something.
#include <algorithm>

#include "execute/machine.h"

namespace seedlint::execute {

namespace {

constexpr std::size_t kMostOrders = 60'000;

// What a call may do with orders and strings, by the last name of what is called.
enum Meaning : std::uint16_t {
  kTextMethod = 1 << 0,    // a method that strings alone have
  kTextIfText = 1 << 1,    // gives a string where its object is one
  kSplit = 1 << 2,
  kListing = 1 << 3,       // of a path
  kOfSets = 1 << 4,        // gives a set of a set
  kOfElements = 1 << 5,    // gives the same elements
  kIndex = 1 << 6,
  kShuffle = 1 << 7,
  kPathText = 1 << 8,      // os.path.join
  kOpen = 1 << 9,
  kOfPosition = 1 << 10,   // gives the same number
  kOfArgument = 1 << 11,   // gives the elements of its argument
};

struct Named {
  std::uint16_t meaning;
  std::initializer_list<std::string_view> names;
};

// By symbol: most calls mean nothing here, and say so at one look.
std::uint16_t meaning_of(Symbol name) {
  static const std::vector<std::uint16_t> table = [] {
    const Named all[] = {
        {kTextMethod, {"strip", "lstrip", "rstrip", "lower", "upper", "title", "capitalize", "casefold", "splitlines", "decode",
                       "readline", "readlines", "rsplit", "partition", "rpartition", "as_posix"}},
        {kTextIfText, {"split", "replace", "join", "read", "copy", "tolist"}},
        {kSplit, {"split"}},
        {kListing, {"iterdir", "rglob", "glob"}},
        {kOfSets, {"union", "difference", "intersection", "symmetric_difference", "copy"}},
        {kOfElements, {"copy", "tolist", "flatten", "reshape"}},
        {kIndex, {"index"}},
        {kShuffle, {"shuffle"}},
        {kPathText, {"join", "basename", "dirname", "splitext", "abspath", "relpath"}},
        {kOpen, {"open"}},
        {kOfPosition, {"int", "int32", "int64", "long", "float", "float32", "tensor", "as_tensor", "LongTensor", "str"}},
        {kOfArgument, {"array", "asarray", "Series", "Index", "iter"}},
    };
    std::vector<std::uint16_t> bits;
    for (const Named& one : all)
      for (const std::string_view text : one.names) {
        const auto at = static_cast<std::size_t>(intern(text));
        if (bits.size() <= at) bits.resize(at + 1);
        bits[at] |= one.meaning;
      }
    return bits;
  }();
  const auto at = static_cast<std::size_t>(name);
  return at < table.size() ? table[at] : 0;
}

bool is_single_type(const Value& v) { return v.atoms.size() == 1 && v.atoms.front().kind == AtomKind::Type; }

}  // namespace

OrderId Machine::add_order(const Order& order) {
  const auto key = std::tuple(order.made, order.taken, static_cast<unsigned>(order.kind) * 2u + (order.listing ? 1u : 0u));
  if (const auto it = order_at_.find(key); it != order_at_.end()) return it->second;
  if (orders_.size() >= kMostOrders || !order.made.valid()) return kOrdered;
  const OrderId id{static_cast<std::uint16_t>(orders_.size())};
  orders_.push_back(order);
  order_at_.emplace(key, id);
  return id;
}

OrderId Machine::listing_order() {
  return add_order({.kind = Order::Kind::Elements, .listing = true, .made = site_, .api = api_, .taken = site_});
}

OrderId Machine::set_order(Span made, Symbol api) {
  return add_order({.kind = Order::Kind::Set, .made = made, .api = api, .taken = made});
}

bool Machine::is_set(const Value& v) const {
  return v.order != kOrdered && order_of(v).kind == Order::Kind::Set;
}

bool Machine::is_position(const Value& v) const {
  return v.order != kOrdered && order_of(v).kind == Order::Kind::Position;
}

// A string, or a sequence of strings, or of tuples that hold one: its hash, or its elements', differs from run to run.
bool Machine::holds_text(const Value& v, unsigned depth) const {
  if (v.textual) return true;
  bool some = false, all = true;
  for (const Atom& atom : v.atoms) {
    if (atom.kind == AtomKind::Text) return true;
    if (atom.kind == AtomKind::None || (atom.kind == AtomKind::Sequence && sequences_[atom.ref].items.empty())) continue;
    if (atom.kind != AtomKind::Sequence || depth == 0) return false;
    const auto& items = sequences_[atom.ref].items;
    const bool in_it = std::any_of(items.begin(), items.end(), [&](const Value& item) { return holds_text(item, depth - 1); });
    some |= in_it;
    all &= in_it;
  }
  return some && all;
}

// The order that going through v gives; a set's is made at that place.
OrderId Machine::order_through(const Value& v, Span at) {
  if (v.order == kOrdered) return kOrdered;
  Order order = order_of(v);
  if (order.kind == Order::Kind::Elements) return v.order;
  if (order.kind == Order::Kind::Position || !holds_text(v, 2)) return kOrdered;
  order.kind = Order::Kind::Elements;
  order.taken = at;
  return add_order(order);
}

OrderId Machine::position_in(const Value& v, Span at) {
  const OrderId through = order_through(v, at);
  if (through == kOrdered) return kOrdered;
  Order order = orders_[static_cast<std::size_t>(through)];
  order.kind = Order::Kind::Position;
  return add_order(order);
}

// An object that samples by index and keeps what it samples from in a list of no fixed order.
OrderId Machine::order_within(const Value& v, unsigned depth) {
  if (v.order != kOrdered) return order_of(v).kind == Order::Kind::Position ? kOrdered : order_through(v, site_);
  const auto id = v.object();
  if (!id || depth == 0) return kOrdered;
  const std::uint32_t klass = object_class_[static_cast<std::uint32_t>(*id)];
  if (klass == dict_class_ || klass == generator_class_) return kOrdered;
  if (classes_[klass].stub) {
    const Value* inner = read_field(*id, intern("dataset"));
    return inner ? order_within(*inner, depth - 1) : kOrdered;
  }
  if (!find_in_class(klass, word::getitem, 0)) return kOrdered;
  for (const auto& [name, field] : objects_[static_cast<std::uint32_t>(*id)].fields)
    if (field.order != kOrdered && order_of(field).kind == Order::Kind::Elements) return field.order;
  return kOrdered;
}

namespace {

// The numbering that the assignment around `token` fills is only looked up by the function that makes it: what numbers
// it gives does not matter, as the positions of open files do not.
bool stays_local(const Code& code, Span token) {
  Symbol map = kNoSymbol;
  for (const Node& n : code.nodes) {
    if (n.kind != NodeKind::Assign || n.begin > token.begin || n.end < token.end || n.child_count < 2) continue;
    const Node* target = &code[code.child(n, 1)];
    if (target->kind == NodeKind::Subscript) target = &code[code.child(*target, 0)];
    if (target->kind != NodeKind::Name) return false;
    map = target->symbol;
  }
  if (map == kNoSymbol || !code.functions.empty()) return false;
  for (const Node& n : code.nodes) {
    const auto children = code.children_of(n);
    for (std::size_t i = 0; i < children.size(); ++i) {
      const Node& used = code[children[i]];
      // What is looked up is kept or handed on: `label = ids[name]`, `samples.append((path, ids[name]))`; `chr(ids[name])`
      // makes something else of it.
      const bool by_method = n.kind == NodeKind::Call && i > 0 && code[children[0]].kind == NodeKind::Attribute;
      const bool goes_on = (n.kind == NodeKind::Assign && i == 0) || by_method ||
                           n.kind == NodeKind::Tuple || n.kind == NodeKind::Keyword || n.kind == NodeKind::Return;
      if (goes_on && used.kind == NodeKind::Subscript) {
        const Node& looked_at = code[code.child(used, 0)];
        if (looked_at.kind == NodeKind::Name && looked_at.symbol == map) return false;
      }
      if (used.kind != NodeKind::Name || used.symbol != map) continue;
      const bool looked_up = (n.kind == NodeKind::Subscript && i == 0) || n.kind == NodeKind::Attribute ||
                             (n.kind == NodeKind::Compare && i == 1) || (n.kind == NodeKind::Assign && i > 0);
      if (!looked_up) return false;
    }
  }
  return true;
}

}  // namespace

void Machine::note_order(OrderId order, std::string_view use, Span token, Symbol detail) {
  if (order == kOrdered || !state_.reachable) return;
  if (use == "number-of" || use == "numbered") {
    const auto user = std::find_if(activations_.rbegin(), activations_.rend(), [](const Activation* a) { return !a->stub; });
    if (user != activations_.rend() && !(*user)->top_level && stays_local(*(*user)->code, token)) return;
  }
  Step step = step_here(EventKind::Mark);
  step.name = intern("order");
  step.api = intern(use);
  step.stream.name = detail;
  step.token = token;
  step.value = Value::type(Provenance::of(Origin::Const));
  step.value.order = order;
  record(std::move(step));
}

// list.sort() and the like: the list, by whatever name, has an order from now on.
void Machine::sort_in_place(Activation& a, NodeId target, const Value& v) {
  for (const Atom& atom : v.atoms)
    if (atom.kind == AtomKind::Sequence || atom.kind == AtomKind::Type) sorted_[order_of(v).made] = true;
  Value sorted = v;
  sorted.order = kOrdered;
  const NodeKind kind = (*a.code)[target].kind;
  if (kind == NodeKind::Name || kind == NodeKind::Attribute) assign(a, target, sorted);
}

// What is appended in a loop stands in the loop's order, if the list was there before the loop.
OrderId Machine::order_of_loops(Activation& a, const Node& target) {
  for (const OrderedLoop& loop : a.ordered_loops) {
    const Node* name = &target;
    while (name->kind == NodeKind::Attribute) name = &(*a.code)[a.code->child(*name, 0)];
    if (name->kind != NodeKind::Name) return kOrdered;
    const Scope::List& before = loop.before.get();
    const bool there = std::any_of(before.begin(), before.end(), [&](const auto& entry) { return entry.first == name->symbol; });
    if (there) return loop.order;
  }
  return kOrdered;
}

namespace {

// "label", "class_idx", "target", "y"
bool names_a_label(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower.find("label") != std::string::npos || lower.find("class") != std::string::npos ||
         lower.find("target") != std::string::npos || lower == "y" || lower == "cls" || lower.starts_with("cls_") ||
         lower.find("category") != std::string::npos;
}

}  // namespace

// samples.append((path, label)), where label counts what was listed.
void Machine::note_appended_label(Activation& a, const Node& call, const Value& appended) {
  if (call.child_count < 2) return;
  const Node& node = (*a.code)[a.code->child(call, call.child_count - 1)];
  if (is_position(appended)) {
    if (node.kind == NodeKind::Name && names_a_label(text_of(node.symbol))) note_order(appended.order, "label", token_of(a, node));
    return;
  }
  if (appended.atoms.size() != 1 || appended.atoms.front().kind != AtomKind::Sequence) return;
  const Sequence& s = sequences_[appended.atoms.front().ref];
  if (s.open || (node.kind != NodeKind::Tuple && node.kind != NodeKind::List) || node.child_count != s.items.size()) return;
  for (std::size_t i = 0; i < s.items.size(); ++i) {
    const Node& part = (*a.code)[a.code->child(node, i)];
    if (is_position(s.items[i]) && part.kind == NodeKind::Name && names_a_label(text_of(part.symbol)))
      note_order(s.items[i].order, "label", token_of(a, part));
  }
}

// ids[name] = len(ids) in a loop: the loop's order decides the numbers.
void Machine::note_next_number(Activation& a, const Node& assignment) {
  const Node& value = (*a.code)[a.code->child(assignment, 0)];
  const Node& target = (*a.code)[a.code->child(assignment, 1)];
  if (a.stub || target.kind != NodeKind::Subscript || value.kind != NodeKind::Call || value.child_count != 2) return;
  const Node& callee = (*a.code)[a.code->child(value, 0)];
  if (callee.kind != NodeKind::Name || text_of(callee.symbol) != "len") return;
  const auto* file = modules_[a.module].file;
  if (!file) return;
  const Node& counted = (*a.code)[a.code->child(value, 1)];
  const Node& map = (*a.code)[a.code->child(target, 0)];
  if (file->source->slice(span_of(a, counted)) != file->source->slice(span_of(a, map))) return;
  note_order(order_of_loops(a, map), "number-of", token_of(a, map));
}

// What a call of something hands on of an order: generators of libraries, methods of sets and strings, conversions.
void Machine::follow_order(Activation& a, const Node& n, const Value& callee, const Value* receiver, const Arguments& args,
                           Value& result) {
  if (result.order != kOrdered || result.atoms.size() != 1) return;
  const AtomKind kind = result.atoms.front().kind;
  if (kind == AtomKind::Object) {
    keep_order(a, n, args, result);
    return;
  }
  if (kind != AtomKind::Type) return;
  const Symbol name = (*a.code)[a.code->child(n, 0)].symbol;
  const std::uint16_t meaning = meaning_of(name);
  if (meaning == 0) return;
  const Value* first = args.positional.empty() ? nullptr : &args.positional[0];
  if (receiver) {
    if (meaning & kTextMethod) result.textual = true;
    if (meaning & kTextIfText) result.textual |= receiver->textual;
    if ((meaning & kSplit) && (first ? first->text().has_value() : args.keywords.empty())) result.textual = true;
    if ((meaning & kListing) && !a.stub && is_single_type(*receiver) && dotted_name(*receiver) != "glob") {
      result.order = add_order({.kind = Order::Kind::Elements, .listing = true, .made = token_of(a, n),
                                .api = intern("pathlib.Path." + std::string(text_of(name))), .taken = token_of(a, n)});
      result.textual = true;
      return;
    }
    if (receiver->order != kOrdered) {
      const Order::Kind order = order_of(*receiver).kind;
      if ((order == Order::Kind::Set && (meaning & kOfSets)) || (order == Order::Kind::Elements && (meaning & kOfElements))) {
        result.order = receiver->order;
        result.textual = holds_text(*receiver, 2);
        return;
      }
      if (order == Order::Kind::Elements && (meaning & kIndex) && !a.stub) note_order(receiver->order, "index", token_of(a, n));
    }
  }
  if (meaning & (kPathText | kOpen)) {
    const std::string_view called = dotted_name(callee);
    if (called == "open" || called.starts_with("os.path.")) result.textual = true;
  }
  if (!first) return;
  if ((meaning & kShuffle) && !a.stub && is_single_type(*first)) {
    // What was shuffled in place: its elements are drawn.
    const std::string_view api = text_of(api_);
    const NodeId shuffled = a.code->child(n, 1);
    if ((api == "random.shuffle" || api.starts_with("numpy.random.")) && (*a.code)[shuffled].kind == NodeKind::Name) {
      Value drawn = *first;
      drawn.provenance = combine(drawn.provenance, result.provenance);
      assign(a, shuffled, drawn);
    }
  }
  if (first->order == kOrdered) return;
  if (is_position(*first) ? (meaning & kOfPosition) != 0 : (meaning & kOfArgument) != 0) {
    result.order = is_position(*first) ? first->order : order_through(*first, a.stub ? site_ : token_of(a, n));
    result.textual = holds_text(*first, 2);
  }
}

// A generator of a library goes through what it is given; so do objects of its classes that say so.
void Machine::keep_order(Activation& a, const Node& n, const Arguments& args, Value& result) {
  const bool given = std::any_of(args.positional.begin(), args.positional.end(), [](const Value& v) { return v.order != kOrdered; });
  if (!given) return;
  const std::uint32_t ref = result.atoms.front().ref;
  bool keeps = false;
  if (const auto it = suspended_.find(ref); it != suspended_.end()) keeps = functions_[it->second.function].stub;
  else if (const std::uint32_t klass = object_class_[ref]; classes_[klass].stub && klass != dict_class_)
    keeps = find_in_class(klass, intern("keeps_order"), 0).has_value();
  for (std::size_t i = 0; keeps && i < args.positional.size() && result.order == kOrdered; ++i)
    result.order = order_through(args.positional[i], a.stub ? site_ : token_of(a, n));
}

}  // namespace seedlint::execute
