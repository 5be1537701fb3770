"""The whole: content in, site out, in six steps."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import structs

from generator.assemble import Options, assemble
from generator.errors import BuildFailed, Location, Problem, in_order
from generator.executor import Workshop, workshop
from generator.files import decode
from generator.fingerprint import Fingerprint, of_bytes
from generator.frontmatter import load, locate, split
from generator.memo import Memo, Work, remembering
from generator.model.kinds import Noun
from generator.model.registry import SiteDoc
from generator.model.site import Site, Skipped
from generator.parse import Doc, Parsed
from generator.plan import Plan, plan
from generator.read import Snapshot, document, generation, read, theme_files, today
from generator.theme import Theme, theme
from generator.why import why
from generator.write import Report as Written
from generator.write import standing, write

_MEMO = ".wenzhai"
_AS_OF, _PROGRAM = "the day of the build", "wenzhai itself"


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
    force: bool = False


class Report(Noun, frozen=True, kw_only=True):
    """What a build did."""

    out: str
    outputs: int
    work: Work
    disc: Written
    warnings: tuple[Problem, ...]
    skipped: tuple[Skipped, ...]
    degraded: tuple[Skipped, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    # each output written, with the inputs that changed


def build(request: Request) -> Report:
    """Build a site; raise BuildFailed with every fault, the output folder untouched."""
    root = Path(request.root)
    program = generation()
    with workshop(request.jobs) as hands:
        return remembering(
            _memo(root),
            program,
            lambda memo: _build(request, root, memo, program, hands),
            force=request.force,
        )


def survey(root: Path, *, drafts: bool = False) -> Site:
    """Give a site as it stands without building it; raise BuildFailed where its content is at fault."""
    request = Request(root=str(root), drafts=drafts)
    with workshop(1) as hands:
        return remembering(_memo(root), generation(), lambda memo: _content(request, root, memo, hands)[0])


def _memo(root: Path) -> Path | None:
    """Give the memo's folder; a folder that is no site gets none."""
    return root / _MEMO if (root / "content").is_dir() else None


def _build(request: Request, root: Path, memo: Memo, program: Fingerprint, hands: Workshop) -> Report:
    out = Path(request.out) if request.out else root / "site"
    site, snapshot, warnings, parses = _content(request, root, memo, hands)
    dress = _dressed(root, site)
    planned = _planned(site, dress, root)
    outputs = planned.outputs
    stands = standing(out, root, memo.known)
    copies = {f.fingerprint: root / f.path for f in site.static}
    pages, renders = memo.render(planned, dress, stands.hashes, copies, hands)
    changed = memo.changed_inputs(inputs := _inputs(snapshot, dress, site, request, program))
    disc = write(out, pages, stands, (o.path for o in outputs if o.form == "tombstone.html"))
    written = frozenset(disc.written)
    after = standing(out, root, memo.known)
    memo.finish((*snapshot.stats, *after.stats), inputs, (o.path for o in outputs))
    return Report(
        out=str(out),
        outputs=len(outputs),
        work=Work(parsed=parses, rendered=renders),
        disc=disc,
        warnings=warnings,
        skipped=site.skipped,
        degraded=site.degraded,
        reasons=why(
            ((p.output, p.sheet, p.before) for p in pages if p.output.path in written), changed, dress
        ),
    )


def _content(
    request: Request, root: Path, memo: Memo, hands: Workshop
) -> tuple[Site, Snapshot, tuple[Problem, ...], int]:
    """Take the first three steps: read, parse, assemble."""
    snapshot = read(root, memo.known)
    parsed, parses = memo.parse(snapshot.files, lambda file: document(root, file), hands)
    docs, found = _gathered(parsed, snapshot)
    site, problems = _assembled(docs, found, snapshot, request)
    warnings = _checked((*found, *problems), root, strict=request.strict)
    if site is None:
        raise BuildFailed(warnings)
    return site, snapshot, warnings, parses


def _gathered(parsed: Iterable[Parsed], snapshot: Snapshot) -> tuple[tuple[Doc, ...], tuple[Problem, ...]]:
    parsed = tuple(parsed)
    docs = tuple(p.doc for p in parsed if p.doc is not None)
    return docs, (*snapshot.problems, *(problem for p in parsed for problem in p.problems))


def _assembled(
    docs: tuple[Doc, ...], found: tuple[Problem, ...], snapshot: Snapshot, request: Request
) -> tuple[Site | None, tuple[Problem, ...]]:
    """Assemble even after faults, to report as many as can be known at once."""
    site_doc = next((d for d in docs if isinstance(d, SiteDoc)), None)
    broken = any(p.severity == "fault" for p in found)
    if site_doc is None and broken:
        return None, ()
    options = Options(
        today=today(site_doc.matter.timezone if site_doc else "UTC"),
        as_of=request.as_of,
        drafts=request.drafts,
        base_url=request.base_url,
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


def _checked(problems: tuple[Problem, ...], root: Path, *, strict: bool) -> tuple[Problem, ...]:
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


def _planned(site: Site, dress: Theme, root: Path) -> Plan:
    try:
        return plan(site, dress)
    except BuildFailed as failure:
        raise BuildFailed(_placed(problem, root) for problem in failure.problems) from failure


def _dressed(root: Path, site: Site) -> Theme:
    try:
        files, names = theme_files(root, site.settings.theme)
    except BuildFailed as failure:
        raise BuildFailed(_placed(problem, root) for problem in failure.problems) from failure
    return theme(files, names, site.settings.lang)


def _inputs(
    snapshot: Snapshot, dress: Theme, site: Site, request: Request, program: Fingerprint
) -> dict[str, Fingerprint]:
    """Fingerprint every input of a build by its name."""
    inputs = {path: print_ for path, _, print_ in snapshot.stats}
    inputs |= {path: of_bytes(text.encode()) for _, text, path in dress.templates}
    inputs |= {asset.path: of_bytes(asset.data) for asset in dress.assets}
    inputs[f"the words of the theme {dress.names[0]}"] = of_bytes(repr(dress.words).encode())
    inputs[f"the stylesheet of the theme {dress.names[0]}"] = of_bytes(dress.style.encode())
    inputs[_AS_OF] = site.settings.as_of.encode()
    inputs["--drafts"] = b"1" if request.drafts else b"0"
    inputs["--base-url"] = (request.base_url or "").encode()
    inputs[_PROGRAM] = program
    return inputs
