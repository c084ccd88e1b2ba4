// Questions that rules ask of a finished run.
#include "execute/run.h"

#include <algorithm>

#include "execute/words.h"

namespace seedlint::execute {

const Value* Run::field(ObjectId id, std::string_view name) const {
  const auto& fields = object(id).fields;
  auto it = fields.find(intern(name));
  return it == fields.end() ? nullptr : &it->second;
}

bool Run::is_a(ObjectId id, std::string_view library_class) const {
  const auto matches = [&](std::string_view have) {
    return have == library_class ||
           (have.substr(0, have.find('.')) == library_class.substr(0, library_class.find('.')) &&
            have.substr(have.rfind('.') + 1) == library_class.substr(library_class.rfind('.') + 1));
  };
  const std::string& own = object(id).library_class;
  if (matches(own)) return true;
  auto it = library_bases_.find(own);
  return it != library_bases_.end() && std::any_of(it->second.begin(), it->second.end(), matches);
}

std::vector<Frame> Run::frames(PathId path) const {
  std::vector<Frame> out;
  for (PathId p = path; p != PathId{}; p = frames_[static_cast<std::uint32_t>(p)].parent)
    out.push_back(frames_[static_cast<std::uint32_t>(p)]);
  std::reverse(out.begin(), out.end());
  return out;
}

Span Run::stands_at(const Step& s) const {
  // A worker's function is called by the loader: the line that iterates says nothing about what it seeds with.
  Span started;
  for (const Step& step : steps_) {
    if (s.process == 0 || step.process == s.process) break;
    if (step.kind == EventKind::Fork) started = step.token;
  }
  Span at = s.token;
  PathId p = s.path;
  for (unsigned up = s.levels; up > 0 && p != PathId{}; --up) {
    const Frame& f = frames_[static_cast<std::uint32_t>(p)];
    if (!f.call.valid() || (s.process != 0 && f.call == started)) break;
    at = f.call;
    p = f.parent;
  }
  // `set_seed(args)`: the option is read in the helper, yet it is the call that brings it.
  if (s.levels == 0 && s.value.option != kNoSymbol)
    for (; p != PathId{}; p = frames_[static_cast<std::uint32_t>(p)].parent) {
      const Frame& f = frames_[static_cast<std::uint32_t>(p)];
      if (!f.call.valid() || f.constructor || !names_a_seeding_function(text_of(f.callee))) break;
      at = f.call;
    }
  return at;
}

Span Run::seen_from_root(const Step& s) const {
  const FileId file = root_->file;
  Span at = s.token;
  bool found = s.token.file == file;
  for (PathId p = s.path; p != PathId{}; p = frames_[static_cast<std::uint32_t>(p)].parent) {
    const Frame& f = frames_[static_cast<std::uint32_t>(p)];
    if (!f.call.valid()) continue;
    if (f.call.file != file) {
      found = false;
    } else if (!found || f.constructor) {
      at = f.call;
      found = true;
    }
  }
  return at;
}

bool Run::loop_contains(LoopId outer, LoopId inner) const {
  if (outer == LoopId{}) return false;
  for (LoopId l = inner; l != LoopId{}; l = loops_[static_cast<std::uint32_t>(l)].parent)
    if (l == outer) return true;
  return false;
}

const StreamState* Run::final_state(const Stream& s) const {
  for (const auto& [stream, state] : final_)
    if (stream == s) return &state;
  return nullptr;
}

std::string_view Run::version(std::string_view library) const {
  auto it = versions_.find(library);
  return it == versions_.end() ? std::string_view() : std::string_view(it->second);
}

}  // namespace seedlint::execute
