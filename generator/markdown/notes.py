"""The notes of an issue's items: each stands in the item that refers to it, and goes where that goes."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import takewhile

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_HEAVIEST, _SWELLING = 100_000, 4


class TooMuch(Exception):
    """A text whose HTML would be out of proportion."""


def note_id(meta: dict[str, int]) -> str:
    """Give the id of a note: its number, in an item behind the item's."""
    return f"{_within(meta)}fn{meta['id'] + 1}"


def return_id(meta: dict[str, int]) -> str:
    """Give the id of a place that refers to a note: the first place has the note's number alone."""
    again = meta.get("subId", 0)
    return f"{_within(meta)}fnref{meta['id'] + 1}" + (f".{again + 1}" if again > 0 else "")


def _within(meta: dict[str, int]) -> str:
    return f"i{meta['item']}-" if meta.get("item") else ""


def part(state: StateCore) -> None:
    """Take the notes at the end of an issue into the items that refer to them, numbered anew in each."""
    if not state.env["structure"]:
        return
    begin = next((n for n, t in enumerate(state.tokens) if t.type == "footnote_block_open"), None)
    if begin is None:
        return
    notes = _Notes(state.tokens[begin:], _HEAVIEST + _SWELLING * len(state.src))
    body, prose, item, number = state.tokens[:begin], list[Token](), list[Token](), 0
    made: list[Token] = []
    for token in body:
        if token.type == "item_open" and token.level == 0:
            item, number = [token], number + 1
        elif token.type == "item_close" and token.level == 0:
            made += [*item, *notes.of(item, number), token]
            item = []
        elif item:
            item.append(token)
        else:
            prose.append(token)
            made.append(token)
    state.tokens = [*made, *item, *notes.of(prose, 0)]


class _Notes:
    """All notes of a text by their numbers."""

    def __init__(self, block: Sequence[Token], weight: int) -> None:
        self._frame = (block[0], block[-1])
        self._weight = weight
        self._notes: dict[int, list[Token]] = {}
        rest = iter(block[1:-1])
        for opened in rest:
            inside = list(takewhile(lambda token: token.type != "footnote_close", rest))
            back = next((token for token in inside if token.type == "footnote_anchor"), None)
            once = [token for token in inside if token.type != "footnote_anchor" or token is back]
            self._notes[opened.meta["id"]] = [opened, *once, Token("footnote_close", "", -1)]

    def of(self, tokens: Sequence[Token], item: int) -> list[Token]:
        """Give the notes that some tokens refer to, in the order of the references."""
        numbers: dict[int, int] = {}
        counts: dict[int, int] = {}
        made: list[list[Token]] = []
        waiting = list(_references(tokens))
        while waiting:
            reference = waiting.pop(0)
            old = reference.meta["id"]
            if old not in numbers:
                numbers[old] = len(numbers)
                note = self._copy(old)
                made.append(note)
                waiting += _references(note)
            again = counts[old] = counts.get(old, -1) + 1
            reference.meta = {**reference.meta, "id": numbers[old], "subId": again, "item": item}
        inside = [
            t
            for (old, n), note in zip(numbers.items(), made, strict=True)
            for t in _numbered(note, n, item, counts[old])
        ]
        return [self._frame[0], *inside, self._frame[1]] if inside else []

    def _copy(self, number: int) -> list[Token]:
        """Copy a note, but stop where items repeat long notes so often that the HTML outgrows the text."""
        note = self._notes[number]
        self._weight -= sum(len(token.content) for token in note)
        if self._weight < 0:
            raise TooMuch("the body repeats its notes too often")
        return deepcopy(note)


def _references(tokens: Sequence[Token]) -> Iterator[Token]:
    return (c for token in tokens for c in token.children or () if c.type == "footnote_ref")


def _numbered(note: Sequence[Token], number: int, item: int, last: int) -> Iterator[Token]:
    """Give a note its number, and one way back for each reference."""
    meta = {"id": number, "item": item}
    done = False
    for token in note:
        if token.type == "footnote_open":
            token.meta = meta
        if token.type != "footnote_anchor":
            yield token
        elif not done:
            done = True
            for again in range(last + 1):
                yield Token("footnote_anchor", "", 0, meta={**meta, "subId": again})
