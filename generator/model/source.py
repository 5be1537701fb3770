"""Who publishes: outlets, agencies, platforms, accounts, companies, government bodies, people."""

from generator.frontmatter import Matter
from generator.model.kinds import Id, Language, Noun, SourceKind, Text, Url


class SourceMatter(Matter, frozen=True, kw_only=True):
    """A source as `sources.yaml` registers it, or as an article gives it on the spot."""

    name: Text
    kind: SourceKind = "outlet"
    aliases: tuple[Text, ...] = ()
    url: Url | None = None
    feed: Url | None = None
    platform: Text | None = None
    # the platform it publishes on: an id, a registered name, or plain text
    lang: Language | None = None
    rights: Text | None = None
    # the right that its articles come under unless they say otherwise
    contact: Text | None = None


class Source(Noun, frozen=True, kw_only=True):
    """A source as the digest shows it."""

    id: Id = ""
    # empty for one that is not registered: shown, but without a page of its own
    name: str
    kind: SourceKind = "outlet"
    aliases: tuple[str, ...] = ()
    url: str | None = None
    feed: str | None = None
    platform: str | None = None
    # the platform's name
    lang: str | None = None
    rights: str | None = None
    contact: str | None = None
