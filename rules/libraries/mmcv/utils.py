from mmengine.config import Config, ConfigDict, DictAction
from mmengine.registry import Registry, build_from_cfg
