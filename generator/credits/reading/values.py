"""What a line says of where a text comes from, as frozen values; what is not stated is empty."""

from typing import Literal

from generator.model.kinds import Noun

HopRole = Literal[
    "original",
    "repost",
    "via",
    "translation",
    "excerpt-of",
    "adaptation",
    "compilation",
    "cited",
    "image",
]
PersonRole = Literal[
    "author",
    "reporter",
    "translator",
    "editor",
    "reviewer",
    "photographer",
    "submitter",
    "collector",
]
Kind = Literal[
    "",
    "credit",
    "tagline",
    "contact",
    "end",
    "boilerplate",
    "instruction",
    "label-without-value",
]
Permission = Literal["", "claimed", "licence", "none"]
OnwardWish = Literal["", "prohibited", "with-credit", "with-link", "on-request"]


class Span(Noun, frozen=True, kw_only=True):
    """A stretch of the line, in code points, and what was read from it."""

    start: int
    end: int
    what: str


class Hop(Noun, frozen=True, kw_only=True):
    """A publication, or a source quoted, as the line names it."""

    role: HopRole
    source: str = ""
    # the publisher's name without marks and channel; empty: not named
    platform: str = ""
    account: str = ""
    # the id of an account on the platform
    person: str = ""
    url: str = ""
    title: str = ""
    upstream: str = ""
    # whom the source quotes in turn, as written
    date: str = ""
    # as written


class Person(Noun, frozen=True, kw_only=True):
    """One name of a byline."""

    role: PersonRole
    name: str


class Reading(Noun, frozen=True, kw_only=True):
    """One line, and what it says."""

    text: str
    is_credit: bool = False
    kind: Kind = ""
    hops: tuple[Hop, ...] = ()
    # earliest first; those cited and images after the chain
    people: tuple[Person, ...] = ()
    permission: Permission = ""
    licence: str = ""
    # SPDX id
    onward: OnwardWish = ""
    contact: str = ""
    title: str = ""
    # of the original, where the line gives it
    passing: HopRole | Literal[""] = ""
    # what the page that carries the line made of the original: repost, translation, adaptation, …
    tagline: str = ""
    # how an account praises itself; part of no name
    confidence: float = 0.0
    # of `is_credit`, 0 to 1
    spans: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


class Inline(Noun, frozen=True, kw_only=True):
    """A source quoted inside the body."""

    block: int
    reading: Reading


class Zones(Noun, frozen=True, kw_only=True):
    """Which blocks of a page are text, and which say where it comes from; blocks count from 0."""

    head: tuple[int, ...] = ()
    # credits before the body
    tail: tuple[int, ...] = ()
    # credits after it
    end: int | None = None
    # the marker at which the body ends
    boilerplate: tuple[int, ...] = ()
    # disclaimers, contacts, instructions, taglines
    body: tuple[int, ...] = ()
    inline: tuple[Inline, ...] = ()
    # quotations within the body
    readings: tuple[Reading, ...] = ()
    # of all blocks
