"""Readings as `wenzhai credit --json` gives them; what is not stated is left out."""

from collections.abc import Iterable
from typing import Any

from generator.credits.reading.values import Hop, Reading

_HOP = ("role", "source", "platform", "account", "person", "url", "title", "upstream")


def as_json(readings: Iterable[Reading]) -> dict[str, list[dict[str, Any]]]:
    """Give readings as one JSON value, the lines counted from 1."""
    return {"lines": [_line(number, reading) for number, reading in enumerate(readings, 1)]}


def _line(number: int, reading: Reading) -> dict[str, Any]:
    stated = {
        "permission": reading.permission,
        "licence": reading.licence,
        "onward": reading.onward,
        "contact": reading.contact,
    }
    return {
        "text": reading.text,
        "line": number,
        "is_credit": reading.is_credit,
        "hops": [_hop(hop) for hop in reading.hops],
        "people": [{"role": person.role, "name": person.name} for person in reading.people],
        **{name: value for name, value in stated.items() if value},
        "confidence": reading.confidence,
        "spans": [{"start": one.start, "end": one.end, "what": one.what} for one in reading.spans],
    }


def _hop(hop: Hop) -> dict[str, str]:
    return {name: value for name in _HOP if (value := getattr(hop, name))}
