// What each construct of the language becomes.
#include <gtest/gtest.h>

#include "unit/python/python_text.h"

namespace seedlint::python {
namespace {

// The shape of one statement: the lines below the module's Block, moved left.
std::string statement(std::string text) {
  const std::string all = shape_of(std::move(text));
  std::string out;
  for (std::size_t at = all.find('\n') + 1; at < all.size();) {
    const std::size_t end = all.find('\n', at);
    out += all.substr(at + 2, end - at - 1);
    at = end + 1;
  }
  return out;
}

TEST(Lower, Assignments) {
  EXPECT_EQ(statement("a = b = 1"), "Assign\n  Int 1\n  Name a\n  Name b\n");
  EXPECT_EQ(statement("a, *b = c"), "Assign\n  Name c\n  Tuple\n    Name a\n    Spread\n      Name b\n");
  EXPECT_EQ(statement("a.b[0] += 2"),
            "AugmentedAssign +\n  Subscript\n    Attribute b\n      Name a\n    Int 0\n  Int 2\n");
  EXPECT_EQ(statement("a //= 2"), "AugmentedAssign //\n  Name a\n  Int 2\n");
  EXPECT_EQ(statement("a: int"), "AnnotatedAssign\n  Name a\n  Name int\n  Absent\n");
  EXPECT_EQ(statement("a: List[int] = x"),
            "AnnotatedAssign\n  Name a\n  Subscript\n    Name List\n    Name int\n  Name x\n");
  EXPECT_EQ(statement("type A = int"), "Assign\n  Name int\n  Name A\n");
}

TEST(Lower, TellsCallsOfTypeFromTypeStatements) {
  EXPECT_EQ(statement("type(a).b = c"), "Assign\n  Name c\n  Attribute b\n    Call\n      Name type\n      Name a\n");
  EXPECT_EQ(statement("type(a, b)[0].f(x).y = c"),
            "Assign\n  Name c\n  Attribute y\n    Call\n      Attribute f\n        Subscript\n          Call\n"
            "            Name type\n            Name a\n            Name b\n          Int 0\n      Name x\n");
  EXPECT_EQ(statement("type A[T] = list[T]"),
            "Assign\n  Subscript\n    Name list\n    Name T\n  Name A\n");
  EXPECT_EQ(statement("type = 3"), "Assign\n  Int 3\n  Name type\n");
}

TEST(Lower, SeesThroughParenthesesAndStars) {
  EXPECT_EQ(statement("(a.b) = c"), "Assign\n  Name c\n  Attribute b\n    Name a\n");
  EXPECT_EQ(statement("(a,) = c"), "Assign\n  Name c\n  Tuple\n    Name a\n");
  EXPECT_EQ(statement("(a): int = 1"), "AnnotatedAssign\n  Name a\n  Name int\n  Int 1\n");
  EXPECT_EQ(statement("A[*B]"), "Evaluate\n  Subscript\n    Name A\n    Tuple\n      Spread\n        Name B\n");
  EXPECT_EQ(statement("try: pass\nexcept* E as e: pass"),
            "Try\n  Block\n    Pass\n  Absent\n  Absent\n  Handler e\n    Name E\n    Block\n      Pass\n");
  EXPECT_EQ(statement("f'{x:=10}'"), "Evaluate\n  Format \"\"\n    Name x\n");
}

TEST(Lower, Literals) {
  EXPECT_EQ(statement("0x_1F"), "Evaluate\n  Int 31\n");
  EXPECT_EQ(statement("0b101"), "Evaluate\n  Int 5\n");
  EXPECT_EQ(statement("0o17"), "Evaluate\n  Int 15\n");
  EXPECT_EQ(statement("1_000"), "Evaluate\n  Int 1000\n");
  EXPECT_EQ(statement("0"), "Evaluate\n  Int 0\n");
  EXPECT_EQ(statement("99999999999999999999"), "Evaluate\n  Int 9223372036854775807\n");
  EXPECT_EQ(statement("9223372036854775807"), "Evaluate\n  Int 9223372036854775807\n");
  EXPECT_EQ(statement("1.5e3"), "Evaluate\n  Float 1500\n");
  EXPECT_EQ(statement("3j"), "Evaluate\n  Float 3\n");
  EXPECT_EQ(statement("(None, True, False, ...)"),
            "Evaluate\n  Tuple\n    None\n    True\n    False\n    Ellipsis\n");
}

TEST(Lower, Strings) {
  EXPECT_EQ(statement(R"('a' "b" r'\n' '\x41\u00e9\t')"), "Evaluate\n  Text \"ab\\\\nA\xC3\xA9\\x09\"\n");
  EXPECT_EQ(statement(R"(b'\x41\u0041')"), "Evaluate\n  Text \"A\\\\u0041\"\n");
  EXPECT_EQ(statement("'''a\\\nb\r\nc'''"), "Evaluate\n  Text \"ab\\nc\"\n");
  EXPECT_EQ(statement(R"(f'{{x}}')"), "Evaluate\n  Text \"{x}\"\n");
  EXPECT_EQ(statement(R"(f'{{p}}-{a.b!r:>{w}} {c=}' 'tail')"),
            "Evaluate\n  Format \"{p}-\"\n    Attribute b\n      Name a\n    Name w\n    Name c\n");
  EXPECT_EQ(statement(R"('resnet' f'{n}')"), "Evaluate\n  Format \"resnet\"\n    Name n\n");
}

TEST(Lower, OperatorsFlattenWhereTheyChain) {
  EXPECT_EQ(statement("a and b and (c or d)"),
            "Evaluate\n  And\n    Name a\n    Name b\n    Or\n      Name c\n      Name d\n");
  EXPECT_EQ(statement("a < b <= c"),
            "Evaluate\n  And\n    Compare <\n      Name a\n      Name b\n    Compare <=\n      Name b\n      Name c\n");
  EXPECT_EQ(statement("a is  not b"), "Evaluate\n  Compare is not\n    Name a\n    Name b\n");
  EXPECT_EQ(statement("not a in b"), "Evaluate\n  Unary not\n    Compare in\n      Name a\n      Name b\n");
  EXPECT_EQ(statement("-a ** b"), "Evaluate\n  Unary -\n    Binary **\n      Name a\n      Name b\n");
  EXPECT_EQ(statement("a if b else c"), "Evaluate\n  Conditional\n    Name b\n    Name a\n    Name c\n");
}

TEST(Lower, CallsAndSubscripts) {
  EXPECT_EQ(statement("f(a, *b, k=1, **c)"),
            "Evaluate\n  Call\n    Name f\n    Name a\n    Spread\n      Name b\n    Keyword k\n      Int 1\n"
            "    SpreadMap\n      Name c\n");
  EXPECT_EQ(statement("f(x for x in y)"),
            "Evaluate\n  Call\n    Name f\n    Comprehension generator\n      Name x\n      Absent\n"
            "      Generate\n        Name x\n        Name y\n");
  EXPECT_EQ(statement("a[1:, b]"),
            "Evaluate\n  Subscript\n    Name a\n    Tuple\n      Slice\n        Int 1\n        Absent\n        Absent\n"
            "      Name b\n");
  EXPECT_EQ(statement("a[::2]"),
            "Evaluate\n  Subscript\n    Name a\n    Slice\n      Absent\n      Absent\n      Int 2\n");
  EXPECT_EQ(statement("a[1,]"), "Evaluate\n  Subscript\n    Name a\n    Tuple\n      Int 1\n");
}

TEST(Lower, StarsTakeTheirWholeOperand) {
  const std::string spread = "Spread\n      Subscript\n        Attribute b\n          Name a\n        Int 0\n";
  EXPECT_EQ(statement("x, *a.b[0]"), "Evaluate\n  Tuple\n    Name x\n    " + spread);
  EXPECT_EQ(statement("[*a.b[0]]"), "Evaluate\n  List\n    " + spread);
  EXPECT_EQ(statement("f(*a.b[0])"), "Evaluate\n  Call\n    Name f\n    " + spread);
  EXPECT_EQ(statement("*a.b[0], x = y"), "Assign\n  Name y\n  Tuple\n    " + spread + "    Name x\n");
  EXPECT_EQ(statement("*a or b, x"),
            "Evaluate\n  Tuple\n    Spread\n      Or\n        Name a\n        Name b\n    Name x\n");
}

TEST(Lower, DisplaysAndComprehensions) {
  EXPECT_EQ(statement("{**a, 'k': 1}"),
            "Evaluate\n  Dict\n    SpreadMap\n      Name a\n    Absent\n    Text \"k\"\n    Int 1\n");
  EXPECT_EQ(statement("{a: b for a, b in c if d}"),
            "Evaluate\n  Comprehension dict\n    Name a\n    Name b\n    Generate\n      Tuple\n        Name a\n"
            "        Name b\n      Name c\n      Name d\n");
  EXPECT_EQ(statement("[x for y in z for x in y if a if b]"),
            "Evaluate\n  Comprehension list\n    Name x\n    Absent\n    Generate\n      Name y\n      Name z\n"
            "    Generate\n      Name x\n      Name y\n      Name a\n      Name b\n");
}

TEST(Lower, Imports) {
  EXPECT_EQ(statement("import a . b as c, d"), "Import c \"a.b\"\nImport \"d\"\n");
  EXPECT_EQ(statement("from ..a.b import (c as d, e)"),
            "ImportFrom \"..a.b\"\n  ImportedName d \"c\"\n  ImportedName e \"e\"\n");
  EXPECT_EQ(statement("from . import *"), "ImportFrom \".\"\n  ImportedName \"*\"\n");
  EXPECT_EQ(statement("from __future__ import annotations"),
            "ImportFrom \"__future__\"\n  ImportedName annotations \"annotations\"\n");
}

TEST(Lower, Branches) {
  EXPECT_EQ(statement("if a: b\nelif c: d\nelse: e"),
            "If\n  Name a\n  Block\n    Evaluate\n      Name b\n  If\n    Name c\n    Block\n      Evaluate\n"
            "        Name d\n    Block\n      Evaluate\n        Name e\n");
  EXPECT_EQ(statement("for a, b in c:\n  pass\nelse:\n  d"),
            "For\n  Tuple\n    Name a\n    Name b\n  Name c\n  Block\n    Pass\n  Block\n    Evaluate\n      Name d\n");
  EXPECT_EQ(statement("while a: break"), "While\n  Name a\n  Block\n    Break\n  Absent\n");
  EXPECT_EQ(statement("with a as b, c: pass"),
            "With\n  WithItem\n    Name a\n    Name b\n  WithItem\n    Name c\n    Absent\n  Block\n    Pass\n");
  EXPECT_EQ(statement("try: a\nexcept E as e: b\nexcept: c\nfinally: d"),
            "Try\n  Block\n    Evaluate\n      Name a\n  Absent\n  Block\n    Evaluate\n      Name d\n"
            "  Handler e\n    Name E\n    Block\n      Evaluate\n        Name b\n"
            "  Handler\n    Absent\n    Block\n      Evaluate\n        Name c\n");
}

TEST(Lower, Match) {
  EXPECT_EQ(statement("match a:\n  case {'k': [x, *_], **r} | C(1, y=z) as w if q: pass\n  case M.N | -1 | _: pass"),
            "Match\n  Name a\n"
            "  Case\n    Walrus\n      Name w\n      Or\n        Dict\n          Text \"k\"\n          List\n"
            "            Name x\n            Spread\n              Absent\n          SpreadMap\n            Name r\n"
            "          Absent\n        Call\n          Name C\n          Int 1\n          Keyword y\n"
            "            Name z\n    Name q\n    Block\n      Pass\n"
            "  Case\n    Or\n      Attribute N\n        Name M\n      Unary -\n        Int 1\n      Absent\n"
            "    Absent\n    Block\n      Pass\n");
}

TEST(Lower, Functions) {
  EXPECT_EQ(statement("@d\nasync def f(a, /, b: int = 1, *c, k, **m) -> T:\n  global g\n  g = 1\n  x, y = 2\n"
                      "  a = 3\n  import p.q\n  (w := 1)\n  [v for v in z]\n  for i in z: yield i\n"),
            "DefineFunction f\n  function f name decorated async generator\n    decorators\n      Name d\n"
            "    parameter a positional-only\n    parameter b positional\n      annotation\n        Name int\n"
            "      default\n        Int 1\n    parameter c rest\n    parameter k keyword-only\n"
            "    parameter m rest-map\n    assigned i p w x y\n    Block\n"
            "      Global\n        Name g\n      Assign\n        Int 1\n        Name g\n"
            "      Assign\n        Int 2\n        Tuple\n          Name x\n          Name y\n"
            "      Assign\n        Int 3\n        Name a\n      Import \"p.q\"\n"
            "      Evaluate\n        Walrus\n          Name w\n          Int 1\n"
            "      Evaluate\n        Comprehension list\n          Name v\n          Absent\n          Generate\n"
            "            Name v\n            Name z\n"
            "      For\n        Name i\n        Name z\n        Block\n          Evaluate\n            Yield\n"
            "              Name i\n        Absent\n");
  EXPECT_EQ(statement("lambda *, a=1: a"),
            "Evaluate\n  Lambda\n    function <lambda> name\n      parameter a keyword-only\n        default\n"
            "          Int 1\n      Name a\n");
}

TEST(Lower, Classes) {
  EXPECT_EQ(statement("@d\nclass A[T](B, metaclass=M, **k):\n  x = 1\n  def f(self): pass\n"),
            "DefineClass A\n  class A name\n    decorators\n      Name d\n    bases\n      Name B\n    keywords\n"
            "      Keyword metaclass\n        Name M\n      SpreadMap\n        Name k\n    Block\n"
            "      Assign\n        Int 1\n        Name x\n      DefineFunction f\n        function f name\n"
            "          parameter self positional\n          Block\n            Pass\n");
}

TEST(Lower, Python2) {
  EXPECT_EQ(statement("print 'a', b"), "Evaluate\n  Call\n    Name print\n    Text \"a\"\n    Name b\n");
  EXPECT_EQ(statement("exec code in ns"), "Evaluate\n  Call\n    Name exec\n    Name code\n    Name ns\n");
  EXPECT_EQ(statement("a <> b"), "Evaluate\n  Compare !=\n    Name a\n    Name b\n");
  EXPECT_EQ(statement("try: pass\nexcept E, e: pass"),
            "Try\n  Block\n    Pass\n  Absent\n  Absent\n  Handler e\n    Name E\n    Block\n      Pass\n");
}

TEST(Lower, PointsAtOneTokenOnOneLine) {
  const Read made = read("a.b(\n  1,\n).c(2)[0](3)\n");
  const Code& code = made.module->code();
  std::vector<std::string> tokens;
  for (const Node& n : code.nodes) {
    if (n.kind != NodeKind::Call) continue;
    tokens.emplace_back(made.source->slice({FileId{0}, n.token_begin, n.token_end}));
  }
  EXPECT_EQ(tokens, (std::vector<std::string>{"b", "c", "a.b("}));
}

TEST(Lower, NormalisesIdentifiers) {
  const Read made = read("\xEF\xBD\x81 = 1\n");  // a full-width a
  EXPECT_EQ(shape(made.module->code()), "Block\n  Assign\n    Int 1\n    Name a\n");
}

}  // namespace
}  // namespace seedlint::python
