"""A file's text and paragraphs in little, made file by file."""

from itertools import chain

from generator.check.likeness import Shingles, Sketch, shingles, sketch
from generator.check.notices import is_notice
from generator.check.page import Page
from generator.model.kinds import Noun

SHORTEST_TEXT = 120
"""Characters below which a text is too short to be judged by them."""
SHORTEST_PARAGRAPH = 40
"""Characters below which a paragraph may be a refrain."""


class Sketched(Noun, frozen=True, kw_only=True):
    """A file's text in little."""

    text: Sketch | None
    # none where it is too short
    blocks: tuple[Sketch | None, ...]
    # as the file's paragraphs, none for a short one


def sketched(page: Page) -> Sketched:
    """Give a file's text and its paragraphs in little."""
    parts = [(len(block.text), shingles(block.text)) for block in page.blocks]
    long = len(page.body) >= SHORTEST_TEXT
    return Sketched(
        text=sketch(frozenset(chain.from_iterable(part for _, part in parts))) if long else None,
        blocks=tuple(sketch(part) if length >= SHORTEST_PARAGRAPH else None for length, part in parts),
    )


def shingles_of(page: Page) -> Shingles:
    """Give the shingles of a file's text, paragraph by paragraph, without notices."""
    texts = (block.text for block in page.blocks if not is_notice(page, block))
    return frozenset(chain.from_iterable(map(shingles, texts)))
