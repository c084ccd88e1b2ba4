// The language-neutral code of one scope: a tree of nodes in flat arrays.
//
// Both front ends lower to it; the interpreter runs only this. A node is an operation with children
// in a fixed order (given beside each kind below) and a span; nothing here knows a syntax tree.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/source_file.h"
#include "text/symbol.h"

namespace seedlint {

enum class NodeId : std::uint32_t {};
inline constexpr NodeId kNoNode = NodeId{0xffffffff};

// No tree in a Code, nor the scopes nested in one top-level function, is deeper than about this; what lies deeper
// is Opaque. So whoever walks Code may recurse.
inline constexpr unsigned kMaxDepth = 400;

enum class NodeKind : std::uint8_t {
  // --- expressions -------------------------------------------------------------------------------
  Name,         // symbol
  Int,          // integer (value; saturates)
  Float,        // real
  Text,         // string: str or bytes literal, adjacent literals joined, escapes resolved where simple
  True, False, None, Ellipsis,
  Format,       // f-string: [interpolated expression...]; string = the text before the first of them
  Attribute,    // symbol = name; [object]
  Subscript,    // [object, index]
  Slice,        // [lower, upper, step], each may be an Absent
  Absent,       // a left-out child
  Call,         // [callee, argument...]; an argument is an expression, Keyword, Spread or SpreadMap
  Keyword,      // symbol = name; [value]
  Spread,       // *x: [x]
  SpreadMap,    // **x: [x]
  Unary,        // op; [x]
  Binary,       // op; [left, right]
  Compare,      // op; [left, right]; a < b < c becomes And[a < b, b < c], both holding the same node b
  And, Or,      // [x...]
  Conditional,  // [test, then, otherwise]
  Tuple, List, Set,  // [x...]
  Dict,         // [key, value, key, value ...]; a SpreadMap stands for a pair as (SpreadMap, Absent)
  Lambda,       // function
  Comprehension,  // op = result (List, Set, Dict, Generator); [element, value or Absent, Generate...]
  Generate,     // one "for target in source if test...": [target, source, test...]
  Walrus,       // [target, value]
  Await, Yield, YieldFrom,  // [x or Absent]
  // --- statements --------------------------------------------------------------------------------
  Block,        // [statement...]
  Evaluate,     // an expression statement: [x]
  Assign,       // [value, target...]
  AugmentedAssign,  // op; [target, value]
  AnnotatedAssign,  // [target, annotation, value or Absent]
  Delete,       // [target...]
  If,           // [test, then, otherwise or Absent]; an elif is an If as otherwise, an else a Block
  While,        // [test, body, otherwise or Absent]
  For,          // [target, source, body, otherwise or Absent]
  Try,          // [body, otherwise or Absent, finally or Absent, Handler...]
  Handler,      // symbol = bound name or none; [type or Absent, body]
  With,         // [WithItem..., body]
  WithItem,     // [context, target or Absent]
  Return,       // [x or Absent]
  Raise,        // [x or Absent]
  Assert,       // [test, message or Absent]
  Break, Continue, Pass,
  Global, Nonlocal,  // [Name...]
  Import,       // one "import a.b as c" ("import a, b" is two): string = dotted name; symbol = bound alias or none
  ImportFrom,   // one "from a.b import c as d": string = dotted module with leading dots; [ImportedName...]
  ImportedName, // string = name ("*" for all); symbol = bound name
  DefineFunction,  // function
  DefineClass,     // klass
  Match,        // [subject, Case...]
  Case,         // [pattern, guard or Absent, body]; a pattern is lowered to an expression,
                // captures being Names, wildcards Absent, alternatives an Or; dotted names are values;
                // sequences Tuple or List with Spread[Name or Absent], mappings Dict (**rest a SpreadMap),
                // `p as x` is Walrus[x, p], Class(p, k=q) a Call that is not made
  Opaque,       // text that could not be understood: [sub-expression...] that could
};

enum class Operator : std::uint8_t {
  None,
  Add, Subtract, Multiply, Divide, FloorDivide, Modulo, Power, MatrixMultiply,
  ShiftLeft, ShiftRight, BitAnd, BitOr, BitXor,
  Not, Negate, Plus, Invert,
  Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, Is, IsNot, In, NotIn,
  ResultList, ResultSet, ResultDict, ResultGenerator,
};

struct Node {
  NodeKind kind = NodeKind::Opaque;
  Operator op = Operator::None;
  // Whole text of the node.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  // The one token a diagnostic points at: the callee's last name for a Call (the callee's own token where it has
  // no name, as in f()() or a[0]()), the name of an Attribute or Keyword, the defined name for definitions;
  // otherwise the node's first line.
  std::uint32_t token_begin = 0;
  std::uint32_t token_end = 0;
  Symbol symbol = kNoSymbol;
  std::uint32_t first_child = 0;  // into Code::children
  std::uint32_t child_count = 0;
  std::uint32_t payload = 0;      // Int: index into integers; Float: reals; Text, Format, Import*: strings;
                                  // Lambda, DefineFunction: functions; DefineClass: classes
};

struct FunctionUnit;
struct ClassUnit;

struct Code {
  std::vector<Node> nodes;
  std::vector<NodeId> children;
  std::vector<std::int64_t> integers;
  std::vector<double> reals;
  std::vector<std::string> strings;
  std::vector<std::unique_ptr<FunctionUnit>> functions;
  std::vector<std::unique_ptr<ClassUnit>> classes;
  NodeId root = kNoNode;  // a Block, or an expression for a lambda's body

  const Node& operator[](NodeId id) const { return nodes[static_cast<std::uint32_t>(id)]; }
  std::span<const NodeId> children_of(const Node& n) const {
    return std::span(children).subspan(n.first_child, n.child_count);
  }
  NodeId child(const Node& n, std::size_t i) const { return children[n.first_child + i]; }
};

enum class ParameterKind : std::uint8_t { Positional, PositionalOnly, KeywordOnly, Rest, RestMap };

struct Parameter {
  Symbol name = kNoSymbol;
  ParameterKind kind = ParameterKind::Positional;
  NodeId default_value = kNoNode;  // in the function's own Code
  NodeId annotation = kNoNode;     // likewise
  std::uint32_t begin = 0, end = 0;  // the name's token
};

// What lowering one function gives. Defaults, annotations and decorators are nodes of `code` too, but not
// part of the tree below code.root.
struct FunctionCode {
  Code code;
  std::vector<Parameter> parameters;
  std::vector<NodeId> decorators;  // outermost first
  std::vector<Symbol> assigned;    // names bound in this scope, without parameters and without what is declared
                                   // global or nonlocal; sorted by number, unique. Comprehension targets are not in
  bool is_generator = false;       // has a yield of its own
};

// Lowers source ranges on demand; one per module. Implementations are safe from any thread.
class Lowering {
 public:
  virtual ~Lowering() = default;
  virtual std::unique_ptr<FunctionCode> lower_function(const FunctionUnit& unit) const = 0;
};

// One def or lambda. Its body is lowered the first time somebody asks.
struct FunctionUnit {
  Symbol name = kNoSymbol;        // "<lambda>" for a lambda
  Span span;                      // from the first decorator (or def) to the end of the body
  Span name_token;
  bool decorated = false;
  bool is_async = false;
  const Lowering* lowering = nullptr;  // null where `ready` was filled by the front end

  // Never null: a body that cannot be lowered gives an empty Block. Safe from any thread.
  const FunctionCode& code() const;

  // Front ends that lower eagerly (nested functions, lambdas) fill this directly.
  mutable std::unique_ptr<FunctionCode> ready;
  mutable std::once_flag lowered;  // of code() alone
};

// One class statement. The body is a Code of its own whose root is a Block; bases, keywords and
// decorators are nodes of that Code.
struct ClassUnit {
  Symbol name = kNoSymbol;
  Span span;
  Span name_token;
  Code code;
  std::vector<NodeId> bases;       // positional, in order (may be Spread)
  std::vector<NodeId> keywords;    // Keyword nodes, metaclass= and the like; SpreadMap for **x
  std::vector<NodeId> decorators;  // outermost first
};

// A readable dump (one node a line, indented) for tests and `seedlint trace`.
std::string dump(const Code& code);

}  // namespace seedlint
