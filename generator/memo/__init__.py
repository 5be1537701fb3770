"""The only room that decides not to work: what was made of the same inputs before is taken from here.

The memo lies in `.wenzhai/` at a site's root and may be deleted at any time. A key is the fingerprint of the
step, of the program and of all inputs; a memo that is broken or of another program is ignored.
"""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.errors import BuildFailed, Problem, fault
from generator.executor import Workshop
from generator.fingerprint import Fingerprint, Fingerprinter, of_bytes
from generator.memo.store import Store, discard
from generator.model.kinds import Noun
from generator.model.site import Site
from generator.model.view import Piece
from generator.parse import Document, Parsed, parse
from generator.plan import Output, Plan, Sheet
from generator.read import File, Stat
from generator.render import Texts, handles, render
from generator.theme import Theme, closure, speaking, words_print

_FOLDER = ".wenzhai"
_KEPT_BUILDS = 20
_TICK = 2_000_000_000
"""By so many nanoseconds at most a file's time lies behind the clock: file systems count in ticks."""

T = TypeVar("T")


class _Broken(Exception):
    """The memo does not hold what it says."""


UNUSABLE = (sqlite3.Error, _Broken)
"""What a memo raises that cannot be used any more."""


class Receipt(Noun, frozen=True, kw_only=True):
    """What an output was made of, and what came of it."""

    key: Fingerprint
    result: Fingerprint
    inputs: tuple[str, ...]


class Made(Noun, frozen=True, kw_only=True):
    """An output's bytes, or only their fingerprint where the same bytes stand in place already."""

    output: Output
    sheet: Sheet
    result: Fingerprint
    data: bytes | None
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


class _Entry(Noun, frozen=True, kw_only=True):
    stat: Stat
    fingerprint: Fingerprint
    seen: int


class Memo:
    """A site's memo, opened for one build."""

    def __init__(self, folder: Path | None, generation: Fingerprint, *, force: bool = False) -> None:
        self._generation = generation
        self._started = time.time_ns()
        self._store = Store(folder, _KEPT_BUILDS)
        self._forced = force
        self._files = {} if force else self._store.table("files", _Entry)

    @cached_property
    def _receipts(self) -> dict[str, Receipt]:
        return self._store.table("outputs", Receipt)

    def known(self, path: str, stat: Stat) -> Fingerprint | None:
        """Give a file's fingerprint if its stat shows it unchanged; a racy one is not trusted."""
        entry = self._files.get(path)
        if entry is None or entry.stat != stat or max(stat.modified, stat.changed) >= entry.seen - _TICK:
            return None
        fingerprint: Fingerprint = entry.fingerprint
        return fingerprint

    def parse(
        self, files: Sequence[File], load: Callable[[File], Document], workshop: Workshop
    ) -> tuple[tuple[Parsed, ...], int]:
        """Parse what was not parsed before; give all documents in order and how many were parsed."""
        keys = [
            self._key(b"parse", file.path.encode(), file.kind.encode(), file.fingerprint) for file in files
        ]
        known = {} if self._forced else self._parsed(keys)
        missed = [(file, key) for file, key in zip(files, keys, strict=True) if key not in known]
        documents = [_loaded(file, load) for file, _ in missed]
        parsed = [one for part in workshop.spread(_parse_part, documents) for one in part] if missed else []
        texts: dict[bytes, bytes] = {}
        made: dict[bytes, bytes] = {}
        for (_, key), (value, html) in zip(missed, parsed, strict=True):
            made[key] = value
            known[key] = msgspec.msgpack.decode(value, type=Parsed)
            if html:
                texts[of_bytes(html)] = html
        self._store.keep("texts", texts)
        self._store.keep("made", made)
        return tuple(known[key] for key in keys), len(missed)

    def _parsed(self, keys: Sequence[bytes]) -> dict[bytes, Parsed]:
        """Give what was parsed before, where its text is still there."""
        decode = msgspec.msgpack.Decoder(Parsed).decode
        found: dict[bytes, Parsed] = {}
        self._store.touch("made", keys)
        for key, value in self._store.recall("made", keys).items():
            with contextlib.suppress(TypeError, msgspec.DecodeError):
                found[key] = decode(value)
        bodies = {key: getattr(parsed.doc, "body", None) for key, parsed in found.items()}
        handles = {key: body.handle for key, body in bodies.items() if body}
        there = {None, *self._store.touch("texts", tuple(handles.values()))}
        return {key: parsed for key, parsed in found.items() if handles.get(key) in there}

    def render(
        self,
        plan: Plan,
        theme: Theme,
        standing: Mapping[str, Fingerprint],
        copies: Mapping[Fingerprint, Path],
        workshop: Workshop,
    ) -> tuple[tuple[Made, ...], int]:
        """Render the outputs that do not stand in place already; give all, and how many were rendered."""
        fingerprint = Fingerprinter({Piece: lambda piece: closure(theme, piece.template)})
        outputs = plan.outputs
        sheets = [plan.sheet(output) for output in outputs]
        keys = [self._sheet_key(sheet, theme, fingerprint) for sheet in sheets]
        current = [self._stands(o, key, standing) for o, key in zip(outputs, keys, strict=True)]
        missed = [sheet for sheet, stands in zip(sheets, current, strict=True) if not stands]
        texts = self._texts_of(missed, copies)
        step = partial(_render_part, theme=theme, texts=texts)
        rendered = iter([data for part in workshop.spread(step, missed) for data in part] if missed else [])
        pages = []
        for output, sheet, key, stands in zip(outputs, sheets, keys, current, strict=True):
            data = None if stands else next(rendered)
            last = self._receipts.get(output.path)
            result = last.result if last and data is None else of_bytes(data or b"")
            self._receipts[output.path] = Receipt(key=key, result=result, inputs=output.inputs)
            before = last.inputs if last else ()
            pages.append(Made(output=output, sheet=sheet, result=result, data=data, before=before))
        return tuple(pages), len(missed)

    def _stands(self, output: Output, key: Fingerprint, standing: Mapping[str, Fingerprint]) -> bool:
        receipt = self._receipts.get(output.path)
        return (
            not self._forced
            and receipt is not None
            and receipt.key == key
            and standing.get(output.path) == receipt.result
        )

    def _key(self, *parts: bytes) -> Fingerprint:
        return of_bytes(self._generation + b"\0".join(parts))

    def _sheet_key(self, sheet: Sheet, theme: Theme, fingerprint: Fingerprinter) -> Fingerprint:
        spoken = speaking(theme, sheet.variant.lang) if sheet.variant else theme
        made_by = closure(spoken, sheet.form) if sheet.form.endswith(".html") else words_print(spoken)
        place, form = sheet.path.encode(), sheet.form.encode()
        context, variant = fingerprint(sheet.context), fingerprint(sheet.variant)
        return self._key(b"render", place, form, made_by, context, variant)

    def _texts_of(
        self, sheets: Iterable[Sheet], copies: Mapping[Fingerprint, Path]
    ) -> dict[Fingerprint, bytes]:
        wanted = {handle for sheet in sheets for handle in handles(sheet.context)}
        found = {handle: copied(copies[handle], handle) for handle in wanted if handle in copies}
        return found | self.texts(wanted - found.keys())

    def note(self, stats: Iterable[tuple[str, Stat, Fingerprint]], began: int) -> None:
        """Know files as they were found in a look that began at a moment, in POSIX nanoseconds."""
        self._files |= {
            path: _Entry(stat=stat, fingerprint=print_, seen=began) for path, stat, print_ in stats
        }

    def texts(self, wanted: Iterable[Fingerprint]) -> dict[Fingerprint, bytes]:
        """Give those texts that are here."""
        recalled = self._store.recall("texts", tuple(wanted))
        if any(of_bytes(text) != handle for handle, text in recalled.items()):
            raise _Broken("texts")
        return recalled

    def rest(self) -> None:
        """Let others write to the store until more is put in."""
        self._store.commit()

    def key(self, step: str, *values: object) -> Fingerprint:
        """Give the key of what a step makes of some frozen values."""
        return self._key(step.encode(), Fingerprinter({})(values))

    def whole(self, key: Fingerprint) -> Whole | None:
        """Give the site that was assembled of the same inputs the last time."""
        found = self._store.recall("wholes", [key]).get(key)
        try:
            return msgspec.msgpack.decode(found, type=Whole) if found else None
        except (TypeError, msgspec.DecodeError):
            return None

    def keep_whole(self, key: Fingerprint, whole: Whole) -> None:
        """Keep a site instead of the one before it."""
        if key not in self._store.touch("wholes", [key]):
            self._store.keep_only("wholes", key, msgspec.msgpack.encode(whole))

    def changed_inputs(self, now: Mapping[str, Fingerprint]) -> frozenset[str]:
        """Name the inputs that are new, gone or different since the last finished build."""
        before = self._store.inputs()
        return frozenset(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))

    def finish(
        self,
        stats: Iterable[tuple[str, Stat, Fingerprint]],
        inputs: Mapping[str, Fingerprint],
        paths: Iterable[str],
    ) -> None:
        """Remember this build, and forget what no recent build has used."""
        encode = msgspec.msgpack.encode
        files = {
            path: encode(_Entry(stat=stat, fingerprint=print_, seen=self._started))
            for path, stat, print_ in stats
        }
        outputs = {path: encode(self._receipts[path]) for path in paths if path in self._receipts}
        self._store.replace("files", files)
        self._store.replace("inputs", inputs)
        self._store.replace("outputs", outputs)
        self._store.finish(self._started)

    def close(self) -> None:
        """Let go of the store; what was parsed stays remembered even if the build failed."""
        self._store.close()


def _loaded(file: File, load: Callable[[File], Document]) -> Document:
    document = load(file)
    if of_bytes(document.data) != file.fingerprint:
        raise _changed(file.path)
    return document


def copied(path: Path, fingerprint: Fingerprint) -> bytes:
    """Read a file that is to hold these bytes; raise BuildFailed where it holds others by now."""
    data = path.read_bytes()
    if of_bytes(data) != fingerprint:
        raise _changed(str(path))
    return data


def _changed(path: str) -> BuildFailed:
    return BuildFailed([fault(path, "this file changed while it was read", "build again")])


def _parse_part(documents: Sequence[Document]) -> list[tuple[bytes, bytes]]:
    """Parse some documents: each as bytes for the store, its HTML apart."""
    result = []
    for document in documents:
        parsed = parse(document)
        value = msgspec.msgpack.encode(msgspec.structs.replace(parsed, html=""))
        result.append((value, parsed.html.encode()))
    return result


def _render_part(sheets: Sequence[Sheet], theme: Theme, texts: Texts) -> tuple[bytes, ...]:
    return render(sheets, theme, texts)


def memo_folder(root: Path) -> Path | None:
    """Give the folder of a site's memo; a folder that is no site gets none."""
    return root / _FOLDER if (root / "content").is_dir() else None


def remembering(
    folder: Path | None, generation: Fingerprint, step: Callable[[Memo], T], *, force: bool = False
) -> T:
    """Take a step with a site's memo; with an empty one if it turns out to be broken."""
    for where in (folder, folder):
        memo = Memo(where, generation, force=force)
        try:
            return step(memo)
        except UNUSABLE:
            memo.close()
            discard(folder)
        finally:
            memo.close()
    return step(Memo(None, generation, force=force))
