// The outline pass: where a module's functions, classes and statements stand, without parsing any of them.
#include "python/outline.h"

#include <algorithm>
#include <array>

#include "python/logical_lines.h"
#include "python/statement_heads.h"

namespace seedlint::python {
namespace {

class Pass {
 public:
  explicit Pass(std::string_view text) : text_(text), lines_(text) {}

  Layout run() {
    layout_.outline.has_shebang = has_python_shebang(text_);
    LogicalLine line;
    bool sure = !has_lone_return();
    while (sure && lines_.next(line)) {
      sure = line.indent == 0 ? top_level(line) : nested(line);
      const char c = text_[line.begin];
      if (c == 'i' || c == 'f' || line.semicolon || kMayBeCompound[static_cast<unsigned char>(c)]) {
        append_imports(code(line), line.semicolon, layout_.outline.imported_roots);
      }
    }
    sure = sure && !lines_.doubtful() && finish_function() && finish_class() && decorators_.empty();
    layout_.outline.doubtful = !sure;
    auto& roots = layout_.outline.imported_roots;
    std::sort(roots.begin(), roots.end());
    roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
    return std::move(layout_);
  }

 private:
  enum class In { Nothing, Statements, Function, Class, Decorators };

  static constexpr auto kMayBeCompound = [] {
    std::array<bool, 256> table{};
    for (const char* c = "ietfwdcam"; *c != '\0'; ++c) table[static_cast<unsigned char>(*c)] = true;
    return table;
  }();

  std::string_view code(const LogicalLine& line) const { return text_.substr(line.begin, line.end - line.begin); }

  // Offset of the end of code, separators left out: they belong to no statement.
  std::uint32_t end_of(const LogicalLine& line) const {
    std::uint32_t end = line.end;
    while (end > line.begin && (text_[end - 1] == ';' || text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
    return end;
  }

  bool has_lone_return() const {
    for (std::size_t at = text_.find('\r'); at != text_.npos; at = text_.find('\r', at + 1)) {
      if (at + 1 >= text_.size() || text_[at + 1] != '\n') return true;
    }
    return false;
  }

  void parse_too(std::uint32_t begin, std::uint32_t end) {
    auto& parsed = layout_.parsed;
    if (!parsed.empty() && parsed.back().end == begin) parsed.back().end = end;
    else parsed.push_back({begin, end});
  }

  // A function must have had a body.
  bool finish_function() const { return current_ == nullptr || function_has_body_; }
  bool finish_class() const { return in_ != In::Class || class_has_body_; }

  // Where the name of a def stands; false where there is none.
  bool begin_function(const LogicalLine& line, std::string_view first, FunctionPiece& made) {
    std::size_t at = line.begin;
    if (first == "async") {
      made.is_async = true;
      at = skip_blanks(text_, at + 5);
      if (word_at(text_, at) != "def") return false;
    }
    at = skip_blanks(text_, at + 3);
    const std::string_view name = word_at(text_, at);
    if (name.empty()) return false;
    made.name = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size())};
    made.decorated = !decorators_.empty();
    made.begin = made.decorated ? decorators_.front().begin : line.begin;
    made.end = end_of(line);
    function_has_body_ = on_one_line_ = text_[line.end - 1] != ':';
    decorators_.clear();
    return true;
  }

  static bool is_def(std::string_view text, std::size_t at, std::string_view first) {
    return first == "def" || (first == "async" && word_at(text, skip_blanks(text, at + 5)) == "def");
  }

  bool top_level(const LogicalLine& line) {
    const std::string_view first = word_at(text_, line.begin);
    if (first == "else" || first == "elif" || first == "except" || first == "finally") {
      if (in_ != In::Statements) return false;
      layout_.parsed.back().end = line.next;
      return true;
    }
    if (!finish_function() || !finish_class()) return false;
    current_ = nullptr;
    if (text_[line.begin] == '@') {
      decorators_.push_back({line.begin, line.next});
      Outline& outline = layout_.outline;
      outline.registers = outline.registers || names_a_registry(text_.substr(line.begin + 1, line.end - line.begin - 1));
      in_ = In::Decorators;
      return true;
    }
    if (is_def(text_, line.begin, first)) {
      FunctionPiece made;
      if (!begin_function(line, first, made)) return false;
      layout_.pieces.push_back({false, static_cast<std::uint32_t>(layout_.functions.size())});
      layout_.functions.push_back(made);
      current_ = &layout_.functions.back();
      in_ = In::Function;
      return true;
    }
    if (first == "class") return begin_class(line);
    if (!decorators_.empty()) return false;
    top_level_statement(line, first);
    return true;
  }

  void top_level_statement(const LogicalLine& line, std::string_view first) {
    if (line.end - line.begin > kMostParsed) {  // a table somebody's program wrote: its file can do without
      layout_.left_out = std::min(layout_.left_out, line.begin);
      in_ = In::Nothing;
      return;
    }
    if (in_ == In::Statements && !layout_.parsed.empty()) layout_.parsed.back().end = line.next;
    else parse_too(line.begin, line.next);
    in_ = In::Statements;
    Outline& outline = layout_.outline;
    if (first == "if") outline.has_main_guard = outline.has_main_guard || is_main_guard(code(line));
    if (outline.runs_at_top_level) return;
    outline.runs_at_top_level = ((first == "for" || first == "while" || first == "with" || first == "async") &&
                                 text_.substr(line.begin, line.end - line.begin).find(':') != std::string_view::npos) ||
                                makes_call(code(line));
  }

  // `class Name[T](bases):` with its block below. A class on one line is an ordinary statement.
  bool begin_class(const LogicalLine& line) {
    std::size_t at = skip_blanks(text_, line.begin + 5);
    const std::string_view name = word_at(text_, at);
    if (name.empty()) return false;
    const ByteRange name_range{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size())};
    ByteRange bases;
    at = skip_blanks(text_, at + name.size());
    if (text_[at] == '[') {
      at = skip_brackets(text_, at, line.end);
      if (at == kUnterminated) return false;
      at = skip_blanks(text_, at);
    }
    if (at < line.end && text_[at] == '(') {
      bases.begin = static_cast<std::uint32_t>(at);
      at = skip_brackets(text_, at, line.end);
      if (at == kUnterminated) return false;
      bases.end = static_cast<std::uint32_t>(at);
      at = skip_blanks(text_, at);
    }
    if (at >= line.end || text_[at] != ':') return false;
    if (at + 1 != line.end) {
      const std::uint32_t begin = decorators_.empty() ? line.begin : decorators_.front().begin;
      decorators_.clear();
      if (in_ == In::Statements) layout_.parsed.back().end = line.next;
      else parse_too(begin, line.next);
      in_ = In::Statements;
      return true;
    }
    if (line.next == 0 || text_[line.next - 1] != '\n') return false;

    ClassPiece made;
    made.begin = decorators_.empty() ? line.begin : decorators_.front().begin;
    made.end = line.end;
    made.name = name_range;
    made.decorators = static_cast<std::uint32_t>(decorators_.size());
    for (const ByteRange d : decorators_) parse_too(d.begin + 1, d.end);
    decorators_.clear();
    parse_too(name_range.begin, name_range.end);
    if (bases.end != 0) parse_too(bases.begin, bases.end);
    parse_too(line.next - 1, line.next);
    layout_.pieces.push_back({true, static_cast<std::uint32_t>(layout_.classes.size())});
    layout_.classes.push_back(std::move(made));
    in_ = In::Class;
    class_has_body_ = false;
    in_class_ = In::Nothing;
    return true;
  }

  bool nested(const LogicalLine& line) {
    switch (in_) {
      case In::Statements: layout_.parsed.back().end = line.next; return true;
      case In::Function:
        if (on_one_line_) return false;
        current_->end = end_of(line);
        function_has_body_ = true;
        return true;
      case In::Class: return class_line(line);
      default: return false;
    }
  }

  bool class_line(const LogicalLine& line) {
    ClassPiece& owner = layout_.classes.back();
    const std::string_view white = text_.substr(line.start, line.begin - line.start);
    if (!class_has_body_) {
      class_has_body_ = true;
      class_indent_ = line.indent;
      class_white_ = white;
    }
    if (line.indent < class_indent_ || !white.starts_with(class_white_)) return false;
    if (line.indent > class_indent_) {
      if (in_class_ == In::Function) {
        if (on_one_line_) return false;
        current_->end = end_of(line);
        function_has_body_ = true;
      } else if (in_class_ == In::Statements) {
        parse_too(line.start + static_cast<std::uint32_t>(class_white_.size()), line.next);
      } else {
        return false;
      }
      owner.end = end_of(line);
      return true;
    }
    const std::string_view first = word_at(text_, line.begin);
    if ((first == "else" || first == "elif" || first == "except" || first == "finally") &&
        in_class_ != In::Statements) {
      return false;
    }
    if (!finish_function()) return false;
    current_ = nullptr;
    owner.end = end_of(line);
    if (text_[line.begin] == '@') {
      decorators_.push_back({line.begin, line.next});
      in_class_ = In::Decorators;
      return true;
    }
    if (is_def(text_, line.begin, first)) {
      FunctionPiece made;
      if (!begin_function(line, first, made)) return false;
      owner.methods.push_back(made);
      current_ = &owner.methods.back();
      in_class_ = In::Function;
      return true;
    }
    if (!decorators_.empty() && first != "class") return false;
    for (const ByteRange d : decorators_) parse_too(d.begin, d.end);
    decorators_.clear();
    parse_too(line.begin, line.next);
    in_class_ = In::Statements;
    return true;
  }

  std::string_view text_;
  LogicalLines lines_;
  Layout layout_;
  In in_ = In::Nothing;
  In in_class_ = In::Nothing;
  FunctionPiece* current_ = nullptr;  // the def whose body is being read; into a vector that does not grow meanwhile
  bool function_has_body_ = true;
  bool on_one_line_ = false;  // its body stands on the line of its def
  bool class_has_body_ = false;
  std::uint32_t class_indent_ = 0;
  std::string_view class_white_;
  std::vector<ByteRange> decorators_;  // lines that start with '@' and still wait for their def or class
};

}  // namespace

Layout read_layout(std::string_view text) { return Pass(text).run(); }

std::vector<ModuleFacts::Definition> definitions_of(const Layout& layout, const SourceFile& source) {
  std::vector<ModuleFacts::Definition> all;
  const auto name_of = [&](ByteRange r) { return identifier(source.text().substr(r.begin, r.end - r.begin)); };
  const auto add = [&](const FunctionPiece& f, Symbol owner) {
    all.push_back({name_of(f.name), owner, {source.id(), f.begin, f.end}});
  };
  for (const Piece piece : layout.pieces) {
    if (!piece.is_class) {
      add(layout.functions[piece.index], kNoSymbol);
      continue;
    }
    const ClassPiece& owner = layout.classes[piece.index];
    for (const FunctionPiece& m : owner.methods) add(m, name_of(owner.name));
  }
  return all;
}

}  // namespace seedlint::python
