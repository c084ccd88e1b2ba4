// What an expression may be: a small set of atoms with a provenance.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "execute/atom_list.h"
#include "facts/provenance.h"
#include "text/source_file.h"
#include "text/symbol.h"

namespace seedlint::execute {

enum class ObjectId : std::uint32_t {};
inline constexpr ObjectId kNoObject = ObjectId{0xffffffff};

enum class OrderId : std::uint16_t {};
inline constexpr OrderId kOrdered = OrderId{0};

inline constexpr std::size_t kMaxAtoms = 8;

struct Value {
  AtomList atoms;              // sorted, unique, at most kMaxAtoms; empty is "nothing" (unreachable)
  Provenance provenance;
  std::uint8_t levels = 0;     // frames up in which it was produced (0: this one): where a seed stands
  bool any_of = false;         // more candidates than are kept
  bool literal = false;        // written as a literal right where it is used
  bool textual = false;        // a string, a path, or something that holds such; their hashes change from run to run
  Symbol option = kNoSymbol;   // name of the one option or parameter it came from
  OrderId order = kOrdered;    // its elements stand in no fixed order; see Order in run.h

  bool nothing() const { return atoms.empty(); }
  bool unknown() const;                         // some atom is Type (or any_of)
  bool is_none() const;                         // surely None
  bool may_be_none() const;
  std::optional<std::int64_t> integer() const;  // a single Int or Bool
  std::optional<bool> truth() const;            // decided for all atoms alike
  std::optional<std::string_view> text() const; // a single Text
  std::optional<ObjectId> object() const;       // a single Object
  friend bool operator==(const Value&, const Value&) = default;

  static Value nothing_at_all() { return {}; }
  static Value of(Atom a, Provenance p = Provenance::of(Origin::Const));
  static Value none() { return of({AtomKind::None, 0, 0}); }
  static Value boolean(bool b) { return of({AtomKind::Bool, 0, b}); }
  static Value integer_of(std::int64_t n) { return of({AtomKind::Int, 0, static_cast<std::uint64_t>(n)}); }
  static Value text_of(Symbol s) { return of({AtomKind::Text, 0, static_cast<std::uint64_t>(s)}); }
  static Value text_of(std::string_view s) { return text_of(intern(s)); }
  // A value nothing is known of but where it comes from.
  static Value type(Provenance p = Provenance::of(Origin::Unknown), Symbol name = kNoSymbol);
};

// One or the other.
Value join(const Value& a, const Value& b);
// Joins b into a; true if a changed.
bool join_into(Value& a, const Value& b);

std::uint64_t hash_of(const Value& v);

}  // namespace seedlint::execute
