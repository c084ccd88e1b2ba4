# The same package by its newer name.
from attr import *
