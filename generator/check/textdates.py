"""Dates in texts that cannot be, read by the date grammar."""

import re
from collections.abc import Iterator

from generator import edtf
from generator.check.case import Case
from generator.check.page import Page
from generator.dates import find
from generator.errors import Problem
from generator.model.article import ArticleDoc

_CAN_BE = ("a lunar date", "years before the year 1")
"""What the grammar does not convert; the calendar has it all the same."""
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
    for block in filter(lambda block: _NAMES_A_DAY.search(block.text.lower()), page.blocks):
        for found in find(block.text, on, zone=case.zone):
            if (
                found.fault
                and not found.fault.startswith(_CAN_BE)
                and not _NO_DAY.match(block.text, found.end)
            ):
                message = f"`{found.text}`: {found.fault}"
                hint = "check it against the original; if it says so there, note it for the reader"
                yield page.at(block.start + found.start, message, hint)
