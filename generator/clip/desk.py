"""The site that a clipping goes into: its settings, names, named times and articles."""

from collections.abc import Mapping
from pathlib import Path

from generator.clip.alike import Known, articles
from generator.errors import BuildFailed
from generator.model.kinds import Noun
from generator.model.registry import AnchorsDoc, RegistryDoc, SiteDoc
from generator.model.source import SourceMatter
from generator.parse import Doc, Document, Kind, parse


class Desk(Noun, frozen=True, kw_only=True):
    """What a site says that matters to a new article."""

    lang: str = "zh-Hans"
    zone: str = "Asia/Shanghai"
    registry: tuple[tuple[str, SourceMatter], ...] = ()
    anchors: Mapping[str, str] = {}
    known: tuple[Known, ...] = ()
    is_site: bool = False


def desk_at(root: Path) -> Desk:
    """Read a site's desk; a folder without `content/` has an empty one."""
    if not (root / "content").is_dir():
        return Desk()
    site, registry, anchors = (_read(root, kind) for kind in ("site", "sources", "anchors"))
    matter = site.matter if isinstance(site, SiteDoc) else None
    return Desk(
        lang=matter.lang if matter else "zh-Hans",
        zone=matter.timezone if matter else "Asia/Shanghai",
        registry=registry.entries if isinstance(registry, RegistryDoc) else (),
        anchors=dict(anchors.entries) if isinstance(anchors, AnchorsDoc) else {},
        known=tuple(articles(root)),
        is_site=True,
    )


def _read(root: Path, kind: Kind) -> Doc | None:
    path = f"content/{kind}.yaml"
    if not (root / path).is_file():
        return None
    parsed = parse(Document(path=path, kind=kind, data=(root / path).read_bytes()))
    faults = [problem for problem in parsed.problems if problem.severity == "fault"]
    if faults:
        raise BuildFailed(faults)
    return parsed.doc
