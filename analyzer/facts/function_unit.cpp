// Bodies on demand: the first caller lowers, everybody else waits for it.
#include "facts/code.h"

namespace seedlint {

const FunctionCode& FunctionUnit::code() const {
  if (lowering != nullptr) {
    std::call_once(lowered, [this] { ready = lowering->lower_function(*this); });
  }
  static const FunctionCode nothing = [] {
    FunctionCode made;
    Node block;
    block.kind = NodeKind::Block;
    made.code.nodes.push_back(block);
    made.code.root = NodeId{0};
    return made;
  }();
  return ready == nullptr ? nothing : *ready;
}

}  // namespace seedlint
