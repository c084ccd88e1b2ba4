from lightning.pytorch.utilities.seed import isolate_rng, seed_everything
