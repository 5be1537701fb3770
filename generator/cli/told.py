"""How the door complains: of what is at fault in the input, and of options."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.errors import Problem

T = TypeVar("T")


def done(step: Callable[[], T]) -> T:
    """Take a step; where something is at fault, say what and leave."""
    from generator.errors import BuildFailed

    try:
        return step()
    except BuildFailed as failure:
        show(failure.problems)
        sys.exit(1)


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
