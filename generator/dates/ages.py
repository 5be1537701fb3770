"""Decades, centuries and the spans that everyone knows by name: 90年代, 20世纪, “十三五”期间."""

import re

from generator.dates.numbers import NUMERALS, number
from generator.dates.values import Basis, Said
from generator.dates.words import Table, either

_HAN = f"[{NUMERALS}]"
_YEAR_DIGITS = 4
_TWENTIES = 20


class AgeForms:
    """Their forms, compiled once."""

    def __init__(self, tables: dict[str, Table]) -> None:
        """Make them of the words."""
        self.periods = tables["periods"]
        count = rf"(?:[0-9]{{1,2}}|{_HAN}{{1,3}})"
        tens = "[一二三四五六七八九]"
        links = "-至到、—~"
        first = rf"(?P<decade_first>{tens}(?={tens}十 ?年代)|[1-9]0(?=[{links}][1-9]0 ?年代))?[{links}]?"
        decade = rf"(?P<decade>(?<![0-9])[0-9]{{3}}0|[1-9]0|{tens}十|{_HAN}{{3}}[〇零]) ?年代"
        part = "(?:初期?|中期|末期?|后期)?"
        self.all = re.compile(
            rf"[“\"]?(?P<period>{either(self.periods)})[”\"]?(?:期间|时期|以来|末(?!期))"
            rf"|(?:(?:(?P<relative>上个?|本)|(?P<century>{count})) ?世纪(?:的|初|末|中叶|后期|前期)?)?"
            rf"(?:{first}{decade}{part})?"
        )


def aged(text: str, start: int, forms: AgeForms) -> Said | None:
    """Read 上世纪90年代, 20世纪, “十三五”期间."""
    match = forms.all.match(text, start)
    if match is None or match.end() == start:
        return None
    end = match.end()
    if match["period"]:
        return Said(start=start, end=end, edtf=forms.periods[match["period"]])
    relative, decade = match["relative"], match["decade"]
    century = number(match["century"]) if match["century"] else 0
    if relative:
        century = 21 if relative == "本" else 20
    if decade is None:
        return Said(start=start, end=end, edtf=f"{century - 1:02}XX") if 1 < century < 100 else None  # noqa: PLR2004 - four digits
    tens = number(decade) // 10
    plain = bool(century) or len(decade) == _YEAR_DIGITS
    if len(decade) < _YEAR_DIGITS:
        tens += ((century or (_TWENTIES if tens >= 2 else 21)) - 1) * 10  # noqa: PLR2004 - 20年代 and later: the last century's
    basis: Basis = "explicit" if plain and not relative else "inferred"
    if first := match["decade_first"]:
        earlier = tens // 10 * 10 + int(str(number(first))[0])
        return Said(start=start, end=end, edtf=f"{earlier:03}X/{tens:03}X", basis=basis)
    return Said(start=start, end=end, edtf=f"{tens:03}X", basis=basis)
