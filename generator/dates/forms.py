"""The forms of English dates as patterns, made of the words of the language."""

import re

from generator.dates.words import Table, either

_ORDINAL = "(?:st|nd|rd|th)?"
_COURTS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼兵最"
_CASE_NUMBER = rf"\)(?:[{_COURTS}][0-9高民刑行知执法]|第|[一-鿿]{{1,6}}字)"
"""What stands behind the year of a court's or an office's number: (2023)沪01民初418号."""
DASH = "(?: ?(?:-|–|—|--|~) ?| to | through | and | until )"


class Pieces:
    """The parts that the forms are made of, as patterns."""

    def __init__(self, table: dict[str, Table]) -> None:
        """Make them of the tables."""
        full = {word for word in table["months"] if len(word) > 4 or word in {"may", "june", "july"}}  # noqa: PLR2004 - sept
        self.slots = {word: slot for slot, group in table["slots"].items() for word in group}
        self.months, self.weekdays = either(table["months"]), either(table["weekdays"])
        self.parts = either(table["parts"])
        self.month = rf"(?P<month>{self.months})(?![a-z])(?:(?<!{')(?<!'.join(sorted(full))})\.)?"
        self.day = rf"(?P<day>[0-3]?[0-9]){_ORDINAL}(?![0-9a-z:%]|[.,][0-9])"
        self.year = "(?P<year>[12][0-9]{3})(?![0-9]|,[0-9])"
        self.count = f"(?P<count>[0-9]{{1,3}}|{either(table['counts'])})"
        self.unit = "(?P<unit>day|week|month|year|decade)s?(?![a-z])"
        self.slot = rf"(?P<slot>{either(self.slots)})(?![a-z0-9])"
        self.edge = rf"(?P<edge>{either(table['edges'])})"


def _counted_from_the_text(table: dict[str, Table], piece: Pieces) -> dict[str, str]:
    return {
        "same": r"(?P<same>(?:a year earlier|(?:the )?year-earlier (?:period|quarter|month))(?![a-z]))"
        r"|(?:the )?(?:same (?:period|quarter|month|time)"
        r" (?:of |in )?(?:last year|a year (?:ago|earlier))"
        r"|year-ago (?:period|quarter|month))(?![a-z])",
        "amount": rf"{piece.count} {piece.unit} (?:(?P<ago>ago|earlier)|(?P<later>later|from now))(?![a-z])",
        "of_text": rf"(?:the )?(?P<near>{either(table['near_units'])}) (?P<unit>year|month|week)"
        "(?![a-z])",
        "reach": rf"(?:the )?(?:(?P<past>past|last|previous)|(?P<ahead>next|coming))"
        rf" {piece.count} {piece.unit}",
        "reach_one": rf"(?:the )?(?:(?P<past>past)|(?P<ahead>coming)) {piece.unit}",
        "day_word": rf"(?P<day_part>{either(table['day_parts'])})(?![a-z])"
        rf"|(?P<day_word>{either([*table['days'], *table['days_of_text']])})(?![a-z])",
        "weekend": "(?:the|this past|the past) weekend(?![a-z])",
        "week_of": rf"(?:the )?week (?:of|starting|beginning) {piece.month} {piece.day}(?:,? {piece.year})?",
    }


def _parts_of_a_year(table: dict[str, Table], piece: Pieces) -> dict[str, str]:
    return {
        "short_slot": r"(?P<number>[1-4])(?P<kind>[qh])(?P<short>[0-9]{2})(?![0-9])",
        "slot": rf"(?:the )?{piece.slot}(?:(?: of|,| in)? ?(?:fiscal |fy)?"
        rf"(?:(?:year )?{piece.year}|(?P<near>this|last|next|the|the current) year"
        rf"|['’]?(?P<short>[0-9]{{2}})(?![0-9])))?",
        "year_slot": rf"{piece.year}(?:'s|’s)? ?{piece.slot}",
        "edge": rf"(?:the )?{piece.edge}[ -](?:(?P<this>this|the|that) (?P<unit>year|month)"
        rf"|(?P<near>last|next) (?P<near_unit>year|month)|{piece.month}(?:,? {piece.year})?"
        r"|(?P<edge_year>[12][0-9]{3})(?![0-9s]))",
        "year_end": rf"(?P<year_end>{either(table['year_end'])})(?![a-z])",
        "decade": r"(?:(?:early|mid|late)[- ])?(?:the )?"
        r"(?:(?P<decade>[12][0-9]{2}0)s|['’‘](?P<short>[0-9]0)s)(?![a-z])",
        "century": r"(?:the )?(?P<century>[0-9]{1,2})(?:st|nd|rd|th)[ -]century",
    }


def _days_and_months(table: dict[str, Table], piece: Pieces) -> dict[str, str]:
    return {
        "relative": rf"(?:the )?(?P<relative>{either(table['relative'])}) "
        rf"(?:(?P<unit>week|month|year|quarter|weekend|spring|summer|autumn|fall|winter)(?![a-z])"
        rf"|(?P<weekday>{piece.weekdays})(?![a-z])|(?P<month>{piece.months})(?![a-z]))",
        "feast": rf"(?P<feast>{either(table['feasts'])})(?![a-z])(?:,? (?:of |in )?{piece.year})?",
        "month_near": rf"{piece.month}(?: {piece.day})?,? (?:of )?(?P<near>last|this|next) year(?![a-z])",
        "month_day": rf"{piece.month} {piece.day}(?:,? {piece.year})?",
        "day_month": rf"(?<![0-9.,:$£€])(?:the )?{piece.day} (?:of )?{piece.month}(?:,? {piece.year})?",
        "days_month": rf"(?<![0-9.,:$£€])(?P<day>[0-3]?[0-9]){_ORDINAL}"
        rf"(?={DASH}[0-3]?[0-9]{_ORDINAL} (?:{piece.months})(?![a-z]))",
        "month_year": rf"{piece.month},? (?:of )?{piece.year}",
        "month_only": piece.month,
        "weekday_only": rf"(?P<weekday>{piece.weekdays})(?![a-z])\.?(?: (?P<part>{piece.parts})(?![a-z]))?",
        "year_only": rf"(?P<year>(?:1[5-9]|20)[0-9]{{2}})(?![0-9a-z]|[.,:][0-9]|%| ?年|{_CASE_NUMBER})",
    }


class Forms:
    """The forms in the order in which they are tried, compiled once."""

    def __init__(self, table: dict[str, Table]) -> None:
        """Make them of the tables."""
        self.table = table
        piece = Pieces(table)
        self.slots = piece.slots
        made = (make(table, piece) for make in (_counted_from_the_text, _parts_of_a_year, _days_and_months))
        self.all = {name: re.compile(pattern) for group in made for name, pattern in group.items()}
        self.never = re.compile(f"{either(table['names']['never'])}(?![a-z])")
        self.day_tail = re.compile(
            rf"{DASH}(?P<day>[0-3]?[0-9]){_ORDINAL}(?![0-9a-z:%]|[.,][0-9])"
            rf"(?! (?:{piece.months})(?![a-z]))(?:,? {piece.year})?"
        )
        self.year_tail = re.compile(r" ?(?:-|–|—|/) ?(?P<year>(?:19|20)?[0-9]{2})(?![0-9a-z年/:-]|\.[0-9])")
        self.weekday_lead = re.compile(
            rf"(?P<weekday>{piece.weekdays})(?![a-z])\.?,? \(?(?:the )?"
            rf"(?=(?:{piece.months})(?![a-z])|[0-3]?[0-9])"
        )
        self.part_lead = re.compile(
            rf"(?:the )?(?P<part>{piece.parts}) (?:(?:of|on) (?:the )?|(?={piece.weekdays}(?![a-z])))"
        )
        self.time = re.compile(
            r"(?:(?P<hour>[0-1]?[0-9]|2[0-4])(?:[:.](?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?)?"
            r" ?(?P<half>[ap])\.?m\b\.?"
            r"|(?P<hour_alone>[0-1]?[0-9]|2[0-3]):(?P<minute_alone>[0-5][0-9])"
            r"(?::(?P<second_alone>[0-5][0-9]))?(?![0-9:])"
            r"|(?P<word>noon|midnight)(?![a-z]))"
            rf"(?:,? ?\(?(?P<zone>{either(table['zones'])})(?![a-z])\)?)?"
        )
        self.behind_date = re.compile(",? (?:at |around |about |from )?")
        self.before_date = re.compile(",? (?:on )?")
        self.part = re.compile(rf" (?P<part>{piece.parts})(?![a-z])")
        self.zone = re.compile(rf",? ?\(?(?P<zone>{either(table['zones'])})(?![a-z])\)?")
        lean = table["bare_year"]
        self.year_before = re.compile(rf"(?<![a-z]){either(lean['before'])}[ (]\(?$|\(c?\.? ?$")
        self.clause_before = re.compile(r"(?:^|[.;:,(—–])[ (]?$")
        self.noun_after = re.compile(" [a-z]")
        self.not_after_year = re.compile(f" {either(lean['not_after'])}(?![a-z])")
        starts = {word.split()[0] for word in _starts(table, self.slots)}
        rests: dict[str, list[str]] = {}
        for word in starts:
            rests.setdefault(word[0], []).append(word[1:])
        branches = "|".join(
            f"(?<={first}){either(rest)}(?![a-z])" for first, rest in sorted(rests.items()) if first.isalpha()
        )
        self.reported = re.compile(f"[ -](?:[a-z]+ )?{either(table['marks']['past_after'])}(?![a-z])")
        self.coming = re.compile(f"(?<![a-z]){either(table['lean']['coming'])}(?![a-z])")
        self.compared = re.compile(f"(?<![a-z]){either(table['marks']['compared'])} $")
        self.fiscal = re.compile("fiscal (?:the )?$")
        self.trigger = re.compile(
            rf"[a-z0-9'’‘](?<![a-z0-9].)(?:(?<=[0-9])(?![0-9]{{0,3}}[一-鿿])|{branches}|(?<=['’‘])(?=[0-9]0s))"
        )


def _starts(table: dict[str, Table], slots: dict[str, str]) -> list[str]:
    named = (
        "months",
        "weekdays",
        "days",
        "days_of_text",
        "day_parts",
        "relative",
        "edges",
        "year_end",
        "parts",
        "counts",
        "near_units",
        "feasts",
    )
    words = [word for name in named for word in table[name]] + [
        *slots,
        *table["names"]["never"],
        "the",
        "this",
        "same",
        "year",
        "past",
        "week",
    ]
    return [word.replace("-", " ") for word in words]
