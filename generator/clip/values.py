"""What travels between the parts of `clip`, as frozen values."""

from typing import Literal

from generator.model.kinds import Noun

Form = Literal["html", "markdown", "plain", "feed"]


class Raw(Noun, frozen=True, kw_only=True):
    """What was given, as bytes."""

    data: bytes
    name: str
    # a file's path, an address, or `-`
    url: str = ""
    # where it came from in the end, after redirects
    content_type: str = ""
    charset: str = ""
    # as the server states it


class Decoded(Noun, frozen=True, kw_only=True):
    """Bytes as text, and how sure that is."""

    text: str
    encoding: str
    sure: bool = True
    note: str = ""
    # what an editor has to know of it


class Candidate(Noun, frozen=True, kw_only=True):
    """One thing that a page states, and where it stands there."""

    value: str
    place: str


class Unit(Noun, frozen=True, kw_only=True):
    """One block of a text."""

    text: str
    # its words
    markdown: str
    # as it goes into the article
    chosen: bool = True
    # it belongs to the text for sure; else the grammars and the boilerplate decide


class Page(Noun, frozen=True, kw_only=True):
    """A text in its blocks, and what stands around it."""

    form: Form
    units: tuple[Unit, ...]
    titles: tuple[Candidate, ...] = ()
    # likeliest first
    url: str = ""
    # the canonical address
    site_name: str = ""
    account: str = ""
    # whose page it is, where it stands on a platform
    published: tuple[Candidate, ...] = ()
    authors: tuple[str, ...] = ()
    # as data for machines state them
    named: tuple[str, ...] = ()
    # as `author` metadata, which may be anybody's
    original: str = ""
    # the address of what it was made of
    source: str = ""
    # a source that its metadata name
    licence_url: str = ""
    images: tuple[str, ...] = ()
    # left out
    dropped: tuple[str, ...] = ()
    # blocks left out as furniture of the page
    notes: tuple[str, ...] = ()
    # what an editor has to decide or to know


class Edit(Noun, frozen=True, kw_only=True):
    """A recorded change, and the words it took away."""

    op: Literal["collapse-duplicate-paragraph", "remove-boilerplate"]
    removed: int
    block: int | None = None
    # of the text that stays, the one it concerns
    words: tuple[str, ...] = ()
