"""The only room that decides not to work: what was made of the same inputs before is taken from here.

The memo lies in `.wenzhai/` at a site's root and may be deleted at any time. A key is the fingerprint of the
step, of the program and of all inputs; a memo that is broken or of another program is ignored.
"""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.errors import Problem
from generator.executor import Late, Workshop
from generator.fingerprint import SIZE, Fingerprint, of_bytes, of_value
from generator.frontmatter import believing
from generator.memo.afar import made_afar
from generator.memo.making import Fresh, Job, Texts, key_of, maker
from generator.memo.parsing import loaded, parser
from generator.memo.store import UNUSABLE as UNUSABLE
from generator.memo.store import Broken, Store, discard, is_busy
from generator.model.kinds import Noun
from generator.model.site import Site
from generator.parse import Document, Parsed
from generator.plan import Output, Plan
from generator.read import File, Stat
from generator.seal import FOLDER, TICK
from generator.theme import Theme, compile_all

_KEPT_BUILDS = 20
_MOST_NAMED = 200
"""Inputs of an output that are worth keeping for `--why`; a list of all articles has too many."""
_LARGEST_WHOLE = 500_000_000
"""Bytes of a site that are worth keeping; a row of SQLite holds twice as many at most."""

T = TypeVar("T")


class Receipt(Noun, frozen=True, kw_only=True):
    """What an output was made of, and what came of it."""

    key: Fingerprint
    result: Fingerprint
    inputs: tuple[str, ...]
    # none where they are too many


class Made(Noun, frozen=True, kw_only=True):
    """An output and the fingerprint of its bytes."""

    output: Output
    result: Fingerprint
    spooled: str | None
    # the file that holds them; none where the same bytes stand in place already
    before: tuple[str, ...]
    # the content files that shaped it the last time


class Work(Noun, frozen=True, kw_only=True):
    """How much was done and how much was not."""

    parsed: int = 0
    rendered: int = 0


class Whole(Noun, frozen=True, kw_only=True):
    """A site as it was assembled, and what was said of it."""

    site: Site
    warnings: tuple[Problem, ...]
    today: str
    # the ISO day of it, in the site's zone
    articles: tuple[File, ...]
    others: Fingerprint
    # of all else that it was assembled from


class _Entry(Noun, frozen=True, kw_only=True):
    stat: Stat
    fingerprint: Fingerprint
    seen: int


class Memo:
    """A site's memo, opened for one build."""

    def __init__(self, folder: Path | None, generation: Fingerprint, *, force: bool = False) -> None:
        self._generation = generation
        self._started = time.time_ns()
        self._forced = force
        self._store, files = _opened(folder, force=force)
        self._files = {path: e for path, e in files.items() if e.seen <= self._started + 2 * TICK}
        # what a clock that went ahead has seen may have changed since
        self._version = self._store.version()
        self._made_out_of: dict[str, Receipt] = {}
        # in this build

    @cached_property
    def _receipts(self) -> dict[str, Receipt]:
        return self._store.table("outputs", Receipt)

    @property
    def folder(self) -> Path | None:
        """Give the folder that it is kept in; none where it cannot be kept."""
        return self._store.folder

    def known(self, path: str, stat: Stat) -> Fingerprint | None:
        """Give a file's fingerprint if its stat shows it unchanged; a racy one is not trusted."""
        entry = self._files.get(path)
        if entry is None or entry.stat != stat or max(stat.modified, stat.changed) >= entry.seen - TICK:
            return None
        fingerprint: Fingerprint = entry.fingerprint
        return fingerprint

    def parse(
        self, files: Sequence[File], load: Callable[[File], Document], workshop: Workshop
    ) -> tuple[tuple[Parsed, ...], int]:
        """Parse what was not parsed before; give all documents in order and how many were parsed."""
        keys = [self._key_of(file) for file in files]
        known = {} if self._forced else self._parsed(keys)
        missed = [(file, key) for file, key in zip(files, keys, strict=True) if key not in known]
        documents = Late([file for file, _ in missed], lambda part: [loaded(file, load) for file in part])
        left = iter(missed)
        for part in workshop.spread("parse", parser, None, documents):
            known |= self._kept([key for _, key in islice(left, len(part))], part)
        return tuple(known[key] for key in keys), len(missed)

    def _key_of(self, file: File) -> Fingerprint:
        return self._key(b"parse", file.path.encode(), file.kind.encode(), file.fingerprint)

    def _kept(self, keys: Sequence[bytes], part: Sequence[tuple[bytes, bytes]]) -> dict[bytes, Parsed]:
        """Keep some parsed documents, and give them; their texts stay on disc."""
        self._store.keep("texts", {of_bytes(html): html for _, html in part if html})
        self._store.keep("made", {key: value for key, (value, _) in zip(keys, part, strict=True)})
        self._store.commit()
        decode = msgspec.msgpack.Decoder(Parsed).decode
        with believing():
            return {key: decode(value) for key, (value, _) in zip(keys, part, strict=True)}

    def _parsed(self, keys: Sequence[bytes]) -> dict[bytes, Parsed]:
        """Give what was parsed before, where its text is still there."""
        decode = msgspec.msgpack.Decoder(Parsed).decode
        found: dict[bytes, Parsed] = {}
        self._store.touch("made", keys)
        with believing():
            for key, value in self._store.recall("made", keys).items():
                with contextlib.suppress(TypeError, msgspec.DecodeError):
                    found[key] = decode(value)
        bodies = {key: getattr(parsed.doc, "body", None) for key, parsed in found.items()}
        handles = {key: body.handle for key, body in bodies.items() if body}
        there = {None, *self._store.touch("texts", tuple(handles.values()))}
        self._store.commit()
        return {key: parsed for key, parsed in found.items() if handles.get(key) in there}

    def recall(self, file: File) -> Parsed | None:
        """Give what a file was parsed to before, if that is known."""
        key = self._key_of(file)
        return self._parsed([key]).get(key)

    def render(  # noqa: PLR0913 - what a build has come to
        self,
        plan: Plan,
        theme: Theme,
        standing: Mapping[str, Fingerprint],
        copies: Mapping[Fingerprint, Path],
        spool: Path,
        workshop: Workshop,
        *,
        changed: frozenset[str] | None = None,
    ) -> tuple[tuple[Made, ...], int]:
        """Render the outputs that do not stand in place already; give all, and how many were rendered.

        `changed` names the articles in which no more than texts differ from the last build, and nothing else
        does: only the outputs that they shape are looked into. Without it all are.
        """
        self._compile(theme)
        self._store.commit()  # the workers read the texts there
        changed = changed if self._is_last() else None
        folder = self._store.folder
        job = Job(
            plan=plan,
            theme=theme,
            generation=self._generation,
            standing=dict(self._keys_of(standing)),
            texts=Texts(folder, copies, {} if folder else self._store.all("texts")),
            spool=str(spool),
        )
        fresh = {
            number: Fresh(key=job.standing[output.path])
            for number, output in enumerate(plan.outputs)
            if output.path in job.standing and not _shapes(changed, output)
        }
        numbers, whole = _in_turn(plan, [n for n in range(len(plan.outputs)) if n not in fresh])
        if workshop.shares_disc:
            parts = workshop.spread("render", maker, job, numbers, whole)
            made = [one for part in parts for one in part]
        else:
            made = made_afar(job, numbers, whole, workshop)
        fresh |= zip(numbers, made, strict=True)
        pages = [
            self._made(number, output, fresh[number], spool) for number, output in enumerate(plan.outputs)
        ]
        return tuple(pages), sum(page.spooled is not None for page in pages)

    def _is_last(self) -> bool:
        """Say whether what the last build made is of the inputs that are known as its own."""
        with self._store.at_once():
            is_last = self._store.version() == self._version
            _ = self._receipts
        return is_last

    def _compile(self, theme: Theme) -> None:
        """Compile templates here, once for all workers and for the next builds."""
        key = self._key(b"templates", *(text.encode() for _, text, _ in theme.templates))
        kept = self._store.recall("templates", [key]).get(key, b"")
        print_, known = kept[:SIZE], kept[SIZE:]
        compiled = compile_all(theme, known if print_ == of_bytes(known) else None)
        if compiled is not None:
            self._store.keep_only("templates", key, of_bytes(compiled) + compiled)

    def _keys_of(self, standing: Mapping[str, Fingerprint]) -> Iterator[tuple[str, Fingerprint]]:
        """Give the keys of the outputs that stand as they were made."""
        if self._forced:
            return
        for path, result in standing.items():
            receipt = self._receipts.get(path)
            if receipt is not None and receipt.result == result:
                yield path, receipt.key

    def _made(self, number: int, output: Output, fresh: Fresh, spool: Path) -> Made:
        last = self._receipts.get(output.path)
        result = fresh.result or (last.result if last else b"")
        named = output.inputs if len(output.inputs) <= _MOST_NAMED else ()
        self._made_out_of[output.path] = Receipt(key=fresh.key, result=result, inputs=named)
        return Made(
            output=output,
            result=result,
            spooled=f"{spool}/{number}" if fresh.result else None,
            before=last.inputs if last else (),
        )

    def _key(self, *parts: bytes) -> Fingerprint:
        return key_of(self._generation, *parts)

    def note(self, stats: Iterable[tuple[str, Stat, Fingerprint]], began: int) -> None:
        """Know files as they were found in a look that began at a moment, in POSIX nanoseconds."""
        self._files |= {
            path: _Entry(stat=stat, fingerprint=print_, seen=began) for path, stat, print_ in stats
        }

    def texts(self, wanted: Iterable[Fingerprint]) -> dict[Fingerprint, bytes]:
        """Give those texts that are here."""
        recalled = self._store.recall("texts", tuple(wanted))
        if any(of_bytes(text) != handle for handle, text in recalled.items()):
            raise Broken("texts")
        return recalled

    def rest(self) -> None:
        """Let others write to the store until more is put in."""
        self._store.commit()

    def key(self, step: str, *values: object) -> Fingerprint:
        """Give the key of what a step makes of some frozen values."""
        return self._key(step.encode(), of_value(values))

    def whole(self) -> Whole | None:
        """Give the last site that was assembled, and keep what it holds from being forgotten."""
        row = None if self._forced else self._store.only("wholes")
        if row is None:
            return None
        data, build = row
        self._store.keep_since(build)
        self._store.commit()
        try:
            with believing():
                return msgspec.msgpack.decode(data, type=Whole)
        except (TypeError, msgspec.DecodeError):
            return None

    def keep_whole(self, key: Fingerprint, make: Callable[[], Whole]) -> None:
        """Keep a site instead of the one before it; one too large leaves none."""
        if self._store.has("wholes", key):
            return
        data = msgspec.msgpack.encode(make())
        self._store.keep_only("wholes", key, data if len(data) < _LARGEST_WHOLE else b"")
        self._store.commit()

    def inputs(self) -> dict[str, Fingerprint]:
        """Give the inputs of the last finished build by their names."""
        return self._inputs

    @cached_property
    def _inputs(self) -> dict[str, Fingerprint]:
        return self._store.inputs()

    def changed_inputs(self, now: Mapping[str, Fingerprint]) -> frozenset[str]:
        """Name the inputs that are new, gone or different since the last finished build."""
        before = self._inputs
        return frozenset(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))

    def finish(
        self,
        looked_at: Iterable[tuple[str, Stat, Fingerprint]],
        written: Iterable[tuple[str, Stat, Fingerprint]],
        written_by: int,
        inputs: Mapping[str, Fingerprint],
    ) -> None:
        """Remember this build, and forget what no recent build has used.

        `written_by` is a time of the file system that the written files are on, after the last of them.
        A store that another build does not let go of keeps what it knew.
        """
        files = {path: self._entry(path, stat, print_, self._started) for path, stat, print_ in looked_at}
        files |= {path: self._entry(path, stat, print_, written_by + TICK) for path, stat, print_ in written}
        try:
            with self._store.at_once(writing=True):
                if self._store.version() != self._version:  # else what two builds made would be mixed
                    self._inputs, self._receipts = self._store.inputs(), self._store.table("outputs", Receipt)
                self._store.turn("files", self._files, files)
                self._store.turn("inputs", self._inputs, inputs)
                self._store.turn("outputs", self._receipts, self._made_out_of)
                self._store.finish(self._started)
        except UNUSABLE as error:
            if not is_busy(error):
                raise

    def _entry(self, path: str, stat: Stat, print_: Fingerprint, seen: int) -> _Entry:
        last = self._files.get(path)
        if last is not None and (last.stat, last.fingerprint) == (stat, print_):
            if self.known(path, stat):
                return last
            seen = max(seen, last.seen)
        return _Entry(stat=stat, fingerprint=print_, seen=seen)

    def close(self) -> None:
        """Let go of the store; what was parsed stays remembered even if the build failed."""
        self._store.close()


def _opened(folder: Path | None, *, force: bool) -> tuple[Store, dict[str, _Entry]]:
    """Open a store with the files it knows; an empty one in the place of one that is broken or held."""
    store = Store(folder, _KEPT_BUILDS)
    try:
        return store, {} if force else store.table("files", _Entry)
    except UNUSABLE as error:
        store.close()
        is_free = not is_busy(error) and discard(folder)
        return Store(folder if is_free else None, _KEPT_BUILDS), {}


def _in_turn(plan: Plan, numbers: Iterable[int]) -> tuple[list[int], list[int]]:
    """Order outputs so that those of the same are made together; give the lengths of the first groups."""
    outputs = plan.outputs
    shards = [number for number in numbers if outputs[number].form == "search.shard"]
    segments = [len(list(group)) for _, group in groupby(shards, lambda number: id(outputs[number].inputs))]
    others = sorted(set(numbers).difference(shards), key=lambda number: (outputs[number].shelf, number))
    return [*shards, *others], segments


def _shapes(changed: frozenset[str] | None, output: Output) -> bool:
    """Say whether an output may be made of what changed."""
    return changed is None or (output.tells and not changed.isdisjoint(output.inputs))


def memo_folder(root: Path) -> Path | None:
    """Give the folder of a site's memo; a folder that is no site gets none."""
    return root / FOLDER if (root / "content").is_dir() else None


def remembering(
    folder: Path | None, generation: Fingerprint, step: Callable[[Memo], T], *, force: bool = False
) -> T:
    """Take a step with a site's memo; with an empty one if it turns out to be broken, or held by another."""
    for where in (folder, folder):
        memo = Memo(where, generation, force=force)
        try:
            return step(memo)
        except UNUSABLE as error:
            memo.close()
            if is_busy(error) or not discard(folder):
                break
        finally:
            memo.close()
    return step(Memo(None, generation, force=force))
