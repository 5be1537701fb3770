"""Which blocks of a page are its article, which stand close by and may state a credit, which are neither."""

import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec import structs

from generator.clip.beyond import beyond, is_labelled, says_of_it
from generator.clip.furniture import is_furniture, is_of_readers, leads_away
from generator.clip.literal import key
from generator.clip.values import Unit
from generator.model.kinds import Noun

_HEAD, _TAIL = 8, 12
"""Blocks before and after the article in which credits are looked for."""
_CREDIT, _SENTENCE, _LINE = 200, 30, 12
"""Characters of the longest credit, of the shortest sentence, of a line that may be there by chance."""
_FIGURE = r"[\d〇零一二三四五六七八九十]"
_DAY = re.compile(rf"{_FIGURE}{{4}}\s?年\s?{_FIGURE}{{1,2}}\s?月\s?{_FIGURE}{{1,3}}\s?日")
_LETTERS_PER_LINK = 20


class Region(Noun, frozen=True, kw_only=True):
    """A page's blocks, sorted."""

    units: tuple[Unit, ...]
    # the article's, chosen, and those close by, not chosen
    dropped: tuple[str, ...] = ()
    # close by, too long or too full of links for a credit
    notes: tuple[str, ...] = ()


def region(
    units: Sequence[Unit], extracted: str, titles: frozenset[str], boxes: frozenset[str] = frozenset()
) -> Region:
    """Sort a page's blocks by the text that was extracted of it; `boxes` present its author."""
    lines, whole = frozenset(key(line) for line in extracted.split("\n")), key(extracted)
    names = [key(unit.text) for unit in units]
    chosen = {
        n
        for n, unit in enumerate(units)
        if names[n] not in titles | boxes and _is_among(unit.text, names[n], lines, whole)
    }
    chosen = _without_comments(units, chosen)
    long = sorted(n for n in chosen if len(names[n]) >= _SENTENCE) or sorted(chosen)
    if not long:
        kept = tuple(unit for n, unit in enumerate(units) if names[n] not in titles)
        note = "no article could be told from the page: cut what is not the article"
        return Region(units=kept, notes=(note,))
    first, last = _widened(units, chosen, long[0], long[-1])
    last = _signed(units, last)
    top = max((n for n in range(first) if names[n] in titles), default=first - _HEAD)
    begin, end = max(top, first - _HEAD, 0), min(last + 1 + _TAIL, len(units))
    end = next((n for n in range(last + 1, end) if _leads_on(units[n])), end)
    near = [(n, units[n]) for n in range(begin, end) if names[n] not in titles]
    blocks, dropped = list[Unit](), list[str]()
    for n, unit in near:
        inside = first <= n <= last and names[n] not in boxes
        if inside and (n in chosen or not (is_furniture(unit.text) or _is_links(unit))):
            blocks.append(unit)
        elif inside or (len(unit.text) <= _CREDIT and not _is_only_links(unit)):
            blocks.append(structs.replace(unit, chosen=False))
        else:
            dropped.append(unit.text)
    away = len(units) - len(near)
    notes = (f"blocks of the page left out before and after the article: {away}",) if away else ()
    behind = takewhile(lambda unit: not is_of_readers(unit.text), units[end:])
    found = beyond([unit for unit in behind if not _is_links(unit)])
    return Region(units=(*blocks, *found.units), dropped=tuple(dropped), notes=(*found.notes, *notes))


def _without_comments(units: Sequence[Unit], chosen: set[int]) -> set[int]:
    """Leave out what readers wrote behind an article, where most of what was extracted stands before it."""
    whole = sum(len(units[n].text) for n in chosen)
    for place in (n for n, unit in enumerate(units) if is_of_readers(unit.text)):
        before = {n for n in chosen if n < place}
        if 2 * sum(len(units[n].text) for n in before) > whole:
            return before
    return chosen


def _is_among(text: str, name: str, lines: frozenset[str], whole: str) -> bool:
    if len(name) >= _LINE:
        return name in whole
    return bool(name) and all(key(line) in lines for line in text.split("\n"))


def _widened(units: Sequence[Unit], chosen: set[int], first: int, last: int) -> tuple[int, int]:
    """Take in the short blocks that were extracted right before and after the long ones."""
    while first - 1 in chosen and not is_furniture(units[first - 1].text):
        first -= 1
    while last + 1 in chosen and not (_leads_on(units[last + 1]) or _is_links(units[last + 1])):
        last += 1
    return first, last


def _signed(units: Sequence[Unit], last: int) -> int:
    """Take in who signed a document and the day, each on a line of its own."""
    behind = range(last + 1, min(last + 3, len(units)))
    return next((n for n in behind if _DAY.fullmatch(units[n].text)), last)


def _leads_on(unit: Unit) -> bool:
    """Say whether a block is the heading of what is no part of the article any more."""
    return leads_away(unit.text) or is_of_readers(unit.text)


def _is_only_links(unit: Unit) -> bool:
    """Say whether a block is links, and no credit whose names are."""
    return _is_links(unit) and not (says_of_it(unit.text) or is_labelled(unit.text))


def _is_links(unit: Unit) -> bool:
    """Say whether a block is links for the most part."""
    return unit.markdown.count("](") * _LETTERS_PER_LINK > len(unit.text)
