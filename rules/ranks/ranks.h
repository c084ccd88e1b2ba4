// What the rank rules ask about how the ranks of a run work together.
#pragma once

#include "common.h"

namespace seedlint::rules {

// The ranks train copies of one model on different data (DDP, FSDP, DeepSpeed, a DistributedSampler).
bool is_data_parallel(const Run& run);
// The ranks hold parts of one model (tensor parallel, DTensor): streams must agree there.
bool is_model_parallel(const Run& run);
// Something says that this program is meant for several ranks: a launch line, or a process group, wrapper or accelerator
// in its code. A trainer that would manage ranks, if it were launched so, says nothing; a notebook has one process.
bool has_rank_evidence(const Run& run);
// The API belongs to a framework that seeds on its user's behalf.
bool is_framework(Symbol api);

}  // namespace seedlint::rules
