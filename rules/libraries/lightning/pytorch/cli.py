from seedlint import *

from lightning.fabric.utilities.seed import seed_everything
from lightning.pytorch.trainer import Trainer


# Seeds, builds the user's classes from the configuration, runs the chosen command.
class LightningCLI:
    def __init__(self, model_class=None, datamodule_class=None, save_config_callback=None, save_config_kwargs=None,
                 trainer_class=Trainer, trainer_defaults=None, seed_everything_default=True, parser_kwargs=None,
                 subclass_mode_model=False, subclass_mode_data=False, args=None, run=True,
                 auto_configure_optimizers=True, **kwargs):
        self.config = config("config")
        self.add_arguments_to_parser(unknown())
        if seed_everything_default is False or seed_everything_default is None:
            asked = config("seed_everything")
            if asked:
                seed_everything(asked, workers=True)
        elif seed_everything_default is True:
            # True chooses a seed at random unless the configuration names one.
            seed_everything(config("seed_everything"), workers=True)
        else:
            seed_everything(seed_everything_default, workers=True)
        self.before_instantiate_classes()
        self.datamodule = None
        if datamodule_class is not None:
            self.datamodule = datamodule_class(**config("data"))
        self.model = unknown() if model_class is None else model_class(**config("model"))
        self.trainer = trainer_class(**config("trainer"))
        self.parser = unknown()
        if run:
            self.before_fit()
            self.trainer.fit(self.model, datamodule=self.datamodule)
            self.after_fit()

    def add_arguments_to_parser(self, parser):
        pass

    def before_instantiate_classes(self):
        pass

    def before_fit(self):
        pass

    def after_fit(self):
        pass


class SaveConfigCallback:
    def __init__(self, *args, **kwargs):
        pass


class LightningArgumentParser:
    pass
