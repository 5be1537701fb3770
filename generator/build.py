"""The whole: content in, site out, in six steps."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from generator import seal
from generator.compose import Request, lying_at, plan_of, remember, retold_of, site_of, theme_of
from generator.errors import BuildFailed, Problem
from generator.executor import Workshop, at_work, sparing
from generator.executor.stages import Stage, Stages, Watcher
from generator.fingerprint import Fingerprint, of_bytes
from generator.memo import Made, Memo, Work, memo_folder, remembering
from generator.model.kinds import Noun
from generator.model.site import Site, Skipped, Static
from generator.parse import Parsed
from generator.plan import Output, Plan
from generator.read import File, Snapshot, day, document, generation, read
from generator.theme import Theme
from generator.why import why
from generator.write import Report as Written
from generator.write import (
    alone,
    before_publishing,
    name_of,
    release,
    released,
    spool,
    standing,
    standing_release,
    write,
)

_AS_OF, _PROGRAM = "the day of the build", "wenzhai itself"


class Report(Noun, frozen=True, kw_only=True):
    """What a build did."""

    out: str
    outputs: int
    work: Work
    disc: Written
    warnings: tuple[Problem, ...]
    skipped: tuple[Skipped, ...]
    degraded: tuple[Skipped, ...]
    stages: tuple[Stage, ...]
    evidence: seal.Evidence | None
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    # each output written, with the inputs that changed; only where they are asked for


def build(request: Request, watcher: Watcher | None = None) -> Report:
    """Build a site; raise BuildFailed with every fault, the output folder untouched."""
    root = Path(request.root)
    program = generation()
    with at_work(request.jobs, request.executor, Stages(watcher)) as hands, sparing():
        return remembering(
            memo_folder(root),
            program,
            lambda memo: _build(request, root, memo, program, hands),
            force=request.force,
        )


def survey(root: Path, *, drafts: bool = False) -> Site:
    """Give a site as it stands without building it; raise BuildFailed where its content is at fault."""
    request = Request(root=str(root), drafts=drafts)
    return remembering(
        memo_folder(root), generation(), lambda memo: _content(request, root, memo, Workshop(1)).site
    )


class Examined(Noun, frozen=True, kw_only=True):
    """A site's content as the steps before a plan leave it, at fault or not."""

    site: Site | None
    # none where something is at fault
    parsed: tuple[tuple[File, Parsed], ...]
    static: tuple[Static, ...]
    problems: tuple[Problem, ...]


def examine(root: Path, hands: Workshop) -> Examined:
    """Take a site's content apart and together without building it; its faults are among its problems."""
    request = Request(root=str(root))
    return remembering(memo_folder(root), generation(), lambda memo: _examined(request, root, memo, hands))


def _examined(request: Request, root: Path, memo: Memo, hands: Workshop) -> Examined:
    snapshot = read(root, memo.known)
    parsed, _ = memo.parse(snapshot.files, partial(document, root), hands)
    site: Site | None = None
    try:
        site, problems = site_of(parsed, snapshot, request)
        plan_of(site, theme_of(site, root), root)
    except BuildFailed as failure:
        site, problems = None, failure.problems
    return Examined(
        site=site,
        parsed=tuple(zip(snapshot.files, parsed, strict=True)),
        static=snapshot.static,
        problems=problems,
    )


def _build(request: Request, root: Path, memo: Memo, program: Fingerprint, hands: Workshop) -> Report:
    out, stage = Path(request.release) if request.release else seal.out_of(root, request.out), hands.stages
    found = seal.inputs(root)  # first: what changes from here on shows, or did not rest
    before = found if seal.rested(root, seal.clock(root)) else None
    content = _content(request, root, memo, hands)
    site, snapshot = content.site, content.snapshot
    with stage("plan"):
        dress = theme_of(site, root)
        planned = plan_of(site, dress, root)
        changed = memo.changed_inputs(inputs := _inputs(snapshot, dress, planned, request, program))
    outputs, only = planned.outputs, changed if changed <= content.alike else None
    copies = {f.fingerprint: root / f.path for f in site.static}
    look, put = (standing_release, release) if request.release else (standing, write)
    with alone(out, root, stage), spool(memo.folder) as spooled:
        with stage("look"):
            stands = look(out, root, memo.known)
        with before_publishing(spooled):
            pages, renders = memo.render(planned, dress, stands.hashes, copies, spooled, hands, changed=only)
        with stage("write", renders):
            disc = put(out, pages, stands, (o.path for o in outputs if o.form == "tombstone.html"))
    with stage("remember"):
        lies = released(out) if request.release else out
        stood, fresh = (
            tuple((name_of(lies, path), stat, print_) for path, stat, print_ in part)
            for part in (disc.stood, disc.stats)
        )
        memo.finish((*snapshot.stats, *stood), fresh, disc.clock, inputs)
    return Report(
        out=str(out),
        outputs=len(outputs),
        work=Work(parsed=content.parses, rendered=renders),
        disc=disc,
        warnings=content.warnings,
        skipped=site.skipped,
        degraded=site.degraded,
        stages=tuple(hands.stages.past),
        evidence=None if request.release else _evidence(before, disc, site.settings.timezone),
        reasons=why(_written(pages, disc), changed, planned, dress) if request.why else (),
    )


def _evidence(before: str | None, disc: Written, zone: str) -> seal.Evidence | None:
    """Give what a seal hangs on; none where a file's next change might not show."""
    left = [
        (path, stat.size, stat.modified, stat.changed, stat.inode)
        for path, stat, _ in (*disc.stood, *disc.stats)
    ]
    if before is None or seal.newest(left) >= disc.clock:
        return None
    return seal.Evidence(before, seal.summed(left), day(zone))


def _written(pages: Iterable[Made], disc: Written) -> Iterator[tuple[Output, tuple[str, ...]]]:
    written = frozenset(disc.written)
    return ((page.output, page.before) for page in pages if page.output.path in written)


class _Content(Noun, frozen=True, kw_only=True):
    site: Site
    snapshot: Snapshot
    warnings: tuple[Problem, ...]
    parses: int
    alike: frozenset[str] = frozenset()
    # the articles in which no more than texts differs from the last build


def _content(request: Request, root: Path, memo: Memo, hands: Workshop) -> _Content:
    """Take the first three steps: read, parse, assemble; only a few texts anew where only those changed."""
    load = partial(document, root)
    with hands.stages("read"):
        snapshot = read(root, memo.known)
    known, tried = retold_of(memo, snapshot, request, load, hands)
    if known:
        site = lying_at(known.site, request.base_url)
        return _Content(
            site=site, snapshot=snapshot, warnings=known.warnings, parses=tried, alike=known.alike
        )
    parsed, parses = memo.parse(snapshot.files, load, hands)
    with hands.stages("assemble", len(parsed)):
        site, warnings = site_of(parsed, snapshot, request)
        remember(memo, snapshot, request, site, warnings)
    site = lying_at(site, request.base_url)
    return _Content(site=site, snapshot=snapshot, warnings=warnings, parses=tried + parses)


def _inputs(
    snapshot: Snapshot, dress: Theme, planned: Plan, request: Request, program: Fingerprint
) -> dict[str, Fingerprint]:
    """Fingerprint every input of a build by its name."""
    settings = planned.press.settings
    inputs = {path: print_ for path, _, print_ in snapshot.stats}
    inputs |= {path: of_bytes(text.encode()) for _, text, path in dress.templates}
    inputs |= {asset.path: of_bytes(asset.data) for asset in dress.assets}
    inputs[f"the words of the theme {dress.names[0]}"] = of_bytes(repr((dress.words, dress.others)).encode())
    inputs[f"the stylesheet of the theme {dress.names[0]}"] = of_bytes(dress.style.encode())
    inputs |= {f"what {name} are made with": of_bytes(tool.encode()) for name, tool in planned.tools}
    inputs[_AS_OF] = settings.as_of.encode()
    inputs["--drafts"] = b"1" if request.drafts else b"0"
    inputs["--base-url"] = (request.base_url or "").encode()
    inputs[_PROGRAM] = program
    return inputs
