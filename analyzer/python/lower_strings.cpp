// Lowering of string literals, plain and formatted.
#include "python/lower.h"

namespace seedlint::python {

// Adjacent literals are one: a Text, or a Format where any of them has an interpolated expression.
NodeId Lowerer::string(Index i) {
  const std::size_t from = mark();
  std::string value;
  std::string prefix;
  bool format = false;
  if (kind(i) == Kind::String) {
    if (text(i).starts_with('`')) return make(NodeKind::Opaque, i, from);  // Python 2's repr
    string_part(i, value, format, prefix);
  } else {
    for (const Index c : children(i)) {
      if (kind(c) == Kind::String) string_part(c, value, format, prefix);
    }
  }
  Node node = blank(format ? NodeKind::Format : NodeKind::Text, at(i).begin, at(i).end);
  node.payload = keep(format ? std::move(prefix) : std::move(value));
  return add(node, from);
}

// One literal: appends its text to `value`; the text before the first interpolation of all goes to `prefix`.
void Lowerer::string_part(Index i, std::string& value, bool& format, std::string& prefix) {
  const Index start = child(i, Kind::StringStart);
  const Index end = last_child(i, Kind::StringEnd);
  if (start == 0) return;
  const StringPrefix kind_of = string_prefix(text(start));
  std::uint32_t here = at(start).end;
  const std::uint32_t stop = end == 0 ? at(i).end : at(end).begin;
  for (const Index c : children(i)) {
    if (kind(c) != Kind::Interpolation) continue;
    if (at(c).begin > here) append_content(value, text_.substr(here, at(c).begin - here), kind_of);
    here = at(c).end;
    if (!format) prefix = value;
    format = true;
    interpolation(c);
  }
  if (stop > here) append_content(value, text_.substr(here, stop - here), kind_of);
}

void Lowerer::interpolation(Index i) {
  if (depth_ > kMaxDepth) return;
  const Deeper deeper(depth_);
  Index value = child(i, Field::expression);
  // Outside brackets := is no operator here: a colon, and a specifier that starts with =.
  if (value != 0 && kind(value) == Kind::NamedExpression) value = child(value, Field::name);
  push(expression_of(value, i));
  const Index specifier = child(i, Field::format_specifier);
  if (specifier == 0) return;
  for (const Index c : children(specifier)) {
    if (kind(c) == Kind::FormatExpression || kind(c) == Kind::Interpolation) interpolation(c);
  }
}

}  // namespace seedlint::python
