"""What an editor probably meant by a text that is no EDTF: guesses for a complaint, never used as a date."""

import re
from unicodedata import normalize

EXAMPLES = "write it as 2016-09-04, 2016-09, 2016, 2016-09-04 10:32 or unknown"
LONGEST = 60
"""No date is longer; more than this is neither guessed at nor quoted."""

_UNKNOWN = frozenset(
    "未知 不详 不詳 日期未知 日期不详 日期不詳 无 無 待定 unknown none null n/a tbd ? -".split()  # noqa: SIM905 - words
)
_GROUPING = re.compile(r"([0-9]{4})[年 -]*第?(.{1,4})")
_GROUPINGS = {
    **dict.fromkeys(["春", "春季", "春天", "spring"], 21),
    **dict.fromkeys(["夏", "夏季", "夏天", "summer"], 22),
    **dict.fromkeys(["秋", "秋季", "秋天", "autumn", "fall"], 23),
    **dict.fromkeys(["冬", "冬季", "冬天", "winter"], 24),
    **dict.fromkeys(["一季度", "1季度", "q1"], 33),
    **dict.fromkeys(["二季度", "2季度", "q2"], 34),
    **dict.fromkeys(["三季度", "3季度", "q3"], 35),
    **dict.fromkeys(["四季度", "4季度", "q4"], 36),
    **dict.fromkeys(["上半年", "h1"], 40),
    **dict.fromkeys(["下半年", "h2"], 41),
}
_DECADE = re.compile(r"([0-9]{3})0(?:年代|s)")
_CENTURY = re.compile(r"([0-9]{2})世[纪紀]")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_ABOUT = re.compile(r"(?:大?[约約]|c\.|ca\.|circa) *(.+)|(.+?)(?:左右|前[后後])")
_SINCE = re.compile(r"(?:自|从|從)?(.+?)(?:起|以[来來]|至今)|(.+?)\.\.")
_UNTIL = re.compile(r"(?:截至|截止到?|直到|\.\.)(.+?)")
_BETWEEN = re.compile(r"[至到—–]+|(?<=[0-9日号號月年])~(?=[0-9])| +- +")
_DAY = re.compile(
    r"(?P<numbers>[0-9]{1,4}(?:[-/.][0-9]{1,2}){0,2})"
    r"(?:(?: |T)*(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r" ?(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
    r"(?P<qualifier>[~?%]|\?~|~\?)?",
    re.IGNORECASE,
)
_SIGNS = tuple(
    (re.compile(unit), sign)
    for unit, sign in (
        ("[年月]", "-"),
        ("[日号號]", " "),
        ("[时時点點]", ":"),
        ("分(?=[0-9])", ":"),
        ("[分秒]", ""),
        (" *- *", "-"),
        ("-(?= |$)", ""),
    )
)
_UNSPECIFIED = re.compile(r"[0-9]{2,4}x{0,2}(?:-[0-9x]{2}){0,2}[~?%]?", re.IGNORECASE)
_NO_GUESS = {
    "": "nothing is written; write unknown where nothing is known",
    f".{{{LONGEST + 1},}}": EXAMPLES,
    "(?:Y-?|-)[0-9]{4,}.*": "years go from 0001 to 9999",
    "[0-9]{1,2}月(?:[0-9]{1,2}[日号號]?)?|[0-9]{1,2}[-/.][0-9]{1,2}": f"the year is missing; {EXAMPLES}",
    "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]+[0-9]{1,2}": "the minutes are missing; write it like 2016-09-04 10:32",
    "[0-9X-]*X[0-9X-]*[~?%]?": "what is unknown is written 201X, 20XX, 2016-XX, 2016-09-XX or 2016-XX-XX",
}
_REASONS = tuple((re.compile(pattern, re.DOTALL), reason) for pattern, reason in _NO_GUESS.items())
_YEAR_DIGITS = 4


def meant(text: str) -> str:
    """Guess the EDTF text for a date as people write it; what we cannot guess comes back as it was."""
    plain = normalize("NFKC", text).strip()
    if plain.casefold() in _UNKNOWN:
        return "unknown"
    for pattern, form in ((_SINCE, "{}/.."), (_UNTIL, "../{}")):
        if match := pattern.fullmatch(plain):
            return form.format(_one(next(filter(None, match.groups()))))
    sides = _BETWEEN.split(plain)
    if len(sides) == 2 and all(sides):  # noqa: PLR2004 - an interval has two sides
        return "/".join((_one(sides[0]), _one(sides[1], like=sides[0])))
    return plain.upper() if _UNSPECIFIED.fullmatch(plain) else _one(plain)


def plain_reason(text: str) -> str:
    """Say what is wrong with a text that no guess can help."""
    plain = normalize("NFKC", text[: LONGEST + 1])
    return next((reason for pattern, reason in _REASONS if pattern.fullmatch(plain)), "")


def _one(text: str, like: str = "") -> str:
    """Guess one date; the parts it leaves out are those of the date it is said after."""
    text = text.strip()
    if match := _ABOUT.fullmatch(text):
        return f"{_one(match[1] or match[2])}~"
    if match := _DECADE.fullmatch(text):
        return f"{match[1]}X"
    if match := _CENTURY.fullmatch(text):
        return f"{int(match[1]) - 1:02}XX"
    if (match := _GROUPING.fullmatch(text)) and (code := _GROUPINGS.get(match[2].casefold())):
        return f"{match[1]}-{code}"
    if match := _COMPACT.fullmatch(text):
        return "-".join(match.groups())
    match = _DAY.fullmatch(_unworded(text))
    return _written(match, _numbers(like) if text[-1:] == like[-1:] else []) if match else text


def _unworded(text: str) -> str:
    """Put signs for the Chinese units."""
    for unit, sign in _SIGNS:
        text = unit.sub(sign, text)
    return text.strip()


def _numbers(text: str) -> list[str]:
    match = _DAY.fullmatch(_unworded(text.strip()))
    return re.split(r"[-/.]", match["numbers"]) if match else []


def _written(match: re.Match[str], before: list[str]) -> str:
    numbers = re.split(r"[-/.]", match["numbers"])
    numbers = before[: max(0, len(before) - len(numbers))] + numbers
    if len(numbers[0]) != _YEAR_DIGITS:
        return match.string
    date = "-".join(number.zfill(2) for number in numbers)
    qualifier = match["qualifier"] or ""
    if match["hour"] is None or qualifier:
        return date + (qualifier if len(qualifier) < 2 else "%")  # noqa: PLR2004 - `?~` was the 2012 draft's
    seconds = f":{match['second']}" if match["second"] else ""
    offset = match["offset"] or ""
    if offset[1:].isdigit():
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{date}T{match['hour'].zfill(2)}:{match['minute']}{seconds}{offset}"
