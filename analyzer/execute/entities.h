// What the interpreter's atoms refer to: modules, classes, functions, sequences, scopes. All live as long as one run.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "execute/shared.h"
#include "execute/state.h"
#include "execute/value.h"
#include "facts/code.h"
#include "resolve/project.h"

namespace seedlint::execute {

// Names of one frame, module or class.
class Scope {
 public:
  using List = std::vector<std::pair<Symbol, Value>>;  // sorted by symbol
  using Names = Shared<List>;

  const Value* find(Symbol name) const;
  void set(Symbol name, Value value);

  Names names;
  Scope* parent = nullptr;      // enclosing function's scope
  std::uint32_t module = 0;
  bool captured = false;        // a function or class made here may outlive the frame
};

// Joins b's names into a's; a name bound on one side only keeps its value. True if a name of a changed.
bool join_names(Scope::Names& a, const Scope::Names& b);

struct ModuleEntity {
  const resolve::Project::File* file = nullptr;  // null: a folder without __init__.py
  std::string dotted;                            // as imported
  FileId importer = kNoFile;                     // for folders: where lookup of children starts
  bool stub = false;
  enum class Status : std::uint8_t { Fresh, Running, Done } status = Status::Fresh;
  Scope scope;
  std::unordered_map<Symbol, Symbol> imported_as;    // bound name -> dotted origin, for API names
};

struct ClassEntity {
  const ClassUnit* unit = nullptr;
  std::uint32_t module = 0;
  Scope* closure = nullptr;
  Scope body;
  bool body_done = false, bases_done = false, running = false;
  bool stub = false;
  bool unknown_base = false;
  std::vector<std::uint32_t> bases;       // classes, in order
  std::vector<std::string> base_names;    // dotted names of unknown bases
  std::vector<std::uint32_t> mro;         // this class first
  std::string qualified;                  // "torch.nn.Linear"; for user classes "module.Name"
};

struct FunctionEntity {
  const FunctionUnit* unit = nullptr;
  std::uint32_t module = 0;
  std::uint32_t owner = kNoOwner;         // class whose body defines it
  Scope* closure = nullptr;
  bool stub = false;
  bool is_property = false, is_static = false, is_class_method = false, is_context_manager = false, is_no_grad = false;
  std::string qualified;
  static constexpr std::uint32_t kNoOwner = 0xffffffff;
};

struct Sequence {
  std::vector<Value> items;
  bool open = false;       // any number of items[0]
};

// A generator that was called but not yet iterated.
struct Suspended {
  std::uint32_t function = 0;
  std::shared_ptr<Scope> scope;  // parameters bound
};

// Where a value of unknown kind was made, for when its use shows it to be a module or dataset.
struct Making {
  Span token;
  PathId path{};
  LoopId loop{};
  StreamState torch_before;
  std::uint32_t steps_before = 0;  // steps recorded when it was made
  std::uint32_t process = 0;
  BranchId branch{};
  bool rank0_only = false;
  bool used_as_module = false;
  std::string name;
};

struct Arguments {
  std::vector<Value> positional;
  std::vector<std::pair<Symbol, Value>> keywords;
  std::vector<Symbol> maybe;     // keywords that may be left out
  bool open_positional = false;  // *unknown: any further ones
  bool open_keywords = false;    // **unknown
  Value rest;                    // what the open ones may be

  const Value* keyword(Symbol name) const {
    for (const auto& [key, value] : keywords)
      if (key == name) return &value;
    return nullptr;
  }
  // Argument by name or position; nullptr if not given.
  const Value* get(std::size_t index, std::string_view name) const {
    if (index < positional.size()) return &positional[index];
    return keyword(intern(name));
  }
};

}  // namespace seedlint::execute
