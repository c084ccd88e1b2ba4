// What the rank rules ask about how the ranks of a run work together.
#pragma once

#include "common.h"

namespace seedlint::rules {

// The ranks train copies of one model on different data (DDP, FSDP, DeepSpeed, a DistributedSampler).
bool is_data_parallel(const Run& run);
// The ranks hold parts of one model (tensor parallel, DTensor): streams must agree there.
bool is_model_parallel(const Run& run);
// The API belongs to a framework that seeds on its user's behalf.
bool is_framework(Symbol api);

}  // namespace seedlint::rules
