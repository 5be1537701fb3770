"""The chain of a clipped page: the publications that it states, and the page itself as the last of them."""

import re
from collections.abc import Sequence
from typing import Any

from msgspec import structs

from generator import edtf
from generator.clip.links import kept, whole
from generator.clip.literal import key
from generator.clip.stated import Registry, Stated
from generator.clip.words import platforms
from generator.credits.reading import Hop
from generator.model.kinds import Noun
from generator.urls import host

_SHORT = frozenset(["source", "url", "permission", "licence", "onward"])
_CHANNEL = re.compile("[-—·|｜/_ ]")


class Chain(Noun, frozen=True, kw_only=True):
    """An article's front matter on where it comes from, and what an editor has to decide on it."""

    values: dict[str, Any]
    said: str
    # the chain in one line
    published: str = ""
    # when it was first published, as EDTF; empty: not stated
    decide: tuple[str, ...] = ()


def name_of(name: str, registry: Registry) -> str | None:
    """Give the registered name that a name means; None where no source has it."""
    wanted = key(name)
    for _, matter in registry:
        if wanted and wanted in {key(matter.name), *map(key, matter.aliases)}:
            return matter.name
    return None


def source_of(name: str, registry: Registry, kind: str = "", contact: str = "") -> str | dict[str, str]:
    """Give a source as front matter names it: as registered, else on the spot."""
    known = name_of(name, registry)
    if known:
        return known
    more = {"kind": kind, "contact": contact}
    return {"name": name, **{k: v for k, v in more.items() if v}}


class Sight(Noun, frozen=True, kw_only=True):
    """What a page says of itself, apart from its credits."""

    url: str = ""
    site_name: str = ""
    account: str = ""
    # whose page it is, where it stands on a platform
    source: str = ""
    # a source that its metadata name
    published: str = ""
    # its own day, as EDTF


def chain_of(stated: Stated, sight: Sight, registry: Registry) -> Chain:
    """Make the chain of what a page states and of what it says of itself.

    The page's day is that of the first publication only where the page is the first publication.
    """
    platform = _platform(sight.url)
    here, sure = (sight.account, True) if platform else _here(sight.url, sight.site_name, registry)
    hops = _each_once([hop for hop in stated.hops if hop.source or hop.account], registry)
    lost = [hop for hop in stated.hops if not (hop.source or hop.account)]
    if not hops and sight.source and key(sight.source) != key(here):
        hops = [Hop(role="original", source=sight.source)]
        here = here or sight.source
    if not hops:
        alone = _alone(stated, sight.url, here, platform, lost, registry)
        return structs.replace(alone, published=sight.published)
    hops, at, decide = _with_page(hops, here, stated, sight, registry)
    if at is not None and here and not sure and hops[at].source == here:
        decide.append(f"the page's own publisher is taken from its metadata: {here}")
    made = [_hop(hop, n, sight.url if n == at else "", stated, registry) for n, hop in enumerate(hops)]
    own = (("permission", stated.permission), ("licence", stated.licence), ("onward", stated.onward))
    made[-1] |= {name: value for name, value in own if value}
    if stated.permission == "claimed":
        decide.append("the page claims a permission: it is theirs; a right of yours goes into `rights`")
    stands = {hop.platform for hop in hops}
    bare = {hop.platform for hop in lost if hop.platform} - stands
    decide += [f"a platform is named and no publisher on it: {name}" for name in sorted(bare)]
    said = " → ".join(_told(hop, registry) for hop in hops)
    published = made[0].get("date", "") or ("" if len(made) > 1 and at != 0 else sight.published)
    if len(made) == 1 and set(made[0]) <= _SHORT:
        return Chain(values=made[0], said=said, published=published, decide=tuple(decide))
    if sight.published and len(made) > 1 and at != 0:
        made[-1 if at is None else at]["date"] = sight.published
    chain = [_short(hop) for hop in made]
    return Chain(values={"chain": chain}, said=said, published=published, decide=tuple(decide))


def _with_page(
    hops: list[Hop], here: str, stated: Stated, sight: Sight, registry: Registry
) -> tuple[list[Hop], int | None, list[str]]:
    """Find the page among the hops, else add it as the last; give where it stands."""
    at = next((n for n, hop in enumerate(hops) if here and _is_one(_named(hop, registry), here)), None)
    if at is None:
        at = next((n for n, hop in enumerate(hops) if here and key(hop.platform) == key(here)), None)
    if at is not None or not (here or sight.url):
        return hops, at, []
    role = stated.passing or "repost"
    if role in {"original", "repost"}:
        role = "translation" if any(part == "translator" for part, _ in stated.people) else "repost"
    name = here or host(sight.url)
    unknown = f"the page's publisher is known by its host alone: {name}; is it one of the sources?"
    return (
        [*hops, Hop(role=role, source=name, platform=_platform(sight.url))],
        len(hops),
        [] if here else [unknown],
    )


def _platform(url: str) -> str:
    """Give the platform that an address lies on; empty for a site of its own."""
    labels = host(url).split(".") if url else []
    found = (platforms().get(".".join(labels[n:])) for n in range(len(labels)))
    return next(filter(None, found), "")


def _each_once(hops: Sequence[Hop], registry: Registry) -> list[Hop]:
    """Leave out what a registered name says a second time."""
    return list({key(_named(hop, registry)) or hop.account: hop for hop in reversed(hops)}.values())[::-1]


def _alone(
    stated: Stated, url: str, here: str, platform: str, lost: Sequence[Hop], registry: Registry
) -> Chain:
    """Make the credit of a page that names no publisher."""
    values: dict[str, Any] = {}
    platform = platform or next((hop.platform for hop in lost if hop.platform), "")
    address = url or next((found for hop in lost if (found := whole("", hop.url))), "")
    if here:
        values["source"] = source_of(here, registry)
        decide = [f"no source is stated; {here} is whose page it is: is it the first publisher?"]
    elif url:
        values["source"] = source_of(host(url), registry)
        decide = [f"no source is stated; the page is known by its host alone: {host(url)}"]
    else:
        decide = ["no source is stated: add `source: …`, who published it first"]
    if platform and key(platform) != key(here):
        decide.append(f"it stands on the platform {platform}, whose account is not named")
    values |= {k: v for k, v in (("url", address), ("permission", stated.permission)) if v}
    values |= {k: v for k, v in (("licence", stated.licence), ("onward", stated.onward)) if v}
    return Chain(values=values, said=here or "not stated", decide=tuple(decide))


def _here(url: str, site_name: str, registry: Registry) -> tuple[str, bool]:
    """Give whose page it is: the registered source of its host, else what its metadata say."""
    place = host(url) if url else ""
    for _, matter in registry:
        theirs = host(matter.url) if matter.url else ""
        if (
            place
            and theirs
            and (place == theirs or place.endswith(f".{theirs}"))
            and matter.kind != "platform"
        ):
            return matter.name, True
    known = name_of(site_name, registry)
    return (known, True) if known else (site_name, False)


def _is_one(name: str, here: str) -> bool:
    """Say whether a source is the page's own publisher, perhaps with a channel behind its name."""
    ours, theirs = key(here), key(name)
    return ours == theirs or key(_CHANNEL.split(name)[0]) == ours or key(_CHANNEL.split(here)[0]) == theirs


def _named(hop: Hop, registry: Registry) -> str:
    return name_of(hop.source, registry) or hop.source


def _hop(hop: Hop, number: int, url: str, stated: Stated, registry: Registry) -> dict[str, Any]:
    contact = next((text for text in stated.contacts if hop.source and hop.source in text), "")
    kind = "account" if hop.platform or not hop.source else ""
    source = source_of(hop.source or hop.account, registry, kind, contact)
    role = "" if hop.role == ("repost" if number else "original") else hop.role
    address = url or kept(whole("", hop.url))[0]
    account = hop.account if hop.source else ""
    pairs = (
        ("source", source),
        ("date", _day(hop.date)),
        ("role", role),
        ("account", account),
        ("platform", hop.platform),
        ("url", address),
    )
    return {name: value for name, value in pairs if value}


def _day(text: str) -> str:
    """Give a hop's date as EDTF; empty where it is not written as one."""
    try:
        return edtf.parse(text).text if text else ""
    except ValueError:
        return ""


def _short(hop: dict[str, Any]) -> str | dict[str, Any]:
    source = hop["source"]
    return source if set(hop) == {"source"} and isinstance(source, str) else hop


def _told(hop: Hop, registry: Registry) -> str:
    name = _named(hop, registry) or hop.account
    platform = f"（{hop.platform}）" if hop.platform and hop.platform != name else ""
    return f"{name}{platform} {hop.role}"
