"""Names that a registry knows, found in a text: the longest first, Traditional and width folded."""

from collections.abc import Iterable, Sequence

from generator.credits.reading.signs import pairs_of
from generator.han import fold
from generator.model.kinds import Noun

_MARKS = "《》「」『』“”\"'"
_SHORTEST = 2


class Known(Noun, frozen=True, kw_only=True):
    """A registered name."""

    name: str
    # the source's, where an alias was found
    platform: str = ""
    kind: str = "outlet"


class Names(Noun, frozen=True, kw_only=True):
    """Registered names by their first two characters, the longest first."""

    starts: dict[str, tuple[tuple[str, Known], ...]]
    pairs: frozenset[int] = frozenset()
    # of these two characters, as numbers

    def at(self, key: str, start: int) -> tuple[int, Known] | None:
        """Give the end of the longest name that stands at a place of a folded text, and whose it is."""
        for name, known in self.starts.get(key[start : start + _SHORTEST], ()):
            end = start + len(name)
            if key.startswith(name, start) and not (_is_in_word(key, start) or _is_in_word(key, end)):
                return end, known
        return None

    def whole(self, key: str) -> Known | None:
        """Give whose name a folded text is."""
        found = self.at(key, 0) if key else None
        return found[1] if found and found[0] == len(key) else None


NO_NAMES = Names(starts={})


def names_of(registry: Iterable[tuple[str, Sequence[str], str | None, str]]) -> Names:
    """Make names of a registry's entries: name, aliases, platform, kind."""
    starts: dict[str, dict[str, Known]] = {}
    for name, aliases, platform, kind in registry:
        known = Known(name=name, platform=platform or "", kind=kind)
        for written in (name, *aliases):
            key = fold(written.strip().strip(_MARKS)).strip()
            if len(key) >= _SHORTEST:
                starts.setdefault(key[:_SHORTEST], {}).setdefault(key, known)
    pairs: frozenset[int] = frozenset().union(*map(pairs_of, starts))
    return Names(
        starts={
            start: tuple(sorted(found.items(), key=lambda item: -len(item[0])))
            for start, found in starts.items()
        },
        pairs=pairs,
    )


def _is_in_word(key: str, place: int) -> bool:
    """Say whether a place is between two letters of one Latin word."""
    return 0 < place < len(key) and all(c.isascii() and c.isalnum() for c in key[place - 1 : place + 1])
