"""The pieces of Chinese, Japanese and Korean dates as patterns, made of the words of the languages."""

import re

from generator.dates.ages import AgeForms
from generator.dates.amounts import AmountForms
from generator.dates.beginnings import Beginnings
from generator.dates.doubts import Doubts
from generator.dates.lunar import LunarForms
from generator.dates.numbers import NUMERALS
from generator.dates.words import Table, either, parts

_HAN = f"[{NUMERALS}]"
_NUMBER = rf"(?:[0-9]{{1,2}}(?![0-9])|[廿卅]{_HAN}?|{_HAN}{{1,3}})"
_LINK = "(?: ?(?:-|--|—|——|–|~|〜|至|到|、|から) ?)"
"""What may stand between two numbers that share a unit."""
_NO_WEEKDAY = "[围个次级版致鸣]|年(?![度初中底末])|期(?![货指权铜铝油市])|部[门署]|家[庭电]|泰晤士|邮报"
"""What stands behind 周一 and its like where they are no weekdays: 周一围, 每周三次."""


class Patterns:
    """The pieces, compiled once for a set of languages."""

    def __init__(self, tables: dict[str, Table]) -> None:
        """Make them of the tables."""
        self.tables = tables
        self.beginnings = Beginnings(tables)
        self.never = re.compile(f"{either(tables['names']['never'])}(?![十日号])")
        self.recurring = re.compile(f"{either(tables['recurring']['before'])}[ 的]?$")
        self.recurring_after = re.compile(either(tables["recurring"]["after"]))
        self.zone = re.compile(f"(?P<zone>{either(tables['zones'])})(?:的|,|:| |\\(|为|是)?")
        self.year = re.compile(_year(tables))
        self.year_aside = re.compile(
            rf" ?\((?:[0-9]{{4}}|{either(tables['eras'])}(?:元|[0-9]{{1,3}}|{_HAN}{{1,3}})) ?年?\)"
        )
        self.japanese = "sun_to_moon" in tables["weekdays"]
        self.term = re.compile("(?P<term>[1-9]|1[0-2])月期")
        self.anniversary = re.compile("的?(?P<anniversary>今天|今日|同一天|同日)(?![起后])")
        self.slot = re.compile(_slot(tables))
        self.bare_slot = re.compile(_bare_slot(tables))
        self.month = re.compile(_month(tables))
        not_slot = either(tables["not_after"]["slot"])
        self.month_slot = re.compile(rf" ?的?(?!{not_slot})(?P<month_slot>{either(tables['month_slots'])})")
        self.day = re.compile(
            rf" ?(?:(?P<day>{_NUMBER}) ?(?P<day_unit>[日号일])(?![元圆子程])"
            rf"|(?P<day_bare>{_NUMBER})(?={_LINK}{_NUMBER} ?[日号일]))"
        )
        self.day_word = re.compile(_day_word(tables))
        self.week = re.compile(_week(tables))
        self.weekday = re.compile(_weekday(tables))
        self.aside = re.compile(
            rf" ?\((?:[今本]年|[本当这]月)?(?:(?P<aside_year>[0-9]{{4}})[年./-])?"
            rf"(?:(?P<aside_month>{_NUMBER}) ?(?:月|[./-](?=[0-9]))份?)?(?P<aside_day>{_NUMBER}) ?[日号]?"
            rf"(?: ?,? ?{either(tables['weekdays']['prefixes'])}[一二三四五六日天])?\)"
        )
        self.beside = re.compile(
            rf"(?:的|即|,)? ?(?P<aside_month>{_NUMBER})月(?P<aside_day>{_NUMBER})[日号](?![-~—至到、])"
        )
        self.day_beside = re.compile(
            f"(?P<aside_day>[0-9]{{1,2}})[日号](?![-~—至到、]|{either(tables['not_after']['day'])})"
        )
        named = [*parts(), *tables["parts"]]
        short, long = (either(word for word in named if (len(word) == 1) is one) for one in (True, False))
        not_short = either(tables["not_after"]["part"])
        self.part = re.compile(
            rf"(?:(?:当天|当日|这天|那天|付)(?!起))?[ 的の,]?,? ?(?P<part>{long}|(?!{not_short}){short})"
        )
        self.time = re.compile(_time())
        self.lunar = LunarForms(tables["lunar"])
        self.amounts = AmountForms(tables["amounts"])
        self.ages = AgeForms(tables)
        self.doubts = Doubts(tables)
        self.that_day = re.compile("(?:当天|当日|这天|那天)(?!起)")
        self.link = re.compile(_LINK)


def _year(tables: dict[str, Table]) -> str:
    return (
        rf"(?:{either(tables['years'])}[度即,]? ?(?=[12][0-9]{{3}} ?年))?"
        rf"(?:(?P<era>{either(tables['eras'])}) ?"
        rf"(?P<era_year>元|[0-9]{{1,3}}|[{NUMERALS}百]{{1,5}}) ?[年년]度?"
        rf"|(?:公元|西元)(?P<before_christ>前)? ?(?P<ad>[0-9]{{1,4}}) ?[年년]"
        rf"|(?P<year>[0-9]{{4}}|[{NUMERALS}○o]{{4}}|[一二两]千(?:零?{_HAN}{{1,3}})?)"
        rf"(?: ?(?:[年년]|财政?年|学年)度?(?!代)"
        rf"|(?<=(?:19|20)[0-9]{{2}})(?=[上下]半年|前?第?[一二三四1-4]季度)"
        rf"|(?={_LINK}[0-9]{{2,4}} ?(?:[年년]|财政?年|学年)))"
        r"|(?P<pair>(?:19|20)[0-9]{2}(?:/(?:19|20)?|-)[0-9]{2}) ?(?:财政?年度?|学年度?|年度)"
        rf"|{_short_year()}"
        rf"|(?P<year_word>{either([*tables['years'], *tables['years_of_text']])})度?"
        rf"|(?P<season_word>{either(tables['seasons'])})"
        rf"|{either(tables['near']['year'])} ?\((?P<beside_year>[12][0-9]{{3}}|1?[0-9]{{2}})\) ?年)"
    )


def _short_year() -> str:
    """Make 16年9月, 105年9月, 110年至112年, 一○三年, 九五年: not 三五年 or 七八年, which are some years."""
    near = f"八[零〇一二三四五六七]|七[零〇一二三四五六]|[五六][零〇一二三四五]|九{_HAN}|[零〇○]{_HAN}"
    part = f"[0-9]{{1,2}} ?月|{_HAN}{{1,2}}月|年?[底末初]|[上下]半年|第?[一二三四1-4]季度"
    return (
        rf"(?P<short>[0-9]{{2,3}}) ?年(?=度? ?(?:{part}|{_LINK}1[0-9]{{2}} ?年))"
        r"|(?P<short_book>1[0-4][0-9]) ?(?:学年度?|(?:会计)?年度)"
        rf"|(?P<short_last>(?<=年[-~至到])(?:1[0-9]{{2}}|[〇零○一二]{_HAN})) ?年"
        rf"|(?P<short_han>(?<![{NUMERALS}○])一[〇零○一二][{NUMERALS}○]|{near})年(?![代间来前后多级])"
    )


def _slot(tables: dict[str, Table]) -> str:
    """Make what may follow a year: 上半年, 年底, 前9个月, 同期, 国庆假期."""
    words = [*tables["year_slots"], *tables["slots_after_year"]]
    single, longer = (either(word for word in words if (len(word) == 1) is one) for one in (True, False))
    slots = f"(?!{either(tables['not_after']['slot'])})(?:{longer}|{single})"
    return (
        rf"[ 的の,]?(?:(?P<holiday>{either(tables['holidays'])})(?:假期|长假|黄金周|期间)"
        rf"|(?P<feast>{either(tables['feasts'])})(?:当天|当日|期间)?"
        rf"|(?P<slot>{slots})(?![报刊])(?P<slot_end>(?<=[度年季])[末底])?"
        rf"|[前头首] ?(?P<months_first>[0-9]{{1,2}}|两|{_HAN}{{1,2}}) ?个?月"
        rf"|(?P<same>同期|同一时期))"
    )


def _bare_slot(tables: dict[str, Table]) -> str:
    """Make what names a part of a year or month by itself."""
    return (
        rf"(?:(?P<year_slot>{either(tables['year_slots'])})(?![报刊])|(?P<season_slot>第 ?[一二三四1-4] ?季))"
        rf"(?P<slot_end>(?<=[度年季])[末底](?!特律))?"
        rf"|(?P<bare_month_slot>{either(tables['bare_month_slots'])})"
        rf"|(?:(?<![目之此日年以当提])前|首|头) ?(?P<months_first>[0-9]{{1,2}}|两|{_HAN}{{1,2}}) ?个?月"
        rf"|(?P<holiday>{either(tables['holidays'])})(?:假期|长假|黄金周)"
        rf"|(?P<feast>{either(tables['feasts'])})(?:当天|当日|前后)"
        rf"|(?P<feast_>{either(tables['bare_feasts'])}|(?<=[至到]){either(tables['feasts'])})"
    )


def _month(tables: dict[str, Table]) -> str:
    return (
        r"[ 的の,]?(?:(?P<month_pair>一二|二三|三四|四五|五六|六七|七八|八九)月(?:份|间|之交)?"
        rf"|(?P<month>{_NUMBER}|元(?=月)) ?[月월](?:份|间)?(?:当月)?"
        rf"|(?P<month_bare>{_NUMBER})(?={_LINK}{_NUMBER} ?[月월])"
        rf"|(?P<month_word>{either([*tables['months'], *tables['months_of_text']])})"
        rf"|(?P<near_month>{either(tables['near']['month'])}) ?\([0-9]{{1,2}}月?\) ?月)"
    )


def _day_word(tables: dict[str, Table]) -> str:
    days = either([*tables["days"], *tables["days_of_text"]])
    both = either([*tables["day_parts"], *tables["day_parts_of_text"]])
    near = either(tables["near"]["day"])
    return (
        rf"(?:(?P<day_span>{either(tables['day_spans'])})|(?P<day_part>{both})|(?P<day_word>{days})"
        rf"|(?P<bare_near>{either(tables['near']['bare'])})(?=[{''.join(tables['near']['verbs'])}])"
        rf"|(?P<near_day>{near}) ?"
        r"\((?P<beside_day>[0-9]{1,2})[日号]?\) ?(?:[日天]|(?=[早晚晨夜上中下凌傍深半])))"
    )


def _week(tables: dict[str, Table]) -> str:
    prefixes = either(tables["weekdays"]["prefixes"])
    days = "".join(tables["weekdays"]["days"])
    moon = "".join(tables["weekdays"].get("sun_to_moon", []))
    kana = f"|の?(?P<kana_weekday>[{moon}])曜日?" if moon else ""
    return (
        rf"(?P<week>{either(tables['weeks'])})(?:(?P<weekend>末)|(?:的?{prefixes})?(?P<week_day>[{days}])(?!{_NO_WEEKDAY})"
        rf"{kana})?"
    )


def _weekday(tables: dict[str, Table]) -> str:
    prefixes = either(tables["weekdays"]["prefixes"])
    days = "".join(tables["weekdays"]["days"])
    moon = "".join(tables["weekdays"].get("sun_to_moon", []))
    kana = rf"|(?P<kana_weekday>[{moon}])曜日?|\((?P<kana_aside>[{moon}])\)" if moon else ""
    return (
        rf"(?: ?(?:\( ?(?:{prefixes})?(?P<aside_weekday>[{days}]) ?\)"
        rf"|{prefixes}(?P<weekday>[{days}])(?!{_NO_WEEKDAY}){kana})"
        rf"|, ?{prefixes}(?P<next_weekday>[{days}])(?=[,;。) ]|$))"
    )


def _time() -> str:
    hour = rf"(?:[0-9]{{1,2}}|{_HAN}{{1,3}})"
    return (
        r"[ ,t]?(?:(?P<hour_sign>[0-9]{1,2}):(?P<minute_sign>[0-9]{2})"
        r"(?::(?P<second_sign>[0-9]{2}))?(?![0-9:])"
        rf"|(?P<hour>{hour}) ?(?P<hour_unit>[点时시]) ?(?!建议|意见|要求|启示|思考|变化|看法|理由|原因)"
        rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>{hour}) ?[分분](?: ?(?P<second>{hour}) ?秒)?"
        rf"|钟|整(?![体个治改理合修顿装车])|正(?![式在好当是值常规面中要]))?"
        rf"|[0零] ?[点时]?{_LINK}24 ?[点时]|(?P<hour_bare>{hour})(?={_LINK}{hour} ?[点时]))"
        r"(?:许|左右|前后)?"
    )
