"""How the door complains: of what is at fault in the input, and of options."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.errors import BuildFailed, Problem

T = TypeVar("T")


def done(step: Callable[[], T], where: str) -> T:
    """Take a step; where something is at fault, or the disc fails at a place, say what and leave."""
    from generator.errors import BuildFailed

    try:
        return step()
    except (BuildFailed, OSError) as failure:
        show(problems_of(failure, where))
        sys.exit(1)


def problems_of(failure: BuildFailed | OSError, where: str) -> Sequence[Problem]:
    """Give what there is to complain of where a step failed."""
    from generator.errors import of_disc

    return (of_disc(failure, where),) if isinstance(failure, OSError) else failure.problems


def checked(name: str, value: str, check: Callable[[str], object]) -> None:
    """Refuse the value of an option, in its words, that a check raises at."""
    try:
        check(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=name) from error


def show(problems: Iterable[Problem]) -> None:
    """Complain on the terminal's other stream."""
    for line in complaints(problems):
        click.echo(line, err=True)


def complaints(problems: Iterable[Problem]) -> Iterator[str]:
    """Write each problem as it is shown: place, how bad, what, and the remedy below."""
    for problem in problems:
        colour = {"fault": "red", "warning": "yellow"}.get(problem.severity, "blue")
        place = click.style(str(problem.location), bold=True)
        yield f"{place}: {click.style(problem.severity, fg=colour)}: {problem.message}"
        if problem.hint:
            yield f"  {problem.hint}"
