"""Texts that are longer than the grammars read."""

from collections.abc import Iterator

from msgspec import structs

from generator.check.case import Case
from generator.check.page import MOST_READ, Page
from generator.errors import Problem
from generator.model.article import ArticleDoc


def read_in_part(page: Page, _: Case) -> Iterator[Problem]:
    """Find the place behind which a text was not read for its dates and credits; this is information."""
    if isinstance(page.doc, ArticleDoc) and len(page.text) > page.read_until:
        message = f"a text of more than {MOST_READ:,} characters: from here on no date and no credit was read"
        hint = "look through the rest yourself, or part the text"
        yield structs.replace(page.at(page.read_until, message, hint), severity="notice")
