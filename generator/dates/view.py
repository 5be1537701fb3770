"""What was found, for programs and for an editor's eyes."""

import json
from collections.abc import Sequence

import msgspec

from generator.dates.values import Found


def json_list(found: Sequence[Found]) -> str:
    """Give the dates as JSON; what is not known of one is absent."""
    rows = [
        {name: value for name, value in msgspec.structs.asdict(one).items() if value not in ("", ())}
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def table(found: Sequence[Found]) -> str:
    """Give one line for each date: its EDTF, its words, and what an editor must know of it."""
    if not found:
        return "no dates"
    width = max(len(one.edtf or "?") for one in found)
    return "\n".join(f"{one.edtf or '?':{width}}  {_told(one)}" for one in found)


def _told(one: Found) -> str:
    notes = [one.part_of_day, one.tz, "" if one.basis == "explicit" else one.basis]
    others = [candidate for candidate in one.candidates if candidate != one.edtf]
    notes += [f"or {' or '.join(others)}" if others else "", one.fault]
    noted = ", ".join(note for note in notes if note)
    return f"{one.text}  ({noted})" if noted else one.text
