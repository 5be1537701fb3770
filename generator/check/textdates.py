"""Dates in texts that cannot be, read by the date grammar."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec

from generator import edtf
from generator.check.case import Case
from generator.errors import Problem


@cache
def is_at_hand() -> bool:
    """Say whether the date grammar is there."""
    return find_spec("generator.dates") is not None


def impossible_dates_in_texts(case: Case) -> Iterator[Problem]:
    """Find days that no calendar has, and weekdays that are not those of their day."""
    if not is_at_hand():
        return
    from generator.dates import UNREAD, find  # noqa: PLC0415 - only where there is something to read

    for written in case.articles:
        published = written.doc.matter.published
        on = edtf.first_day(edtf.parse(published), case.zone) if published else None
        for block in written.page.blocks:
            for found in find(block.text, on, zone=case.zone):
                if found.fault and found.fault not in UNREAD:
                    message = f"`{found.text}`: {found.fault}"
                    hint = "check it against the original; if it says so there, note it for the reader"
                    yield written.page.at(block.start + found.start, message, hint)
