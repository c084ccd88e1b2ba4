"""Checks the clocks of the cause search (runtime-check/python/seedlint_clock.py): those of `time` and of `datetime` show the
same in every run, and nothing else about a date changes. Any Python; no torch.

    PYTHON clock_dates.py        exit 1 if a check fails
"""
import copy
import datetime as module
import os
import pathlib
import pickle
import subprocess
import sys

real_datetime, real_date = module.datetime, module.date
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "runtime-check" / "python"))
import seedlint_clock  # noqa: E402

seedlint_clock.begin()
import time  # noqa: E402
from datetime import date, datetime, timezone  # noqa: E402

shown = [time.time(), time.monotonic(), datetime.now(), datetime.now(timezone.utc), datetime.utcnow(), datetime.today(), date.today(), time.perf_counter()]
print(shown)
if "CLOCK_DATES_INSIDE" in os.environ:
    sys.exit()
other = subprocess.run([sys.executable, __file__], env={**os.environ, "CLOCK_DATES_INSIDE": "1"}, capture_output=True, text=True, check=True)
assert other.stdout == repr(shown) + "\n", (other.stdout, shown)
assert shown[0] < time.time() and shown[2] < datetime.now(), "a clock goes on"


class Mine(datetime):
    def __str__(self):
        return "mine"


now, today = shown[2], shown[6]
assert type(now) is real_datetime and type(today) is real_date and type(datetime(2020, 1, 2)) is real_datetime
assert type(datetime.strptime("2020", "%Y")) is real_datetime and datetime.max == real_datetime.max
assert isinstance(now, datetime) and isinstance(now, date) and isinstance(today, date) and not isinstance(today, datetime)
assert isinstance(real_datetime(2020, 1, 1), datetime) and not isinstance(3, date) and issubclass(datetime, date) and issubclass(Mine, datetime)
assert pickle.loads(pickle.dumps([now, today])) == [now, today] and copy.deepcopy(now) == now
assert type(Mine(2020, 1, 1)) is Mine and str(Mine.now()) == "mine" and not isinstance(now, Mine)
assert datetime.__name__ == "datetime" and repr(now).startswith("datetime.datetime(2023")
