"""What the search script loads: each file calls the script with its name and what it holds.

A shard lists its terms, each with the places of the items that hold it. A place is sixteen times the number
of a day, counted from the segment's base, and one of sixteen slots that hangs on the item's own path alone,
so that an item more moves no other. A list of places is their gaps in base 88, or a bit each where that is
less.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from generator.fingerprint import of_bytes
from generator.formats.jsontext import Json, for_script, stated
from generator.formats.text import Texts, words_in
from generator.han import terms
from generator.model.search import FoldTable, Item, SearchDay, Segment

SLOTS = 16

_DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"#&<>\\')
"""Eighty-eight characters that stand for themselves in a script's string."""
_BITS = "#"
_BASE, _SHORT, _LONG = 88, 60, 87
"""The first digit that a second one follows, and the one that four more follow."""


def day(doc: SearchDay, texts: Texts) -> bytes:
    """Write the items of a day."""
    return _call(doc.day, [_item(item, texts) for item in doc.items])


def shards(segment: Segment, texts: Texts) -> tuple[bytes, ...]:
    """Write all files of a segment."""
    base = date.fromisoformat(f"{segment.base}-01-01"[:10]).toordinal()
    found: dict[str, list[int]] = defaultdict(list)
    for one in segment.days:
        number = date.fromisoformat(one.day).toordinal() - base
        slots: dict[int, set[str]] = defaultdict(set)
        for item in one.items:
            slots[of_bytes(item.path.encode())[0] % SLOTS] |= terms(_all(item, texts))
        for slot in sorted(slots):
            for term in slots[slot]:
                found[term].append(number * SLOTS + slot)
    files: list[list[str]] = [[] for _ in range(segment.shards)]
    for term in sorted(found):
        files[shard_of(term, segment.shards)].append(f"{term} {coded(found[term])}")
    return tuple(_call(f"{segment.name}/{number}", " ".join(entries)) for number, entries in enumerate(files))


def fold(table: FoldTable) -> bytes:
    """Write the table of Traditional characters."""
    return _call("fold", table.pairs)


def shard_of(term: str, shards: int) -> int:
    """Give the file of a term: that of its first two characters, so that a word's beginning finds it."""
    first, second = ord(term[0]), ord(term[1]) if len(term) > 1 else 0
    return (first * 31 + second) % shards


def coded(places: Iterable[int]) -> str:
    """Write ascending numbers."""
    places = tuple(places)
    gaps = "".join(_gap(after - before - 1) for before, after in pairwise((-1, *places)))
    if len(gaps) <= places[-1] // 6 + 2:
        return gaps
    bits = [0] * (places[-1] // 6 + 1)
    for number in places:
        bits[number // 6] |= 1 << number % 6
    return _BITS + "".join(_DIGITS[value] for value in bits)


def _gap(size: int) -> str:
    if size < _SHORT:
        return _DIGITS[size]
    rest = size - _SHORT
    if rest < (_LONG - _SHORT) * _BASE:
        return _DIGITS[_SHORT + rest // _BASE] + _DIGITS[rest % _BASE]
    digits = (size // _BASE**place % _BASE for place in (3, 2, 1, 0))
    return _DIGITS[_LONG] + "".join(_DIGITS[digit] for digit in digits)


def _item(item: Item, texts: Texts) -> dict[str, Json]:
    return stated(
        href=item.path,
        title=item.title,
        lang=item.lang,
        source=item.source,
        group=item.group,
        groupHref=item.group_path,
        parts=[part for part in _parts(item, texts) if part],
    )


def _parts(item: Item, texts: Texts) -> list[str]:
    body = words_in(texts[item.body].decode()) if item.body else ""
    return [item.summary, *map(words_in, item.notes), body, item.names]


def _all(item: Item, texts: Texts) -> str:
    return "\n".join((item.title, item.source, *_parts(item, texts)))


def _call(name: str, value: Json) -> bytes:
    return f"wenzhai({for_script(name)},{for_script(value)});\n".encode()
