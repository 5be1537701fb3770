"""What schema.org says of the types and properties we use: parents, domains, ranges."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import html
from pyld import jsonld

SCHEMA = "https://schema.org/"

PARENTS = {
    "Thing": None,
    "CreativeWork": "Thing",
    "Article": "CreativeWork",
    "NewsArticle": "Article",
    "OpinionNewsArticle": "NewsArticle",
    "AdvertiserContentArticle": "Article",
    "Comment": "CreativeWork",
    "CorrectionComment": "Comment",
    "CreativeWorkSeries": "CreativeWork",
    "Periodical": "CreativeWorkSeries",
    "PublicationIssue": "CreativeWork",
    "WebPage": "CreativeWork",
    "CollectionPage": "WebPage",
    "WebSite": "CreativeWork",
    "Organization": "Thing",
    "NewsMediaOrganization": "Organization",
    "GovernmentOrganization": "Organization",
    "Person": "Thing",
}

# property -> (the type that has it, what it may hold); Text, URL, Date and Integer are plain values
PROPERTIES = {
    "alternativeHeadline": ("CreativeWork", {"Text"}),
    "archivedAt": ("CreativeWork", {"URL", "WebPage"}),
    "author": ("CreativeWork", {"Organization", "Person"}),
    "citation": ("CreativeWork", {"CreativeWork", "Text"}),
    "contributor": ("CreativeWork", {"Organization", "Person"}),
    "copyrightHolder": ("CreativeWork", {"Organization", "Person"}),
    "correction": ("CreativeWork", {"CorrectionComment", "Text", "URL"}),
    "creditText": ("CreativeWork", {"Text"}),
    "datePublished": ("CreativeWork", {"Date"}),
    "description": ("Thing", {"Text"}),
    "editor": ("CreativeWork", {"Person"}),
    "genre": ("CreativeWork", {"Text", "URL"}),
    "hasPart": ("CreativeWork", {"CreativeWork"}),
    "headline": ("CreativeWork", {"Text"}),
    "inLanguage": ("CreativeWork", {"Text"}),
    "isBasedOn": ("CreativeWork", {"CreativeWork", "URL"}),
    "isPartOf": ("CreativeWork", {"CreativeWork", "URL"}),
    "issueNumber": ("PublicationIssue", {"Integer", "Text"}),
    "keywords": ("CreativeWork", {"Text", "URL"}),
    "license": ("CreativeWork", {"CreativeWork", "URL"}),
    "name": ("Thing", {"Text"}),
    "provider": ("CreativeWork", {"Organization", "Person"}),
    "publisher": ("CreativeWork", {"Organization", "Person"}),
    "sdDatePublished": ("CreativeWork", {"Date"}),
    "sdPublisher": ("CreativeWork", {"Organization", "Person"}),
    "text": ("CreativeWork", {"Text"}),
    "translator": ("CreativeWork", {"Organization", "Person"}),
    "url": ("Thing", {"URL"}),
}

_ADDRESSES = ("archivedAt", "license", "url")
_DATES = ("datePublished", "sdDatePublished")
_CONTEXT = {
    "@vocab": SCHEMA,
    **{name: {"@id": f"{SCHEMA}{name}", "@type": "@id"} for name in _ADDRESSES},
    **{name: {"@id": f"{SCHEMA}{name}", "@type": f"{SCHEMA}Date"} for name in _DATES},
}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?")
_ADDRESS = re.compile(r"https?://[^\s/]+/?\S*")


def check(page: bytes) -> Iterator[str]:
    """Yield the faults of a page's JSON-LD."""
    for script in html.fromstring(page).xpath("//script[@type='application/ld+json']"):
        try:
            expanded = jsonld.expand(json.loads(script.text), {"documentLoader": _local})
        except (ValueError, jsonld.JsonLdError) as error:
            yield f"JSON-LD: {error}"
            continue
        if len(expanded) != 1:
            yield f"JSON-LD: one top node is expected, {len(expanded)} found"
        kinds: dict[str, list[str]] = {}
        for node in expanded:
            _described(node, kinds)
        for node in expanded:
            yield from _node(node, kinds)


def _local(url: str, _: Mapping[str, Any]) -> Mapping[str, Any]:
    if not url.startswith(SCHEMA.rstrip("/")):
        raise ValueError(f"the context {url} is not ours")
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
            "document": {"@context": _CONTEXT}}  # fmt: skip


def _described(value: Any, kinds: dict[str, list[str]]) -> None:  # noqa: ANN401 - JSON
    """Remember what each `@id` is, for those that only refer to it."""
    if isinstance(value, dict):
        if "@id" in value and "@type" in value:
            kinds[value["@id"]] = value["@type"]
        for inner in value.values():
            _described(inner, kinds)
    elif isinstance(value, list):
        for inner in value:
            _described(inner, kinds)


def _node(node: dict[str, Any], kinds: dict[str, list[str]]) -> Iterator[str]:
    types = [kind.removeprefix(SCHEMA) for kind in node.get("@type", ())]
    if not types:
        yield f"JSON-LD: a node without a type: {sorted(node)}"
    for kind in types:
        if kind not in PARENTS:
            yield f"JSON-LD: `{kind}` is no type of schema.org that we know"
    for key, values in node.items():
        if key.startswith("@"):
            continue
        yield from _property(key.removeprefix(SCHEMA), values, types, kinds)


def _property(
    name: str, values: list[dict[str, Any]], types: list[str], kinds: dict[str, list[str]]
) -> Iterator[str]:
    if name not in PROPERTIES:
        yield f"JSON-LD: `{name}` is no property of schema.org that we know"
        return
    domain, allowed = PROPERTIES[name]
    if not any(_is(kind, domain) for kind in types):
        yield f"JSON-LD: {'/'.join(types)} has no property `{name}`"
    for value in values:
        if not any(_holds(value, kind, kinds) for kind in allowed):
            yield f"JSON-LD: `{name}` holds {str(value)[:120]}, expected {' or '.join(sorted(allowed))}"
        if "@type" in value and "@value" not in value:
            yield from _node(value, kinds)


def _is(kind: str | None, ancestor: str) -> bool:
    while kind and kind != ancestor:
        kind = PARENTS.get(kind)
    return kind == ancestor


def _holds(value: dict[str, Any], kind: str, kinds: dict[str, list[str]]) -> bool:
    plain = value.get("@value")
    match kind:
        case "Text":
            return isinstance(plain, str) and bool(plain.strip())
        case "Date":
            return isinstance(plain, str) and bool(_DATE.fullmatch(plain))
        case "Integer":
            return type(plain) is int
        case "URL":
            return "@type" not in value and bool(_ADDRESS.fullmatch(value.get("@id", "")))
    types = value.get("@type") or kinds.get(value.get("@id", ""), [])
    return "@value" not in value and any(_is(t.removeprefix(SCHEMA), kind) for t in types)
