from seedlint import *

import argparse
from detectron2.engine.defaults import DefaultPredictor, DefaultTrainer, default_setup
from detectron2.engine.launch import launch
from detectron2.engine.train_loop import AMPTrainer, HookBase, SimpleTrainer, TrainerBase


def default_argument_parser(epilog=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--config-file", default="")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--eval-only", action="store_true")
    parser.add_argument("--num-gpus", type=int, default=1)
    parser.add_argument("--num-machines", type=int, default=1)
    parser.add_argument("--machine-rank", type=int, default=0)
    parser.add_argument("--dist-url", default="tcp://127.0.0.1")
    parser.add_argument("opts", default=None)
    return parser


def default_writers(output_dir, max_iter=None):
    return unknown()
