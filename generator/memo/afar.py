"""Outputs made by workers that do not see this disc: texts go with the outputs, bytes come back."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

import msgspec

from generator.executor import Late, Workshop
from generator.fingerprint import Fingerprint, of_bytes
from generator.memo.making import Fresh, Job, Keys, Texts, maker, put
from generator.model.kinds import Noun
from generator.render import handles, renderer

_AS_THEY_ARE = ("bytes", "copy")
"""Forms of outputs that would only travel to and fro."""


class Order(Noun, frozen=True, kw_only=True):
    """An output by its number, with its texts."""

    number: int
    texts: dict[Fingerprint, bytes] | None = None
    # none where it is only asked which they are


class Needs(Noun, frozen=True, kw_only=True):
    """An output's key, and the texts it is made of; none where it stands in place already."""

    key: Fingerprint
    texts: tuple[Fingerprint, ...] | None = None


def made_afar(job: Job, numbers: Sequence[int], whole: Sequence[int], workshop: Workshop) -> list[Fresh]:
    """Make outputs of a plan in two rounds: what each needs, then those that do not stand in place.

    Only a context tells which texts an output needs, and contexts take half as long as bytes: so the workers
    make them, and what stands costs no text its way.
    """
    here = [number for number in numbers if job.plan.outputs[number].form in _AS_THEY_ARE]
    away = [number for number in numbers if job.plan.outputs[number].form not in _AS_THEY_ARE]
    sent = msgspec.structs.replace(job, texts=Texts(None, {}, {}), spool="")
    asked = _each(workshop.spread("ask", clerk, sent, [Order(number=number) for number in away], whole))
    needs = {number: found for number, found in zip(away, asked, strict=True) if isinstance(found, Needs)}
    fresh = {number: Fresh(key=found.key) for number, found in needs.items()}
    missing = [(number, found.texts) for number, found in needs.items() if found.texts is not None]
    left = [len(part) for part in _missing(away, whole, dict(missing)) if part]
    laden = Late(missing, partial(_laden, texts=job.texts))
    made = _each(workshop.spread("render", clerk, sent, laden, left))
    for (number, _), data in zip(missing, made, strict=True):
        if isinstance(data, bytes):
            put(job.spool, number, data)
            fresh[number] = Fresh(key=needs[number].key, result=of_bytes(data))
    fresh |= zip(here, maker(job)(here), strict=True)
    return [fresh[number] for number in numbers]


def clerk(job: Job) -> Callable[[Sequence[Order]], list[Needs | bytes]]:
    """Make ready to say what outputs need, and to make the bytes of those that come with it."""
    at_hand: dict[Fingerprint, bytes] = {}
    bytes_of, keys = renderer(job.theme, at_hand), Keys(job.generation, job.theme)

    def step(orders: Sequence[Order]) -> list[Needs | bytes]:
        try:
            return [one(order) for order in orders]
        finally:
            at_hand.clear()

    def one(order: Order) -> Needs | bytes:
        sheet = job.plan.sheet(job.plan.outputs[order.number])
        if order.texts is not None:
            at_hand.update(order.texts)
            return bytes_of(sheet)
        key = keys.of(sheet)
        stands = job.standing.get(sheet.path) == key
        return Needs(key=key, texts=None if stands else tuple(dict.fromkeys(handles(sheet.context))))

    return step


def _missing(numbers: Sequence[int], whole: Sequence[int], missing: Container[int]) -> Iterator[list[int]]:
    """Give of each of the first groups what is missing."""
    left = iter(numbers)
    for length in whole:
        yield [number for number in islice(left, length) if number in missing]


def _laden(orders: Sequence[tuple[int, tuple[Fingerprint, ...]]], texts: Texts) -> list[Order]:
    """Give orders with their texts, one text once in each part."""
    read = {handle: texts[handle] for handle in {h for _, handles in orders for h in handles}}
    return [Order(number=n, texts={handle: read[handle] for handle in handles}) for n, handles in orders]


def _each(parts: Iterable[list[Needs | bytes]]) -> Iterator[Needs | bytes]:
    return (one for part in parts for one in part)
