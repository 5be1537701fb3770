"""Names of sources as a site's registry knows them."""

from generator.clip.literal import key
from generator.clip.stated import Registry


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
