"""Documents parsed in a worker: each to bytes for the store."""

from collections.abc import Callable, Sequence

import msgspec

from generator.fingerprint import of_bytes
from generator.memo.making import changed_meanwhile
from generator.parse import LARGEST, Document, parse
from generator.read import File


def loaded(file: File, load: Callable[[File], Document]) -> Document:
    """Load a file that is to hold what was seen; raise BuildFailed where it holds something else by now."""
    document = load(file)
    if of_bytes(document.data) != file.fingerprint:
        raise changed_meanwhile(file.path)
    if len(document.data) > LARGEST:
        return msgspec.structs.replace(document, data=document.data[: LARGEST + 1])
    return document


def parser(_: None) -> Callable[[Sequence[Document]], list[tuple[bytes, bytes]]]:
    """Make ready to parse documents: each to bytes for the store, its HTML apart."""

    def step(documents: Sequence[Document]) -> list[tuple[bytes, bytes]]:
        made = map(parse, documents)
        return [(encode(msgspec.structs.replace(one, html="")), one.html.encode()) for one in made]

    encode = msgspec.msgpack.Encoder().encode
    return step
