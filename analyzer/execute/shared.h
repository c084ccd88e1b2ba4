// A value whose copies share one store until one of them changes. Branches and calls copy the state of the program all
// the time, and most copies are only ever looked at. For one thread.
#pragma once

#include <cstdint>
#include <utility>

namespace seedlint::execute {

template <typename T>
class Shared {
 public:
  Shared() = default;
  Shared(T value) : box_(new Box{1, std::move(value)}) {}
  Shared(const Shared& o) noexcept : box_(o.box_) {
    if (box_) ++box_->owners;
  }
  Shared(Shared&& o) noexcept : box_(std::exchange(o.box_, nullptr)) {}
  Shared& operator=(Shared o) noexcept {
    std::swap(box_, o.box_);
    return *this;
  }
  ~Shared() {
    if (box_ && --box_->owners == 0) delete box_;
  }

  const T& get() const {
    static const T empty{};
    return box_ ? box_->value : empty;
  }
  // The value, this copy's own from here on.
  T& change() {
    if (!box_) {
      box_ = new Box{1, T{}};
    } else if (box_->owners > 1) {
      Box* const own = new Box{1, box_->value};
      --box_->owners;
      box_ = own;
    }
    return box_->value;
  }
  // True where both certainly hold equal values, found without a look at them.
  bool same(const Shared& o) const { return box_ == o.box_; }
  friend bool operator==(const Shared& a, const Shared& b) { return a.box_ == b.box_ || a.get() == b.get(); }

 private:
  struct Box {
    std::uint32_t owners;
    T value;
  };
  Box* box_ = nullptr;
};

}  // namespace seedlint::execute
