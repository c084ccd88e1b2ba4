// Questions about the ranks of a run.
#include "ranks.h"

namespace seedlint::rules {

bool is_data_parallel(const Run& run) {
  for (const Step& step : run.steps()) {
    if (step.kind != EventKind::Group) continue;
    const std::string_view name = text_of(step.name);
    if (name == "ddp" || name == "fsdp" || name == "deepspeed" || name == "framework" || name == "wrap") return true;
  }
  for (std::uint32_t i = 0; i < run.objects().size(); ++i)
    if (run.is_a(ObjectId(i), "torch.utils.data.DistributedSampler") ||
        run.is_a(ObjectId(i), "torch.utils.data.distributed.DistributedSampler"))
      return true;
  return false;
}

bool is_model_parallel(const Run& run) {
  for (const Step& step : run.steps()) {
    if (step.kind != EventKind::Group) continue;
    const std::string_view name = text_of(step.name);
    if (name == "fully_shard" || name == "tensor_parallel" || name == "dtensor" || name == "pipeline") return true;
  }
  return false;
}

bool has_rank_evidence(const Run& run) {
  if (!run.root().launches.empty()) return true;
  const bool notebook = run.root().kind == roots::RootKind::Notebook;
  for (const Step& step : run.steps()) {
    if (step.kind != EventKind::Group || (notebook && step.process == 0)) continue;
    const std::string_view name = text_of(step.name), api = text_of(step.api);
    if (name != "framework" && !api.starts_with("transformers.") && !api.starts_with("trl.")) return true;
  }
  return false;
}

bool is_framework(Symbol api) {
  const std::string_view name = text_of(api);
  for (const std::string_view root : {"transformers.", "accelerate.", "lightning.", "pytorch_lightning.", "trl.",
                                      "mmengine.", "composer.", "ignite.", "fastai.", "monai."})
    if (name.starts_with(root)) return true;
  return false;
}

}  // namespace seedlint::rules
