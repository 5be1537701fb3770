"""What the search script loads: each file calls the script with its name and what it holds.

A shard lists its terms, each with the places of the items that hold it. A place is sixteen times the number
of a day, counted from the segment's first, and one of sixteen slots that hangs on the item's own path alone,
so that an item more moves no other. A list of places is their gaps in base 88, or a bit each where that is
less.
"""

from base64 import b64encode
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import repeat
from operator import sub

from generator.fingerprint import of_bytes
from generator.formats.jsontext import Json, for_script, stated
from generator.formats.text import Texts, words_in
from generator.han import pair, touching
from generator.model.search import FoldTable, Item, SearchDay, Segment

SLOTS = 16

_DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"#&<>\\')
"""Eighty-eight characters that stand for themselves in a script's string."""
_BITS, _ONE = "#", ord("1")
_BASE, _SHORT, _LONG = 88, 60, 87
"""The first digit that a second one follows, and the one that four more follow."""
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_OURS = bytes.maketrans(_BASE64, _DIGITS[:64].encode())


class _Steps(dict[int, str]):
    def __missing__(self, step: int) -> str:
        """Write the way from one place to the next when it is first met."""
        self[step] = _gap(step - 1)
        return self[step]


_STEPS = _Steps()


def day(doc: SearchDay, texts: Texts) -> bytes:
    """Write the items of a day."""
    return _call(doc.day, [_item(item, texts) for item in doc.items])


def shards(segment: Segment, texts: Texts) -> tuple[bytes, ...]:
    """Write all files of a segment."""
    files: list[list[str]] = [[] for _ in range(segment.shards)]
    for term, places in _found(segment, texts):
        files[shard_of(term, segment.shards)].append(f"{term} {coded(places)}")
    return tuple(
        _call(f"{segment.month}/{number}", " ".join(sorted(entries))) for number, entries in enumerate(files)
    )


def _found(segment: Segment, texts: Texts) -> Iterator[tuple[str, list[int]]]:
    """Give each term with its places, ascending; what is no term is only known at the end, and once."""
    first = date.fromisoformat(f"{segment.month}-01").toordinal()
    words: dict[str, list[int]] = defaultdict(list)
    pairs: dict[int, list[int]] = defaultdict(list)
    for one in segment.days:
        slots: dict[int, list[str]] = defaultdict(list)
        for item in one.items:
            slots[of_bytes(item.path.encode())[0] % SLOTS] += (item.title, item.source, *_parts(item, texts))
        number = date.fromisoformat(one.day).toordinal() - first
        for slot in sorted(slots):
            place = number * SLOTS + slot
            ours, codes = touching("|".join(slots[slot]))
            for word in ours:
                words[word].append(place)
            deque(map(list.append, map(pairs.__getitem__, codes), repeat(place)), maxlen=0)
    yield from words.items()
    yield from ((term, places) for code, places in pairs.items() if (term := pair(code)))


def fold(table: FoldTable) -> bytes:
    """Write the table of Traditional characters."""
    return _call("fold", table.pairs)


def shard_of(term: str, shards: int) -> int:
    """Give the file of a term: that of its first two characters, so that a word's beginning finds it."""
    first, second = ord(term[0]), ord(term[1]) if len(term) > 1 else 0
    return (first * 31 + second) % shards


def coded(places: Sequence[int]) -> str:
    """Write ascending numbers."""
    if len(places) == 1:
        return _STEPS[places[0] + 1]
    most = places[-1] // 6 + 2
    if len(places) <= most:
        gaps = "".join(map(_STEPS.__getitem__, map(sub, places, (-1, *places))))
        if len(gaps) <= most:
            return gaps
    return _BITS + _bits(places)


def _bits(places: Sequence[int]) -> str:
    size = places[-1] // 24 * 3 + 3
    flags = bytearray(b"0" * (8 * size))
    for place in places:
        flags[~place] = _ONE
    sixes = b64encode(int(flags, 2).to_bytes(size, "big"))[::-1]
    return sixes.translate(_OURS).decode().rstrip(_DIGITS[0])


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


def _call(name: str, value: Json) -> bytes:
    return f"wenzhai({for_script(name)},{for_script(value)});\n".encode()
