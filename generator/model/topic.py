"""A running story, and a plain page."""

from generator.edtf import When
from generator.frontmatter import Matter
from generator.model.article import Body
from generator.model.kinds import DateText, Id, Language, Noun, OldAddress, Text


class TopicMatter(Matter, frozen=True, kw_only=True):
    """The front matter of a topic."""

    title: Text
    summary: Text | None = None
    # one sentence: where it stands
    updated: DateText | None = None
    aliases: tuple[OldAddress, ...] = ()
    draft: bool = False


class PageMatter(Matter, frozen=True, kw_only=True):
    """The front matter of a plain page."""

    title: Text
    summary: Text | None = None
    lang: Language | None = None
    trusted_html: bool = False
    aliases: tuple[OldAddress, ...] = ()
    draft: bool = False


class TopicDoc(Noun, frozen=True, kw_only=True, tag=True):
    """A topic's file, read on its own."""

    path: str
    id: Id
    matter: TopicMatter
    body: Body | None


class PageDoc(Noun, frozen=True, kw_only=True, tag=True):
    """A page's file, read on its own."""

    path: str
    id: Id
    matter: PageMatter
    body: Body | None


class Topic(Noun, frozen=True, kw_only=True):
    """A running story: where it stands and its background."""

    path: str
    id: str
    title: str
    summary: str | None
    updated: When | None
    body: Body | None
    hrefs: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]


class Page(Noun, frozen=True, kw_only=True):
    """A plain page."""

    path: str
    id: str
    title: str
    summary: str | None
    lang: str
    body: Body | None
    hrefs: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
