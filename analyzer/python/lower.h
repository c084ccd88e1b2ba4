// Syntax tree to Code: one Lowerer per parsed text.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "facts/code.h"
#include "python/literals.h"
#include "python/outline.h"
#include "python/syntax_tree.h"

namespace seedlint::python {

// `+` and, in an augmented assignment, `+=` are Add; None for what is no binary operator.
Operator binary_operator(std::string_view written);

// Where nodes go while one scope (module, class or function) is lowered.
struct Scope {
  Code* code = nullptr;
  std::vector<Symbol> bound;      // names bound here; with repetitions
  std::vector<Symbol> elsewhere;  // names declared global or nonlocal
  bool generator = false;
};

// Adds a Block of these statements, spanning them; `empty_at` places an empty one.
NodeId add_block(Code& code, std::span<const NodeId> statements, std::uint32_t empty_at);
NodeId add_node(Code& code, Node node, std::span<const NodeId> children = {});

class Lowerer {
 public:
  // All three must outlive the Lowerer.
  Lowerer(const SourceFile& source, const SyntaxTree& tree, Scope& scope)
      : file_(source.id()), text_(source.text()), tree_(tree), scope_(&scope) {}

  // Every statement of the text, appended to `into`. Functions and classes are lowered at once.
  void statements(std::vector<NodeId>& into);
  // The text holds one function, decorated or not; its code, or null where none is found.
  std::unique_ptr<FunctionCode> only_function();
  // The text is what a layout asks to be parsed: the statements of the module, appended to `into`. Functions stay
  // unlowered and refer to `lowering`. False where the tree does not have the shape expected.
  bool pieces(const Layout& layout, const Lowering& lowering, std::vector<NodeId>& into);

 private:
  using Index = std::uint32_t;  // into tree_.nodes; 0, the root, stands for "none"

  struct Children {
    const SyntaxTree& tree;
    Index parent;
    struct Iterator {
      const SyntaxTree* tree;
      Index at;
      Index operator*() const { return at; }
      Iterator& operator++() {
        at = tree->nodes[at].next;
        return *this;
      }
      bool operator!=(const Iterator& o) const { return at != o.at; }
    };
    Iterator begin() const { return {&tree, parent + 1}; }
    Iterator end() const { return {&tree, tree.nodes[parent].next}; }
  };

  const Syntax& at(Index i) const { return tree_.nodes[i]; }
  Kind kind(Index i) const { return tree_.nodes[i].kind; }
  std::string_view text(Index i) const { return text_.substr(at(i).begin, at(i).end - at(i).begin); }
  Children children(Index i) const { return {tree_, i}; }
  Index child(Index i, Field field) const;
  Index child(Index i, Kind kind) const;
  Index last_child(Index i, Kind kind) const;
  bool has(Index i, Kind token) const { return child(i, token) != 0; }
  Span span(Index i) const { return {file_, at(i).begin, at(i).end}; }
  Symbol symbol(Index i) const;

  // --- nodes (lower.cpp) ---
  Node blank(NodeKind kind, std::uint32_t begin, std::uint32_t end) const;
  NodeId leaf(NodeKind kind, Index i);
  NodeId add(Node node, std::size_t mark);  // children: what was pushed since `mark`
  NodeId make(NodeKind kind, Index i, std::size_t mark, Operator op = Operator::None);
  NodeId compound(NodeKind kind, Index i, std::size_t mark);  // ends where its last block ends
  void end_with_children(Node& node, std::size_t mark) const;
  NodeId absent(std::uint32_t where);
  NodeId opaque(Index i);
  void push(NodeId id) { pending_.push_back(id); }
  std::size_t mark() const { return pending_.size(); }
  void bind(Symbol name) { scope_->bound.push_back(name); }
  void bind_names(NodeId target);
  void push_target(NodeId target);  // and binds its names
  std::uint32_t keep(std::string text);

  // --- expressions ---
  NodeId expression(Index i);
  NodeId expression_of(Index i, Index parent);  // an Opaque where i is none
  NodeId lowered(Index i);
  Index misplaced_splat(Index i) const;
  NodeId only_child(Index i);
  NodeId keyword(Index i, Index name_of, std::size_t mark);
  Index only_in_parentheses(Index i) const;
  bool is_spread(NodeId id) const { return (*scope_->code)[id].kind == NodeKind::Spread; }
  void push_elements(Index i);
  NodeId sequence(NodeKind kind, Index i);
  NodeId name(Index i);
  NodeId attribute(Index i);
  NodeId subscript(Index i);
  NodeId slice(Index i);
  NodeId call(Index i);
  NodeId unary(Index i);
  NodeId binary(Index i);
  NodeId boolean(Index i);
  NodeId comparison(Index i);
  NodeId conditional(Index i);
  NodeId dictionary(Index i);
  NodeId comprehension(Index i, Operator result);
  NodeId yield(Index i);
  NodeId string(Index i);
  void string_part(Index i, std::string& value, bool& format, std::string& prefix);
  void interpolation(Index i);
  NodeId lambda(Index i);
  NodeId generic_type(Index i);

  // --- statements ---
  void statement(Index i, bool top);
  void simple_statement(Index i);
  NodeId block(Index i, bool top = false);
  NodeId block_of(Index i, Index parent);
  void expression_statement(Index i);
  void assignment(Index i);
  void augmented_assignment(Index i);
  void type_statement(Index i);
  NodeId call_of_type(Index i);
  void import_statement(Index i);
  void import_from(Index i);
  void call_statement(Index i, std::string_view word);
  void scope_statement(Index i, NodeKind kind);
  void delete_targets(Index i);
  NodeId alternative(const std::vector<Index>& alternatives, std::size_t from, std::uint32_t end);
  void if_statement(Index i);
  void while_statement(Index i);
  void for_statement(Index i);
  void try_statement(Index i);
  NodeId handler(Index i);
  void with_statement(Index i);
  void match_statement(Index i);
  NodeId case_clause(Index i);
  void error_statement(Index i);
  NodeId else_block(Index i);

  // --- definitions ---
  void function_definition(Index i, const std::vector<Index>& decorators, std::uint32_t begin, bool top);
  void class_definition(Index i, const std::vector<Index>& decorators, std::uint32_t begin, bool top);
  std::unique_ptr<FunctionCode> function_code(Index i, const std::vector<Index>& decorators, bool top);
  void parameters(Index i, FunctionCode& into);
  void parameter(Index i, FunctionCode& into, ParameterKind& kind);
  void arguments_of_class(Index i, ClassUnit& unit);
  static void finish_function(FunctionCode& code, Scope& scope);
  // Binds the unit's name here, puts the unit into `into` and pushes the node that refers to it.
  template <class Unit>
  void define(NodeKind kind, std::unique_ptr<Unit> unit, std::vector<std::unique_ptr<Unit>>& into) {
    Node node = blank(kind, unit->span.begin, unit->span.end);
    node.symbol = unit->name;
    node.token_begin = unit->name_token.begin;
    node.token_end = unit->name_token.end;
    node.payload = static_cast<std::uint32_t>(into.size());
    bind(unit->name);
    into.push_back(std::move(unit));
    push(add(node, mark()));
  }

  // --- pieces ---
  void unlowered_function(const FunctionPiece& piece, const Lowering& lowering);
  bool class_of_pieces(const ClassPiece& piece, const Lowering& lowering, Index& at_child);
  bool class_header(Index statement, ClassUnit& unit);
  void statements_before(std::uint32_t offset, Index& at_child);

  // --- patterns ---
  NodeId pattern(Index i);
  NodeId pattern_lowered(Index i);
  NodeId pattern_sequence(NodeKind kind, Index i);
  NodeId pattern_name(Index i);
  NodeId dotted(Index i);

  // Counts how deep the tree is; what lies deeper than kMaxDepth becomes Opaque.
  struct Deeper {
    explicit Deeper(unsigned& depth) : depth_(depth) { ++depth_; }
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    unsigned& depth_;
  };

  FileId file_;
  std::string_view text_;
  const SyntaxTree& tree_;
  Scope* scope_;
  std::vector<NodeId> pending_;
  unsigned depth_ = 0;
  Index starless_ = 0;    // a splat whose star was moved outwards
  Index after_type_ = 0;  // brackets after the word `type`, which stands at type_word_
  std::uint32_t type_word_ = 0;
};

}  // namespace seedlint::python
