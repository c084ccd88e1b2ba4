"""Deep pass: notices files the program reads that an earlier of its runs wrote. A checkpoint to resume from or a
cache makes a second run another one than the first, without any randomness."""
import os
import stat
import sys
import time

_MOST = 100


def begin(write, site):
    """`write` appends a fact, `site` names the user's line that is running."""
    began, start = int(os.environ.get("SEEDLINT_VERIFY_BEGAN", "0")), time.time_ns()
    own = (os.environ["SEEDLINT_VERIFY_DIR"], os.environ["SEEDLINT_VERIFY_CACHE"])
    seen = set()
    busy = []

    def look(path, mode, flags):
        reads = "r" in mode if isinstance(mode, str) else not flags & (os.O_WRONLY | os.O_RDWR)
        if not reads or not isinstance(path, (str, bytes)) or len(seen) >= _MOST:
            return
        path = os.path.abspath(os.fsdecode(path))
        if path in seen or path.startswith(own):
            return
        about = os.stat(path)
        if stat.S_ISREG(about.st_mode) and began < about.st_mtime_ns < start:
            seen.add(path)
            write("left-over", path=path, site=site())

    def hook(event, arguments):
        if event != "open" or busy:
            return
        busy.append(1)
        try:
            look(*arguments)
        except Exception:
            pass  # a file that cannot be looked at is not reported
        finally:
            busy.pop()

    if began:
        sys.addaudithook(hook)
