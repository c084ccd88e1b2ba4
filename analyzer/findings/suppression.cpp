// See suppression.h.
#include "findings/suppression.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "findings/comments.h"

namespace seedlint::findings {
namespace {

bool contains(std::string_view text, std::string_view needle) {
  return ::memmem(text.data(), text.size(), needle.data(), needle.size()) != nullptr;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_any_case(std::string_view text, std::string_view small) {
  return text.size() >= small.size() &&
         std::equal(small.begin(), small.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

enum class Verb : std::uint8_t { Ignore, FileIgnore, Disable, Enable };

struct Directive {
  std::optional<Verb> verb;
  bool noqa = false;
  struct Name {
    std::uint32_t begin, end;
  };
  std::vector<Name> names;
  std::uint32_t begin = 0, end = 0;  // the directive itself, for messages
  std::string fault;
};

// Parses the directives inside one comment; a comment may hold one of ours beside other tools'.
class CommentReader {
 public:
  CommentReader(std::string_view text, const Comment& comment) : text_(text), at_(comment.begin), end_(comment.end) {}

  std::vector<Directive> read() {
    std::vector<Directive> found;
    while (at_ < end_) {
      if (text_[at_] != '#') {
        ++at_;
        continue;
      }
      ++at_;
      skip_space();
      const std::string_view rest = text_.substr(at_, end_ - at_);
      if (starts_with_any_case(rest, "seedlint:")) {
        at_ += 9;
        found.push_back(ours());
      } else if (starts_with_any_case(rest, "noqa:")) {
        at_ += 5;
        found.push_back(noqa());
      }
    }
    return found;
  }

 private:
  void skip_space() {
    while (at_ < end_ && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  Directive ours() {
    Directive d;
    skip_space();
    d.begin = at_;
    std::uint32_t stop = at_;
    while (stop < end_ && is_name_char(text_[stop])) ++stop;
    const std::string_view verb = text_.substr(at_, stop - at_);
    d.end = stop;
    at_ = stop;
    if (verb == "ignore") {
      d.verb = Verb::Ignore;
    } else if (verb == "file-ignore") {
      d.verb = Verb::FileIgnore;
    } else if (verb == "disable") {
      d.verb = Verb::Disable;
    } else if (verb == "enable") {
      d.verb = Verb::Enable;
    } else {
      d.fault = "is not a directive; write ignore[rule], file-ignore[rule], disable[rule] or enable[rule]";
      return d;
    }
    skip_space();
    if (at_ >= end_ || text_[at_] != '[') {
      d.fault = "names no rule; write " + std::string(verb) + "[rule]";
      return d;
    }
    ++at_;
    read_names(d, ']');
    if (at_ < end_ && text_[at_] == ']') {
      ++at_;
    } else {
      d.fault = "has no closing bracket";
    }
    if (d.names.empty() && d.fault.empty()) d.fault = "names no rule; write " + std::string(verb) + "[rule]";
    return d;
  }

  // Codes after "noqa:", by commas or spaces, up to the first thing that is neither.
  Directive noqa() {
    Directive d;
    d.noqa = true;
    d.verb = Verb::Ignore;
    d.begin = at_;
    read_names(d, '\0');
    d.end = at_;
    return d;
  }

  void read_names(Directive& d, char close) {
    while (at_ < end_ && text_[at_] != close) {
      if (is_name_char(text_[at_])) {
        std::uint32_t stop = at_;
        while (stop < end_ && is_name_char(text_[stop])) ++stop;
        d.names.push_back({at_, stop});
        at_ = stop;
      } else if (text_[at_] == ',' || text_[at_] == ' ' || text_[at_] == '\t') {
        ++at_;
      } else {
        return;
      }
    }
  }

  std::string_view text_;
  std::uint32_t at_, end_;
};

struct Cover {
  std::uint32_t first, last;
};

Cover covered_lines(const Comment& comment, const CommentScan& scan) {
  const auto& statements = scan.statements;
  if (comment.statement >= statements.size()) return {comment.line, comment.line};
  const Statement& own = statements[comment.statement];
  if (comment.inside || !comment.own_line) return {own.first_line, std::max(own.last_line, comment.line)};
  // Above a decorated definition: the decorators and the definition's header.
  std::uint32_t last = comment.statement;
  while (statements[last].decorator && last + 1 < statements.size()) ++last;
  return {own.first_line, statements[last].last_line};
}

}  // namespace

bool Suppressions::hides(std::string_view rule, std::uint32_t line) {
  bool hidden = false;
  for (Suppression& s : entries) {
    if (!s.fault.empty() || s.rule != rule || line < s.first_line || line > s.last_line) continue;
    // Two directives may hide the same finding; the first one is enough, so that the other is told to be unused.
    s.used = true;
    hidden = true;
    break;
  }
  return hidden;
}

Suppressions read_suppressions(const SourceFile& file, const RuleLookup& find_rule, bool noqa) {
  Suppressions result;
  const std::string_view text = file.text();
  const bool ours = contains(text, "seedlint:");
  noqa = noqa && (contains(text, "noqa") || contains(text, "NOQA")) && (contains(text, "SEED") || contains(text, "seed"));
  if (!ours && !noqa) return result;

  const CommentScan scan = scan_comments(text);
  for (const Comment& comment : scan.comments) {
    for (const Directive& directive : CommentReader(text, comment).read()) {
      const auto add = [&](std::uint32_t begin, std::uint32_t end) -> Suppression& {
        Suppression s;
        s.written = std::string(text.substr(begin, end - begin));
        s.span = Span{file.id(), begin, end};
        s.fault = directive.fault;
        s.noqa = directive.noqa;
        result.entries.push_back(std::move(s));
        return result.entries.back();
      };
      if (!directive.fault.empty() || !directive.verb) {
        add(directive.begin, std::max(directive.end, directive.begin));
        continue;
      }
      for (const Directive::Name& name : directive.names) {
        const std::string_view written = text.substr(name.begin, name.end - name.begin);
        const std::string_view rule = find_rule(written);
        if (directive.noqa && rule.empty()) continue;  // another tool's code
        if (*directive.verb == Verb::Enable) {
          const auto open = std::find_if(result.entries.rbegin(), result.entries.rend(), [&](const Suppression& s) {
            return s.rule == rule && s.until_enabled;
          });
          if (open != result.entries.rend()) {
            open->last_line = comment.line;
            open->until_enabled = false;
            continue;
          }
          add(name.begin, name.end).fault = "enables a rule that nothing above disables";
          continue;
        }
        Suppression& s = add(name.begin, name.end);
        s.rule = rule;
        if (rule.empty()) {
          s.fault = "is not a rule";
          continue;
        }
        switch (*directive.verb) {
          case Verb::Ignore: {
            const Cover cover = covered_lines(comment, scan);
            s.first_line = cover.first;
            s.last_line = cover.last;
            break;
          }
          case Verb::FileIgnore:
            s.first_line = 1;
            s.last_line = UINT32_MAX;
            break;
          default:
            s.first_line = comment.line;
            s.last_line = UINT32_MAX;
            s.until_enabled = true;
        }
      }
    }
  }
  return result;
}

}  // namespace seedlint::findings
