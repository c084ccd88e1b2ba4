from seedlint import *

import argparse


class HfArgumentParser(argparse.ArgumentParser):
    def __init__(self, dataclass_types=None, **kwargs):
        super().__init__()
        self.dataclass_types = [dataclass_types] if callable(dataclass_types) else dataclass_types

    def _objects(self):
        types = self.dataclass_types
        n = len(types)
        if n == 1:
            return (options_of(types[0]),)
        if n == 2:
            return (options_of(types[0]), options_of(types[1]))
        if n == 3:
            return (options_of(types[0]), options_of(types[1]), options_of(types[2]))
        if n == 4:
            return (options_of(types[0]), options_of(types[1]), options_of(types[2]), options_of(types[3]))
        if n == 5:
            return (options_of(types[0]), options_of(types[1]), options_of(types[2]), options_of(types[3]), options_of(types[4]))
        return tuple([options_of(t) for t in types])

    def parse_args_into_dataclasses(self, args=None, return_remaining_strings=False, look_for_args_file=True,
                                    args_filename=None, args_file_flag=None):
        made = self._objects()
        if return_remaining_strings:
            return made + (unknown(),)
        return made

    def parse_dict(self, args, allow_extra_keys=False):
        return self._objects()

    def parse_json_file(self, json_file, allow_extra_keys=False):
        return self._objects()

    def parse_yaml_file(self, yaml_file, allow_extra_keys=False):
        return self._objects()
