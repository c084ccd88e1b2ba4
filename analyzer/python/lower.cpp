// Lowering: the making of nodes, and what all parts share.
#include "python/lower.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <utf8proc.h>

#include "python/outline.h"

namespace seedlint::python {

NodeId add_node(Code& code, Node node, std::span<const NodeId> children) {
  node.first_child = static_cast<std::uint32_t>(code.children.size());
  node.child_count = static_cast<std::uint32_t>(children.size());
  code.children.insert(code.children.end(), children.begin(), children.end());
  code.nodes.push_back(node);
  return NodeId{static_cast<std::uint32_t>(code.nodes.size() - 1)};
}

NodeId add_block(Code& code, std::span<const NodeId> statements, std::uint32_t empty_at) {
  Node node;
  node.kind = NodeKind::Block;
  node.begin = node.end = empty_at;
  if (!statements.empty()) {
    node.begin = code[statements.front()].begin;
    node.end = std::max(node.begin, code[statements.back()].end);
  }
  node.token_begin = node.begin;
  node.token_end = statements.empty() ? node.begin : std::min(node.end, code[statements.front()].token_end);
  node.token_end = std::max(node.token_end, node.token_begin);
  return add_node(code, node, statements);
}

Lowerer::Index Lowerer::child(Index i, Field field) const {
  for (const Index c : children(i)) {
    if (at(c).field == field && kind(c) != Kind::Error) return c;
  }
  return 0;
}

Lowerer::Index Lowerer::child(Index i, Kind wanted) const {
  for (const Index c : children(i)) {
    if (kind(c) == wanted) return c;
  }
  return 0;
}

Lowerer::Index Lowerer::last_child(Index i, Kind wanted) const {
  Index found = 0;
  for (const Index c : children(i)) {
    if (kind(c) == wanted) found = c;
  }
  return found;
}

Symbol identifier(std::string_view written) {
  const bool ascii =
      std::all_of(written.begin(), written.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  if (ascii) return intern(written);
  utf8proc_uint8_t* mapped = nullptr;
  const auto length = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(written.data()), static_cast<utf8proc_ssize_t>(written.size()), &mapped,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
  if (length < 0) return intern(written);
  const Symbol result = intern({reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)});
  std::free(mapped);
  return result;
}

Symbol Lowerer::symbol(Index i) const { return identifier(text(i)); }

// A node whose token is its first line.
Node Lowerer::blank(NodeKind kind, std::uint32_t begin, std::uint32_t end) const {
  Node node;
  node.kind = kind;
  node.begin = node.token_begin = begin;
  node.end = node.token_end = end;
  if (const void* newline = std::memchr(text_.data() + begin, '\n', end - begin)) {
    node.token_end = static_cast<std::uint32_t>(static_cast<const char*>(newline) - text_.data());
    while (node.token_end > begin && (text_[node.token_end - 1] == '\r' || text_[node.token_end - 1] == ' ')) {
      --node.token_end;
    }
  }
  return node;
}

NodeId Lowerer::add(Node node, std::size_t mark) {
  // What a star was moved away from begins after it; what the word `type` was given back to begins with that.
  const bool operand = node.kind == NodeKind::Attribute || node.kind == NodeKind::Subscript ||
                       node.kind == NodeKind::Call || node.kind == NodeKind::Binary || node.kind == NodeKind::And ||
                       node.kind == NodeKind::Or;
  if (operand && mark < pending_.size()) {
    const Node& first = (*scope_->code)[pending_[mark]];
    const bool starred = node.begin < first.begin && text_[node.begin] == '*' && first.begin <= node.end;
    if (starred || node.begin > first.begin) {
      if (node.token_begin == node.begin) node.token_begin = std::min(first.begin, node.token_end);
      node.begin = first.begin;
    }
  }
  const NodeId id = add_node(*scope_->code, node, std::span(pending_).subspan(mark));
  pending_.resize(mark);
  return id;
}

NodeId Lowerer::leaf(NodeKind kind, Index i) { return add(blank(kind, at(i).begin, at(i).end), mark()); }

NodeId Lowerer::make(NodeKind kind, Index i, std::size_t mark, Operator op) {
  Node node = blank(kind, at(i).begin, at(i).end);
  node.op = op;
  return add(node, mark);
}

// A statement with blocks ends where its last statement ends, so that a separator after that belongs to nobody.
void Lowerer::end_with_children(Node& node, std::size_t mark) const {
  std::uint32_t end = node.begin;
  for (const NodeId id : std::span(pending_).subspan(mark)) end = std::max(end, (*scope_->code)[id].end);
  node.end = end;
  node.token_end = std::max(node.token_begin, std::min(node.token_end, end));
}

NodeId Lowerer::compound(NodeKind kind, Index i, std::size_t mark) {
  Node node = blank(kind, at(i).begin, at(i).end);
  end_with_children(node, mark);
  return add(node, mark);
}

NodeId Lowerer::absent(std::uint32_t where) { return add(blank(NodeKind::Absent, where, where), mark()); }

// What the grammar could not place, with the expressions found inside.
NodeId Lowerer::opaque(Index i) {
  const std::size_t from = mark();
  if (depth_ <= kMaxDepth) {
    const Deeper deeper(depth_);
    for (const Index c : children(i)) {
      if (at(c).named) push(expression(c));
    }
  }
  return make(NodeKind::Opaque, i, from);
}

std::uint32_t Lowerer::keep(std::string text) {
  scope_->code->strings.push_back(std::move(text));
  return static_cast<std::uint32_t>(scope_->code->strings.size() - 1);
}

// Every name that assigning to `target` binds.
void Lowerer::bind_names(NodeId target) {
  const Node& node = (*scope_->code)[target];
  switch (node.kind) {
    case NodeKind::Name: bind(node.symbol); break;
    case NodeKind::Tuple: case NodeKind::List: case NodeKind::Spread:
      for (const NodeId c : scope_->code->children_of(node)) bind_names(c);
      break;
    default: break;
  }
}

void Lowerer::push_target(NodeId target) {
  push(target);
  bind_names(target);
}

void Lowerer::statements(std::vector<NodeId>& into) {
  const std::size_t from = mark();
  if (kind(0) == Kind::Error) {
    error_statement(0);
  } else {
    for (const Index c : children(0)) statement(c, true);
  }
  into.insert(into.end(), pending_.begin() + static_cast<std::ptrdiff_t>(from), pending_.end());
  pending_.resize(from);
}

std::unique_ptr<FunctionCode> Lowerer::only_function() {
  for (Index i = 1; i < tree_.nodes.size(); ++i) {
    if (kind(i) != Kind::FunctionDefinition && kind(i) != Kind::DecoratedDefinition) continue;
    std::vector<Index> decorators;
    Index definition = i;
    if (kind(i) == Kind::DecoratedDefinition) {
      for (const Index c : children(i)) {
        if (kind(c) == Kind::Decorator) decorators.push_back(c);
      }
      definition = child(i, Kind::FunctionDefinition);
    }
    if (definition == 0) return nullptr;
    return function_code(definition, decorators, true);
  }
  return nullptr;
}

}  // namespace seedlint::python
