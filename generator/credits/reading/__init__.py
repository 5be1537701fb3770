"""Credits as pages state them, read; `generator.credits` says ours."""

from generator.credits.reading.export import as_json
from generator.credits.reading.line import read
from generator.credits.reading.names import NO_NAMES, Names, names_of
from generator.credits.reading.values import Hop, Inline, Person, Reading, Span, Zones
from generator.credits.reading.zones import zones

__all__ = [
    "NO_NAMES",
    "Hop",
    "Inline",
    "Names",
    "Person",
    "Reading",
    "Span",
    "Zones",
    "as_json",
    "names_of",
    "read",
    "zones",
]
