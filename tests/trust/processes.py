"""Real builds in processes of their own, forked from one that has loaded all; loaded by `runpy`."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import generator

REPOSITORY = Path(generator.__file__).parents[1]
CHANGING = (
    "write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,symlink,unlink,unlinkat,"
    "mkdir,rmdir,chmod,fchmod"
)
"""System calls that change a disc or make a change last."""
PLAIN = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Root with no more rights to files than their owner has."""


@contextlib.contextmanager
def in_memory():
    """Give a folder in memory, where there is one: for sites that are built many times."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def settings(**more):
    """Give the environment of a process that runs this very generator."""
    path = os.pathsep.join(filter(None, [str(REPOSITORY), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": path, **more}


class Processes:
    """Makes processes that are the command; to be closed."""

    def __init__(self):
        as_anyone = PLAIN if os.geteuid() == 0 and shutil.which("setpriv") else ()
        self.log = Path(tempfile.mkdtemp()) / "log"
        self.maker = subprocess.Popen(
            [*as_anyone, sys.executable, str(Path(__file__).with_name("dying.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=settings(),
        )  # fmt: skip

    def close(self):
        self.maker.stdin.close()
        self.maker.stdout.close()
        self.maker.wait()
        shutil.rmtree(self.log.parent)

    def run(self, words, *watch):
        """Run the command, under strace where it is to be watched; give its exit code and what it said."""
        self.log.write_bytes(b"")
        print(json.dumps([list(words), str(self.log)]), file=self.maker.stdin, flush=True)
        process = int(self.maker.stdout.readline())
        if watch:
            tracer = subprocess.Popen(
                ["strace", "-f", "-o", "/dev/null", *watch, "-p", str(process)],
                stderr=subprocess.PIPE, text=True,
            )  # fmt: skip
            attached = tracer.stderr.readline()
            assert "attached" in attached, attached + tracer.stderr.read()
        os.kill(process, signal.SIGCONT)
        code = int(self.maker.stdout.readline())
        if watch:
            tracer.communicate()
        return code, self.log.read_text("utf-8", "replace")

    def killed(self, words, turn):
        """Kill the command at a call that changes the disc; at an earlier one where there are not so many."""
        while turn:
            watch = ("-e", f"trace={CHANGING}", "-e", f"inject={CHANGING}:signal=KILL:when={turn}")
            code, said = self.run(words, *watch)
            if code == -signal.SIGKILL:
                return turn
            assert code in {0, 1}, said
            turn //= 2
        return 0
