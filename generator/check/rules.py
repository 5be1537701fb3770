"""The rules, in plain sight: each takes what it looks at and gives what it complains of."""

from collections.abc import Callable, Iterable

from generator.check.case import Case
from generator.check.characters import hidden_characters
from generator.check.cnnews import stated_for_news, title_change_shown
from generator.check.conflicts import conflicting_lines
from generator.check.credit import conflicting_credit, missing_credit, repeated_citation, self_citation
from generator.check.dates import impossible_dates
from generator.check.duplicates import near_duplicates, search_missing
from generator.check.lengths import read_in_part
from generator.check.links import covered_before, tracking_parameters, unseen_links
from generator.check.names import homoglyph_names, often_on_the_spot
from generator.check.ours import own_of_another
from generator.check.page import Page
from generator.check.pairs import unbalanced_pairs
from generator.check.rights import permission_claimed, permission_expired, permission_of_another
from generator.check.stories import same_story
from generator.check.textdates import impossible_dates_in_texts
from generator.check.verbatim import verbatim_line
from generator.errors import Problem

FileRule = Callable[[Page, Case], Iterable[Problem]]
"""Looks at one file; of the case it may take the site's settings and registry."""
Rule = Callable[[Case], Iterable[Problem]]
"""Looks at all files together."""

OF_A_FILE: tuple[tuple[str, FileRule], ...] = (
    ("conflicting-credit", conflicting_lines),
    ("tracking-parameter", tracking_parameters),
    ("impossible-date", impossible_dates_in_texts),
    ("homoglyph-name", homoglyph_names),
    ("hidden-character", hidden_characters),
    ("unbalanced-pair", unbalanced_pairs),
    ("read-in-part", read_in_part),
)

OF_ALL: tuple[tuple[str, Rule], ...] = (
    ("missing-credit", missing_credit),
    ("conflicting-credit", conflicting_credit),
    ("verbatim-line", verbatim_line),
    ("repeated-citation", repeated_citation),
    ("self-citation", self_citation),
    ("permission-expired", permission_expired),
    ("permission-claimed", permission_claimed),
    ("permission-of-another", permission_of_another),
    ("own-of-another", own_of_another),
    ("near-duplicate", near_duplicates),
    ("near-duplicate", search_missing),
    ("same-story", same_story),
    ("covered-before", covered_before),
    ("internal-link", unseen_links),
    ("impossible-date", impossible_dates),
    ("on-the-spot", often_on_the_spot),
)

CN_NEWS: tuple[tuple[str, Rule], ...] = (
    ("cn-news-stated", stated_for_news),
    ("cn-news-title", title_change_shown),
)
"""What `--rules cn-news` adds; the list of sources is a file of its own."""
