"""Outputs made in a worker: what stands in place is left alone, all else is rendered into the spool."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import cached_property
from pathlib import Path

import msgspec

from generator.errors import BuildFailed, fault
from generator.fingerprint import Fingerprint, of_bytes
from generator.memo.store import Broken, Reader
from generator.model.kinds import Noun
from generator.model.search import Segment, Shard
from generator.plan import Plan, Sheet
from generator.render import Once, renderer
from generator.theme import Theme, closure, pieces, speaking, words_print

_PIECE = re.compile(rb"pieces/[^\x00-\x20\x7f-\xff]+?\.html")
"""The template of a piece where a context names it; a text that does so too costs nothing but work."""

_AT_HAND = 1000
"""Texts to hold: what is made of one text is made in a row."""

_encode = msgspec.msgpack.Encoder(order="deterministic").encode


class Texts:
    """Bodies from a memo, on disc or at hand, and static files, each read when it is asked for."""

    def __init__(
        self, folder: Path | None, copies: Mapping[Fingerprint, Path], known: Mapping[Fingerprint, bytes]
    ) -> None:
        self._folder, self._copies, self._known = folder, copies, known
        self._last: dict[Fingerprint, bytes] = {}

    def __getitem__(self, handle: Fingerprint, /) -> bytes:
        """Give a text; raise Broken where the memo does not hold it, BuildFailed where a file changed."""
        if handle in self._copies:
            return _copied(self._copies[handle], handle)
        text = self._last.get(handle)
        if text is None:
            text = self._known.get(handle) or self._recalled(handle)
            if text is None or of_bytes(text) != handle:
                raise Broken("texts")
            if len(self._last) == _AT_HAND:
                self._last.clear()
            self._last[handle] = text
        return text

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from writing to the memo for a while: looking a text up costs less then."""
        with self._reader or nullcontext():
            yield

    def _recalled(self, handle: Fingerprint) -> bytes | None:
        return self._reader.recall("texts", handle) if self._reader else None

    @cached_property
    def _reader(self) -> Reader | None:
        return Reader(self._folder) if self._folder else None


class Job(Noun, frozen=True, kw_only=True):
    """What every worker has to know to make any output of a build."""

    plan: Plan
    theme: Theme
    generation: Fingerprint
    standing: dict[str, Fingerprint]
    # the key that the bytes in place were made with, by path
    texts: Texts
    spool: str
    # a folder; each output is put there under its number


class Fresh(Noun, frozen=True, kw_only=True):
    """An output's key, and the fingerprint of what was put into the spool; None where nothing had to be."""

    key: Fingerprint
    result: Fingerprint | None = None


def maker(job: Job) -> Callable[[Sequence[int]], list[Fresh]]:
    """Make ready to make any outputs of a plan, given by their numbers."""
    bytes_of, keys = renderer(job.theme, job.texts), Keys(job.generation, job.theme)
    outputs = job.plan.outputs

    def make(numbers: Sequence[int]) -> list[Fresh]:
        with job.texts.held():
            return [one(number) for number in numbers]

    def one(number: int) -> Fresh:
        sheet = job.plan.sheet(outputs[number])
        key = keys.of(sheet)
        if job.standing.get(sheet.path) == key:
            return Fresh(key=key)
        data = bytes_of(sheet)
        put(job.spool, number, data)
        return Fresh(key=key, result=of_bytes(data))

    return make


def put(spool: str, number: int, data: bytes) -> None:
    """Put an output's bytes into the spool."""
    path = os.path.join(spool, str(number))  # noqa: PTH118 - ten times as fast as a Path
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123 - as above
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
    os.chmod(path, 0o644)  # noqa: PTH101 - as above; a web server has to read it, whatever the umask


class Keys:
    """Gives the keys of outputs."""

    def __init__(self, generation: Fingerprint, theme: Theme) -> None:
        self._generation, self._theme = generation, theme
        self._segment = Once[Segment, Fingerprint](lambda segment: of_bytes(_encode(segment)))

    def of(self, sheet: Sheet) -> Fingerprint:
        """Fingerprint all that an output is made of."""
        spoken = speaking(self._theme, sheet.variant.lang) if sheet.variant else self._theme
        made_by = closure(spoken, sheet.form) if sheet.form.endswith(".html") else words_print(spoken)
        context = self._context(sheet.context)
        named = set(_PIECE.findall(context))
        shown = b"".join(closure(spoken, name) for name in pieces(self._theme) if name.encode() in named)
        place, form = sheet.path.encode(), sheet.form.encode()
        variant = _encode(sheet.variant)
        return key_of(self._generation, b"render", place, form, made_by, shown, context, variant)

    def _context(self, context: Noun) -> bytes:
        """Encode a context; what many files are cut from is read once for all."""
        if not isinstance(context, Shard):
            return _encode(context)
        return b"%d\0%b" % (context.number, self._segment(context.segment))


def key_of(generation: Fingerprint, *parts: bytes) -> Fingerprint:
    """Give the key of what a step makes of these."""
    return of_bytes(generation + b"\0".join(parts))


def _copied(path: Path, fingerprint: Fingerprint) -> bytes:
    """Read a file that is to hold these bytes; raise BuildFailed where it holds others by now."""
    data = path.read_bytes()
    if of_bytes(data) != fingerprint:
        raise changed_meanwhile(str(path))
    return data


def changed_meanwhile(path: str) -> BuildFailed:
    """Complain of a file that another hand wrote to during the build."""
    return BuildFailed([fault(path, "this file changed while it was read", "build again")])
