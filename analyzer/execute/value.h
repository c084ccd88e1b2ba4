// What an expression may be: a small set of atoms with a provenance.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/provenance.h"
#include "text/source_file.h"
#include "text/symbol.h"

namespace seedlint::execute {

enum class ObjectId : std::uint32_t {};
inline constexpr ObjectId kNoObject = ObjectId{0xffffffff};

enum class AtomKind : std::uint8_t {
  None, Bool, Int, Float, Text,  // constants; Text is a Symbol
  Class,     // ref = class id
  Function,  // ref = function id; bound = object or class bound as first argument (aux)
  Object,    // ref = ObjectId
  Module,    // ref = module id
  Sequence,  // ref = tuple id: a tuple or list of known values
  Type,      // any value of an unknown kind; symbol = dotted name where one is known ("foo.bar"), else empty
};

struct Atom {
  AtomKind kind = AtomKind::Type;
  std::uint32_t ref = 0;
  std::uint64_t aux = 0;  // Int: value; Float: bits; Bool: 0/1; Text, Type: symbol; Function: bound atom
  friend auto operator<=>(const Atom&, const Atom&) = default;
};

inline constexpr std::size_t kMaxAtoms = 8;

struct Value {
  std::vector<Atom> atoms;     // sorted, unique, at most kMaxAtoms; empty is "nothing" (unreachable)
  Provenance provenance;
  std::uint8_t levels = 0;     // frames up in which it was produced (0: this one): where a seed stands
  Symbol option = kNoSymbol;   // name of the option or parameter it came from, if exactly one
  bool any_of = false;         // more candidates than are kept

  bool nothing() const { return atoms.empty(); }
  bool unknown() const;                         // some atom is Type (or any_of)
  bool is_none() const;                         // surely None
  bool may_be_none() const;
  std::optional<std::int64_t> integer() const;  // a single Int or Bool
  std::optional<bool> truth() const;            // decided for all atoms alike
  std::optional<std::string_view> text() const; // a single Text
  std::optional<ObjectId> object() const;       // a single Object
  friend bool operator==(const Value&, const Value&) = default;
};

Value join(const Value& a, const Value& b);

}  // namespace seedlint::execute
