// A rule's page as people read it.
#pragma once

#include <string>
#include <string_view>

namespace seedlint::output {

// The Markdown of a rule without what only the tests of its examples need: `# expect: [rule] "text"` becomes
// `# <- rule`, and of what stands behind a fence's language only file=... stays.
std::string readable_page(std::string_view markdown);

}  // namespace seedlint::output
