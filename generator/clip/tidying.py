"""What goes from a text because it is said twice."""

from collections.abc import Iterator, Sequence

from generator.clip.literal import key
from generator.clip.values import Edit, Unit
from generator.model.kinds import Noun

_SHORT_LINE, _REFRAIN = 24, 20
_TRIES, _LONGEST_RUN = 3, 400
"""A text that comes again comes again soon."""


class Tidy(Noun, frozen=True, kw_only=True):
    """The blocks that stay, and what went."""

    units: tuple[Unit, ...]
    moved: tuple[int, ...] = ()
    # where each block stands now; one that went, where what it repeats stands
    edits: tuple[Edit, ...] = ()
    notes: tuple[str, ...] = ()


def collapsed(units: Sequence[Unit]) -> Tidy:
    """Take out each paragraph, and each run of paragraphs, that repeats what stands right before it.

    A refrain stays: short lines that come again, and whatever comes again later; the latter is said.
    """
    keys = [key(unit.text) for unit in units]
    again = _next(keys)
    kept, edits, notes, moved = list[Unit](), list[Edit](), list[str](), list[int]()
    places: dict[str, int] = {}
    n = 0
    while n < len(units):
        run, times = _run(units, keys, again, n)
        for step in range(run):
            word = keys[n + step]
            if word in places and run == 1 and not _may_come_again(units[n + step]):
                notes.append(
                    f"block {len(kept) + 1} says again what block {places[word] + 1} says; both are kept"
                )
            places.setdefault(word, len(kept))
            kept.append(units[n + step])
        moved += [len(kept) - run + step for step in range(run)] * times
        if times > 1:
            gone = units[n + run : n + run * times]
            words = tuple(unit.text for unit in gone)
            edits.append(
                Edit(op="collapse-duplicate-paragraph", removed=len(gone), block=len(kept) - run, words=words)
            )
        n += run * times
    return Tidy(units=tuple(kept), moved=tuple(moved), edits=tuple(edits), notes=tuple(notes))


def _run(units: Sequence[Unit], keys: Sequence[str], again: Sequence[int], start: int) -> tuple[int, int]:
    """Give the length of the run that begins at a block and comes again at once, and how often."""
    if not keys[start] or _may_come_again(units[start]):
        return 1, 1
    for length in _lengths(again, start):
        if any(_may_come_again(unit) for unit in units[start : start + length]) and length < 3:  # noqa: PLR2004 - a refrain between stanzas
            continue
        times = 1
        while keys[start + times * length : start + (times + 1) * length] == keys[start : start + length]:
            times += 1
        if times > 1:
            return length, times
    return 1, 1


def _lengths(again: Sequence[int], start: int) -> Iterator[int]:
    """Give how far away the same words stand again: the lengths that a run may have."""
    place = start
    for _ in range(_TRIES):
        place = again[place]
        if not 0 < place - start <= _LONGEST_RUN:
            return
        yield place - start


def _next(keys: Sequence[str]) -> list[int]:
    """Give for each block where its words stand again; 0 where they do not."""
    later: dict[str, int] = {}
    again = [0] * len(keys)
    for n in range(len(keys) - 1, -1, -1):
        again[n] = later.get(keys[n], 0)
        later[keys[n]] = n
    return again


def _may_come_again(unit: Unit) -> bool:
    """Say whether a block may come again on purpose: a short line, or lines of verse."""
    lines = unit.text.split("\n")
    if len(lines) > 1:
        return all(len(line) <= _SHORT_LINE for line in lines)
    return len(key(unit.text)) < _REFRAIN or unit.markdown.startswith(("#", "```", "~~~", "|", "<"))
