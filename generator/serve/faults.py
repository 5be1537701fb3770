"""Complaints with the line they are about, for the overlay and for the terminal."""

from collections.abc import Iterable
from pathlib import Path

from generator.errors import Problem
from generator.model.kinds import Noun

_WIDEST = 160
"""Characters of a line that are shown around a fault."""


class Told(Noun, frozen=True, kw_only=True):
    """A complaint as it is shown."""

    place: str
    # `file:line:column`
    message: str
    hint: str
    severity: str
    before: str = ""
    # of the source line, up to the fault
    after: str = ""


def told(problems: Iterable[Problem], root: Path) -> tuple[Told, ...]:
    """Put the source line to each problem."""
    return tuple(_told(problem, root) for problem in problems)


def _told(problem: Problem, root: Path) -> Told:
    where = problem.location
    before, after = _line(root / where.path, where.line, where.column) if where.line else ("", "")
    return Told(
        place=printable(str(where)),
        message=printable(problem.message),
        hint=printable(problem.hint),
        severity=problem.severity,
        before=before,
        after=after,
    )


def _line(path: Path, number: int, column: int) -> tuple[str, str]:
    """Give a line in two parts, before a column and from it on, as much as can be shown."""
    try:
        lines = path.read_text("utf-8-sig", "replace").split("\n")  # `read_text` makes all line ends one
    except OSError:
        return "", ""
    if number > len(lines):
        return "", ""
    line, place = lines[number - 1], max(column - 1, 0)
    start = max(0, place - _WIDEST // 2)
    return printable(line[start:place]), printable(line[place : start + _WIDEST])


def printable(text: str) -> str:
    """Replace what would move the cursor, colour the terminal or turn the text round."""
    return "".join(c if c.isprintable() else " " if c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in text)
