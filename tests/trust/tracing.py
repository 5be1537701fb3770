"""A process that strace watches, kills or lets fail; loaded by `runpy`, since tests are no package."""

import os
import shutil
import signal
import subprocess
import warnings
from pathlib import Path
from typing import NamedTuple

STRACE = shutil.which("strace")
CALLS = {
    "write": "write,pwrite64",
    "fsync": "fsync,fdatasync",
    "rename": "rename,renameat,renameat2,symlink,symlinkat,link,linkat",
    "unlink": "unlink,unlinkat,rmdir",
    "close": "close",
    "order": "fsync,rename,renameat,renameat2",
}


class Call(NamedTuple):
    """A call to the system."""

    name: str
    number: int
    # among those of its name, from 1
    on: str
    # what it was made on: a path, or a handle with its path


def counted(do, calls, log):
    """Do something in a process of its own; give its calls in order."""
    assert _traced(do, ["-y", "-s", "999", "-o", str(log), "-e", f"trace={CALLS[calls]}"]) == 0
    lines = Path(log).read_text("utf-8", "replace").splitlines()
    calls = [line.partition("(") for line in lines if "(" in line]
    names = [name for name, _, _ in calls]
    return [Call(name, names[: at + 1].count(name), on) for at, (name, _, on) in enumerate(calls)]


def killed(do, call):
    """Do something in a process that is killed at a call; say whether it was."""
    return _traced(do, _injecting(call, "signal=KILL")) == -signal.SIGKILL


def failing(do, call, error, *, always):
    """Do something in a process of which a call fails, once or from then on; give its exit code."""
    return _traced(do, _injecting(call, f"error={error}", "+" if always else ""))


def _injecting(call, what, more=""):
    return [
        "-o",
        os.devnull,
        "-e",
        f"trace={call.name}",
        "-e",
        f"inject={call.name}:{what}:when={call.number}{more}",
    ]


def _traced(do, options):
    """Give the exit code of a process, negative where a signal ended it."""
    process = stopped(do)
    watch = subprocess.Popen([STRACE, "-p", str(process), *options], stderr=subprocess.PIPE, text=True)
    attached = watch.stderr.readline()
    assert "attached" in attached, attached
    os.kill(process, signal.SIGCONT)
    _, status = os.waitpid(process, 0)
    watch.communicate()
    return os.waitstatus_to_exitcode(status)


def stopped(do):
    """Start a process that waits to be let go."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a fork among threads: the child uses none of them
        process = os.fork()
    if process == 0:
        code = 70
        try:
            os.kill(os.getpid(), signal.SIGSTOP)
            code = do()
        finally:
            os._exit(code or 0)
    os.waitpid(process, os.WUNTRACED)
    return process
