"""JSON Schema of every front matter, for editors that complete YAML."""

from typing import Any

import msgspec

from generator.frontmatter import Matter
from generator.model.article import ArticleMatter
from generator.model.issue import IssueMatter
from generator.model.rights import RecordMatter
from generator.model.source import SourceMatter
from generator.model.topic import PageMatter, TopicMatter
from generator.settings import SiteMatter

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, type[Matter]] = {
    "article": ArticleMatter,
    "issue": IssueMatter,
    "topic": TopicMatter,
    "page": PageMatter,
    "site": SiteMatter,
}
_REGISTRIES: dict[str, type[Matter]] = {"sources": SourceMatter, "rights": RecordMatter}
KINDS = (*_FILES, *_REGISTRIES, "anchors")


def schema(kind: str | None = None) -> bytes:
    """Give the schema of one kind of file, or of all under their names (JSON Schema 2020-12)."""
    document = _of(kind, "#") if kind else {"$defs": {name: _of(name, f"#/$defs/{name}") for name in KINDS}}
    return msgspec.json.format(msgspec.json.encode({"$schema": _DRAFT, **document}), indent=2) + b"\n"


def _of(kind: str, prefix: str) -> dict[str, Any]:
    if kind == "anchors":
        dates = {"type": "string", "description": "EDTF"}
        return {"title": kind, "type": "object", "additionalProperties": dates}
    matter = _FILES.get(kind) or _REGISTRIES[kind]
    (root,), parts = msgspec.json.schema_components([matter], ref_template=f"{prefix}/$defs/{{name}}")
    if kind in _REGISTRIES:
        root = {"type": "object", "additionalProperties": root}
    return {"title": kind, **root, "$defs": parts}
