"""Whose page it is: an account's on a platform, a registered source's, or what its metadata say."""

import re
from urllib.parse import urlsplit

from generator.clip.furniture import is_place
from generator.clip.literal import key
from generator.clip.sources import name_of
from generator.clip.stated import Registry
from generator.clip.words import platforms
from generator.model.kinds import Noun
from generator.urls import domains, host

_CHANNEL = re.compile("[-—·|｜/_ ]")
_EDITION = re.compile(
    r"(?<=..)(?:(?:多媒体|多媒體)?(?:数字报|數位報|电子报|電子報)(?:刊|纸|紙)?(?:平台)?|电子版|電子版|网络版|網路版|手机版"
    r"|(?:新闻|手机)?客户端|官方网站|官网|官網)$"
)
_LATIN = re.compile("[a-z0-9]+")
_LABEL = 4
"""Letters of a host by which a name is known."""


class Sight(Noun, frozen=True, kw_only=True):
    """What a page says of itself, apart from its credits."""

    url: str = ""
    site_name: str = ""
    account: str = ""
    # whose page it is, where it stands on a platform
    source: str = ""
    # a source that its metadata name
    original: str = ""
    # the address of what it was made of
    published: str = ""
    # its own day, as EDTF


class Owner(Noun, frozen=True, kw_only=True):
    """Who publishes a page."""

    name: str = ""
    platform: str = ""
    sure: bool = True
    house: str = ""
    # who runs the platform
    host: str = ""

    def is_one(self, name: str) -> bool:
        """Say whether a source is this one, perhaps with a channel or an edition behind its name."""
        ours, theirs = _house(self.name), _house(name)
        return bool(ours) and (
            ours in {theirs, key(_CHANNEL.split(name)[0])} or key(_CHANNEL.split(self.name)[0]) == theirs
        )

    def is_with_place(self, name: str) -> bool:
        """Say whether a name is this one's account with the place that it wrote from: 江上小喇叭辽宁."""
        return bool(self.platform and self.name) and is_place(name.removeprefix(self.name))

    def is_site(self, name: str, url: str) -> bool:
        """Say whether a name is that of the page's site: it links to the front, or is the host in letters."""
        if self.platform or not self.host:
            return False
        if url and host(url).removeprefix("www.") == self.host and not urlsplit(url).path.strip("/"):
            return True
        letters, label = _LATIN.match(name.lower()), max(self.host.split(".")[:-1], key=len, default="")
        return not self.name and len(label) >= _LABEL and letters is not None and letters[0] == label

    def is_house(self, name: str) -> bool:
        """Say whether a name is that of the platform, which publishes nothing of it."""
        return bool(self.platform and name) and key(name) in {key(self.platform), key(self.house)}


def _house(name: str) -> str:
    """Give what tells a publisher from another, whichever of its editions is named."""
    return key(_EDITION.sub("", name.strip()))


def owner_of(sight: Sight, registry: Registry) -> Owner:
    """Tell whose page it is."""
    always, also = platforms()
    places = domains(sight.url) if sight.url else ()
    platform = next((always[place] for place in places if place in always), "")
    if not platform and sight.account:
        platform = next((also[place] for place in places if place in also), sight.site_name)
    if platform:
        return Owner(name=sight.account, platform=platform, house=sight.site_name)
    for _, matter in registry:
        theirs = host(matter.url) if matter.url and matter.kind != "platform" else ""
        if theirs and theirs in places:
            return Owner(name=matter.name)
    named = host(sight.url).removeprefix("www.") if sight.url else ""
    known = name_of(sight.site_name, registry)
    return Owner(name=known or sight.site_name or sight.account, sure=bool(known), host=named)
