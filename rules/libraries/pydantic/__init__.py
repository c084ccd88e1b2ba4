from seedlint import *

from dataclasses import dataclass


# Fields with defaults; values come from what the caller read.
class BaseModel:
    def __init__(self, **data):
        for name in data:
            setattr(self, name, data[name])

    @classmethod
    def parse_file(cls, path, **kwargs):
        return config("cfg")

    @classmethod
    def parse_obj(cls, obj):
        return config("cfg")

    @classmethod
    def model_validate(cls, obj, **kwargs):
        return config("cfg")

    @classmethod
    def model_validate_json(cls, json_data, **kwargs):
        return config("cfg")

    def dict(self, **kwargs):
        return unknown()

    def model_dump(self, **kwargs):
        return unknown()

    def copy(self, **kwargs):
        return self


BaseSettings = BaseModel


def Field(default=None, *args, **kwargs):
    return default


def validator(*fields, **kwargs):
    def decorate(function):
        return function
    return decorate


field_validator = validator
root_validator = validator
model_validator = validator
