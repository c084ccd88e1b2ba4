// A short list of atoms: one is kept inline, since most values are exactly one thing; more are shared by the copies
// until one of them grows.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>

namespace seedlint::execute {

enum class AtomKind : std::uint8_t {
  None, Bool, Int, Float, Text,  // constants; Text is a Symbol
  Class,     // ref = class
  Function,  // ref = function; aux = what it is bound to, see Atom::bound_*
  Object,    // ref = ObjectId
  Module,    // ref = module
  Sequence,  // ref = sequence: a tuple or list of known values
  Super,     // ref = object, aux = class after which lookup goes on
  Native,    // ref = a function of the interpreter itself
  Lazy,      // ref = module, aux = symbol: an imported name nobody has read yet
  Type,      // any value of unknown kind; aux = symbol of its dotted name ("foo.bar") or empty;
             // ref = where it was made (0: nowhere in particular)
};

struct Atom {
  AtomKind kind = AtomKind::Type;
  std::uint32_t ref = 0;
  std::uint64_t aux = 0;  // Int: value; Float: bits; Bool: 0 or 1; Text, Type: symbol
  friend auto operator<=>(const Atom&, const Atom&) = default;

  // Function: bound to an object (or, for a class method, to a class).
  static std::uint64_t bind_object(std::uint32_t object) { return (1ull << 32) | object; }
  static std::uint64_t bind_class(std::uint32_t klass) { return (2ull << 32) | klass; }
  bool bound() const { return aux != 0; }
  bool bound_to_object() const { return aux >> 32 == 1; }
  std::uint32_t bound_ref() const { return static_cast<std::uint32_t>(aux); }
};

class AtomList {
 public:
  AtomList() = default;
  AtomList(const Atom& a) : size_(1), one_(a) {}
  AtomList(const AtomList& o) { copy(o); }
  AtomList(AtomList&& o) noexcept { steal(o); }
  AtomList& operator=(const AtomList& o) {
    if (this != &o) { clear(); copy(o); }
    return *this;
  }
  AtomList& operator=(AtomList&& o) noexcept {
    if (this != &o) { clear(); steal(o); }
    return *this;
  }
  ~AtomList() { clear(); }

  const Atom* begin() const { return many_ ? many_->atoms : &one_; }
  const Atom* end() const { return begin() + size_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Atom& operator[](std::size_t i) const { return begin()[i]; }
  const Atom& front() const { return *begin(); }

  void push_back(const Atom& a) {
    if (size_ == 0) {
      one_ = a;
    } else {
      if (size_ == kCapacity) return;  // callers cap at fewer
      if (!many_) {
        many_ = new Many;
        many_->atoms[0] = one_;
      } else if (many_->owners > 1) {
        Many* const own = new Many;
        std::copy(many_->atoms, many_->atoms + size_, own->atoms);
        --many_->owners;
        many_ = own;
      }
      many_->atoms[size_] = a;
    }
    ++size_;
  }
  void clear() {
    if (many_ && --many_->owners == 0) delete many_;
    many_ = nullptr;
    size_ = 0;
  }
  friend bool operator==(const AtomList& a, const AtomList& b) {
    return a.size_ == b.size_ && std::equal(a.begin(), a.end(), b.begin());
  }

  static constexpr std::uint32_t kCapacity = 10;

 private:
  struct Many {
    std::uint32_t owners = 1;
    Atom atoms[kCapacity];
  };

  void copy(const AtomList& o) {
    size_ = o.size_;
    one_ = o.one_;
    many_ = o.many_;
    if (many_) ++many_->owners;
  }
  void steal(AtomList& o) noexcept {
    size_ = o.size_;
    one_ = o.one_;
    many_ = o.many_;
    o.many_ = nullptr;
    o.size_ = 0;
  }

  std::uint32_t size_ = 0;
  Atom one_;
  Many* many_ = nullptr;
};

}  // namespace seedlint::execute
