"""What `wenzhai credit` does: a site's names, the lines of a file, and what was read in an editor's words."""

from collections.abc import Iterator
from pathlib import Path

from generator.credits.reading import NO_NAMES, Hop, Names, Reading, names_of
from generator.errors import BuildFailed
from generator.files import decode
from generator.model.registry import RegistryDoc
from generator.parse import parse
from generator.read import registry


def registered(root: Path) -> Names:
    """Give the names that a site's registry knows; raise BuildFailed where it has faults."""
    document = registry(root, "sources")
    if document is None:
        return NO_NAMES
    parsed = parse(document)
    faults = [problem for problem in parsed.problems if problem.severity == "fault"]
    if faults or not isinstance(parsed.doc, RegistryDoc):
        raise BuildFailed(faults)
    sources = dict(parsed.doc.entries)
    return names_of(
        (
            source.name,
            source.aliases,
            sources[source.platform].name if source.platform in sources else source.platform,
            source.kind,
        )
        for source in sources.values()
    )


def lines(path: Path) -> list[str]:
    """Give a file's lines as they are; raise BuildFailed where it is no UTF-8."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BuildFailed(decode(data, str(path))[1]) from None
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]


def said(number: int, reading: Reading) -> str:
    """Say in one line what was read, and how sure that is."""
    what = "credit" if reading.is_credit else reading.kind.replace("-", " ") or "no credit"
    found = "; ".join(_found(reading))
    return f"{number}: {what} {reading.confidence:.0%}{': ' if found else ''}{found}"


def _found(reading: Reading) -> Iterator[str]:
    for hop in reading.hops:
        yield _hop(hop)
    for person in reading.people:
        yield f"{person.role} {person.name}"
    for name in ("permission", "licence", "onward", "contact", "tagline"):
        if value := getattr(reading, name):
            yield f"{name} {value}"
    for warning in reading.warnings:
        yield f"mind: {warning}"


def _hop(hop: Hop) -> str:
    where = ", ".join(part for part in (hop.platform, hop.account) if part)
    named = hop.source or hop.person or "not named"
    parts = [hop.role, named, f"({where})" if where else "", f"《{hop.title}》" if hop.title else ""]
    parts += [f"quoting {hop.upstream}" if hop.upstream else "", hop.date, hop.url]
    return " ".join(part for part in parts if part)
