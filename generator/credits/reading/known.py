"""Outlets that are registered or that everybody knows, found where they stand."""

from generator.credits.reading.cut import (
    marked,
)
from generator.credits.reading.named import (
    Named,
    agency_end,
)
from generator.credits.reading.names import Names
from generator.credits.reading.view import MASK, View
from generator.credits.reading.words import opening


def known_at(view: View, start: int, end: int, names: Names) -> Named | None:
    """Give an outlet that is registered or that everybody knows, or one in title marks, at a place."""
    key = view.key
    regions = opening("outlets", "regions").match(key, start, end)
    place = start
    if regions and regions.end() < end and not agency_end(key, start, end):
        further = regions.end()
        if key[further] == "《" or agency_end(key, further, end) or names.at(key, further):
            place = further
    registered = names.at(key, place)
    close = registered[0] if registered and registered[1].kind in {"outlet", "agency"} else 0
    close = max(close, agency_end(key, place, end))
    if close and close <= end:
        spans = view.spans(place, close, "source")
        return Named(source=view.shown[place:close], start=place, end=close, known=True, spans=spans)
    inner = marked(key, place, end) if key[place : place + 1] == "《" else None
    if not inner:
        return None
    spans = view.spans(*inner, "source")
    return Named(source=view.shown[slice(*inner)], start=place, end=inner[1] + 1, quoted=True, spans=spans)


def opens_with_known(view: View, place: int, names: Names) -> bool:
    """Say whether a name in marks, a known one or a platform stands at a place."""
    key = view.key
    while place < len(key) and key[place] in " :@":
        place += 1
    mark = key[place : place + 1]
    if not mark:
        return False
    return (
        mark in f"《“「『{MASK}"
        or names.at(key, place) is not None
        or bool(opening("channels", "platforms").match(key, place))
        or bool(agency_end(key, place, len(key)))
    )
