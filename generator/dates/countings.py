"""What English words that count from a day say: three days ago, the past decade, last Friday."""

import re
from typing import Any

from generator.dates.forms import Forms
from generator.dates.sheet import Sheet
from generator.dates.values import Unit

_ROUND = 10
"""A number of years that is rather a round one."""

Match = re.Match[str]
Fields = dict[str, Any]


def amount(match: Match, _: Sheet, forms: Forms) -> Fields:
    """Read three days ago, a decade earlier."""
    unit, by = _counted(match, forms)
    later = match["later"] is not None
    of_text = later or match.group().endswith("earlier")
    return {
        "unit": unit,
        "by": by if later else -by,
        "of_text": of_text,
        "slot": "about" if unit == "week" else "round" if unit == "year" and not by % _ROUND else "",
    }


def of_text(match: Match, _: Sheet, forms: Forms) -> Fields:
    """Read the following year, that month."""
    return {"unit": match["unit"], "by": forms.table["near_units"][match["near"]], "of_text": True}


def same(match: Match, _: Sheet, __: Forms) -> Fields:
    """Read a year earlier, the same period last year."""
    return {"unit": "year", "by": -1, "slot": "same", "of_text": match["same"] is not None}


def reach(match: Match, _: Sheet, forms: Forms) -> Fields:
    """Read the past three years."""
    unit, by = _counted(match, forms)
    return {"unit": unit, "by": -by if match["past"] else by, "reach": True}


def reach_one(match: Match, _: Sheet, __: Forms) -> Fields:
    """Read the past year, the coming decade."""
    decade, unit = match["unit"] == "decade", match["unit"]
    by = 10 if decade else 1
    return {"unit": "year" if decade else unit, "by": -by if match["past"] else by, "reach": True}


def _counted(match: Match, forms: Forms) -> tuple[Unit, int]:
    by: int = int(match["count"]) if match["count"].isdecimal() else forms.table["counts"][match["count"]]
    unit: Any = match["unit"]
    return ("year", by * 10) if unit == "decade" else (unit, by)


def day_word(match: Match, _: Sheet, forms: Forms) -> Fields:
    """Read yesterday, the next day, last night."""
    if word := match["day_part"]:
        by, part = forms.table["day_parts"][word]
        return {"unit": "day", "by": by, "part": part}
    word = match["day_word"]
    of_text = word in forms.table["days_of_text"]
    return {"unit": "day", "by": forms.table["days_of_text" if of_text else "days"][word], "of_text": of_text}


def weekend(match: Match, sheet: Sheet, forms: Forms) -> Fields:
    """Read over the weekend: the last one, or the coming one where its clause looks ahead."""
    beside = (sheet.before(match.start()), sheet.after(match.end()))
    ahead = any(map(forms.coming.search, beside))
    return {"unit": "week", "by": 0 if ahead else -1, "slot": "weekend"}


def relative(match: Match, sheet: Sheet, forms: Forms) -> Fields:
    """Read last Friday, next month, this spring."""
    by = forms.table["relative"][match["relative"]]
    if match["weekday"]:
        return {"unit": "weekday", "by": by, "weekday": forms.table["weekdays"][match["weekday"]]}
    if match["month"]:
        return (
            {"month": forms.table["months"][match["month"]], "by": by}
            if sheet.is_capital(match.start("month"))
            else {}
        )
    unit = match["unit"]
    if unit in {"week", "month", "year"}:
        return {"unit": unit, "by": by}
    if unit == "weekend":
        return {"unit": "week", "by": by, "slot": "weekend"}
    if unit == "quarter":
        return {"unit": "month", "by": by, "slot": "quarter"}
    return {"slot": forms.slots[unit], "by": by}
