"""The chain of a clipped page: the publications that it states, and the page itself as the last of them."""

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from generator import edtf
from generator.clip.links import whole
from generator.clip.literal import key
from generator.clip.stated import Hop, Registry, Stated
from generator.model.kinds import Noun
from generator.urls import host


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


def chain_of(
    stated: Stated, url: str, site_name: str, source: str, registry: Registry, published: str
) -> Chain:
    """Make the chain of what a page states, its own address, its day and the name of its site.

    The page's day is that of the first publication only where the page is the first publication.
    """
    decide = list[str]()
    here, sure = _here(url, site_name, registry)
    hops = [hop for hop in stated.hops if hop.source or hop.account]
    lost = [hop for hop in stated.hops if not (hop.source or hop.account)]
    if not hops and source and key(source) != key(here):
        hops = [Hop(role="original", source=source)]
    if not hops:
        return structs.replace(_alone(stated, url, here, lost, registry), published=published)
    at = next((n for n, hop in enumerate(hops) if key(_named(hop, registry)) == key(here) and here), None)
    if at is None and here and not any(hop.platform and key(hop.platform) == key(here) for hop in hops):
        role = stated.passing if stated.passing not in {"", "original"} else "repost"
        hops.append(Hop(role=role, source=here, url=url))
        at = len(hops) - 1
        if not sure:
            decide.append(f"the page's own publisher is taken from its metadata: {here}")
    if at is None and url:
        at = next((n for n, hop in enumerate(hops) if hop.platform and key(hop.platform) == key(here)), None)
        if at is None:
            decide.append(f"the page at {url} is no hop yet: its publisher is not named")
    made = [_hop(hop, n, url if n == at else "", stated, registry) for n, hop in enumerate(hops)]
    last = made[-1] if len(made) > 1 else made[0]
    last |= {k: v for k, v in (("permission", stated.permission), ("licence", stated.licence)) if v}
    last |= {"onward": stated.onward} if stated.onward else {}
    if stated.permission == "claimed":
        decide.append(
            "the page claims a permission: it is theirs, not yours; a right of yours goes into `rights`"
        )
    decide += [f"a platform is named and no publisher on it: {hop.platform}" for hop in lost if hop.platform]
    said = " → ".join(_told(hop, registry) for hop in hops)
    if len(made) == 1 and set(made[0]) <= {"source", "url", "permission", "licence", "onward"}:
        return Chain(values=made[0], said=said, published=published, decide=tuple(decide))
    if published and len(made) > 1:
        last["date"] = published
    first = made[0].get("date", "") if len(made) > 1 else published
    return Chain(
        values={"chain": [_short(hop) for hop in made]}, said=said, published=first, decide=tuple(decide)
    )


def _alone(stated: Stated, url: str, here: str, lost: Sequence[Hop], registry: Registry) -> Chain:
    """Make the credit of a page that names no publisher."""
    values: dict[str, Any] = {}
    platform = next((hop.platform for hop in lost if hop.platform), "")
    address = url or next((found for hop in lost if (found := whole("", hop.url))), "")
    if here:
        values["source"] = source_of(here, registry)
        decide = [f"no source is stated; {here} is whose page it is: is it the first publisher?"]
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


def _named(hop: Hop, registry: Registry) -> str:
    return name_of(hop.source, registry) or hop.source


def _hop(hop: Hop, number: int, url: str, stated: Stated, registry: Registry) -> dict[str, Any]:
    contact = next((text for text in stated.contacts if hop.source and hop.source in text), "")
    kind = "account" if hop.platform or not hop.source else ""
    source = source_of(hop.source or hop.account, registry, kind, contact)
    role = "" if hop.role == ("repost" if number else "original") else hop.role
    address = url or whole("", hop.url)
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
