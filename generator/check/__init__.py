"""The editor's check: what can be published and had better not be as it stands."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import structs

from generator.build import Examined, examine
from generator.check.case import Case, Page
from generator.check.cnnews import source_listed
from generator.check.findings import Finding, Report
from generator.check.mending import mend
from generator.check.outside import outside
from generator.check.rights import told_otherwise
from generator.check.rules import CN_NEWS, RULES, Rule
from generator.check.whitelist import FILE, broken, whitelist
from generator.errors import Location, Problem
from generator.files import decode
from generator.model.kinds import Noun
from generator.read import place_of

__all__ = ["Asked", "Finding", "Report", "case_of", "check", "look"]


class Asked(Noun, frozen=True, kw_only=True):
    """What is asked of a check."""

    root: str
    news: bool = False
    # the Chinese rules for reposted news too
    whitelist: str | None = None
    # default: whitelist.yaml under the root
    links: bool = False
    # ask the web whether addresses still lead anywhere
    fix: bool = False


def check(asked: Asked) -> Report:
    """Look at a site's content; raise BuildFailed where there is no site at all."""
    root = Path(asked.root)
    mended = mend(root, case_of(root).pages) if asked.fix else ()
    case = case_of(root)
    found = [*look(case, RULES), *_of_build(case)]
    if asked.news:
        found += [*look(case, CN_NEWS), *_listed(case, asked)]
    if asked.links:
        found += (Finding(rule="external-link", problem=problem) for problem in outside(root, case))
    return Report(findings=_in_order(found), mended=mended)


def case_of(root: Path) -> Case:
    """Take a site's content in."""
    return _case(root, examine(root))


def look(case: Case, rules: Iterable[tuple[str, Rule]]) -> Iterator[Finding]:
    """Go through the rules; give what they find, each at its place."""
    for name, rule in rules:
        for problem in rule(case):
            yield Finding(rule=name, problem=_placed(problem, case))


def _case(root: Path, examined: Examined) -> Case:
    pages = []
    for file, parsed in examined.parsed:
        text, _ = decode((root / file.path).read_bytes(), file.path)
        pages.append(Page(path=file.path, kind=file.kind, text=text, doc=parsed.doc))
    return Case(pages=tuple(pages), site=examined.site, static=examined.static, problems=examined.problems)


def _of_build(case: Case) -> Iterator[Finding]:
    """Give what the build itself says, but what a rule says better."""
    for problem in case.problems:
        if not told_otherwise(case, problem):
            yield Finding(rule="build", problem=problem)


def _listed(case: Case, asked: Asked) -> Iterator[Finding]:
    if case.site is None:
        return
    place = Path(asked.whitelist) if asked.whitelist else place_of(Path(asked.root), FILE)
    path = asked.whitelist or FILE
    try:
        text, problems = decode(place.read_bytes(), path)
    except OSError:
        yield Finding(rule="cn-news-source", problem=structs.replace(broken(path), severity="warning"))
        return
    known = whitelist(text, path, case.today, case.zone)
    for problem in (*problems, *known.problems):
        yield Finding(rule="cn-news-list", problem=problem)
    if known.date:
        for problem in source_listed(case, known):
            yield Finding(rule="cn-news-source", problem=_placed(problem, case))


def _placed(problem: Problem, case: Case) -> Problem:
    """Look up the line of a problem that names only a key."""
    page = case.by_path.get(problem.location.path)
    if page is None or not problem.key or problem.location.line:
        return problem
    line, column = page.key_place(problem.key)
    return structs.replace(problem, location=Location(page.path, line, column))


def _in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    unique = {(f.problem.location, f.problem.message): f for f in found}
    return tuple(unique[key] for key in sorted(unique))
