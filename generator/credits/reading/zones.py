"""A page's blocks: credits at its head, its body, the marker at its end, credits at its tail."""

from collections.abc import Sequence

from generator.credits.reading.line import read
from generator.credits.reading.names import NO_NAMES, Names
from generator.credits.reading.values import Inline, Reading, Zones

_HEAD, _TAIL = 8, 10
# blocks looked at before and after the body
_TITLE = 60
# a block of the head that is longer, or a sentence, is text
_SHORT = 160
# a block of the tail that is longer is text


def zones(blocks: Sequence[str], names: Names = NO_NAMES) -> Zones:
    """Say which blocks are credits, which are text, and where the text ends."""
    readings = tuple(read(block, names) for block in blocks)
    end = _end(readings)
    head = _head(readings, end)
    tail_start = _tail(readings, end, head[-1] + 1 if head else 0)
    body = [
        n for n in range(len(blocks)) if n not in head and n < tail_start and n != end and blocks[n].strip()
    ]
    around = [*head, *range(tail_start, len(blocks))]
    boilerplate = [n for n in around if n != end and not readings[n].is_credit and blocks[n].strip()]
    inside = [n for n in body if _is_notice(readings[n])]
    return Zones(
        head=tuple(n for n in head if readings[n].is_credit),
        tail=tuple(n for n in range(tail_start, len(blocks)) if readings[n].is_credit and n != end),
        end=end,
        boilerplate=tuple(sorted({*boilerplate, *inside})),
        body=tuple(n for n in body if n not in inside),
        inline=tuple(
            Inline(block=n, reading=readings[n])
            for n in body
            if any(h.role == "cited" for h in readings[n].hops)
        ),
        readings=readings,
    )


def _end(readings: Sequence[Reading]) -> int | None:
    """Give the last end marker that stands in the second half, else the first one after some text."""
    marks = [n for n, one in enumerate(readings) if one.kind == "end" and n > 0]
    late = [n for n in marks if n >= len(readings) // 2]
    return late[0] if late else marks[-1] if marks else None


def _head(readings: Sequence[Reading], end: int | None) -> list[int]:
    """Give the blocks before the body that are credits or notices; a title may stand among them."""
    stop = min(_HEAD, len(readings) if end is None else end)
    last = -1
    for n in range(stop):
        if _is_chain(readings[n]) or (_is_notice(readings[n]) and last == n - 1):
            last = n
        elif len(readings[n].text) > _TITLE or "。" in readings[n].text:
            break
    return [n for n in range(last + 1) if _is_chain(readings[n]) or _is_notice(readings[n])]


def _tail(readings: Sequence[Reading], end: int | None, head: int) -> int:
    """Give the block at which the tail begins."""
    if end is not None:
        return end
    start = len(readings)
    for n in range(len(readings) - 1, max(head - 1, len(readings) - _TAIL - 1), -1):
        one = readings[n]
        if not one.text.strip():
            continue
        short = len(one.text) <= _SHORT
        if not (_is_chain(one) or _is_notice(one) if short else one.kind == "boilerplate"):
            break
        start = n
    return start


def _is_chain(one: Reading) -> bool:
    """Say whether a block is a credit of its own rather than text that quotes somebody."""
    if not one.is_credit or len(one.text) > 3 * _SHORT:
        return False
    if (one.people and len(one.text) <= _SHORT) or one.title:
        return True
    return len(one.text) <= _SHORT and any(hop.role != "cited" for hop in one.hops)


def _is_notice(one: Reading) -> bool:
    return one.kind in {"boilerplate", "contact", "instruction", "label-without-value", "tagline", "end"}
