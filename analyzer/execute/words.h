// What an identifier says by its name alone, and the names the machine itself looks for.
#pragma once

#include <string_view>

#include "text/symbol.h"

namespace seedlint::execute {

// True for identifiers that name a seed ("seed", "args.random_seed", "manualSeed"), not for "seeded_foo()" results.
bool names_a_seed(std::string_view identifier);
// True for names of functions that set a seed ("set_seed", "seed_everything", "fix_random_seeds").
bool names_a_seeding_function(std::string_view identifier);
// True for identifiers that hold a rank ("rank", "local_rank", "global_rank", "process_index").
bool names_a_rank(std::string_view identifier, bool& local);
// True for identifiers of determinism options ("deterministic", "reproducible").
bool names_determinism(std::string_view identifier);

// The same of interned names; each is looked at once.
bool names_a_seed(Symbol identifier);
bool names_a_rank(Symbol identifier, bool& local);
bool names_a_seeding_function(Symbol identifier);
bool names_determinism(Symbol identifier);
// A function named like what it answers with: get_rank, dist.get_global_rank, local_rank.
bool answers_with_a_rank(Symbol function, bool& local);

// "c" of "a.b.c".
inline std::string_view last_component(std::string_view s) { return s.substr(s.rfind('.') + 1); }

// "base.name", or `name` alone where there is no base.
Symbol dotted(Symbol base, Symbol name);

namespace word {
extern const Symbol init, call, getattr, setattr, getitem, setitem, iter, next, contains, len, enter, exit, post_init, make,
    torch, generator, set;
}  // namespace word

}  // namespace seedlint::execute
