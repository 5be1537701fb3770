"""Sources as schema.org knows organisations and people."""

from functools import lru_cache
from urllib.parse import quote

from generator.formats.jsontext import Json, stated
from generator.model.kinds import SourceKind
from generator.model.source import Source

_TYPES: dict[SourceKind, str] = {
    "outlet": "NewsMediaOrganization",
    "agency": "NewsMediaOrganization",
    "platform": "Organization",
    "account": "Organization",
    "company": "Organization",
    "government": "GovernmentOrganization",
    "person": "Person",
}


def identity(source: Source, base: str) -> str:
    """Give the IRI of a source that has a page with us; empty for others."""
    return _iri(source.id, base) if source.id else ""


@lru_cache(maxsize=1 << 12)
def _iri(id_: str, base: str) -> str:
    return f"{base}sources/{quote(id_, safe='')}.html#org"


class Organisations:
    """Describes each registered source where it first stands, and refers to it after."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._described: set[str] = set()

    def node(self, source: Source) -> Json:
        """Give a source's node."""
        iri = identity(source, self._base)
        if iri and iri in self._described:
            return {"@id": iri}
        self._described.add(iri)
        node = {"@type": _TYPES[source.kind], **({"@id": iri} if iri else {})}
        return {**node, **stated(name=source.name, url=source.url)}
