"""What calendar and timeline share: an event's name for machines."""

from hashlib import blake2b

from generator.model.feed import TimelineDoc
from generator.model.timeline import Event


def names(doc: TimelineDoc) -> tuple[str, ...]:
    """Name each event by its article and its own id, else time and words: edits elsewhere leave it alone."""
    seen: dict[str, int] = {}
    result = []
    for event, *_ in doc.events:
        key = _key(event)
        seen[key] = seen.get(key, 0) + 1
        result.append(_hash(key if seen[key] == 1 else f"{key}\0{seen[key]}"))
    return tuple(result)


def _key(event: Event) -> str:
    own = (event.event,) if event.event else (event.when.text, event.what)
    return "\0".join((event.article, *own))


def _hash(key: str) -> str:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
