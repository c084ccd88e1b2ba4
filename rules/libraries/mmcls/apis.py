# The same as in mmdet, by another name.
from mmdet.apis import init_random_seed, set_random_seed
from mmdet.apis import train_detector as train_model
