// The abstract machine: one root under one scenario. Split over several files by what is executed:
//   modules.cpp           imports, running a module's top level, stubs
//   dynamic_imports.cpp   import_module(name), and the datasets that are chosen so
//   names.cpp             scopes and names
//   classes.cpp           classes, functions, objects and fields
//   attributes.cpp        reading and assigning attributes
//   expressions.cpp       expressions
//   operators.cpp         arithmetic and comparisons
//   collections.cpp       lists and dictionaries, iterators
//   call_expressions.cpp  arguments and callees
//   statements.cpp        statements, try, with
//   loops.cpp             loops
//   definitions.cpp       assignments, functions and classes
//   conditions.cpp        which branch of a test is taken
//   calls.cpp             binding, memo, generators, calls of what is unknown
//   natives.cpp           the few Python functions that need the machine (super, getattr, isinstance ...)
//   vocabulary.cpp        the leaves that stubs are written in (seeds, draws, fork ...)
//   options.cpp           objects of options
//   orders.cpp            orders that nobody fixed: of sets, of directory listings
//   events.cpp            recording steps
//   interpreter.cpp       scenarios, and making the Run
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "execute/entities.h"
#include "execute/function_ref.h"
#include "execute/interpreter.h"
#include "execute/run.h"
#include "execute/words.h"

namespace seedlint::execute {

enum class Scenario : std::uint8_t { Single, Distributed };

// Which sides of a test can be taken.
struct Decision {
  bool then = true, otherwise = true;
  bool option = false;                  // pruned because it asks whether the user wants a seed or determinism
  bool then_rank0 = false, otherwise_rank0 = false;
};

// A loop over something in no fixed order, and the names that were there before it.
struct OrderedLoop {
  OrderId order = kOrdered;
  Scope::Names before;
};

// One function (or module, class, lambda) being executed.
struct Activation {
  const Code* code = nullptr;
  Scope* scope = nullptr;
  std::uint32_t module = 0;
  std::uint32_t function = FunctionEntity::kNoOwner;
  std::uint32_t klass = FunctionEntity::kNoOwner;  // while a class body runs: that class
  bool stub = false;
  bool top_level = false;
  bool exits = false;              // some path ended the process
  State returned = unreachable();
  Value result;
  std::vector<State*> breaks, continues;
  std::vector<Scope::Names*> break_names, continue_names;
  std::vector<State*> handlers;                    // innermost try's accumulator
  unsigned comprehensions = 0;                     // being evaluated
  unsigned records = 0;                            // calls being given arguments that only write them down
  std::vector<OrderedLoop> ordered_loops;          // outermost first
  std::vector<Symbol> globals, nonlocals;
  std::function<void(const Value&)> on_yield;
  static State unreachable() { State s; s.reachable = false; return s; }
};

// Circumstances copied into every step; restored when a region ends.
struct Circumstances {
  LoopId loop{};
  BranchId branch{};
  std::uint32_t process = 0;
  bool deferred = false, rank0_only = false, no_grad = false, in_forward = false;
  bool guarded = false, naming_seed = false;
  Certainty certainty = Certainty::Proved;
  friend bool operator==(const Circumstances&, const Circumstances&) = default;
};

// Hash of the tuples and pairs that the machine's tables are keyed by.
struct KeyHash {
  static std::uint64_t one(const Span& s) {
    return (static_cast<std::uint64_t>(s.file) << 40) ^ (static_cast<std::uint64_t>(s.begin) << 20) ^ s.end;
  }
  template <typename T>
  static std::uint64_t one(T* p) { return reinterpret_cast<std::uintptr_t>(p); }
  template <typename T>
    requires std::is_enum_v<T> || std::is_integral_v<T>
  static std::uint64_t one(T x) { return static_cast<std::uint64_t>(x); }
  template <typename Tuple>
  std::size_t operator()(const Tuple& key) const {
    std::uint64_t h = 0x9e3779b97f4a7c15ull;
    std::apply([&](const auto&... part) { ((h = (h ^ one(part)) * 0xff51afd7ed558ccdull, h ^= h >> 32), ...); }, key);
    return h;
  }
};

class Machine {
 public:
  Machine(const resolve::Project& project, const roots::Root& root, const Options& options, Scenario scenario);

  void run();                       // executes the root; once in a machine's life
  bool asked_scenario() const { return asked_scenario_; }  // some test depended on it
  bool saw_ranks() const;           // evidence of several ranks in the steps
  bool cut() const { return cut_; }
  // The project holds a library that a stub describes, and the root ran its source. It can run by the stub instead,
  // as a program would that has it installed.
  bool ran_described_library() const { return ran_described_library_; }
  void prefer_stubs() { prefer_stubs_ = true; }
  Run take();                       // the finished Run

 private:
  // interpreter.cpp
  void settle_conditions();
  void run_open_root();
  void import_version_table();

  // modules.cpp
  std::uint32_t module_for_file(const resolve::Project::File& file, std::string dotted, bool stub);
  Value import_module(const Activation& a, std::string_view dotted, unsigned level);
  std::optional<Value> some_member(const Value& module);
  std::optional<Value> evaluated_name(Activation& a, const Node& call);
  void ensure_run(std::uint32_t module);
  static bool does_more_than_define(const resolve::Project::File& file);
  void run_module_body(std::uint32_t module);
  std::optional<Value> module_attribute(std::uint32_t module, Symbol name);
  std::optional<std::uint32_t> find_module(std::uint32_t importer, std::string_view dotted, unsigned level);
  void execute_import(Activation& a, const Node& n);
  void execute_import_from(Activation& a, const Node& n);
  std::optional<Value> stub_value(std::string_view dotted);
  const Value* builtin(Symbol name);

  // names.cpp
  Value read_name(Activation& a, Symbol name);
  void write_name(Activation& a, Symbol name, Value v);
  Value force(Value v);             // resolves Lazy atoms
  Value attribute(const Value& object, Symbol name);
  Value attribute_of(const Atom& atom, const Value& whole, Symbol name);
  Value class_attribute(std::uint32_t klass, Symbol name, const Atom* instance, std::size_t mro_from = 0);
  std::optional<Value> find_in_class(std::uint32_t klass, Symbol name, std::size_t mro_from, std::uint32_t* holder = nullptr);
  void assign_attribute(Activation& a, const Value& object, Symbol name, const Value& v, const Node& site);
  const Value* read_field(ObjectId id, Symbol name);
  void write_field(ObjectId id, Symbol name, const Value& v);
  void resolve_bases(std::uint32_t klass);
  void ensure_class_body(std::uint32_t klass);
  bool class_is(std::uint32_t klass, std::string_view qualified);
  bool instance_is(ObjectId id, std::string_view qualified);
  std::uint32_t class_entity(const ClassUnit& unit, Activation& a);
  std::uint32_t function_entity(const FunctionUnit& unit, Activation& a);
  ObjectId new_object(std::uint32_t klass);
  // As the atom, or the first atom that has one, is called; empty if nothing is. Lives as long as the machine.
  std::string_view qualified_name(const Atom& atom) const;
  std::string_view dotted_name(const Value& v) const;

  // expressions.cpp
  Value evaluate(Activation& a, NodeId id);
  Value evaluate_call(Activation& a, const Node& n);
  Value evaluate_subscript(Activation& a, const Node& n);
  Value evaluate_comprehension(Activation& a, const Node& n);
  Value evaluate_binary(Operator op, const Value& l, const Value& r);
  Value evaluate_compare(Activation& a, const Node& n, const Value& l, const Value& r);
  Value make_sequence(std::vector<Value> items, bool open = false);
  Value make_dict(Activation& a, const Node& n);
  Arguments evaluate_arguments(Activation& a, const Node& n, std::size_t first);
  Value element_of(const Value& v, bool by_loop);
  Value iterate(const Value& v);    // runs the iterator; the join of what it gives
  Symbol api_name(Activation& a, const Node& callee, const Value& value);
  bool only_writes_down(const Node& callee, const Value& value) const;
  std::optional<Sequence> longest_list(const Value& v) const;
  bool append_to(Activation& a, const Node& call, const Arguments& args);
  Value evaluate_boolean(Activation& a, const Node& n);
  Value evaluate_quietly(Activation& a, NodeId id);
  bool calls_library(const Value& callee) const;
  void merge_dict(ObjectId into, const Value& other);
  static Symbol key_field(std::string_view key);   // the field that holds a dict's key

  // statements.cpp
  void execute(Activation& a, NodeId id);
  void execute_block(Activation& a, const Node& n);
  void execute_if(Activation& a, const Node& n);
  void execute_for(Activation& a, const Node& n);
  bool execute_for_each(Activation& a, const Node& n, const Value& iterable);
  void execute_while(Activation& a, const Node& n);
  void execute_try(Activation& a, const Node& n);
  void execute_with(Activation& a, const Node& n, std::size_t item);
  void execute_match(Activation& a, const Node& n);
  // Where paths that leave a turn of a loop meet.
  struct Left {
    State state = Activation::unreachable();
    Scope::Names names;
  };
  void rejoin(Activation& a, const Left& left);
  void execute_turn(Activation& a, NodeId body, Left& broken, FunctionRef<void()> begin);
  void execute_loop_body(Activation& a, const Node& n, NodeId body, bool at_least_once, FunctionRef<void()> begin);
  void assign(Activation& a, NodeId target, const Value& v);
  void define_function(Activation& a, const Node& n);
  void define_class(Activation& a, const Node& n);
  Value decorate(Activation& a, const Node& node, const Value& decorator, const Value& value);
  // Runs both sides where both can be taken and joins what they leave.
  void branch(Activation& a, const Decision& d, FunctionRef<void()> then, FunctionRef<void()> otherwise);

  // conditions.cpp
  Decision decide(Activation& a, NodeId test);
  bool names_seed_option(Activation& a, const Node& n, const Value& v);

  // calls.cpp
  Value call(const Value& callee, Arguments& args);
  Value call_atom(const Atom& atom, const Value& callee, Arguments& args);
  bool is_stub_function(const Value& v, std::string_view qualified) const;  // one function of a library, by its name
  Value instantiate(std::uint32_t klass, Arguments& args);
  Value invoke(std::uint32_t function, const Atom* bound, Arguments& args);
  std::shared_ptr<Scope> bind(const FunctionEntity& f, const FunctionCode& code, const Atom* bound, Arguments& args);
  Value run_body(std::uint32_t function, const FunctionCode& code, std::shared_ptr<Scope> scope,
                 std::function<void(const Value&)> on_yield);
  Value resume(const Suspended& s, std::function<void(const Value&)> on_yield);
  Value call_unknown(const Value& callee, const Atom& atom, Arguments& args);
  bool names_a_library(Symbol dotted_name);
  void run_callbacks(const Arguments& args);
  void call_deferred(const Value& callee, Arguments& args);
  std::optional<ObjectId> context_manager(const Value& v) const;

  // dynamic_imports.cpp
  std::optional<Value> import_by_name(const Arguments& args);
  Value use_as_dataset(const Value& v);

  // natives.cpp
  Value call_native(std::uint32_t native, Arguments& args);
  std::optional<Value> native_value(Symbol name);
  Value is_instance(const Value& value, const Value& classes);
  Value dict_value(ObjectId id, const Value& key);
  bool is_dict_method(const Value& receiver, Symbol name) const;
  Value call_dict_method(const Value& receiver, Symbol name, Arguments& args);
  void forget_names(Activation& a);   // anything may have been assigned

  // vocabulary.cpp
  std::optional<Value> vocabulary_value(Symbol name);
  Value call_vocabulary(std::uint32_t word, Arguments& args);
  Value fork(Arguments& args);
  Value make_options(const Value& klass);
  Value replaced(const Value& object, const Value& changes);
  Value configured_targets(const Value& configured);

  // orders.cpp
  const Order& order_of(const Value& v) const { return orders_[static_cast<std::size_t>(v.order)]; }
  OrderId add_order(const Order& order);
  OrderId listing_order();
  OrderId set_order(Span made, Symbol api);
  bool is_set(const Value& v) const;
  bool is_position(const Value& v) const;
  bool holds_text(const Value& v, unsigned depth) const;
  OrderId order_through(const Value& v, Span at);
  OrderId position_in(const Value& v, Span at);
  OrderId order_within(const Value& v, unsigned depth);
  OrderId order_of_loops(Activation& a, const Node& target);
  void note_order(OrderId order, std::string_view use, Span token, Symbol detail = kNoSymbol);
  void note_next_number(Activation& a, const Node& assignment);
  void note_appended_label(Activation& a, const Node& call, const Value& appended);
  void sort_in_place(Activation& a, NodeId target, const Value& v);
  void follow_order(Activation& a, const Node& n, const Value& callee, const Value* receiver, const Arguments& args,
                    Value& result);

  void keep_order(Activation& a, const Node& n, const Arguments& args, Value& result);

  // events.cpp
  StepId record(Step step);
  Step step_here(EventKind kind);
  void seed(const Stream& s, const Value& v);
  Value draw(const Stream& s, Role role, Certainty certainty = Certainty::Proved, OrderId of = kOrdered);
  void assume_seeded();
  void use_as_module(const Value& v);
  void overwrite(const Value& v);
  Stream stream_of(const Value& v, bool& known);
  std::optional<Stream> generator_stream(const Value& generator, const Stream& global);
  Symbol library_class_of(ObjectId id);

  PathId push_frame(Symbol callee, bool constructor = false);
  LoopId push_loop(Span token);
  BranchId push_branch();
  bool spend(std::uint32_t n = 1) { return (spent_ += n) < options_->budget; }
  Span span_of(const Activation& a, const Node& n) const;
  Span token_of(const Activation& a, const Node& n) const;
  void unresolved(Symbol name);
  void leave_process();
  void note_option_read(const Value& v);
  void note_seed_written(const Activation& a, Symbol name, const Value& v);
  void note_escape(ObjectId id);      // an options object was handed to something unknown
  std::string_view library_version(std::string_view name) const;

  // --- what does not change ---------------------------------------------------------------------------------
  const resolve::Project* project_;
  const roots::Root* root_;
  const Options* options_;
  Scenario scenario_;
  bool prefer_stubs_ = false, ran_described_library_ = false;
  std::unordered_map<std::string, bool> described_;
  bool is_described_library(const resolve::Project::File& file, std::string_view name);

  // --- what the program is made of ------------------------------------------------------------------------------
  std::deque<ModuleEntity> modules_;
  std::unordered_map<const resolve::Project::File*, std::uint32_t> module_of_file_;
  std::unordered_map<std::string, std::uint32_t> folder_modules_;
  std::vector<std::uint32_t> dynamic_importers_;  // modules that import by a computed name
  std::unordered_map<Symbol, bool> libraries_;  // dotted names, and whether a stub describes their first component
  std::deque<ClassEntity> classes_;
  std::unordered_map<std::pair<const ClassUnit*, Scope*>, std::uint32_t, KeyHash> class_of_;
  std::deque<FunctionEntity> functions_;
  std::unordered_map<std::pair<const FunctionUnit*, Scope*>, std::uint32_t, KeyHash> function_of_;
  std::vector<Object> objects_;
  std::vector<std::uint32_t> object_class_;
  using Site = std::tuple<Span, PathId, std::uint32_t, std::uint32_t>;  // call, path, class, call in the stub
  std::unordered_map<Site, ObjectId, KeyHash> object_at_;
  std::vector<Frame> frames_;
  std::unordered_map<std::tuple<PathId, Span, Symbol>, PathId, KeyHash> frame_of_;
  std::vector<Loop> loops_;
  std::unordered_map<std::pair<LoopId, Span>, LoopId, KeyHash> loop_of_;
  std::vector<BranchId> branches_;  // parent of each
  std::vector<BranchId> object_branch_;
  std::set<std::pair<ObjectId, Symbol>> maybe_absent_;  // dict keys written under a test the dict was not made under
  std::deque<Sequence> sequences_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> sequence_at_;
  std::vector<Order> orders_;                     // by OrderId; 0 is none
  std::map<std::tuple<Span, Span, unsigned>, OrderId> order_at_;
  std::map<Span, bool> sorted_;                   // where lists were made that are sorted in place
  std::uint32_t dict_class_ = 0, generator_class_ = 0;

  // --- where execution stands -----------------------------------------------------------------------------------
  State state_;
  Circumstances now_;
  PathId path_{};
  Span site_;                      // token of the innermost call in user code
  std::uint32_t stub_site_ = 0;    // offset of the innermost call in stub code
  Symbol api_ = kNoSymbol;
  std::uint32_t depth_ = 0;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> stack_;  // functions being executed, and what they are bound to
  const Value* receiver_ = nullptr;   // of the method call being made
  Activation* caller_ = nullptr;      // who makes it
  std::vector<Activation*> activations_;
  std::map<std::uint32_t, Suspended> suspended_;   // by object
  std::deque<std::shared_ptr<Scope>> kept_scopes_; // closures may outlive the frame
  std::vector<Making> makings_;
  std::unordered_map<std::pair<Span, PathId>, std::uint32_t, KeyHash> making_at_;
  std::vector<Step> steps_;
  std::unordered_map<std::uint64_t, StepId> step_seen_;
  std::unordered_map<std::uint64_t, std::uint32_t> step_count_;
  struct Outcome { Value result; State state; };
  std::unordered_map<std::uint64_t, Outcome> memo_;
  std::vector<Run::Unresolved> unresolved_;
  std::unordered_set<std::pair<Span, Symbol>, KeyHash> unresolved_seen_;
  State start_state_;              // the root's; a spawned process starts from it
  std::uint32_t processes_ = 0;
  std::set<std::uint32_t> loader_workers_;  // processes that are workers of a loader
  std::map<std::tuple<Span, PathId, std::uint32_t, ObjectId, Symbol, std::uint32_t>, std::uint32_t> process_of_;
  std::uint64_t spent_ = 0;
  std::map<Symbol, std::string> needed_;  // versions without which what was called is not there
  bool decorating_ = false;
  bool trains_ = false, cut_ = false, assumed_seeding_ = false, asked_scenario_ = false;
  bool root_running_as_main_ = false;
  std::uint32_t draws_recorded_ = 0;
  bool unseeded_draw_ = false;
  std::uint32_t asked_group_too_early_ = 0;
  std::map<Stream, std::vector<StreamState>> saved_states_;
};

// The value of an operation on both: nothing known but where it comes from.
Value computed(const Value& l, const Value& r);

// Whether some atom is an imported name nobody has read yet.
inline bool is_lazy(const Value& v) {
  for (const Atom& a : v.atoms)
    if (a.kind == AtomKind::Lazy) return true;
  return false;
}

// Value::option of a rank that was read before a process group existed, so that it is 0 everywhere.
inline constexpr std::string_view kRankBeforeInit = "rank-before-init";

}  // namespace seedlint::execute
