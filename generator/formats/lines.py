"""Text in lines: where Chinese may break, how close its marks stand, where an ellipsis ends it."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from generator.model.kinds import Noun

_OPEN = "（［｛〔〈《「『【〖〘〚“‘"
_CLOSE = "）］｝〕〉》」』】〗〙〛”’"
_STOPS = "、，。．：；"
_NOT_FIRST = frozenset(_CLOSE + _STOPS + "！？％‰℃…‥—～·・ー々〻ヽヾゝゞ/,.;:?!)]}»›%")
_NOT_LAST = frozenset(_OPEN + "([{«‹￥＄£$#@")
_NOT_BEFORE_ELLIPSIS = frozenset(_OPEN + _STOPS + "—·,.;:([{ \u3000")
"""What no line begins with, ends with, and what an ellipsis takes the place of (CLREQ 3.1; GB/T 15834)."""

_SHARED = frozenset("“”‘’…‥—·")
"""Marks of both scripts, which in Chinese text are as wide as a character."""

_PAUSES = frozenset(_CLOSE + _STOPS + "！？…—")
_SPLIT = 0.05
"""What it costs to end a line inside a phrase; two lines that differ by a fifth of the width cost 0.02."""

_HALF = 0.5
_AUTOSPACE = 1 / 8
"""Ems between Han and Latin (CSS Text 4, `text-autospace`)."""


class Unit(Noun, frozen=True, kw_only=True):
    """What no line is broken in: a wide character, a word of another script, a space."""

    text: str
    wide: bool


Measure = Callable[[Unit, int], float]
"""Gives a unit's width at a size."""

Line = tuple[tuple[float, Unit], ...]
"""Units, each with its distance from the line's begin."""


class Fitted(Noun, frozen=True, kw_only=True):
    """Lines at the size at which they fit."""

    size: int
    width: float
    # of the longest line
    lines: tuple[Line, ...]


def visible(text: str) -> str:
    """Give what is to be seen of a text: no control or format characters, spaces as one."""
    seen = "".join(char for char in text if char.isspace() or not _unseen(char))
    return re.sub("[^\\S\u3000]+", " ", seen).strip()


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf"} or "VARIATION SELECTOR" in unicodedata.name(char, "")


def fitted(text: str, lang: str, steps: Sequence[tuple[int, int]], width: float, measure: Measure) -> Fitted:
    """Set a text at the first of some sizes, each with its number of lines, at which it fits.

    What fits at none of them is cut at the last, and an ellipsis says so.
    """
    units = tuple(_units(visible(text), lang))
    if not units:
        return Fitted(size=steps[0][0], width=0, lines=())
    for size, most in steps:
        setter = _Setter(lang, size, width, measure)
        lines = setter.wrap(units, most)
        if lines is not None and len(lines) <= most:
            return setter.balanced(units, len(lines))
    return setter.cut(units, most)


def _units(text: str, lang: str) -> Iterator[Unit]:
    chinese = _is_chinese(lang)
    word = ""
    for before, char, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if not char.isspace() and not (_is_wide(char) or (chinese and _as_wide(before, char, after))):
            word += char
            continue
        if word:
            yield Unit(text=word, wide=False)
            word = ""
        yield Unit(text=char, wide=char != " ")
    if word:
        yield Unit(text=word, wide=False)


def _is_chinese(lang: str) -> bool:
    return lang.partition("-")[0] in {"zh", "ja"}


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}


def _as_wide(before: str, char: str, after: str) -> bool:
    """Say whether a shared mark is a Chinese one; an apostrophe inside a word is not."""
    inside = all(c.isalnum() and not _is_wide(c) for c in (before, after))
    return char in _SHARED and not (inside and char in "’·")


def _unbroken(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Give the groups of units between which a line may end."""
    group: list[Unit] = []
    for unit in units:
        if group and _may_end(group[-1], unit):
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _may_end(before: Unit, after: Unit) -> bool:
    """Say whether a line may end between two units."""
    return not (after.text.isspace() or after.text[0] in _NOT_FIRST or before.text[-1] in _NOT_LAST)


def _pauses(before: Unit, after: Unit) -> bool:
    """Say whether a reader pauses between two units."""
    return before.text.isspace() or before.text in _PAUSES or after.text in _OPEN


def _letters(units: Sequence[Unit]) -> Iterator[Unit]:
    return (Unit(text=char, wide=unit.wide) for unit in units for char in unit.text)


class _End(NamedTuple):
    """Where a line ends, where its ink does, with which unit."""

    end: float
    ink: float
    unit: Unit | None


class _Setter:
    """Sets units in one size."""

    def __init__(self, lang: str, size: int, width: float, measure: Measure) -> None:
        self._size, self._width, self._measure = size, width, cache(lambda unit: measure(unit, size))
        self._ellipsis = Unit(text="…", wide=_is_chinese(lang))
        centred = lang.startswith(("zh-Hant", "zh-TW", "zh-HK", "zh-MO"))
        self._left = frozenset(_CLOSE if centred else _CLOSE + _STOPS)
        # wide marks whose right half is empty
        self._begin = _End(0, 0, None)

    def wrap(self, units: Sequence[Unit], most: int, *, force: bool = False) -> list[list[Unit]] | None:
        """Fill lines, one past the most at last; None where a word is too wide and not broken by force."""
        lines: list[list[Unit]] = [[]]
        end = self._begin
        for group in _unbroken(units):
            fits = self._after(self._begin, group).ink <= self._width
            if not (fits or force):
                return None
            for part in [group] if fits else [[letter] for letter in _letters(group)]:
                after = self._after(end, part)
                if lines[-1] and after.ink > self._width:
                    lines.append([])
                    after = self._after(self._begin, part)
                lines[-1] += part
                end = after
            if len(lines) > most:
                break
        return lines

    def balanced(self, units: Sequence[Unit], number: int) -> Fitted:
        """Set so many lines, about equally long, rather ending where the text pauses."""
        groups = list(_unbroken(units))
        ideal = self._after(self._begin, units).ink / number
        best: dict[int, tuple[float, list[list[Unit]]]] = {0: (0, [])}
        # by the groups that are set: at what cost, in which lines
        for _ in range(number):
            longer: dict[int, tuple[float, list[list[Unit]]]] = {}
            for start, (cost, lines) in best.items():
                end, line = self._begin, list[Unit]()
                for place, group in enumerate(groups[start:], start + 1):
                    end, line = self._after(end, group), line + group
                    if end.ink > self._width:
                        break
                    price = cost + ((end.ink - ideal) / self._width) ** 2
                    if place < len(groups) and not _pauses(group[-1], groups[place][0]):
                        price += _SPLIT
                    if place not in longer or price < longer[place][0]:
                        longer[place] = (price, [*lines, line])
            best = longer
        return self._set(best[len(groups)][1])

    def cut(self, units: Sequence[Unit], most: int) -> Fitted:
        """Set no more lines than there may be, the last ended by an ellipsis where more would follow."""
        lines = self.wrap(units, most, force=True) or []
        if len(lines) > most:
            lines, last = lines[:most], lines[most - 1]
            while last and (last[-1].text in _NOT_BEFORE_ELLIPSIS or self._too_long([*last, self._ellipsis])):
                last.pop()
            last.append(self._ellipsis)
        return self._set(lines)

    def _too_long(self, units: Sequence[Unit]) -> bool:
        return self._after(self._begin, units).ink > self._width

    def _set(self, lines: list[list[Unit]]) -> Fitted:
        ends = [self._after(self._begin, line).ink for line in lines]
        placed = tuple(tuple(self._placed(line)) for line in lines)
        return Fitted(size=self._size, width=max(ends, default=0), lines=placed)

    def _placed(self, line: Sequence[Unit]) -> Iterator[tuple[float, Unit]]:
        end = self._begin
        for unit in line:
            begin = end.end + self._size * self._gap(end.unit, unit)
            end = self._after(end, [unit])
            if not unit.text.isspace():
                yield begin, unit

    def _after(self, before: _End, units: Sequence[Unit]) -> _End:
        """Give where a line ends that has these units too."""
        end, last, ink = before.end, before.unit, before.ink
        for unit in units:
            end += self._size * self._gap(last, unit) + self._measure(unit)
            last = unit
            if not unit.text.isspace():
                hangs = unit.wide and unit.text in self._left
                ink = end - self._size * _HALF if hangs else end
        return _End(end, ink, last)

    def _gap(self, before: Unit | None, unit: Unit) -> float:
        """Give the ems between two units: closer between marks, a little between scripts."""
        opens = unit.wide and unit.text in _OPEN
        if before is None:
            return -_HALF if opens else 0
        if before.wide and unit.wide:
            empty = before.text in self._left and unit.text in _OPEN + _CLOSE + _STOPS
            return -_HALF if empty or (opens and before.text in _OPEN) else 0
        if before.wide != unit.wide and before.text[-1].isalnum() and unit.text[0].isalnum():
            return _AUTOSPACE
        return 0
