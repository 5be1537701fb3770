"""The form of a complaint: where, what is wrong, what to write instead."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Literal

from msgspec import Struct, structs

_BREAKS = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

Severity = Literal["fault", "warning", "notice"]

MOST_TOLD = 100
"""Problems of one file that are worth telling."""
_MOST_GUESSED, _LONGEST_GUESSED = 20, 200
"""Faults in a row for which a guess is worth a look at every name, and letters of what is guessed at."""


class Location(Struct, frozen=True, order=True):
    """A place in a source file; line and column count from 1, 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Give the place as editors and terminals link it: `file:line:column`."""
        return ":".join([shown(self.path), *(str(n) for n in (self.line, self.column) if n)])


class Problem(Struct, frozen=True, kw_only=True):
    """One complaint about the input."""

    location: Location
    message: str
    # one sentence in English; the editor's own words stand in it as written
    hint: str = ""
    # what was expected and what to write
    severity: Severity = "fault"
    key: str = ""
    # the front matter's key, `chain.1.source`, where the line is still to be looked up

    def __str__(self) -> str:
        """Give the complaint in one line, the hint indented under it."""
        head = f"{self.location}: {self.message}"
        return f"{head}\n  {self.hint}" if self.hint else head


def shown(text: str) -> str:
    """Keep a text that may be anyone's on its line; what would steer a terminal is only marked."""
    return _CONTROLS.sub("\ufffd", _BREAKS.sub(" ", text))


class BuildFailed(Exception):
    """The input is at fault; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["BuildFailed"], tuple[tuple[Problem, ...]]]:
        """Travel whole from a worker process."""
        return type(self), (self.problems,)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by place and drop repetitions."""
    unique = {(p.location, p.message): p for p in problems}
    return tuple(unique[key] for key in sorted(unique))


def some(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep the first problems of a file that are all of one severity, and say where the others begin."""
    kept = tuple(islice(problems, MOST_TOLD + 1))
    if len(kept) <= MOST_TOLD:
        return kept
    message, hint = "more like this follows, from here on", "mend what is named above first"
    return (*kept[:-1], structs.replace(kept[-1], message=message, hint=hint))


def guess(word: str, known: Iterable[str], told: Sequence[Problem], cutoff: float = 0.6) -> str:
    """Give the known word that is nearest; none behind so many faults that nobody reads guesses."""
    last = told[-_MOST_GUESSED:]
    if len(word) > _LONGEST_GUESSED or (
        len(last) == _MOST_GUESSED and all(problem.severity == "fault" for problem in last)
    ):
        return ""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), "")


def fault(
    path: str, message: str, hint: str = "", *, line: int = 0, column: int = 0, key: str = ""
) -> Problem:
    """Make the problem that stops a build."""
    place = Location(path, line, column)
    return Problem(location=place, message=shown(message), hint=shown(hint), key=key)


def of_disc(error: OSError, path: str) -> Problem:
    """Make the problem of what the system refuses, at `path` where it does not say at which file."""
    return fault(str(error.filename or path), f"this cannot be read or written: {error.strerror or error}")


def unloadable(error: ImportError) -> str:
    """Say which module is not there, or else what the one that asks for it says itself."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"`{error.name}` is not installed"
    return f"a library cannot be loaded: {error}"


def warning(
    path: str, message: str, hint: str = "", *, line: int = 0, column: int = 0, key: str = ""
) -> Problem:
    """Make a problem that is reported and does not stop a build, except under `--strict`."""
    place = Location(path, line, column)
    return Problem(location=place, message=shown(message), hint=shown(hint), severity="warning", key=key)
