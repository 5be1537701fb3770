"""The ids of one text: the editor's, those of its paragraphs and headings, each once."""

import re
import unicodedata
from collections.abc import Iterable

_RESERVED = re.compile(r"(?:p|(?:i\d+-)?(?:fn|fnref))\d+")
_SEPARATORS = re.compile(r"[^\w]+")
_LONGEST = 200
"""Letters of a heading that go into its id."""


class Ids:
    """The ids given so far, in order."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self._seen: set[str] = set()
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._paragraphs = 0

    def reserve(self, written: Iterable[str]) -> None:
        """Keep the ids that the editor wrote from being made for something else."""
        self._taken.update(written)

    def add(self, identity: str) -> None:
        """Take note of an id that is in the HTML."""
        self.given.append(identity)
        self._seen.add(identity)
        self._taken.add(identity)

    def of_paragraph(self, written: str) -> str:
        """Count a paragraph; give its id, the editor's if there is one."""
        self._paragraphs += 1
        if written:
            return written
        identity = f"p{self._paragraphs}"
        self.add(identity)
        return identity

    def of_heading(self, written: str, text: str) -> str:
        """Give a heading's id: the editor's, or one of its letters and digits, unlike any other."""
        if written:
            return written
        slug = _SEPARATORS.sub("-", unicodedata.normalize("NFC", text[:_LONGEST])).strip("-") or "h"
        number = self._numbers.get(slug, 1)
        identity = slug if number == 1 else f"{slug}-{number}"
        while identity in self._taken or _RESERVED.fullmatch(identity):
            number += 1
            identity = f"{slug}-{number}"
        self._numbers[slug] = number
        self.add(identity)
        return identity

    def objection(self, written: str) -> str:
        """Say what is wrong with an id the editor wrote; empty where nothing is."""
        if _RESERVED.fullmatch(written):
            return f'the id "{written}" is given out automatically'
        if written in self._seen:
            return f'the id "{written}" is used twice'
        return ""
