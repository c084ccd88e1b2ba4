# types
from argparse import Namespace as SimpleNamespace
