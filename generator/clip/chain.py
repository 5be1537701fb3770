"""The chain of a clipped page: the publications that it states, and the page itself as the last of them."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from msgspec import structs

from generator import edtf
from generator.clip.furniture import is_furniture, is_place
from generator.clip.links import kept, whole
from generator.clip.literal import key
from generator.clip.order import PASSED, are_joint, doubts, in_order, is_translated
from generator.clip.owner import Owner, Sight, owner_of
from generator.clip.sources import name_of, source_of
from generator.clip.stated import Registry, Stated
from generator.credits.reading import Hop
from generator.credits.reading.values import HopRole
from generator.model.kinds import Noun
from generator.tracking import same_page
from generator.urls import host

_SHORT = frozenset(["source", "url", "permission", "licence", "onward"])


class Chain(Noun, frozen=True, kw_only=True):
    """An article's front matter on where it comes from, and what an editor has to decide on it."""

    values: dict[str, Any]
    said: str
    # the chain in one line
    published: str = ""
    # when it was first published, as EDTF; empty: not stated
    decide: tuple[str, ...] = ()


def chain_of(stated: Stated, sight: Sight, registry: Registry) -> Chain:
    """Make the chain of what a page states and of what it says of itself.

    The page's day is that of the first publication only where the page is the first publication.
    """
    owner = owner_of(sight, registry)
    hops = _each_once(_named(stated, sight, owner), registry)
    decide = _doubts(hops, stated, owner, registry)
    if not hops and sight.source and not owner.is_one(sight.source) and not owner.is_house(sight.source):
        hops = [Hop(role="original", source=sight.source)]
        owner = owner if owner.name or owner.platform else Owner(name=sight.source)
    silent = not hops
    if silent:
        decide += _of_silence(owner, sight, unnamed=stated.unnamed)
    hops, has_page = _with_page(hops, owner, stated, sight, registry)
    if has_page and not silent and not owner.sure:
        known = f"the page's own publisher is taken from its metadata: {owner.name}"
        last = hops[-1].source
        decide += [known] if owner.name else [_unnamed(last)] if last == host(sight.url) else []
    if hops and hops[0].role in PASSED:
        decide.append(f"{_name(hops[0], registry)} passed it on: who published it first is not stated")
    made = [
        _hop(hop, n, sight.url if has_page and hop is hops[-1] else "", stated, registry)
        for n, hop in enumerate(hops)
    ] or [{"url": sight.url} if sight.url else {}]
    made[-1] |= _own(stated)
    if stated.permission == "claimed":
        decide.append("the page claims a permission: it is theirs; a right of yours goes into `rights`")
    alone = len(made) == 1 and (has_page or not hops or not sight.url)
    published = made[0].get("date", "") or (sight.published if alone else "")
    said = " → ".join(_told(hop, made[n], registry) for n, hop in enumerate(hops)) or "not stated"
    if len(made) == 1 and set(made[0]) <= _SHORT:
        return Chain(values=made[0], said=said, published=published, decide=tuple(decide))
    if sight.published and not alone:
        made[-1]["date"] = sight.published
    return Chain(
        values={"chain": [_short(hop) for hop in made]}, said=said, published=published, decide=tuple(decide)
    )


def _named(stated: Stated, sight: Sight, owner: Owner) -> list[Hop]:
    """Give the publications that have a name; one of which only the address is stated has its host's.

    A platform that is named where its account publishes is the account; buttons and places publish nothing.
    """
    hops = [
        structs.replace(hop, source=owner.name)
        if owner.name and (owner.is_house(hop.source) or owner.is_with_place(hop.source))
        else hop
        for hop in stated.hops
        if (hop.source or hop.account) and not (is_furniture(hop.source) or is_place(hop.source))
    ]
    made_of = {"original", "via"} if is_translated(stated) else {"original"}
    bare = [hop for hop in stated.hops if not (hop.source or hop.account)]
    links = (*(hop.url for hop in bare if hop.role in made_of), sight.original)
    ways = (hop.url for hop in bare if hop.role == "via")
    known = {same_page(url) for url in (sight.url, *(hop.url for hop in hops)) if url}
    link = next(_unknown(links, known), "")
    way = next(_unknown(ways, known | {same_page(link)}), "")
    first = [Hop(role="original", source=host(link), url=link)] if link else []
    return [*first, *hops, *([Hop(role="via", source=host(way), url=way)] if way else [])]


def _unknown(urls: Iterable[str], known: AbstractSet[str]) -> Iterator[str]:
    """Give the addresses that lead somewhere on the web, and not where we have been."""
    return (found for url in urls if (found := whole("", url)) and same_page(found) not in known)


def _with_page(
    hops: list[Hop], owner: Owner, stated: Stated, sight: Sight, registry: Registry
) -> tuple[list[Hop], bool]:
    """Put the page at the end, where it is known at all, and say whether it is."""
    at = next((n for n, hop in enumerate(hops) if owner.is_one(_name(hop, registry))), None)
    if at is None:
        at = next((n for n, hop in enumerate(hops) if owner.is_site(hop.source, hop.url)), None)
    if at is None and owner.name:
        at = next((n for n, hop in enumerate(hops) if key(hop.platform) == key(owner.name)), None)
    others = in_order([hop for n, hop in enumerate(hops) if n != at], stated, _passed_on(stated, "repost"))
    made = {hop.role for hop in others[1:]}
    passing = "repost" if stated.passing in made else stated.passing
    role = _passed_on(stated, passing or "repost")
    if at is not None:
        page = structs.replace(hops[at], platform=hops[at].platform or owner.platform)
        if others and page.role == "original" and not are_joint(stated, others[0], page):
            page = structs.replace(page, role=role)
        return [*others, page], True
    name = owner.name or ("" if owner.platform or not sight.url else host(sight.url))
    if not name:
        return others, False
    first = not (hops or stated.unnamed)
    page = Hop(role="original" if first else role, source=name, platform=owner.platform)
    return [*others, page], True


def _passed_on(stated: Stated, role: HopRole) -> HopRole:
    """Give what was made of an original: a translation, where only a translator is named who made one."""
    if role not in {"original", "repost"}:
        return role
    done = any(hop.role == "translation" for hop in stated.hops)
    return "translation" if is_translated(stated) and not done else "repost"


def _each_once(hops: Sequence[Hop], registry: Registry) -> list[Hop]:
    """Leave out what a registered name says a second time."""
    return list({key(_name(hop, registry)) or hop.account: hop for hop in reversed(hops)}.values())[::-1]


def _doubts(hops: Sequence[Hop], stated: Stated, owner: Owner, registry: Registry) -> list[str]:
    """Say which platforms have no publisher, which publisher has its host's name, which order is a guess."""
    others = [hop for hop in hops if not owner.is_one(_name(hop, registry))]
    stands = {owner.platform if owner.name else "", *(hop.platform for hop in hops)}
    bare = {hop.platform for hop in stated.hops if hop.platform and not (hop.source or hop.account)}
    bare_ones = [f"a platform is named and no publisher on it: {name}" for name in sorted(bare - stands)]
    by_host = (hop.source for hop in hops if hop.url and hop.source == host(hop.url))
    order = doubts(others, stated)
    return [*bare_ones, *(_unnamed(name) for name in by_host), *order]


def _of_silence(owner: Owner, sight: Sight, *, unnamed: bool) -> list[str]:
    """Say what is known where no credit names a source."""
    if unnamed:
        return ["the page has it from somebody whom it does not name: who published it first?"]
    if owner.name:
        return [f"no source is stated; {owner.name} is whose page it is: is it the first publisher?"]
    if owner.platform:
        return [f"it stands on the platform {owner.platform}, whose account is not named: add `source: …`"]
    if sight.url:
        return ["no source is stated", _unnamed(host(sight.url))]
    return ["no source is stated: add `source: …`, who published it first"]


def _unnamed(name: str) -> str:
    return f"a publisher is known by its host alone: {name}; is it one of the sources?"


def _own(stated: Stated) -> dict[str, str]:
    """Give what the page says of its own right."""
    pairs = (("permission", stated.permission), ("licence", stated.licence), ("onward", stated.onward))
    return {name: value for name, value in pairs if value}


def _name(hop: Hop, registry: Registry) -> str:
    return name_of(hop.source, registry) or hop.source or hop.account


def _hop(hop: Hop, number: int, url: str, stated: Stated, registry: Registry) -> dict[str, Any]:
    contact = next((text for text in stated.contacts if hop.source and hop.source in text), "")
    kind = "account" if hop.platform or not hop.source else ""
    pairs = (
        ("source", source_of(hop.source or hop.account, registry, kind, contact)),
        ("date", _day(hop.date)),
        ("role", "" if hop.role == ("repost" if number else "original") else hop.role),
        ("account", hop.account if hop.source else ""),
        ("platform", hop.platform),
        ("url", url or kept(whole("", hop.url))[0]),
        ("first", number == 0 and hop.source in stated.firsts),
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


def _told(hop: Hop, made: dict[str, Any], registry: Registry) -> str:
    name = _name(hop, registry)
    platform = f"（{hop.platform}）" if hop.platform and hop.platform != name else ""
    return f"{name}{platform} {hop.role}{' (the first, as the page says)' if 'first' in made else ''}"
