// Runs tree-sitter and copies its tree into a flat array.
#include "python/syntax_tree.h"

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>

#include <tree_sitter/api.h>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace seedlint::python {
namespace {

// What the grammar's own numbers mean to us.
struct Vocabulary {
  std::vector<Kind> kinds;
  std::vector<bool> named;
  std::vector<Field> fields;

  Vocabulary() {
    const TSLanguage* language = tree_sitter_python();
    const std::unordered_map<std::string_view, Kind> nodes = {
#define X(name, text) {text, Kind::name},
        SEEDLINT_PYTHON_NODES(X)
#undef X
    };
    const std::unordered_map<std::string_view, Kind> tokens = {
#define X(name, text) {text, Kind::name},
        SEEDLINT_PYTHON_TOKENS(X)
#undef X
    };
    const std::unordered_map<std::string_view, Field> names = {
        {"operator", Field::Operator},
#define X(name) {#name, Field::name},
        SEEDLINT_PYTHON_FIELDS(X)
#undef X
    };
    const std::uint32_t count = ts_language_symbol_count(language);
    kinds.resize(count, Kind::Other);
    named.resize(count, false);
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto symbol = static_cast<TSSymbol>(i);
      named[i] = ts_language_symbol_type(language, symbol) == TSSymbolTypeRegular;
      const auto& table = named[i] ? nodes : tokens;
      const auto found = table.find(ts_language_symbol_name(language, symbol));
      if (found != table.end()) kinds[i] = found->second;
    }
    const std::uint32_t field_count = ts_language_field_count(language);
    fields.resize(field_count + 1, Field::None);
    for (std::uint32_t i = 1; i <= field_count; ++i) {
      const auto found = names.find(ts_language_field_name_for_id(language, static_cast<TSFieldId>(i)));
      if (found != names.end()) fields[i] = found->second;
    }
  }
};

const Vocabulary& vocabulary() {
  static const Vocabulary table;
  return table;
}

struct ParserDeleter {
  void operator()(TSParser* p) const { ts_parser_delete(p); }
};
struct TreeDeleter {
  void operator()(TSTree* t) const { ts_tree_delete(t); }
};

TSParser* parser_of_this_thread() {
  thread_local const std::unique_ptr<TSParser, ParserDeleter> parser = [] {
    std::unique_ptr<TSParser, ParserDeleter> made(ts_parser_new());
    ts_parser_set_language(made.get(), tree_sitter_python());
    return made;
  }();
  return parser.get();
}

// The scanner keeps no lines; only columns in bytes of the first row matter, and those only to tree-sitter's
// own bookkeeping. So every range gets the row 0 and its offset as column.
void set_ranges(TSParser* parser, std::span<const ByteRange> ranges) {
  std::vector<TSRange> given;
  given.reserve(ranges.size());
  for (const ByteRange& r : ranges) given.push_back({{0, r.begin}, {0, r.end}, r.begin, r.end});
  ts_parser_set_included_ranges(parser, given.data(), static_cast<std::uint32_t>(given.size()));
}

bool is_left_out(Kind kind) { return kind == Kind::Comment || kind == Kind::LineContinuation; }
// Nodes whose inside nobody asks for.
bool is_opened(Kind kind) { return kind != Kind::StringContent && kind != Kind::TypeConversion; }

// tree-sitter looks through all ranges for every token: of very many, few go in at a time.
constexpr std::size_t kRangesAtOnce = 64;

SyntaxTree parse_at_once(std::string_view text, std::span<const ByteRange> ranges) {
  SyntaxTree result;
  std::size_t bytes = ranges.empty() ? text.size() : 0;
  for (const ByteRange& r : ranges) bytes += r.end - r.begin;
  if (bytes > kMostParsed) {
    result.has_error = result.too_large = true;
    result.first_error = ranges.empty() ? 0 : ranges.front().begin;
    result.nodes.push_back({0, 0, 1, Kind::Module, Field::None, true});
    return result;
  }
  TSParser* parser = parser_of_this_thread();
  ts_parser_reset(parser);
  set_ranges(parser, ranges);
  const std::unique_ptr<TSTree, TreeDeleter> tree(
      ts_parser_parse_string(parser, nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
  if (tree == nullptr) {
    result.has_error = true;
    result.nodes.push_back({0, 0, 1, Kind::Module, Field::None, true});
    return result;
  }
  const Vocabulary& words = vocabulary();
  const TSNode root = ts_tree_root_node(tree.get());
  result.has_error = ts_node_has_error(root);
  result.first_error = static_cast<std::uint32_t>(text.size());
  result.nodes.reserve(bytes / 4 + 16);

  // The nodes above the cursor. A comment at a node's tail is no part of it: then the node ends with what was kept.
  struct Open {
    std::uint32_t index;
    std::uint32_t kept_end = 0;  // of the last child kept; 0 for none
    bool cut = false;            // the last child was left out, or is one that was itself cut
  };
  std::vector<Open> open;
  const auto child_done = [&](std::uint32_t end, bool cut) {
    if (open.empty()) return;
    open.back().kept_end = end;
    open.back().cut = cut;
  };
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  for (bool done = false; !done;) {
    const TSNode at = ts_tree_cursor_current_node(&cursor);
    const TSSymbol symbol = ts_node_symbol(at);
    const bool known = symbol < words.kinds.size();
    const Kind kind = known ? words.kinds[symbol] : Kind::Error;
    if (is_left_out(kind)) {
      if (!open.empty()) open.back().cut = true;
    } else {
      Syntax node;
      node.begin = ts_node_start_byte(at);
      node.end = ts_node_end_byte(at);
      node.kind = kind;
      node.named = known ? words.named[symbol] : true;
      node.field = words.fields[ts_tree_cursor_current_field_id(&cursor)];
      if (result.has_error && (kind == Kind::Error || ts_node_is_missing(at))) {
        result.first_error = std::min(result.first_error, node.begin);
      }
      const auto index = static_cast<std::uint32_t>(result.nodes.size());
      node.next = index + 1;
      result.nodes.push_back(node);
      if (is_opened(kind) && ts_tree_cursor_goto_first_child(&cursor)) {
        open.push_back({index});
        continue;
      }
      child_done(node.end, false);
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (open.empty()) {
        done = true;
        break;
      }
      ts_tree_cursor_goto_parent(&cursor);
      const Open closed = open.back();
      open.pop_back();
      Syntax& node = result.nodes[closed.index];
      node.next = static_cast<std::uint32_t>(result.nodes.size());
      const bool cut = closed.cut && closed.kept_end > node.begin;
      if (cut) node.end = closed.kept_end;
      child_done(node.end, cut);
    }
  }
  ts_tree_cursor_delete(&cursor);
  return result;
}

}  // namespace

SyntaxTree parse(std::string_view text, std::span<const ByteRange> ranges) {
  SyntaxTree result = parse_at_once(text, ranges.first(std::min(ranges.size(), kRangesAtOnce)));
  for (std::size_t done = kRangesAtOnce; done < ranges.size() && !result.has_error; done += kRangesAtOnce) {
    // Each range holds whole statements: those of the next tree are more children of the first one's root.
    const SyntaxTree more = parse_at_once(text, ranges.subspan(done, std::min(ranges.size() - done, kRangesAtOnce)));
    const auto shift = static_cast<std::uint32_t>(result.nodes.size() - 1);
    for (std::size_t i = 1; i < more.nodes.size(); ++i) {
      result.nodes.push_back(more.nodes[i]);
      result.nodes.back().next += shift;
    }
    result.nodes.front().end = more.nodes.front().end;
    result.nodes.front().next = static_cast<std::uint32_t>(result.nodes.size());
    result.has_error = more.has_error;
    result.too_large = more.too_large;
    result.first_error = more.has_error ? more.first_error : result.first_error;
  }
  return result;
}

}  // namespace seedlint::python
