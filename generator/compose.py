"""Between reading and rendering: all documents become a site and a plan, every problem placed."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import structs

from generator.assemble import Options, assemble
from generator.errors import BuildFailed, Location, Problem, in_order
from generator.files import decode
from generator.fingerprint import Fingerprint
from generator.frontmatter import load, locate, split
from generator.memo import Memo, Whole
from generator.model.kinds import Noun
from generator.model.registry import SiteDoc
from generator.model.site import Site
from generator.parse import Doc, Parsed
from generator.plan import Plan, plan
from generator.read import Snapshot, theme_files, today
from generator.theme import Theme, theme

Problems = tuple[Problem, ...]


class Request(Noun, frozen=True, kw_only=True):
    """What is asked of a build."""

    root: str
    out: str | None = None
    # default: `site` under the root
    drafts: bool = False
    strict: bool = False
    as_of: str | None = None
    base_url: str | None = None
    jobs: int | None = None
    executor: str | None = None
    # the address of a Dask scheduler
    force: bool = False
    why: bool = False


def site_of(parsed: Iterable[Parsed], snapshot: Snapshot, request: Request) -> tuple[Site, Problems]:
    """Assemble what was parsed; give the site and its warnings, raise BuildFailed with every problem."""
    docs, found = _gathered(parsed, snapshot)
    site, problems = _assembled(docs, found, snapshot, request)
    warnings = _checked((*found, *problems), Path(request.root), strict=request.strict)
    if site is None:
        raise BuildFailed(warnings)
    return site, warnings


def remember(memo: Memo, snapshot: Snapshot, request: Request, site: Site, warnings: Problems) -> None:
    """Keep a site that was assembled of these files."""
    day = today(site.settings.timezone)
    memo.keep_whole(_whole_key(memo, snapshot, request), Whole(site=site, warnings=warnings, today=day))


def remembered(memo: Memo, snapshot: Snapshot, request: Request) -> tuple[Site, Problems] | None:
    """Give the site and its warnings if it was assembled of the same files before, on the same day."""
    whole = memo.whole(_whole_key(memo, snapshot, request))
    if whole is None or whole.today != today(whole.site.settings.timezone):
        return None
    return whole.site, whole.warnings


def _whole_key(memo: Memo, snapshot: Snapshot, request: Request) -> Fingerprint:
    asked = (request.drafts, request.strict, request.as_of)
    return memo.key("assemble", asked, snapshot.files, snapshot.static, snapshot.problems)


def lying_at(site: Site, address: str | None) -> Site:
    """Give a site at another address than `site.yaml` says, if there is one."""
    if address is None:
        return site
    url = address if address.endswith("/") else f"{address}/"
    return structs.replace(site, settings=structs.replace(site.settings, url=url))


def _gathered(parsed: Iterable[Parsed], snapshot: Snapshot) -> tuple[tuple[Doc, ...], Problems]:
    parsed = tuple(parsed)
    docs = tuple(p.doc for p in parsed if p.doc is not None)
    return docs, (*snapshot.problems, *(problem for p in parsed for problem in p.problems))


def _assembled(
    docs: tuple[Doc, ...], found: Problems, snapshot: Snapshot, request: Request
) -> tuple[Site | None, Problems]:
    """Assemble even after faults, to report as many as can be known at once."""
    site_doc = next((d for d in docs if isinstance(d, SiteDoc)), None)
    broken = any(p.severity == "fault" for p in found)
    if site_doc is None and broken:
        return None, ()
    options = Options(
        today=today(site_doc.matter.timezone if site_doc else "UTC"),
        as_of=request.as_of,
        drafts=request.drafts,
    )
    made = assemble(docs, snapshot.static, options)
    if broken:
        faulty = frozenset(p.location.path for p in found if p.severity == "fault")
        whole = frozenset(doc.path for doc in docs) >= faulty
        return None, tuple(p for p in made.problems if _stands(p, faulty, whole=whole))
    return made.site, made.problems


def _stands(problem: Problem, faulty: frozenset[str], *, whole: bool) -> bool:
    """Say whether a problem is one of its own, not only the outcome of files that are at fault."""
    of_names = problem.message.startswith(("unknown ", "the text links"))
    return (of_names and whole) or (not of_names and problem.location.path not in faulty)


def _checked(problems: Problems, root: Path, *, strict: bool) -> Problems:
    """Place all problems; raise BuildFailed where one is a fault."""
    placed = in_order(_placed(problem, root) for problem in problems)
    if strict:
        placed = tuple(structs.replace(p, severity="fault") for p in placed)
    if any(p.severity == "fault" for p in placed):
        raise BuildFailed(placed)
    return placed


def _placed(problem: Problem, root: Path) -> Problem:
    """Look up the line of a problem that names only a key."""
    path = problem.location.path
    if not problem.key or problem.location.line:
        return problem
    try:
        text, _ = decode((root / path).read_bytes(), path)
    except OSError:
        return problem
    if path.endswith(".md"):
        parts, _ = split(text, path)
        loaded, _ = load(parts.matter, path, line=parts.matter_line)
    else:
        loaded, _ = load(text, path)
    line, column = locate(loaded, problem.key)
    return structs.replace(problem, location=Location(path, line, column))


def plan_of(site: Site, dress: Theme, root: Path) -> Plan:
    """Plan a site's outputs; raise BuildFailed with every problem placed."""
    try:
        return plan(site, dress)
    except BuildFailed as failure:
        raise BuildFailed(_placed(problem, root) for problem in failure.problems) from failure


def theme_of(site: Site, root: Path) -> Theme:
    """Read the theme that a site asks for; raise BuildFailed where it is at fault."""
    settings = site.settings
    try:
        files, names = theme_files(root, settings.theme)
        return theme(files, names, settings.lang, settings.variants)
    except BuildFailed as failure:
        raise BuildFailed(_placed(problem, root) for problem in failure.problems) from failure
