"""The editor's check: what can be published and had better not be as it stands."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import structs

from generator.build import examine
from generator.check.case import Case
from generator.check.cnnews import source_listed
from generator.check.findings import Finding, Report
from generator.check.looking import look, look_with, placed
from generator.check.mending import mend
from generator.check.outside import outside
from generator.check.page import Page
from generator.check.rights import told_otherwise
from generator.check.rules import CN_NEWS
from generator.check.whitelist import FILE, broken, whitelist
from generator.executor import Workshop, sparing
from generator.files import decode
from generator.model.kinds import Noun
from generator.read import place_of

__all__ = ["Asked", "Finding", "Report", "case_of", "check"]


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
    jobs: int | None = None
    # processes; default: one a processor


def check(asked: Asked) -> Report:
    """Look at a site's content; raise BuildFailed where there is no site at all."""
    root, hands = Path(asked.root), Workshop(asked.jobs)
    with sparing():
        mended = mend(root, case_of(root, hands).pages) if asked.fix else ()
        case = case_of(root, hands)
        found = [*look(case, hands), *_of_build(case)]
        if asked.news:
            found += [*look_with(case, CN_NEWS), *_listed(case, asked)]
    if asked.links:
        found += (Finding(rule="external-link", problem=problem) for problem in outside(root, case))
    return Report(findings=_in_order(found), mended=mended)


def case_of(root: Path, hands: Workshop) -> Case:
    """Take a site's content in."""
    examined = examine(root, hands)
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
            yield Finding(rule="cn-news-source", problem=placed(problem, case))


def _in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    unique = {(f.problem.location, f.problem.message): f for f in found}
    return tuple(unique[key] for key in sorted(unique))
