from hydra.compose import compose
from hydra.initialize import initialize, initialize_config_dir
