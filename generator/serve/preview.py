"""One site seen by many tabs: each turn of the content is told to all who look."""

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from secrets import token_hex
from typing import TypeVar
from urllib.parse import unquote

from generator.errors import Problem, in_order
from generator.fingerprint import of_bytes
from generator.live import MISSING, Live, Sight
from generator.model.kinds import Noun
from generator.model.site import Skipped
from generator.serve.faults import Told, told

T = TypeVar("T")
_LINK = re.compile(rb'href="(?:\.\./)*([^"#?:]+\.html)')
_PART = re.compile(rb'(?:src|href)="(?:\.\./)*([^"#?:]+\.(?!html")[^"#?:./]+)"')
_DOUBT = 0.08
"""Seconds that a fault is given to go away: a file may be half saved."""
_FEEDS = (".atom", ".rss", ".json", ".ics", ".csv", ".opml", ".xml")
"""Endings of files that a page leads to and does not show."""
_LISTED = 50
"""Reasons that one list shows at most."""


class Change(Noun, frozen=True, kw_only=True):
    """A file that changed, and where it can be looked at."""

    file: str
    path: str
    # of its output; empty where it has none of its own


class Turn(Noun, frozen=True, kw_only=True):
    """What came of looking at the files once."""

    number: int
    changed: tuple[Change, ...]
    seconds: float
    problems: tuple[Told, ...]
    skipped: tuple[Skipped, ...]
    degraded: int


class State(Noun, frozen=True, kw_only=True):
    """What a tab is told of the page it shows."""

    run: str
    turn: int
    page: str
    # fingerprint of what the page is now; empty where there is nothing to show
    parts: dict[str, str]
    # the same of the images, stylesheets and other files it names, by path
    changed: tuple[Change, ...]
    faults: tuple[Told, ...]
    warnings: tuple[Told, ...]
    here: tuple[Skipped, ...]
    # why this page, or something on it, is not published or less of it
    skipped: tuple[Skipped, ...]
    more: int
    # skipped things that the list leaves out
    marks: dict[str, str]
    # by page that this page links, why less of it is published


class Preview:
    """Gives pages and tells turns; all work on the site is done by one thread, in order."""

    def __init__(self, live: Live, root: Path, heard: Callable[[tuple[Told, ...]], None]) -> None:
        self._live, self._root, self._heard = live, root, heard
        # `heard` is called where rendering a page brings other faults than before
        self._hands = ThreadPoolExecutor(1, thread_name_prefix="site")
        self._news = asyncio.Condition()
        self._run = token_hex(8)
        self._number = 0
        self._changed: tuple[Change, ...] = ()
        self._problems = self._told()
        self._faulty: dict[str, tuple[Told, ...]] = {}
        # pages that could not be rendered the last time
        self.ended = False

    async def sight(self, path: str) -> Sight:
        """Render what is planned at a path."""
        sight = await self._do(lambda: self._live.sight(path))
        self._note(sight.path, sight.problems)
        return sight

    async def parts(self, sight: Sight) -> dict[str, str]:
        """Fingerprint the images, stylesheets and other files that a page names, by path."""
        return await self._do(lambda: self._parts(sight.data or b""))

    def knows(self, path: str) -> bool:
        """Say whether an output is planned at a path."""
        return self._live.shown is not None and path in self._live.shown.outputs

    async def state(self, path: str) -> State:
        """Say how a page stands."""
        sight, state = await self._do(lambda: self._state(path))
        self._note(sight.path, sight.problems)
        return state

    async def refresh(self, hints: tuple[str, ...]) -> Turn | None:
        """Look at the files, at all without hints; give the turn if anything came of it."""
        began, before = time.perf_counter(), self._live.shown
        sound = not self._live.problems
        changed = await self._do(lambda: self._live.refresh(hints))
        if self._live.problems and sound:
            await asyncio.sleep(_DOUBT)
            changed += await self._do(lambda: self._live.refresh(hints))
        problems = await self._do(self._told)
        if not changed and problems == self._problems and self._live.shown is before:
            return None
        pages = self._live.shown.pages if self._live.shown else {}
        self._changed = tuple(Change(file=f, path=pages.get(f, "")) for f in dict.fromkeys(changed))
        self._problems = problems
        turn = self.turn(time.perf_counter() - began)
        await self._tell()
        return turn

    def turn(self, seconds: float) -> Turn:
        """Say how the site stands."""
        shown = self._live.shown
        return Turn(
            number=self._number,
            changed=self._changed,
            seconds=seconds,
            problems=self._told(),
            skipped=shown.site.skipped if shown else (),
            degraded=len(shown.site.degraded) if shown else 0,
        )

    async def news(self, seen: int, seconds: float) -> bool:
        """Wait until there is a newer turn than one that was seen, or the end; False where time ran out."""
        async with self._news:
            try:
                await asyncio.wait_for(
                    self._news.wait_for(lambda: self._number != seen or self.ended), seconds
                )
            except TimeoutError:
                return False
        return True

    async def end(self) -> None:
        """Let all who wait for news go."""
        self.ended = True
        async with self._news:
            self._news.notify_all()

    def close(self) -> None:
        """Let go of the site."""
        self._hands.shutdown()
        self._live.close()

    async def _tell(self) -> None:
        async with self._news:
            self._number += 1
            self._news.notify_all()

    async def _do(self, step: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._hands, step)

    def _told(self) -> tuple[Told, ...]:
        shown = self._live.shown
        return told(self._live.problems or (shown.warnings if shown else ()), self._root)

    def _note(self, path: str, problems: tuple[Problem, ...]) -> None:
        """Let it be heard when other faults than before keep a page from being rendered."""
        found = told(problems, self._root)
        others = [faults for page, faults in self._faulty.items() if page != path]
        before = self._faulty.pop(path, ())
        if found:
            self._faulty[path] = found
        if found != before and found not in others and (found or not others):
            self._heard(found)

    def _parts(self, page: bytes) -> dict[str, str]:
        shown = self._live.shown
        if shown is None:
            return {}
        static = {file.output: file.fingerprint.hex() for file in shown.site.static}
        named = {unquote(found.decode()) for found in _PART.findall(page)}
        ours = sorted(path for path in named if path in shown.outputs and not path.endswith(_FEEDS))
        return {path: static.get(path) or print_of(self._live.sight(path).data) for path in ours}

    def _state(self, path: str) -> tuple[Sight, State]:
        shown = self._live.shown
        sight = self._live.sight(path)
        skipped = shown.site.skipped if shown else ()
        problems: tuple[Problem, ...] = self._live.problems or sight.problems
        return sight, State(
            run=self._run,
            turn=self._number,
            page=print_of(sight.data),
            parts=self._parts(sight.data or b""),
            changed=self._changed[:_LISTED],
            faults=told((p for p in problems if p.severity == "fault"), self._root),
            warnings=told(self._warnings(problems), self._root),
            here=tuple(self._here(path)),
            skipped=skipped[:_LISTED],
            more=max(0, len(skipped) - _LISTED),
            marks=self._marks(sight.data or b""),
        )

    def _warnings(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        shown = self._live.shown
        found = in_order((*problems, *(shown.warnings if shown else ())))
        return tuple(p for p in found if p.severity != "fault")[:_LISTED]

    def _here(self, path: str) -> Iterator[Skipped]:
        shown = self._live.shown
        if shown is None or path == MISSING:
            return
        if path in shown.marks:
            yield Skipped(path=path, reason=shown.marks[path])
        output = shown.outputs.get(path)
        if output:
            files = {output.owner} if output.owner.startswith("content/") else set(output.inputs)
            yield from (s for s in shown.site.skipped if s.path.partition(":")[0] in files)

    def _marks(self, page: bytes) -> dict[str, str]:
        marks = self._live.shown.marks if self._live.shown else {}
        linked = {unquote(found.decode()) for found in _LINK.findall(page)} if marks else set()
        return {path: marks[path] for path in sorted(linked & marks.keys())}


def print_of(data: bytes | None) -> str:
    """Give a fingerprint as text; none of nothing."""
    return "" if data is None else of_bytes(data).hex()
