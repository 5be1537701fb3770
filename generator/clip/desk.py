"""The site that a clipping goes into: its settings, names, named times and articles."""

from collections.abc import Mapping
from pathlib import Path

from generator.clip.alike import Known, articles
from generator.errors import BuildFailed
from generator.model.kinds import Noun
from generator.model.registry import AnchorsDoc, RegistryDoc, SiteDoc
from generator.model.source import SourceMatter
from generator.parse import Doc, Kind, parse
from generator.read import registry


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
    site, sources, anchors = (_read(root, kind) for kind in ("site", "sources", "anchors"))
    matter = site.matter if isinstance(site, SiteDoc) else None
    return Desk(
        lang=matter.lang if matter else "zh-Hans",
        zone=matter.timezone if matter else "Asia/Shanghai",
        registry=sources.entries if isinstance(sources, RegistryDoc) else (),
        anchors=dict(anchors.entries) if isinstance(anchors, AnchorsDoc) else {},
        known=tuple(articles(root)),
        is_site=True,
    )


def _read(root: Path, kind: Kind) -> Doc | None:
    document = registry(root, kind)
    if document is None:
        return None
    parsed = parse(document)
    faults = [problem for problem in parsed.problems if problem.severity == "fault"]
    if faults:
        raise BuildFailed(faults)
    return parsed.doc
