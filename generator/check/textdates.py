"""Dates in texts that cannot be, read by the date grammar."""

import re
from collections.abc import Iterator

from generator import edtf
from generator.check.case import Case
from generator.check.page import Page
from generator.dates import UNREAD, Found, find
from generator.errors import Problem, warning
from generator.model.article import ArticleDoc

_ELDER = "years before the year 1"
"""What the grammar says of a year that EDTF as it is kept here has no form for; the calendar has it."""
_NO_DAY = re.compile("(?<=[号號])[楼樓院店室门門线線桌车車机機库庫厅廳文]|(?<=[A-Za-z.] [0-9]{2}) [a-z]")
"""What makes a number one of a house, a line, or so many people in May."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES_A_DAY = re.compile(
    r"[0-9０-９一二三四五六七八九十〇零廿卅元正][ \u3000]?[月日号號월일]"
    r"|\d ?[-/.．／－] ?\d|[年\d] ?[-—–~～至到] ?\d"
    rf"|{'|'.join(_MONTHS)}"
)
"""What a paragraph, in small letters, has in it whose dates can contradict anything."""


def impossible_dates_in_texts(page: Page, case: Case) -> Iterator[Problem]:
    """Find days that no calendar has, and weekdays that are not those of their day."""
    if not isinstance(page.doc, ArticleDoc):
        return
    published = page.doc.matter.published
    on = edtf.first_day(edtf.parse(published), case.zone) if published else None
    hint = "check it against the original; if it says so there, note it for the reader"
    for block in page.readable:
        for found in _impossible(block.text, on, case.zone):
            yield page.at(block.start + found.start, _said(found), hint)
    for found in _impossible(page.doc.matter.credit_line or "", on, case.zone):
        yield warning(page.path, _said(found), hint, key="credit_line")


def _impossible(text: str, on: str | None, zone: str) -> Iterator[Found]:
    if _NAMES_A_DAY.search(text.lower()):
        for found in find(text, on, zone=zone):
            if found.fault and not _can_be(found, text):
                yield found


def _said(found: Found) -> str:
    return f"`{found.text}`: {found.fault}"


def _can_be(found: Found, text: str) -> bool:
    """Say whether a date at fault is one that is only not read, or no date at all."""
    unread = found.fault in UNREAD or found.fault.startswith(_ELDER)
    return unread or bool(_NO_DAY.match(text, found.end))
