"""What `site.yaml` says, with its defaults."""

from typing import Literal

from msgspec import field

from generator.frontmatter import Matter
from generator.model.kinds import (
    Authority,
    BaseUrl,
    DateText,
    Destination,
    Id,
    Language,
    Licence,
    Noun,
    Text,
    Zone,
)


class LinkMatter(Matter, frozen=True, kw_only=True):
    """A link of the navigation or the footer."""

    text: Text
    url: Destination


class SeriesMatter(Matter, frozen=True, kw_only=True):
    """A run of issues."""

    title: Text


class SiteMatter(Matter, frozen=True, kw_only=True):
    """`site.yaml`: every key has a default but `title` and `url`."""

    title: Text
    url: BaseUrl
    tagline: Text | None = None
    # one sentence under the title, and the feeds' subtitle
    lang: Language = "zh-Hans"
    variants: tuple[Language, ...] = ()
    # languages that the pages also come out in, each in a folder
    timezone: Zone = "Asia/Shanghai"
    editor: Text | None = None
    commercial: bool = True
    # a site that earns does not meet an NC licence
    licence: Licence | None = None
    # of our own text
    contact: Text | None = None
    # where to ask for removal
    theme: Id = "base"
    series: dict[Id, SeriesMatter] = field(default_factory=dict)
    link_target: Literal["original", "digest"] = "original"
    feed_authority: Authority | None = None
    # RFC 4151: authority and date of the feeds' tag URIs, `example.org,2026`
    as_of: DateText | None = None
    cards: bool = False
    # an image for each issue and article, shown where a link is shared; asks for the extra `cards`
    navigation: tuple[LinkMatter, ...] = ()
    footer: tuple[LinkMatter, ...] = ()


class Series(Noun, frozen=True, kw_only=True):
    """A run of issues with its own numbers and feed."""

    id: str
    title: str


class Settings(Noun, frozen=True, kw_only=True):
    """A site's settings as a build uses them."""

    title: str
    url: str
    # ends in a slash
    tagline: str | None
    lang: str
    variants: tuple[str, ...] = ()
    timezone: str
    editor: str | None
    commercial: bool
    licence: str | None
    contact: str | None
    theme: str
    series: tuple[Series, ...]
    link_target: Literal["original", "digest"]
    feed_authority: str
    as_of: str
    # the ISO day that counts as today
    cards: bool
    navigation: tuple[tuple[str, str], ...]
    footer: tuple[tuple[str, str], ...]
