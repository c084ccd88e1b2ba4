from seedlint import *


# Seeds first (`randomness` of its configuration), then builds model, loaders and loops from the configuration.
class Runner:
    def __init__(self, model=None, work_dir=None, train_dataloader=None, val_dataloader=None, test_dataloader=None,
                 train_cfg=None, val_cfg=None, test_cfg=None, auto_scale_lr=None, optim_wrapper=None,
                 param_scheduler=None, val_evaluator=None, test_evaluator=None, default_hooks=None, custom_hooks=None,
                 data_preprocessor=None, load_from=None, resume=False, launcher="none", env_cfg=None, log_processor=None,
                 log_level="INFO", visualizer=None, default_scope="mmengine", randomness=None, experiment_name=None,
                 cfg=None):
        if distributed():
            group("init")
        seed = config("randomness")
        if isinstance(randomness, dict) and "seed" in randomness:
            seed = randomness["seed"]
        seeds("python", seed)
        seeds("numpy", seed)
        seeds("torch", seed)
        seeds("torch.cuda", seed)
        group("framework", self)
        self.model = model
        self.cfg = config("cfg")
        self._loader = train_dataloader

    @classmethod
    def from_cfg(cls, cfg):
        return cls()

    @property
    def rank(self):
        return rank()

    @property
    def world_size(self):
        return world_size()

    def train(self):
        trains()
        return self.model

    def val(self):
        pass

    def test(self):
        pass

    def load_checkpoint(self, filename, **kwargs):
        pass

    def register_hook(self, hook, priority=None):
        pass

    @staticmethod
    def build_dataloader(dataloader, seed=None, diff_rank_seed=False):
        return unknown()
