// The outline of a module, read off its code. It says the same as the pass over the bytes does where that is sure.
#include <algorithm>

#include "python/outline.h"

namespace seedlint::python {
namespace {

class Reader {
 public:
  Reader(std::string_view text, Outline& outline, std::vector<ModuleFacts::Definition>& definitions)
      : text_(text), outline_(outline), definitions_(definitions) {}

  void module(const Code& code) {
    imports(code);
    if (code.root == kNoNode) return;
    for (const NodeId id : code.children_of(code[code.root])) {
      const Node& n = code[id];
      switch (n.kind) {
        case NodeKind::DefineFunction: {
          const FunctionUnit& unit = *code.functions[n.payload];
          define(unit, kNoSymbol);
          if (unit.decorated) decorators(unit.code().code, unit.code().decorators);
          break;
        }
        case NodeKind::DefineClass: {
          const ClassUnit& unit = *code.classes[n.payload];
          methods(unit);
          decorators(unit.code, unit.decorators);
          break;
        }
        case NodeKind::If:
          if (is_main_guard(code, code.child(n, 0))) outline_.has_main_guard = true;
          break;
        case NodeKind::For: case NodeKind::While: case NodeKind::With: outline_.runs_at_top_level = true; break;
        case NodeKind::Evaluate:
          if (has_call(code, id)) outline_.runs_at_top_level = true;
          break;
        default: break;
      }
    }
  }

 private:
  // Every import at any depth. Nodes are looked at in a row: what the tree does not hold is no import.
  void imports(const Code& code) {
    for (const Node& n : code.nodes) {
      if (n.kind != NodeKind::Import && n.kind != NodeKind::ImportFrom) continue;
      const std::string_view dotted = code.strings[n.payload];
      const std::string_view first = dotted.substr(0, dotted.find('.'));
      if (!first.empty()) outline_.imported_roots.push_back(intern(first));
    }
    for (const auto& f : code.functions) imports(f->code().code);
    for (const auto& c : code.classes) imports(c->code);
  }

  void define(const FunctionUnit& unit, Symbol owner) {
    definitions_.push_back({unit.name, owner, unit.span});
  }

  void methods(const ClassUnit& unit) {
    for (const NodeId id : unit.code.children_of(unit.code[unit.code.root])) {
      const Node& n = unit.code[id];
      if (n.kind == NodeKind::DefineFunction) define(*unit.code.functions[n.payload], unit.name);
    }
  }

  void decorators(const Code& code, const std::vector<NodeId>& nodes) {
    for (const NodeId id : nodes) {
      const Node& n = code[id];
      outline_.registers = outline_.registers || names_a_registry(text_.substr(n.begin, n.end - n.begin));
    }
  }

  static bool is_main_guard(const Code& code, NodeId id) {
    const Node& n = code[id];
    if (n.kind != NodeKind::Compare || n.op != Operator::Equal) return false;
    const Node* left = &code[code.child(n, 0)];
    const Node* right = &code[code.child(n, 1)];
    if (left->kind == NodeKind::Text) std::swap(left, right);
    return left->kind == NodeKind::Name && text_of(left->symbol) == "__name__" && right->kind == NodeKind::Text &&
           code.strings[right->payload] == "__main__";
  }

  static bool has_call(const Code& code, NodeId id) {
    const Node& n = code[id];
    if (n.kind == NodeKind::Call) return true;
    const auto children = code.children_of(n);
    return std::any_of(children.begin(), children.end(), [&](NodeId c) { return has_call(code, c); });
  }

  std::string_view text_;
  Outline& outline_;
  std::vector<ModuleFacts::Definition>& definitions_;
};

}  // namespace

bool names_a_registry(std::string_view decorator) {
  decorator = decorator.substr(0, decorator.find_first_of("(#\n"));
  constexpr std::string_view kWord = "regist";
  return std::search(decorator.begin(), decorator.end(), kWord.begin(), kWord.end(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b;
         }) != decorator.end();
}

bool has_python_shebang(std::string_view text) {
  if (!text.starts_with("#!")) return false;
  return text.substr(0, std::min(text.find('\n'), std::size_t{256})).find("python") != std::string_view::npos;
}

void outline_of_code(const Code& code, const SourceFile& source, Outline& outline,
                     std::vector<ModuleFacts::Definition>& definitions) {
  Reader(source.text(), outline, definitions).module(code);
  outline.has_shebang = has_python_shebang(source.text());
  auto& roots = outline.imported_roots;
  std::sort(roots.begin(), roots.end());
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
}

}  // namespace seedlint::python
