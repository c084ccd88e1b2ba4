// Code as text: one node a line, children indented, functions and classes with all they hold.
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "facts/code.h"

namespace seedlint {
namespace {

constexpr std::array kKinds = {
    "Name",     "Int",       "Float",    "Text",        "True",         "False",   "None",
    "Ellipsis", "Format",    "Attribute", "Subscript",  "Slice",        "Absent",  "Call",
    "Keyword",  "Spread",    "SpreadMap", "Unary",      "Binary",       "Compare", "And",
    "Or",       "Conditional", "Tuple",  "List",        "Set",          "Dict",    "Lambda",
    "Comprehension", "Generate", "Walrus", "Await",     "Yield",        "YieldFrom", "Block",
    "Evaluate", "Assign",    "AugmentedAssign", "AnnotatedAssign",      "Delete",  "If",
    "While",    "For",       "Try",      "Handler",     "With",         "WithItem", "Return",
    "Raise",    "Assert",    "Break",    "Continue",    "Pass",         "Global",  "Nonlocal",
    "Import",   "ImportFrom", "ImportedName", "DefineFunction",         "DefineClass", "Match",
    "Case",     "Opaque"};
static_assert(kKinds.size() == static_cast<std::size_t>(NodeKind::Opaque) + 1);

constexpr std::array kOperators = {
    "",   "+",  "-",   "*",      "/", "//", "%", "**", "@", "<<", ">>", "&",      "|",    "^",     "not", "-",
    "+",  "~",  "==",  "!=",     "<", "<=", ">", ">=", "is", "is not", "in", "not in", "list", "set", "dict",
    "generator"};
static_assert(kOperators.size() == static_cast<std::size_t>(Operator::ResultGenerator) + 1);

class Dump {
 public:
  std::string text;

  void code(const Code& code, int indent) {
    if (code.root == kNoNode) {
      line(indent, "(empty)");
    } else {
      node(code, code.root, indent);
    }
  }

 private:
  void line(int indent, std::string_view what) {
    text.append(static_cast<std::size_t>(indent) * 2, ' ').append(what).push_back('\n');
  }

  void nodes(const Code& code, std::string_view title, const std::vector<NodeId>& ids, int indent) {
    if (ids.empty()) return;
    line(indent, title);
    for (const NodeId id : ids) node(code, id, indent + 1);
  }

  void node(const Code& code, NodeId id, int indent) {
    const Node& n = code[id];
    std::string what = fmt::format("{} [{},{})", kKinds[static_cast<std::size_t>(n.kind)], n.begin, n.end);
    if (n.token_begin != n.begin || n.token_end != n.end) {
      what += fmt::format(" token [{},{})", n.token_begin, n.token_end);
    }
    if (n.op != Operator::None) what += fmt::format(" {}", kOperators[static_cast<std::size_t>(n.op)]);
    if (n.symbol != kNoSymbol) what += fmt::format(" {}", text_of(n.symbol));
    switch (n.kind) {
      case NodeKind::Int: what += fmt::format(" {}", code.integers[n.payload]); break;
      case NodeKind::Float: what += fmt::format(" {}", code.reals[n.payload]); break;
      case NodeKind::Text: case NodeKind::Format: case NodeKind::Import: case NodeKind::ImportFrom:
      case NodeKind::ImportedName: what += quoted(code.strings[n.payload]); break;
      default: break;
    }
    line(indent, what);
    for (const NodeId child : code.children_of(n)) node(code, child, indent + 1);
    if (n.kind == NodeKind::Lambda || n.kind == NodeKind::DefineFunction) {
      function(*code.functions[n.payload], indent + 1);
    } else if (n.kind == NodeKind::DefineClass) {
      klass(*code.classes[n.payload], indent + 1);
    }
  }

  void function(const FunctionUnit& unit, int indent) {
    const FunctionCode& body = unit.code();
    line(indent, fmt::format("function {} [{},{}) name [{},{}){}{}{}", text_of(unit.name), unit.span.begin,
                             unit.span.end, unit.name_token.begin, unit.name_token.end,
                             unit.decorated ? " decorated" : "", unit.is_async ? " async" : "",
                             body.is_generator ? " generator" : ""));
    nodes(body.code, "decorators", body.decorators, indent + 1);
    static constexpr std::array kinds = {"positional", "positional-only", "keyword-only", "rest", "rest-map"};
    for (const Parameter& p : body.parameters) {
      line(indent + 1, fmt::format("parameter {} {} [{},{})", text_of(p.name),
                                   kinds[static_cast<std::size_t>(p.kind)], p.begin, p.end));
      if (p.annotation != kNoNode) nodes(body.code, "annotation", {p.annotation}, indent + 2);
      if (p.default_value != kNoNode) nodes(body.code, "default", {p.default_value}, indent + 2);
    }
    if (!body.assigned.empty()) {
      // By name: the order of symbols depends on who met a name first.
      std::vector<std::string_view> names;
      for (const Symbol s : body.assigned) names.push_back(text_of(s));
      std::sort(names.begin(), names.end());
      line(indent + 1, fmt::format("assigned {}", fmt::join(names, " ")));
    }
    code(body.code, indent + 1);
  }

  void klass(const ClassUnit& unit, int indent) {
    line(indent, fmt::format("class {} [{},{}) name [{},{})", text_of(unit.name), unit.span.begin, unit.span.end,
                             unit.name_token.begin, unit.name_token.end));
    nodes(unit.code, "decorators", unit.decorators, indent + 1);
    nodes(unit.code, "bases", unit.bases, indent + 1);
    nodes(unit.code, "keywords", unit.keywords, indent + 1);
    code(unit.code, indent + 1);
  }

  static std::string quoted(std::string_view s) {
    std::string out = " \"";
    for (const char c : s) {
      if (c == '\n') out += "\\n";
      else if (c == '"' || c == '\\') (out += '\\') += c;
      else if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
      else out += c;
    }
    return out += '"';
  }
};

}  // namespace

std::string dump(const Code& code) {
  Dump made;
  made.code(code, 0);
  return std::move(made.text);
}

}  // namespace seedlint
