"""The words of a page's language."""

from functools import cache

from generator.edtf import Words as DateWords
from generator.model.kinds import Noun


class Words(Noun, frozen=True, kw_only=True, cache_hash=True):
    """A theme's words in one language, by dotted key."""

    lang: str
    pairs: tuple[tuple[str, str], ...]
    dates: DateWords

    def say(self, key: str, **values: object) -> str:
        """Give the words of a key, its `{names}` filled in; raise KeyError where a theme lacks it."""
        words = _table(self)[key]
        return words.format_map(values) if "{" in words else words

    def has(self, key: str) -> bool:
        """Say whether there are words for a key."""
        return key in _table(self)


@cache
def _table(words: Words) -> dict[str, str]:
    return dict(words.pairs)
