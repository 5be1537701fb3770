"""Between reading and rendering: all documents become a site and a plan, every problem placed."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path

from msgspec import structs

from generator.assemble import Options, assemble
from generator.assemble.retold import retold
from generator.errors import BuildFailed, Location, Problem, in_order
from generator.executor import Workshop
from generator.files import decode
from generator.fingerprint import Fingerprint
from generator.frontmatter import Loaded, load, locate, split
from generator.memo import Memo, Whole
from generator.model.article import ArticleDoc
from generator.model.kinds import Noun
from generator.model.registry import SiteDoc
from generator.model.site import Site
from generator.parse import Doc, Document, Parsed
from generator.plan import Plan, plan
from generator.read import File, Snapshot, theme_files, today
from generator.theme import Theme, theme

Problems = tuple[Problem, ...]

_MOST_RETOLD = 50
"""Articles with another text above which a site is assembled anew."""


class Request(Noun, frozen=True, kw_only=True):
    """What is asked of a build."""

    root: str
    out: str | None = None
    # default: `site` under the root
    release: str | None = None
    # a folder of releases, instead
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

    def whole() -> Whole:
        return Whole(
            site=site,
            warnings=warnings,
            today=today(site.settings.timezone),
            articles=_articles(snapshot),
            others=_others(memo, snapshot, request),
        )

    memo.keep_whole(memo.key("assemble", _others(memo, snapshot, request), _articles(snapshot)), whole)


def remembered(memo: Memo, snapshot: Snapshot, request: Request) -> tuple[Site, Problems] | None:
    """Give the site and its warnings if it was assembled of the same files before, on the same day."""
    whole = _whole(memo, snapshot, request)
    return (whole.site, whole.warnings) if whole and whole.articles == _articles(snapshot) else None


def _whole(memo: Memo, snapshot: Snapshot, request: Request) -> Whole | None:
    """Give the last site that was assembled, if nothing but articles is another since, on the same day."""
    whole = memo.whole()
    if whole is None or whole.others != _others(memo, snapshot, request):
        return None
    return whole if whole.today == today(whole.site.settings.timezone) else None


def _articles(snapshot: Snapshot) -> tuple[File, ...]:
    return tuple(file for file in snapshot.files if file.kind == "article")


def _others(memo: Memo, snapshot: Snapshot, request: Request) -> Fingerprint:
    asked = (request.drafts, request.strict, request.as_of)
    files = tuple(file for file in snapshot.files if file.kind != "article")
    return memo.key("others", asked, files, snapshot.static, snapshot.problems)


class Retold(Noun, frozen=True, kw_only=True):
    """A site in which texts alone are others than in one that was assembled before."""

    site: Site
    warnings: Problems
    alike: frozenset[str]
    # the articles in which no more than texts differs between this build and the last


def retold_of(
    memo: Memo, snapshot: Snapshot, request: Request, load: Callable[[File], Document], hands: Workshop
) -> tuple[Retold | None, int]:
    """Give the site that was assembled before with the texts of now, and how many were parsed for it.

    None where more than some texts may differ.
    """
    whole = _whole(memo, snapshot, request)
    if whole is None:
        return None, 0
    before, now = ({f.path: f for f in files} for files in (whole.articles, _articles(snapshot)))
    if before.keys() != now.keys():
        return None, 0
    last = {
        path: File(path=path, kind="article", fingerprint=print_) for path, print_ in memo.inputs().items()
    }
    differing = [path for path in now if not now[path] == before[path] == last.get(path)]
    if len(differing) > _MOST_RETOLD:
        return None, 0
    made, parses = memo.parse([now[path] for path in differing], load, hands)
    site, alike = whole.site, set()
    for path, after in zip(differing, made, strict=True):
        first = memo.recall(before[path])
        retelling = _retelling(site, first, after)
        if retelling is None:
            return None, parses
        site = retelling
        if path in last and _retelling(site, first, memo.recall(last[path])):
            alike.add(path)
    return Retold(site=site, warnings=whole.warnings, alike=frozenset(alike)), parses


def _retelling(site: Site, before: Parsed | None, after: Parsed | None) -> Site | None:
    """Give a site with the text of an article after an edit, where nothing else hangs on it."""
    if before is None or after is None or before.problems or after.problems:
        return None
    if not (isinstance(before.doc, ArticleDoc) and isinstance(after.doc, ArticleDoc)):
        return None
    return retold(site, before.doc, after.doc)


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
    placed = in_order(_placed(problems, root))
    if strict:
        placed = tuple(structs.replace(p, severity="fault") for p in placed)
    if any(p.severity == "fault" for p in placed):
        raise BuildFailed(placed)
    return placed


def _placed(problems: Iterable[Problem], root: Path) -> Iterator[Problem]:
    """Look up the lines of problems that name only a key, each file read once."""
    loaded = cache(partial(_loaded, root))
    for problem in problems:
        path = problem.location.path
        found = loaded(path) if problem.key and not problem.location.line else None
        if found is None:
            yield problem
        else:
            yield structs.replace(problem, location=Location(path, *locate(found, problem.key)))


def _loaded(root: Path, path: str) -> Loaded | None:
    """Load the YAML of a file; nothing where there is none."""
    try:
        text, _ = decode((root / path).read_bytes(), path)
    except OSError:
        return None
    parts, _ = split(text, path) if path.endswith(".md") else (None, ())
    return load(parts.matter, path, line=parts.matter_line)[0] if parts else load(text, path)[0]


def plan_of(site: Site, dress: Theme, root: Path) -> Plan:
    """Plan a site's outputs; raise BuildFailed with every problem placed."""
    try:
        return plan(site, dress)
    except BuildFailed as failure:
        raise BuildFailed(_placed(failure.problems, root)) from failure


def theme_of(site: Site, root: Path) -> Theme:
    """Read the theme that a site asks for; raise BuildFailed where it is at fault."""
    settings = site.settings
    try:
        files, names = theme_files(root, settings.theme)
        return theme(files, names, settings.lang, settings.variants)
    except BuildFailed as failure:
        raise BuildFailed(_placed(failure.problems, root)) from failure
