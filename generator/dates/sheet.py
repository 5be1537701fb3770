"""A text folded for reading (width, case, Traditional), with the way back to the places of the original."""

import re
from bisect import bisect_right
from itertools import accumulate

from generator.han import fold
from generator.model.kinds import Noun

_CLAUSE = re.compile(r",(?![0-9]{3})|[。;!?\n]")
_SENTENCE = re.compile(r"[。!?\n]|\. ")
_LISTED = re.compile(" ?(?:[、和或及与]|以及|或者|and|or) ?")
_REACH = 40
"""How far around a date its clause is looked at."""


class Sheet(Noun, frozen=True, kw_only=True):
    """A text and its folded form."""

    original: str
    text: str
    places: tuple[int, ...] = ()
    # where each folded character stood, if folding changed the length

    def place(self, offset: int) -> int:
        """Give the place in the original of a folded character."""
        return self.places[offset] if self.places else offset

    def end(self, offset: int) -> int:
        """Give the place behind the original of the character before this one."""
        return self.places[offset - 1] + 1 if self.places else offset

    def is_capital(self, offset: int) -> bool:
        """Say whether the original has a capital letter there."""
        return self.original[self.place(offset)].isupper()

    def before(self, start: int) -> str:
        """Give what stands before a place in its clause."""
        near = self.text[max(0, start - _REACH) : start]
        return _CLAUSE.split(near)[-1]

    def after(self, end: int) -> str:
        """Give what stands behind a place in its clause."""
        return _CLAUSE.split(self.text[end : end + _REACH], maxsplit=1)[0]

    def parted(self, start: int, end: int) -> str:
        """Say what parts two places: nothing, a list's mark, or a clause's, sentence's or paragraph's end."""
        between = self.text[start:end]
        if _LISTED.fullmatch(between):
            return "list"
        if "\n" in between:
            return "paragraph"
        if _SENTENCE.search(between):
            return "sentence"
        return "clause" if _CLAUSE.search(between) else ""


def sheet(text: str) -> Sheet:
    """Fold a text, remembering where everything stood."""
    folded = fold(text)
    if len(folded) == len(text):
        return Sheet(original=text, text=folded)
    each = [fold(char) for char in text]
    ends = list(accumulate(map(len, each)))
    return Sheet(
        original=text,
        text="".join(each),
        places=tuple(bisect_right(ends, offset) for offset in range(ends[-1] if ends else 0)),
    )
