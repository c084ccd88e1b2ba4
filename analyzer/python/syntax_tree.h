// A parsed text as one flat array, read out of tree-sitter in a single walk.
//
// Lowering visits every node a few times; on a flat array that costs nothing, and no deep tree can
// exhaust the stack while it is walked. Only this file and its .cpp know tree-sitter.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace seedlint::python {

// Named node kinds first, tokens after; names as in the grammar. `Other` is anything not listed.
#define SEEDLINT_PYTHON_NODES(X)                                                                        \
  X(Identifier, "identifier") X(Ellipsis, "ellipsis") X(TypeConversion, "type_conversion")              \
  X(Integer, "integer") X(Float, "float") X(True, "true") X(False, "false") X(None, "none")             \
  X(Comment, "comment") X(LineContinuation, "line_continuation") X(StringStart, "string_start")         \
  X(StringEnd, "string_end") X(Module, "module") X(ImportStatement, "import_statement")                 \
  X(ImportPrefix, "import_prefix") X(RelativeImport, "relative_import")                                 \
  X(FutureImportStatement, "future_import_statement") X(ImportFromStatement, "import_from_statement")   \
  X(AliasedImport, "aliased_import") X(WildcardImport, "wildcard_import")                               \
  X(PrintStatement, "print_statement") X(Chevron, "chevron") X(AssertStatement, "assert_statement")     \
  X(ExpressionStatement, "expression_statement") X(NamedExpression, "named_expression")                 \
  X(ReturnStatement, "return_statement") X(DeleteStatement, "delete_statement")                         \
  X(RaiseStatement, "raise_statement") X(PassStatement, "pass_statement")                               \
  X(BreakStatement, "break_statement") X(ContinueStatement, "continue_statement")                       \
  X(IfStatement, "if_statement") X(ElifClause, "elif_clause") X(ElseClause, "else_clause")              \
  X(MatchStatement, "match_statement") X(Block, "block") X(CaseClause, "case_clause")                   \
  X(ForStatement, "for_statement") X(WhileStatement, "while_statement")                                 \
  X(TryStatement, "try_statement") X(ExceptClause, "except_clause")                                     \
  X(ExceptGroupClause, "except_group_clause") X(FinallyClause, "finally_clause")                        \
  X(WithStatement, "with_statement") X(WithClause, "with_clause") X(WithItem, "with_item")              \
  X(FunctionDefinition, "function_definition") X(Parameters, "parameters")                              \
  X(LambdaParameters, "lambda_parameters") X(ListSplat, "list_splat")                                   \
  X(DictionarySplat, "dictionary_splat") X(GlobalStatement, "global_statement")                         \
  X(NonlocalStatement, "nonlocal_statement") X(ExecStatement, "exec_statement")                         \
  X(TypeAliasStatement, "type_alias_statement") X(ClassDefinition, "class_definition")                  \
  X(TypeParameter, "type_parameter") X(ParenthesizedListSplat, "parenthesized_list_splat")              \
  X(ArgumentList, "argument_list") X(DecoratedDefinition, "decorated_definition")                       \
  X(Decorator, "decorator") X(ExpressionList, "expression_list") X(DottedName, "dotted_name")           \
  X(CasePattern, "case_pattern") X(UnionPattern, "union_pattern") X(DictPattern, "dict_pattern")        \
  X(KeywordPattern, "keyword_pattern") X(SplatPattern, "splat_pattern")                                 \
  X(ClassPattern, "class_pattern") X(ComplexPattern, "complex_pattern")                                 \
  X(TuplePattern, "tuple_pattern") X(ListPattern, "list_pattern")                                       \
  X(DefaultParameter, "default_parameter") X(TypedDefaultParameter, "typed_default_parameter")          \
  X(ListSplatPattern, "list_splat_pattern") X(DictionarySplatPattern, "dictionary_splat_pattern")       \
  X(AsPattern, "as_pattern") X(AsPatternTarget, "as_pattern_target") X(NotOperator, "not_operator")     \
  X(BooleanOperator, "boolean_operator") X(BinaryOperator, "binary_operator")                           \
  X(UnaryOperator, "unary_operator") X(ComparisonOperator, "comparison_operator")                       \
  X(Lambda, "lambda") X(Assignment, "assignment") X(AugmentedAssignment, "augmented_assignment")        \
  X(PatternList, "pattern_list") X(Yield, "yield") X(Attribute, "attribute") X(Subscript, "subscript")  \
  X(Slice, "slice") X(Call, "call") X(TypedParameter, "typed_parameter") X(Type, "type")                \
  X(SplatType, "splat_type") X(GenericType, "generic_type") X(UnionType, "union_type")                  \
  X(ConstrainedType, "constrained_type") X(MemberType, "member_type")                                   \
  X(KeywordArgument, "keyword_argument") X(List, "list") X(Set, "set") X(Tuple, "tuple")                \
  X(Dictionary, "dictionary") X(Pair, "pair") X(ListComprehension, "list_comprehension")                \
  X(DictionaryComprehension, "dictionary_comprehension") X(SetComprehension, "set_comprehension")       \
  X(GeneratorExpression, "generator_expression")                                                        \
  X(ParenthesizedExpression, "parenthesized_expression") X(ForInClause, "for_in_clause")                \
  X(IfClause, "if_clause") X(ConditionalExpression, "conditional_expression")                           \
  X(ConcatenatedString, "concatenated_string") X(String, "string") X(StringContent, "string_content")   \
  X(Interpolation, "interpolation") X(FormatSpecifier, "format_specifier")                              \
  X(FormatExpression, "format_expression") X(Await, "await")                                            \
  X(PositionalSeparator, "positional_separator") X(KeywordSeparator, "keyword_separator")

#define SEEDLINT_PYTHON_TOKENS(X)                                                                      \
  X(TokenComma, ",") X(TokenColon, ":") X(TokenAsync, "async") X(TokenFrom, "from") X(TokenIf, "if")   \
  X(TokenUnderscore, "_") X(TokenMinus, "-") X(TokenStar, "*") X(TokenStarStar, "**")                  \
  X(TokenLeftParenthesis, "(")

enum class Kind : std::uint8_t {
  Other,
  Error,
#define X(name, text) name,
  SEEDLINT_PYTHON_NODES(X) SEEDLINT_PYTHON_TOKENS(X)
#undef X
};

#define SEEDLINT_PYTHON_FIELDS(X)                                                                     \
  X(alias) X(alternative) X(argument) X(arguments) X(attribute) X(body) X(cause) X(code)              \
  X(condition) X(consequence) X(definition) X(expression) X(format_specifier) X(function) X(guard)    \
  X(key) X(left) X(module_name) X(name) X(object) X(operators) X(parameters) X(return_type)           \
  X(right) X(subject) X(subscript) X(superclasses) X(type) X(type_parameters) X(value)

enum class Field : std::uint8_t {
  None,
  Operator,  // "operator" is a word of C++
#define X(name) name,
  SEEDLINT_PYTHON_FIELDS(X)
#undef X
};

struct Syntax {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t next = 0;  // index after the whole subtree; the first child, if any, is the index after this
  Kind kind = Kind::Other;
  Field field = Field::None;  // this node's field in its parent
  bool named = false;
};

struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// So much is parsed at once. More is data that a program wrote, and a tree of it takes a hundred times its bytes.
inline constexpr std::size_t kMostParsed = std::size_t{4} << 20;

struct SyntaxTree {
  std::vector<Syntax> nodes;  // in text order, parents first; nodes[0] is the root. Comments are left out.
  bool has_error = false;
  bool too_large = false;     // more than kMostParsed; has_error is set and there is only the root
  std::uint32_t first_error = 0;  // offset
};

// Parses `text`, or only `ranges` of it as if nothing else were there; offsets are always those of `text`.
// Ranges are in text order and do not overlap. Safe from any thread: each thread has a parser of its own.
SyntaxTree parse(std::string_view text, std::span<const ByteRange> ranges = {});

}  // namespace seedlint::python
