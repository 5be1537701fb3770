"""What goes into the Markdown room and what comes out, as values."""

from typing import Literal

from msgspec import Struct

from generator.errors import Problem

LINK = "\ufdd1"
"""Stands on both sides of a destination that a later step resolves, as `urls.ROOT` stands for the root."""

TIMELINE = "\ufdd2"
"""Stands where the article's own timeline goes, alone on its line."""

LONGEST = 1_000_000
"""Characters of the longest body that is converted."""

MARKS, MOST_MARKS = "\n\\`*_~[]<>&{}!|:#-+", 30_000
"""What Markdown costs time at, and how much of it a body may hold."""


class Dialect(Struct, frozen=True, kw_only=True):
    """Which Markdown a text is written in."""

    trusted_html: bool = False
    # raw HTML passes through as written
    ours: bool = True
    # False is CommonMark and nothing else


class Heading(Struct, frozen=True, kw_only=True):
    """A heading of the text, with the level it has in the HTML."""

    level: int
    id: str
    text: str
    line: int


class Link(Struct, frozen=True, kw_only=True):
    """Where a link, an image or a fragment points, and from which line."""

    target: str
    line: int


class Block(Struct, frozen=True, kw_only=True):
    """One piece of an issue's body."""

    kind: Literal["heading", "item", "brief", "prose"]
    line: int
    level: int = 0
    text: str = ""
    id: str = ""
    # level, text and id: headings
    ids: tuple[str, ...] = ()
    # items: the articles, the lead first
    html: str = ""
    # items: the note inside; prose: the whole
    title: str = ""
    url: str = ""
    source: str = ""
    # title, url and source: briefs


class Markdown(Struct, frozen=True, kw_only=True):
    """One converted text."""

    html: str = ""
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    # every id in the HTML, in order
    links: tuple[Link, ...] = ()
    # destinations within the site, in the HTML between two LINK
    fragments: tuple[Link, ...] = ()
    # destinations within the page, without the #
    images: tuple[Link, ...] = ()
    # of this site; remote ones are left out
    counted: int = 0
    # Han characters and words of other scripts
    plain: str = ""
    blocks: tuple[Block, ...] = ()
    # only when asked for
    problems: tuple[Problem, ...] = ()
    refused: bool = False
    # too long or too deeply nested: there is no HTML
