"""Runs the command in processes that wait to be let go, so that they can be watched, or killed.

Each line in asks for one, `[words, log]` in JSON; each has two lines out, its process and how it ended.
"""

import ctypes
import json
import os
import signal
import sys
import traceback

from generator import build
from generator.cli import main
from generator.formats import ics

LOADED = build, ics
"""What every command would load for itself."""
_ANYONE = 0x59616D61, ctypes.c_ulong(-1)
"""PR_SET_PTRACER, PR_SET_PTRACER_ANY: else Yama lets none but a parent trace a process."""

_LONGEST = 120
"""Seconds after which a command that does not end is ended."""


def run(words, log):
    """Be the command, once another has said SIGCONT."""
    ctypes.CDLL(None).prctl(*_ANYONE, 0, 0, 0)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666), stream.fileno())
    signal.alarm(_LONGEST)
    os.kill(os.getpid(), signal.SIGSTOP)
    code = 0
    try:
        main(words)
    except SystemExit as left:
        code = left.code
    except BaseException:  # noqa: BLE001 - what came through is told, and no test runs on in this process
        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    os._exit(code or 0)


def serve():
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run(*json.loads(line))
        os.waitpid(child, os.WUNTRACED)
        tell(child)
        tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def tell(number):
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


serve()
