"""The command in UTF-8, whatever the locale: names of files are addresses, the same everywhere."""

import os
import sys


def in_utf8() -> None:
    """Begin anew where the locale has names of files in another encoding."""
    if sys.getfilesystemencoding() == "utf-8":
        return
    words = [_in_utf8(word) for word in sys.orig_argv[1:]]
    os.environ.setdefault("PYTHONIOENCODING", f"{sys.stdout.encoding}:backslashreplace")  # the terminal's
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [os.fsencode(sys.executable), *words])  # noqa: S606 - this very command


def _in_utf8(word: str) -> bytes:
    given = os.fsencode(word)
    try:
        given.decode("utf-8")
    except UnicodeDecodeError:  # typed, and not a name on disc
        return word.encode("utf-8", "surrogateescape")
    return given
