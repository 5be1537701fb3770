"""A page's blocks, sorted: what is text, what states an origin or a day, what is wrapped around it."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from msgspec import structs

from generator.clip.dated import datelines, in_lines
from generator.clip.desk import Desk
from generator.clip.furniture import is_furniture, is_names, is_section
from generator.clip.lines import parted, says, with_links
from generator.clip.notices import claims_own, is_badge
from generator.clip.origin import origin
from generator.clip.stated import Stated
from generator.clip.tidying import Tidy, collapsed
from generator.clip.values import Candidate, Page, Unit
from generator.model.kinds import Noun

_RULE = re.compile(r"[-*_](?:[ \t]*[-*_]){2,}")


class Sorted(Noun, frozen=True, kw_only=True):
    """A page's blocks: the text, what the rest states, what went."""

    page: Page
    stated: Stated
    tidy: Tidy
    furniture: tuple[str, ...]
    dated: tuple[Candidate, ...]
    # what its lines say of its day


def sorted_of(page: Page, desk: Desk) -> Sorted:
    """Tell text from credits and from what is wrapped around it."""
    parts = [part for unit in page.units for part in parted(unit)]
    dated = list(datelines([unit for unit in parts if not is_furniture(unit.text)], desk))
    lines = {one.place for one in dated}
    silent = [is_furniture(unit.text) or not (unit.chosen or _tells(unit.text, lines)) for unit in parts]
    around = [unit for unit, is_silent in zip(parts, silent, strict=True) if is_silent]
    units = [unit for unit, is_silent in zip(parts, silent, strict=True) if not is_silent]
    loose = frozenset(n for n, unit in enumerate(units) if not unit.chosen)
    stated = origin([unit.text for unit in units], [with_links(unit) for unit in units], loose, desk.registry)
    body = [n for n in stated.body if n not in loose and units[n].text not in lines]
    body = _without_edges([n for n in body if not _is_of_page(units[n], page, stated)], units)
    places = {n: place for place, n in enumerate(body)}
    rest = [n for n in (*stated.body, *stated.removed) if n not in places]
    around = [*(units[n] for n in sorted(rest)), *around]
    tidy = collapsed([units[n] for n in body])
    cited = (
        structs.replace(one, block=tidy.moved[places[one.block]])
        for one in stated.cited
        if one.block in places
    )
    dated += in_lines([one.line for one in stated.told], desk)
    return Sorted(
        page=structs.replace(
            page, dropped=(*(unit.text for unit in around if not unit.chosen), *page.dropped)
        ),
        stated=structs.replace(stated, cited=tuple(cited), own=_is_own(parts)),
        tidy=tidy,
        furniture=tuple(unit.text for unit in around if unit.chosen and not _RULE.fullmatch(unit.text)),
        dated=tuple(dated),
    )


def _is_own(parts: Sequence[Unit]) -> bool:
    """Say whether a page calls a text its own work, by a sign before it or in a notice."""
    before = takewhile(lambda unit: not unit.chosen or is_badge(unit.text), parts)
    return any(is_badge(unit.text) for unit in before) or any(claims_own(unit.text) for unit in parts)


def _tells(text: str, lines: AbstractSet[str]) -> bool:
    """Say whether a block that is no text for sure tells of an origin or of a day."""
    return text in lines or says(text)


def _is_of_page(unit: Unit, page: Page, stated: Stated) -> bool:
    """Say whether a line of a web page repeats whose page it is."""
    owners = tuple(filter(None, (page.account, page.site_name)))
    if page.form != "html" or not any(owner in unit.text for owner in owners):
        return False
    return is_names(unit.text, {*owners, *page.authors, *(name for _, name in stated.people)})


def _without_edges(body: list[int], units: list[Unit]) -> list[int]:
    """Leave out rules and the names of sections at both ends of a text."""
    kept = [place for place, n in enumerate(body) if not _is_edge(units[n])]
    return body[kept[0] : kept[-1] + 1] if kept else []


def _is_edge(unit: Unit) -> bool:
    return bool(_RULE.fullmatch(unit.text)) or (is_section(unit.text) and not unit.markdown.startswith("#"))
