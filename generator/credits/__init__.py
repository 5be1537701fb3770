"""The chain in words: composed here once, said everywhere."""

from generator.credits.said import (
    credit,
    date_view,
    edit_words,
    named,
    original_url,
    outlet,
    right_words,
    source_href,
)

__all__ = [
    "credit",
    "date_view",
    "edit_words",
    "named",
    "original_url",
    "outlet",
    "right_words",
    "source_href",
]
