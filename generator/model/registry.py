"""The folders' YAML files, read on their own."""

from generator.model.kinds import Noun
from generator.model.rights import RecordMatter
from generator.model.source import SourceMatter
from generator.settings import SiteMatter


class SiteDoc(Noun, frozen=True, kw_only=True, tag=True):
    """`site.yaml`."""

    path: str
    matter: SiteMatter


class RegistryDoc(Noun, frozen=True, kw_only=True, tag=True):
    """`sources.yaml`: sources by id, in order."""

    path: str
    entries: tuple[tuple[str, SourceMatter], ...] = ()


class RecordsDoc(Noun, frozen=True, kw_only=True, tag=True):
    """`rights.yaml`: permission records by id."""

    path: str
    entries: tuple[tuple[str, RecordMatter], ...] = ()


class AnchorsDoc(Noun, frozen=True, kw_only=True, tag=True):
    """`anchors.yaml`: named times, as EDTF texts, by id."""

    path: str
    entries: tuple[tuple[str, str], ...] = ()
