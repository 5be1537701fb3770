"""Labels: words with a sign or a blank behind them, whose value follows: 来源：, 作者｜, 文/, By, 출처:."""

import re

from generator.credits.reading.found import Stretch, is_within
from generator.credits.reading.named import HAN, HANGUL, agencies
from generator.credits.reading.view import MASK, View
from generator.credits.reading.words import closed, labels, places, word_set
from generator.model.kinds import Noun

PEOPLE = frozenset(
    ["author", "reporter", "translator", "editor", "reviewer", "photographer", "submitter", "collector"]
)
"""The roles that people have."""

_OF_PLACES = frozenset(["original", "via"])

_SIGN = re.compile(r"\s{0,3}(?:[:|丨=︱│┃┆▏⎪¦◎○●•‧∣‖/](?!/)|▶|→|»|[—–]{1,2}(?=\s?\S))")
_SLASHES = frozenset("/—–◎○●•‧→")
_BRACKETED = re.compile(
    r"[【\[〔〖]\s{0,2}([^【】\[\]〔〕〖〗\n:]{1,12}?)\s{0,2}[】\]〕〗]\s{0,2}[:|]?\s{0,2}"
)
_BREAK = frozenset("。;!?\n,【】[]()《》“”「」：|")
_LETTER = re.compile("[0-9a-z\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_QUOTES = frozenset("\"'“”「」")
_DATED = frozenset("日时分秒号0123456789")
_LONGEST = 22
_LOOSE = re.compile(r"(?:^|(?<=[\s(;]))([^\s\d:|();,a-z]{1,9}(?:\s[^\s\d:|();,a-z])?)\s{1,4}(?=[^\s])")
_LOOSE_VALUE = re.compile(r"[^\s,。:|()]{2,14}")
_PROSE = re.compile(r"[的了是在]")
_SHORT_VALUE = re.compile(f"[{HAN}{HANGUL}a-z]{{2,6}}")
_LOOSE_ENDS = re.compile(r"(?:编辑|责编|校对|审核)$")
_PAIRED = re.compile(r"\s?/\s?[文图摄](?=[)\s]|$)")
_REPORTED = frozenset(["报道", "报导"])
_LINE, _LONGEST_LOOSE, _SHORTEST_SLASHED = 40, 4, 3
# characters of a line that is made of labels, and of a label without a sign
_JOINED = re.compile(r"[・·/、&]")
_BY = re.compile(
    r"(?:^|(?<=[\s(\[;.,|/—–-]))((?:[a-z'-]{2,14},?\s){0,3}(?:by|via|h/t|hat tip(?: to)?))\s+(?=[^\s])"
)
_TRANSLATED_BY = re.compile(r"translated,? from (?:the )?[a-z]{3,14},? by\s+")
_SITE = re.compile(r"[a-z0-9-]{1,40}\.[a-z]")
_VIA = frozenset(["via", "h/t", "hat tip", "hat tip to"])
_VIA_LONGEST = 40


class Field(Noun, frozen=True, kw_only=True):
    """A label, and where its value begins."""

    start: int
    value: int
    label: str
    roles: tuple[str, ...]
    sign: str = ""


def find(view: View, taken: list[Stretch]) -> list[Field]:
    """Find the labels of a line, in order."""
    found = _bracketed(view.key)
    for match in _SIGN.finditer(view.key):
        if field := _before_sign(view.key, match, begun=bool(found)):
            found.append(field)
    found += _bylines(view)
    found = [field for field in found if not is_within(field.start, taken)]
    found += _loose(view.key, found, taken)
    kept: list[Field] = []
    for field in sorted(found, key=lambda field: (field.start, -field.value)):
        place = kept and kept[-1].roles[0] in _OF_PLACES and kept[-1].value == field.start
        boxed = kept and kept[-1].roles[0] in _OF_PLACES and view.key[field.start - 1 : field.start] == "("
        if (place or boxed) and field.roles == (
            "account",
        ):  # 来源：微信公众号 | 某某, 来源：某报（ID：…）、某社
            continue
        if not kept or field.start >= kept[-1].value:
            kept.append(field)
    return kept


def _bracketed(key: str) -> list[Field]:
    """Find labels in brackets: 【作者】某人."""
    return [
        Field(start=match.start(), value=match.end(), label=match[1], roles=roles, sign="]")
        for match in _BRACKETED.finditer(key)
        if (roles := labels().get(closed(match[1]), ("other",))) != ("other",)
    ]


def _before_sign(key: str, sign: re.Match[str], *, begun: bool) -> Field | None:
    """Give the longest label that ends at a sign and begins where a word does."""
    stop, mark = sign.start(), sign[0].strip()[:1]
    quoted = key[sign.end() : sign.end() + 1] in _QUOTES
    best: Field | None = None
    for start in range(stop - 1, max(-1, stop - _LONGEST - 1), -1):
        if key[start] in _BREAK:
            break
        label = "".join(key[start:stop].split())
        roles = None if key[start].isspace() else labels().get(label) or _joined(label)
        if roles is None or (mark in _SLASHES and not _may_be_slashed(label, roles)):
            continue
        glued = (begun or key[start - 1 : start].isspace()) and label in word_set("loose", "words")
        if quoted and key[:start].rstrip()[-1:] in _QUOTES:  # "来源：" as text
            continue
        if label in {"文", "图"} and _PAIRED.match(key, sign.start()):
            continue
        if label in _REPORTED and "据" in key[max(0, start - _LONGEST) : start]:  # 据某媒 报道：
            continue
        whose = len(label) > 1 and roles[0] in PEOPLE and _is_outlets(key, start)
        if _begins(key, start) or (glued and len(label) > 1) or whose:
            value = sign.end()
            while value < len(key) and (key[value].isspace() or key[value] in "/|:"):
                value += 1
            best = Field(start=start, value=value, label=label, roles=roles, sign=mark)
    return best


def _may_be_slashed(label: str, roles: tuple[str, ...]) -> bool:
    """Say whether a slash or a ring may follow a label."""
    return label in word_set("loose", "slashed") or (
        roles[0] == "image" and len(label) >= _SHORTEST_SLASHED and not label.isascii()
    )


def _is_outlets(key: str, place: int) -> bool:
    """Say whether an outlet that everybody knows stands right before a place: 新京报 before 编辑."""
    begin = place
    while begin > max(0, place - _LONGEST) and key[begin - 1] not in _BREAK and not key[begin - 1].isspace():
        begin -= 1
    return key[begin:place] in agencies()


def _joined(label: str) -> tuple[str, ...] | None:
    """Give what several labels in one say: 聞き手・構成, 文字/编辑."""
    parts = _JOINED.split(label)
    if len(parts) == 1 or not all(labels().get(part, ("",))[0] in PEOPLE for part in parts):
        return None
    return tuple(dict.fromkeys(role for part in parts for role in labels()[part]))


def _begins(key: str, start: int) -> bool:
    """Say whether a word begins at a place."""
    if start == 0 or not _LETTER.match(key[start - 1]):
        return True
    return not key[start].isascii() and (key[start - 1].isascii() or key[start - 1] in _DATED)


def _loose(key: str, found: list[Field], taken: list[Stretch]) -> list[Field]:
    """Find labels that a blank parts from a short value, on lines that are made of such."""
    if len(key.strip()) > _LINE and not found:
        return []
    known = [(field.start, field.value) for field in found]
    more: list[Field] = []
    for match in places(_LOOSE, key):
        label = "".join(match[1].split())
        end = _LOOSE_ENDS.search(label)
        long = len(label) > _LONGEST_LOOSE and not (end and label[: end.start()] in agencies())
        plain = label in word_set("loose", "words") or (end and not long)
        if not plain or is_within(match.start(), taken + known):
            continue
        value = _LOOSE_VALUE.match(key, match.end())
        short = value and (len(label) > 1 or _SHORT_VALUE.fullmatch(value[0]))
        if value and short and not _PROSE.search(value[0]):
            roles = labels().get(label) or labels()[end[0] if end else label]
            more.append(Field(start=match.start(), value=match.end(), label=label, roles=roles, sign=" "))
    return more


def _bylines(view: View) -> list[Field]:
    """Find English labels that need no sign: By Jane Doe, Photo by …, via …."""
    if not view.latin:
        return []
    found = [
        Field(start=m.start(), value=m.end(), label="translatedby", roles=("translator",), sign="by")
        for m in places(_TRANSLATED_BY, view.key)
    ]
    for match in places(_BY, view.key):
        plain = match[1].replace(",", "").split()
        for skip in range(len(plain)):
            label = " ".join(plain[skip:])
            roles = labels().get(closed(label))
            if roles:
                start = match.start() + match[1].rfind(plain[skip]) if skip else match.start()
                if _is_byline(view, label, start, match.end()):
                    found.append(
                        Field(start=start, value=match.end(), label=closed(label), roles=roles, sign="by")
                    )
                break
    return found


def _is_byline(view: View, label: str, start: int, value: int) -> bool:
    """Say whether `by` or `via` names somebody here, rather than standing in a sentence."""
    before = view.key[:start].rstrip()
    if label in _VIA:
        if not _is_via(view.key, before, value):
            return False
    elif label == "guest post by" and before.endswith((" a", "is a", "a")):
        return view.shown[value : value + 1].isupper()
    elif before[-1:].isalnum() or (
        label == "by" and before.strip(' (-–—|*"“.;,/') and before[-1] not in "|;./—–"
    ):
        return False
    first = view.shown[value : value + 1]
    return (
        first.isupper()
        or first.isdigit()
        or first == "@"
        or not first.isascii()
        or view.link(value, value + 1) != ""
        or (label in _VIA and (before.endswith("(") or _SITE.match(view.key, value) is not None))
    )


def _is_via(key: str, before: str, value: int) -> bool:
    """Say whether a `via` stands in brackets, at the start, or at the end behind a mark."""
    if not before or before[-1] in f"([—–-|.,/•·*;{MASK}":
        return True
    rest = key[value : value + _VIA_LONGEST + 1]
    return len(rest) <= _VIA_LONGEST and not re.search(r"[.,]\s", rest) and before[-1] in ')"”】》」'
