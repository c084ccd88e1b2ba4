# The same as in mmdet.
from mmdet.apis import init_random_seed, set_random_seed, train_detector


train_model = train_detector
