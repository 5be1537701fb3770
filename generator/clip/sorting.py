"""A page's blocks, sorted: what is text, what states an origin or a day, what is wrapped around it."""

import re

from msgspec import structs

from generator.clip.dated import datelines, in_lines
from generator.clip.desk import Desk
from generator.clip.origin import origin
from generator.clip.stated import Stated
from generator.clip.tidying import Tidy, collapsed, is_furniture
from generator.clip.values import Candidate, Page, Unit
from generator.model.kinds import Noun

_CREDIT = 200
"""Characters of a block that may be a credit."""
_MARKS = re.compile(r"\\(?=\W)|\*\*|^#+ |^[-*] |^> ")


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
    around = [unit for unit in page.units if is_furniture(unit.text)]
    units = [unit for unit in page.units if not is_furniture(unit.text)]
    dated = list(datelines(units, desk))
    lines = {one.place for one in dated}
    stated = origin([unit.text for unit in units], [_with_links(unit) for unit in units], desk.registry)
    body = [n for n in stated.body if units[n].chosen and units[n].text not in lines]
    loose = [n for n in (*stated.body, *stated.removed) if n not in body]
    around = [*(units[n] for n in sorted(loose)), *around]
    tidy = collapsed([units[n] for n in body])
    cited = (
        structs.replace(one, block=tidy.moved[body.index(one.block)])
        for one in stated.cited
        if one.block in body
    )
    dated += in_lines([one.line for one in stated.told], desk)
    return Sorted(
        page=structs.replace(
            page, dropped=(*(unit.text for unit in around if not unit.chosen), *page.dropped)
        ),
        stated=structs.replace(stated, cited=tuple(cited)),
        tidy=tidy,
        furniture=tuple(unit.text for unit in around if unit.chosen),
        dated=tuple(dated),
    )


def _with_links(unit: Unit) -> str:
    """Give a block's words; of a short one, which may be a credit, with the links in it."""
    if len(unit.text) > _CREDIT or "](http" not in unit.markdown:
        return unit.text
    return _MARKS.sub("", unit.markdown)
