"""Japanese and Korean phrases of credit, whose source stands before them: 「某紙」より転載, …에서 전재."""

import re
from functools import cache

from generator.credits.reading.cut import marked
from generator.credits.reading.found import Found, Stretch, covers, is_within
from generator.credits.reading.named import PAIRS, Named, hop_of, is_known, is_outlet_shaped, is_unnamed
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import outlet
from generator.credits.reading.values import Hop, HopRole, Person
from generator.credits.reading.view import View
from generator.credits.reading.words import either, opening, places, words
from generator.han import fold

_KINDS = ("via", "original", "translation", "excerpt-of", "adaptation", "tail", "cited")
_ROLES: dict[str, HopRole] = {"via": "via", "cited": "cited", "excerpt-of": "excerpt-of"}
_PASSING: dict[str, HopRole] = {
    "via": "repost",
    "translation": "translation",
    "adaptation": "adaptation",
    "excerpt-of": "excerpt-of",
}
_OPENERS = {close: mark for mark, close in PAIRS.items() if mark not in "[【<"}
_BREAK = re.compile(
    fold(
        r"[。;!?\n,:()]|(?<![\u30a0-\u30ff])、|※|[はがで](?=[「『《])|\s(?=[「『])"
        r"|(?:この記事は|本記事は|本稿は|記事は|이 기사는|이 글은|본 기사는)"
    )
)
_HANGUL = re.compile("[가-힣]")
_ISSUE = re.compile(r"(?<=[」』》])[\d年月号日第期巻の ]{2,16}$")
# of a magazine: 「某誌」2021年4月号
_GRANTED = re.compile("許|许|承|了承|허락|허가|동의")
_PARTICLES = re.compile("[はがをにて]")
_LATIN = re.compile(r"[a-z][a-z .&']{1,30}")
_WRITER = re.compile("(?:作者|著者|筆者|原作者)\\s")
_KATAKANA = re.compile("[\u30a0-\u30ff]")
_TAILS = tuple(
    map(fold, ("通信社の報道", "の報道", "の取材", "など", "の記事", "さん", "様", " 등", " 보도"))
)
_WINDOW, _LONGEST, _MOST_WORDS = 60, 30, 4


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {word: kind for kind in reversed(_KINDS) for word in words("behind", kind)}
    return re.compile(either(sorted(kinds, key=len, reverse=True))), kinds


def read_particles(view: View, found: list[Found], taken: list[Stretch], names: Names) -> list[Found]:
    """Read verbs that have their source before them."""
    more: list[Found] = []
    if not (view.kana or view.hangul):
        return more
    form, kinds = _verbs()
    for match in places(form, view.key):
        kind = kinds[match[0]]
        at_end = not view.key[match.end() :].strip(" 。.)」")
        if (kind == "tail" and not at_end) or is_within(match.start(), taken):
            continue
        if not covers([*found, *more], match.start()):
            more += _read(view, match, kind, names)
    return more


def _read(view: View, verb: re.Match[str], kind: str, names: Names) -> list[Found]:
    key = view.key
    low = max(0, verb.start() - _WINDOW)
    start = max((match.end() for match in _BREAK.finditer(key, low, verb.start())), default=low)
    issue = _ISSUE.search(key, low, verb.start())
    close = issue.start() if issue else verb.start()
    if key[close - 1 : close] in _OPENERS:
        named = _in_marks(view, start, low, close, names)
    else:
        start, stop = _bare(view, start, verb, names)
        text = key[start:stop].strip()
        if kind == "cited" and _is_somebody(text):
            hops = (Hop(role="cited", upstream=view.shown[start:stop].strip()),)
            spans = view.spans(start, stop, "upstream")
            return [Found(start=start, end=verb.end(), hops=hops, spans=spans, sure=0.55)]
        named = _plain(view, start, stop, kind, names)
    if named is None or not named.source or (kind in {"tail", "original"} and not named.shows):
        return []
    writer = _WRITER.match(view.shown, named.start)
    if writer and kind == "via":
        author = Person(role="author", name=view.shown[writer.end() : named.end].strip())
        return [Found(start=named.start, end=verb.end(), people=(author,), spans=named.spans, sure=0.85)]
    granted = kind == "via" and _GRANTED.search(verb[0])
    return [
        Found(
            start=named.start,
            end=verb.end(),
            hops=(hop_of(named, "original" if granted else _ROLES.get(kind, "original")),),
            spans=named.spans,
            passing=_PASSING.get(kind, ""),
            sure=0.85,
        )
    ]


def _in_marks(view: View, start: int, low: int, stop: int, names: Names) -> Named | None:
    """Give the name in marks before a verb, or whose work that is: ロイターの「…」."""
    at = view.key.rfind(_OPENERS[view.key[stop - 1]], low, stop - 1)
    if at < 0 or not marked(view.key, at, stop):
        return None
    before = outlet(view, start, at, names) if start < at else None
    named = outlet(view, at, stop, names)
    return before if before and before.known and named and not named.known else named


@cache
def _regions() -> re.Pattern[str]:
    return re.compile(rf"\s*{opening('outlets', 'regions').pattern}の?\s?")


def _bare(view: View, start: int, verb: re.Match[str], names: Names) -> tuple[int, int]:
    """Give a name without where it is from before it, and without the words between it and the verb."""
    key, stop = view.key, verb.start()
    region = _regions().match(key, start, stop)
    if region and region.end() < stop:
        rest = key[region.end() : stop].strip()
        if (
            _KATAKANA.match(rest)
            or key[region.end()] in "「『"
            or region[0].endswith(" ")
            or is_known(rest, names)
        ):
            start = region.end()
    while start < stop and (key[start].isspace() or key[start] in "‘“\"'*-—"):
        start += 1
    for tail in _TAILS:
        if key[start:stop].endswith(tail):
            stop -= len(tail)
    if _HANGUL.search(verb[0]):
        start = stop - len(_last_words(key[start:stop], names))
    return start, stop


def _last_words(text: str, names: Names) -> str:
    """Give the last words of a Korean clause that are a name."""
    plain = text.split(" ")
    while len(plain) > 1:
        joined = " ".join(plain).strip()
        if is_known(joined, names) or (is_outlet_shaped(joined) and len(plain) == 2):  # noqa: PLR2004 - 뉴욕 타임스
            break
        plain = plain[1:]
    return " ".join(plain)


def _is_somebody(text: str) -> bool:
    """Say whether a folded text names nobody: 関係者, 복수의 소식통."""
    sources = words("outlets", "sources", languages=("ja", "ko"))
    return bool(text) and (is_unnamed(text) or text.startswith(sources) or text.endswith(sources))


def _plain(view: View, start: int, stop: int, kind: str, names: Names) -> Named | None:
    """Give a name that stands in no marks."""
    text = view.key[start:stop].strip()
    if not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or _PARTICLES.search(text):
        return None
    known = is_known(text, names)
    if kind == "cited" and not (known or is_outlet_shaped(text) or _LATIN.fullmatch(text)):
        return None
    return Named(
        source=view.shown[start:stop].strip(),
        start=start,
        end=stop,
        known=known,
        unnamed=is_unnamed(text),
        spans=view.spans(start, stop, "source"),
    )
