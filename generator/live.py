"""A site kept in memory while it is edited: the steps of a build, and each page when it is asked for."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import structs

from generator.assemble.retold import retold
from generator.compose import Problems, Request, lying_at, plan_of, remember, remembered, site_of, theme_of
from generator.errors import BuildFailed, Problem, fault
from generator.executor import Workshop, sparing
from generator.fingerprint import Fingerprint, of_bytes
from generator.memo import UNUSABLE, Memo, memo_folder
from generator.model.article import Article, ArticleDoc
from generator.model.kinds import Noun
from generator.model.site import Site
from generator.model.topic import Page, Topic
from generator.parse import Document, Kind, Parsed
from generator.plan import Output, Plan
from generator.read import File, Snapshot, document, generation, own_themes, place_of, read, today
from generator.render import handles, render
from generator.theme import Theme

MISSING = "404.html"
_MOST_EDITS = 100
"""Parsed texts that are kept in memory; an older one is parsed again when it is looked at."""
_MOVED = "moved.html"


class Shown(Noun, frozen=True, kw_only=True):
    """The site as it was last without a fault."""

    site: Site
    theme: Theme
    plan: Plan
    outputs: dict[str, Output]
    # by path
    pages: dict[str, str]
    # the page, or the copy, that each source file became
    marks: dict[str, str]
    # by page, why a build publishes less of it, or nothing
    warnings: tuple[Problem, ...]
    today: str
    # the day it was made


class Sight(Noun, frozen=True, kw_only=True):
    """What there is to see at a path."""

    path: str
    # that of the page for missing pages where nothing is planned
    data: bytes | None
    # as it was last without a fault; None where it never was
    problems: tuple[Problem, ...] = ()
    # of rendering it


class Live:
    """A site under the editor's hands; for one thread at a time."""

    def __init__(self, request: Request) -> None:
        self._request, self._root = request, Path(request.root)
        program = generation()
        self._memo = Memo(memo_folder(self._root), program)
        self._edits = Memo(None, program)
        self._prints: dict[str, Fingerprint] = {}
        # every file that was looked at, of content and theme
        self._parsed: dict[str, tuple[Fingerprint, Parsed]] = {}
        self._found: tuple[Problem, ...] = ()
        # of the last look at the files
        self._edited = 0
        # texts parsed since `_edits` was empty
        self._unread = True
        # whether files could not be read the last time
        self._seen: dict[str, bytes] = {}
        # pages as they were last without a fault
        self.shown: Shown | None = None
        self.problems: tuple[Problem, ...] = ()
        # what keeps the site as it is written from being shown

    def refresh(self, hints: Iterable[str] = ()) -> tuple[str, ...]:
        """Bring the site up to date and name the files that changed.

        `hints`, paths under the root, say where to look first; without any, every file is looked at.
        """
        hints = tuple(dict.fromkeys(hints))
        with sparing(), self._at_rest():
            if len(hints) == 1 and (changed := self._retell(hints[0])) is not None:
                return changed
            try:
                return self._look()
            except (BuildFailed, OSError) as failure:
                self._unread = True
                self.problems = _problems(failure)
                return ()

    def sight(self, path: str) -> Sight:
        """Render what is planned at a path, or the page for missing pages."""
        shown = self.shown
        if shown is None:
            return Sight(path=path, data=None)
        path = path if path in shown.outputs else MISSING
        try:
            data = self._rendered(shown, shown.outputs[path])
        except Exception as failure:  # noqa: BLE001 - whatever a page is at fault, the others can be seen
            return Sight(path=path, data=self._seen.get(path), problems=_problems(failure))
        if path.endswith(".html"):
            self._seen[path] = data
        return Sight(path=path, data=data)

    def close(self) -> None:
        """Let go of the memo."""
        self._memo.close()
        self._edits.close()

    @contextmanager
    def _at_rest(self) -> Iterator[None]:
        """Let go of the memo after each use: a build beside the preview would wait for it."""
        try:
            yield
        finally:
            with suppress(*UNUSABLE):
                self._memo.rest()

    def _look(self) -> tuple[str, ...]:
        """Look at all files, and make the site anew if any changed."""
        began = time.time_ns()
        snapshot = read(self._root, self._memo.known)
        self._memo.note(snapshot.stats, began)
        prints = {path: print_ for path, _, print_ in snapshot.stats} | own_themes(self._root)
        changed = tuple(
            sorted(p for p in self._prints.keys() | prints.keys() if self._prints.get(p) != prints.get(p))
        )
        if changed or self._unread or snapshot.problems != self._found or self._is_another_day():
            self._prints, self._found = prints, snapshot.problems
            known = None if self._parsed or self.problems else self._remembered(snapshot)
            if known is None:
                self._parse(snapshot.files)
            self._unread = False
            self._remake(snapshot, known)
        return changed

    def _is_another_day(self) -> bool:
        """Say whether the site was made on a day that has passed in its zone."""
        return self.shown is not None and self.shown.today != today(self.shown.site.settings.timezone)

    def _parse(self, files: tuple[File, ...]) -> None:
        """Parse what is not held: much of it through the memo on disc, some edits in memory alone."""
        held = dict(self._parsed)
        missed = [f for f in files if f.path not in held or held[f.path][0] != f.fingerprint]
        much = len(missed) > len(held)
        memo, jobs = (self._memo, self._request.jobs) if much else (self._edits, 1)
        hands = Workshop(jobs)
        try:
            made, _ = memo.parse(missed, lambda file: document(self._root, file), hands)
        except UNUSABLE:
            made, _ = self._edits.parse(missed, lambda file: document(self._root, file), hands)
        held |= {file.path: (file.fingerprint, parsed) for file, parsed in zip(missed, made, strict=True)}
        self._parsed = {file.path: held[file.path] for file in files}

    def _remembered(self, snapshot: Snapshot) -> tuple[Site, Problems] | None:
        with suppress(*UNUSABLE):
            return remembered(self._memo, snapshot, self._request)
        return None

    def _assembled(self, snapshot: Snapshot) -> tuple[Site, Problems]:
        parsed = (parsed for _, parsed in self._parsed.values())
        site, warnings = site_of(parsed, snapshot, self._request)
        if self.shown is None:
            with suppress(*UNUSABLE):
                remember(self._memo, snapshot, self._request, site, warnings)
        return site, warnings

    def _remake(self, snapshot: Snapshot, known: tuple[Site, Problems] | None) -> None:
        try:
            site, warnings = known or self._assembled(snapshot)
            site = lying_at(site, self._request.base_url)
            dress = theme_of(site, self._root)
            plan = plan_of(site, dress, self._root)
        except BuildFailed as failure:
            self.problems = failure.problems
            return
        self.problems = ()
        pages = {o.owner: o.path for o in reversed(plan.outputs) if _shows(o)}
        self.shown = Shown(
            site=site,
            theme=dress,
            plan=plan,
            outputs={output.path: output for output in plan.outputs},
            pages=pages,
            marks=dict(_marks(site, pages)),
            warnings=warnings,
            today=today(site.settings.timezone),
        )

    def _retell(self, path: str) -> tuple[str, ...] | None:
        """Take in an edit of one article's text alone, naming what changed; None where it is more."""
        shown, before = self.shown, self._before(path)
        if shown is None or self.problems or before.problems or not isinstance(before.doc, ArticleDoc):
            return None
        place = self._root / path
        try:
            data = b"" if place.is_symlink() else place.read_bytes()
        except OSError:
            return None
        file = File(path=path, kind="article", fingerprint=of_bytes(data))
        if file.fingerprint == self._prints.get(path):
            return ()
        after = self._parse_edit(file, Document(path=path, kind="article", data=data))
        if after.problems or not isinstance(after.doc, ArticleDoc):
            return None
        site = retold(shown.site, before.doc, after.doc)
        if site is None:
            return None
        self._parsed[path] = (file.fingerprint, after)
        self._prints[path] = file.fingerprint
        self.shown = structs.replace(shown, site=site, plan=shown.plan.over(site))
        return (path,)

    def _before(self, path: str) -> Parsed:
        """Give what a file was parsed to the last time; nothing where that is not known."""
        if path in self._parsed:
            return self._parsed[path][1]
        with suppress(KeyError, BuildFailed, OSError, *UNUSABLE):
            file = File(path=path, kind="article", fingerprint=self._prints[path])
            (parsed,), _ = self._memo.parse([file], lambda file: document(self._root, file), Workshop(1))
            return parsed
        return Parsed(doc=None)

    def _parse_edit(self, file: File, document_: Document) -> Parsed:
        self._edited += 1
        if self._edited > _MOST_EDITS:
            self._edits.close()
            self._edits, self._edited = Memo(None, generation()), 0
        (parsed,), _ = self._edits.parse([file], lambda _: document_, Workshop(1))
        return parsed

    def _rendered(self, shown: Shown, output: Output) -> bytes:
        if output.form == "copy":
            return self._copied(output.inputs[0])
        sheet = shown.plan.sheet(output)
        texts = self._texts(shown.site, set(handles(sheet.context)))
        return render([sheet], shown.theme, texts)[0]

    def _copied(self, path: str) -> bytes:
        """Read a static file as it is now."""
        return place_of(self._root, path).read_bytes()

    def _texts(self, site: Site, wanted: set[Fingerprint]) -> dict[Fingerprint, bytes]:
        """Give texts from memory, from the memo, or parsed again where the memo was lost meanwhile."""
        texts = self._edits.texts(wanted)
        with suppress(*UNUSABLE):
            texts |= self._memo.texts(wanted - texts.keys())
        lost = wanted - texts.keys()
        if lost:
            self._parse_again(site, lost)
        return texts | self._edits.texts(lost)

    def _parse_again(self, site: Site, lost: set[Fingerprint]) -> None:
        kinds: tuple[tuple[Kind, Iterable[Article | Topic | Page]], ...] = (
            ("article", site.articles),
            ("topic", site.topics),
            ("page", site.pages),
        )
        for kind, things in kinds:
            for thing in things:
                if thing.body and thing.body.handle in lost:
                    file = File(path=thing.path, kind=kind, fingerprint=self._prints[thing.path])
                    self._parse_edit(file, document(self._root, file))


def _shows(output: Output) -> bool:
    """Say whether an output is what a source file is looked at by."""
    return output.form in {"copy", "bytes"} or (output.form.endswith(".html") and output.form != _MOVED)


def _marks(site: Site, pages: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((pages[less.path], less.reason) for less in site.degraded if less.path in pages)
    yield from ((pages[path], "draft: a build leaves it out") for path in site.drafts if path in pages)


def _problems(failure: Exception) -> tuple[Problem, ...]:
    if isinstance(failure, BuildFailed):
        return failure.problems
    if isinstance(failure, OSError):
        what = failure.strerror or str(failure)
        return (fault(str(failure.filename or "content"), f"this cannot be read: {what}", "save it again"),)
    return (fault("wenzhai", f"this is a fault of wenzhai itself: {type(failure).__name__}: {failure}"),)
