"""The rules gone through: those of a file in several processes, then those of all files together."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import structs

from generator.check.case import Case
from generator.check.findings import Finding
from generator.check.rules import OF_A_FILE, OF_ALL, Rule
from generator.check.sketches import Sketched, sketched
from generator.errors import Location, Problem
from generator.executor import WORTH_A_PROCESS, Workshop
from generator.model.article import ArticleDoc
from generator.model.kinds import Noun

_FIRST = 10
"""Files that are looked at before processes part, so that each finds the grammars' patterns compiled."""


class Seen(Noun, frozen=True, kw_only=True):
    """What was made of one file by itself."""

    findings: tuple[Finding, ...]
    sketch: Sketched | None
    # of an article's text


def look(case: Case, hands: Workshop) -> tuple[Finding, ...]:
    """Go through all rules; give what they find, each at its place."""
    parts = hands.spread("check", _by_itself, case, range(len(case.pages)))
    seen = [one for part in parts for one in part]
    whole = structs.replace(case, sketches=tuple(one.sketch for one in seen))
    return (*(finding for one in seen for finding in one.findings), *look_with(whole, OF_ALL))


def look_with(case: Case, rules: Iterable[tuple[str, Rule]]) -> Iterator[Finding]:
    """Go through some rules that look at all files."""
    for name, rule in rules:
        for problem in rule(case):
            yield Finding(rule=name, problem=placed(problem, case))


def placed(problem: Problem, case: Case) -> Problem:
    """Look up the line of a problem that names only a key."""
    page = case.by_path.get(problem.location.path)
    if page is None or not problem.key or problem.location.line:
        return problem
    line, column = page.key_place(problem.key)
    return structs.replace(problem, location=Location(page.path, line, column))


def _by_itself(case: Case) -> Callable[[Sequence[int]], list[Seen]]:
    """Make ready to look at files by their numbers."""

    def seen(number: int) -> Seen:
        page = case.pages[number]
        return Seen(
            findings=tuple(
                Finding(rule=name, problem=placed(problem, case))
                for name, rule in OF_A_FILE
                for problem in rule(page, case)
            ),
            sketch=sketched(page) if isinstance(page.doc, ArticleDoc) else None,
        )

    if len(case.pages) >= WORTH_A_PROCESS:
        for number in range(_FIRST):
            seen(number)
    return lambda numbers: [seen(number) for number in numbers]
