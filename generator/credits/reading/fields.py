"""Labels with a sign and a value behind them: 来源：…, 作者｜…, 文/…, By …, 出典：…, 사진=…."""

import re

from generator.credits.reading.found import Found
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import HAN, Named, is_known, is_outlet_shaped, is_unnamed, outlets, span
from generator.credits.reading.people import is_person, people
from generator.credits.reading.values import Hop, HopRole, Person, Span
from generator.credits.reading.view import MASK, View
from generator.credits.reading.words import vocabulary
from generator.han import fold
from generator.model.kinds import Noun

_SIGN = re.compile(r"\s{0,3}(?:[:|丨=︱│┃┆▏⎪¦◎○●•∣‖/](?!/)|▶|→|»|[—–]{1,2}(?=\s?\S))")
_BRACKETED = re.compile(r"[【\[〔〖]\s{0,2}([^【】\[\]〔〕〖〗\n:]{1,12}?)\s{0,2}[】\]〕〗]")
_LETTER = re.compile("[0-9a-z\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_LONGEST = 22
_SENTENCE = re.compile(r"[。;!?\n]|(?<=[a-z)]{3})\.\s")
_DATED = re.compile(r"[日时分秒号0-9]$")
_SLASHED = frozenset("文 图 作者 编辑 来源 出品 译 摄影 撰文 图片 摄 采写 记者 编译 整理 校对 责编 供图 编 校 责任编辑 文字 翻译 图源 译者 审校 写真 編集 取材 글 사진 主编 监制 文图 图文 视频 口述".split())
_BY = re.compile(r"(?:^|(?<=[\s(;.,|/—–-]))((?:[a-z'-]{2,14},?\s){0,3}(?:by|via|h/t|hat tip(?: to)?|photo|credit))\s+(?=[^\s])")
PEOPLE = frozenset(["author", "reporter", "translator", "editor", "reviewer", "photographer", "submitter", "collector"])
_IMAGE_AGENCY = re.compile(r"(?:视觉|图虫|图库|影像|getty|shutterstock|unsplash|pexels|东方ic|网|社|报|官|公司|截图|提供|截屏|官方|微博|公众号|翻摄|资料|网络|来源|pixabay)")


class Field(Noun, frozen=True, kw_only=True):
    """A label, and where its value begins."""

    start: int
    value: int
    label: str
    roles: tuple[str, ...]
    sign: str = ""


def labels(view: View, taken: list[tuple[int, int]]) -> list[Field]:
    """Find the labels of a line, in order."""
    key = view.key
    found: list[Field] = []
    known = vocabulary().labels
    for match in _BRACKETED.finditer(key):
        roles = known.get("".join(match[1].split()))
        if roles and roles != ("other",):
            sign = re.compile(r"\s{0,2}[:|]?\s{0,2}").match(key, match.end())
            found.append(Field(start=match.start(), value=sign.end() if sign else match.end(), label=match[1], roles=roles, sign="]"))
    for match in _SIGN.finditer(key):
        field = _label_before(key, match, known, bool(found))
        if field:
            found.append(field)
    found += _bylines(view)
    found = [field for field in found if not any(a <= field.start < b for a, b in taken)]
    found += _loose(key, found, taken)
    found.sort(key=lambda field: (field.start, -field.value))
    kept: list[Field] = []
    for field in found:
        if not kept or field.start >= kept[-1].value:
            kept.append(field)
        elif field.start == kept[-1].start and field.value > kept[-1].value:
            kept[-1] = field
    return kept


def _label_before(key: str, sign: re.Match[str], known: dict[str, tuple[str, ...]], begun: bool) -> Field | None:
    """Give the longest label that ends at a sign and begins where a word does."""
    stop = sign.start()
    mark = sign[0].strip()[:1]
    best: Field | None = None
    for start in range(stop - 1, max(-1, stop - _LONGEST - 1), -1):
        if key[start].isspace():
            continue
        if key[start] in "。;!?\n,【】[]()《》“”「」：|":
            break
        closed = "".join(key[start:stop].split())
        roles = known.get(closed) or _together(closed, known)
        if roles is None or (mark in "/—–◎○●•→" and closed not in _SLASHED):
            continue
        if _begins(key, start) or (begun or _spaced(key, start)) and closed in vocabulary().loose and len(closed) > 1:
            value = sign.end()
            while value < len(key) and (key[value].isspace() or key[value] in "/|:"):
                value += 1
            best = Field(start=start, value=value, label=closed, roles=roles, sign=mark)
    return best


def _together(closed: str, known: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """Give what several labels in one say: 聞き手・構成, 文字/编辑."""
    parts = re.split(r"[・·/、&]", closed)
    if len(parts) < 2 or not all(part in known and known[part][0] in PEOPLE for part in parts):
        return None
    return tuple(dict.fromkeys(role for part in parts for role in known[part]))


def _begins(key: str, start: int) -> bool:
    """Say whether a word begins at a place."""
    if start == 0 or not _LETTER.match(key[start - 1]):
        return True
    if key[start].isascii() != key[start - 1].isascii() and not key[start].isascii():
        return True
    return bool(_DATED.search(key[max(0, start - 1) : start])) and not key[start].isascii()


def _spaced(key: str, start: int) -> bool:
    return start == 0 or key[start - 1].isspace()


def _loose(key: str, found: list[Field], taken: list[tuple[int, int]]) -> list[Field]:
    """Find labels that a blank parts from a short value, on lines that are made of such."""
    more: list[Field] = []
    for match in re.compile(r"(?:^|(?<=[\s(]))([^\s\d:|()a-z]{1,4}(?:\s[^\s\d:|()a-z])?)\s{1,4}(?=[^\s])").finditer(key):
        word = "".join(match[1].split())
        suffix = re.search(r"(?:编辑|责编|校对|审核)$", word)
        if (word not in vocabulary().loose and not suffix) or any(a <= match.start() < b for a, b in taken):
            continue
        if any(field.start <= match.start() < field.value for field in found):
            continue
        rest = re.compile(r"[^\s,。:|()]{1,14}").match(key, match.end())
        if not rest or not re.fullmatch(r"[^\s]{2,14}", rest[0]) or re.search(r"[的了是在]", rest[0]):
            continue
        if len(word) == 1 and not re.fullmatch(f"[{HAN}a-z]{{2,6}}", rest[0]):
            continue
        alone = len(key.strip()) <= 40
        if alone or found:
            more.append(Field(start=match.start(), value=match.end(), label=word, roles=vocabulary().labels.get(word) or vocabulary().labels[suffix[0] if suffix else word], sign=" "))
    return more


def _bylines(view: View) -> list[Field]:
    """Find English labels that need no sign: By Jane Doe, Photo by …, via …."""
    found = [
        Field(start=m.start(), value=m.end(), label="translated by", roles=("translator",), sign="by")
        for m in re.finditer(r"translated from (?:the )?[a-z]+ by\s+", view.key)
    ]
    for match in _BY.finditer(view.key):
        words = match[1].replace(",", "").split()
        shown = view.shown[match.end() : match.end() + 1]
        for skip in range(len(words)):
            label = " ".join(words[skip:])
            roles = vocabulary().labels.get("".join(label.split()))
            if roles is None or label in {"photo", "credit"}:
                continue
            start = match.start() + match[1].rfind(words[skip]) if skip else match.start(1)
            if label not in {"via", "h/t"} and re.search(r"[a-z0-9]\s$", view.key[:start]):
                break
            before = view.key[:start].strip(" (-–—|*\"“.;,/")
            if label == "by" and before and not re.search(r"[|;.]\s?$|^\s?$", view.key[:start]) and not view.key[:start].rstrip().endswith(("|", "/", "—", "–")):
                break
            if label in {"via", "h/t"} and not _via_place(view.key, start, match.end()):
                break
            if shown.isupper() or shown == "@" or shown.isdigit() or not shown.isascii() or re.match(r"[a-z0-9-]+\.[a-z]", view.key[match.end() :][:40]) or "(" in view.key[:start][-2:] or view.link(match.end(), match.end() + 1):
                found.append(Field(start=start, value=match.end(), label=label, roles=roles, sign="by"))
            break
    return found


def _via_place(key: str, start: int, value: int) -> bool:
    """Say whether a `via` names a source: in brackets, at the start, or at the end behind a mark."""
    before = key[:start].rstrip()
    if not before or before[-1] in "([—–-|.,/•·*;" or before[-1] == MASK:
        return True
    return len(key) - value <= 40 and not re.search(r"[.,]\s", key[value:]) and before[-1] in ")\"”】》」"


def read_fields(view: View, taken: list[tuple[int, int]], cuts: list[int], names: Names) -> list[Found]:
    """Read what stands behind each label."""
    fields = labels(view, taken)
    found: list[Found] = []
    has_people = any(set(field.roles) & PEOPLE for field in fields)
    for number, field in enumerate(fields):
        stop = fields[number + 1].start if number + 1 < len(fields) else len(view.key)
        stop = min([stop, *(cut for cut in cuts if cut > field.value), _closing(view.key, field)])
        sentence = _SENTENCE.search(view.key, field.value, stop)
        stop = sentence.start() if sentence else stop
        read = _read(view, field, stop, names, few=not has_people)
        if read:
            found.append(read)
    for link in view.links:
        label = "".join(view.key[link.start : link.end].split())
        if vocabulary().labels.get(label) == ("url",) and not any(one.start < link.end and link.start < one.end for one in found):
            found.append(Found(start=link.start, end=link.end, url=link.url, spans=span(view, link.start, link.end, "url")))
    return found


def _closing(key: str, field: Field) -> int:
    """Give the bracket that closes around a label, if it opened before it."""
    depth = 0
    for position in range(field.value, min(len(key), field.value + 400)):
        if key[position] in "([【〔":
            depth += 1
        elif key[position] in ")]】〕":
            if depth == 0:
                return position
            depth -= 1
    return len(key)


def _read(view: View, field: Field, stop: int, names: Names, *, few: bool) -> Found | None:
    role = field.roles[0]
    label = span(view, field.start, field.value, "label")
    value = view.shown[field.value : stop].strip()
    if role in {"other", "date"}:
        return None
    if not value or value.casefold() in vocabulary().words("notices", "empty") or not any(c.isalnum() or c == MASK for c in value.replace(MASK, "a")):
        return Found(start=field.start, end=stop, empty=True, warnings=(f"`{field.label}` has no value",)) if role not in {"url", "account", "title"} else None
    if role == "title":
        return _title(view, field, stop)
    if role == "url":
        url = view.link(field.value, stop)
        return Found(start=field.start, end=stop, url=url, spans=span(view, field.value, stop, "url")) if url else None
    if role == "account":
        match = re.compile(r"[a-z0-9][a-z0-9_-]{2,40}(?![a-z0-9])").match(view.key, field.value, stop)
        if match and match.end() >= stop - 2:
            return Found(start=field.start, end=match.end(), account=view.shown[slice(*match.span())], spans=span(view, *match.span(), "account"), sure=0.5)
        return None
    if role == "photographer" and field.sign == "by" and (re.search(r"[/|]|\s(?:via|for)\s", view.key[field.value : stop]) or _COMPANY.search(view.key[field.value : stop])):
        return _image(view, field, stop, names)
    if role in PEOPLE:
        return _people(view, field, stop, names)
    if role == "image":
        return _image(view, field, stop, names)
    return _sources(view, field, stop, names, role, label, few=few)  # type: ignore[arg-type]


def _title(view: View, field: Field, stop: int) -> Found | None:
    start = field.value
    via = re.compile(r"[,，]\s?(?:转载自|转自|来源|作者)").search(view.key, start, stop)
    end = via.start() if via else stop
    text = view.shown[start:end].strip()
    pair = {"《": "》", "“": "”", "「": "」", "\"": "\""}
    if text[:1] in pair:
        close = text.find(pair[text[0]])
        if close > 0:
            text = text[1:close]
    text = text.strip(" ,，。;；")
    return Found(start=field.start, end=end, title=text, spans=span(view, start, end, "title"), sure=0.85) if text else None


def _sources(view: View, field: Field, stop: int, names: Names, role: HopRole, label: tuple[Span, ...], *, few: bool) -> Found | None:
    if re.compile(r"(?:(?:以上|本文|文章|部分)?(?:内容|文章|本文|图文|素材)|由)(?:由|来自|来源|转载|编译|综合|经|为|系|均)").match(view.key, field.value, stop):
        return None
    named, end = outlets(view, field.value, stop, names)
    if not named:
        url = view.link(field.value, stop)
        if url and view.key[field.value : stop].strip().startswith(MASK):
            return Found(start=field.start, end=stop, hops=(Hop(role=role, url=url),), spans=label, sure=0.8)
        return None
    if _is_prose(view, field, named, end, stop):
        return None
    hops, warnings = [], []
    for one in named:
        hops += _split(one, role, names)
        if one.platform and not one.source and not one.account:
            warnings.append(f"the platform {one.platform} is named, its account is not")
        elif one.unnamed:
            warnings.append("a source is named without a name")
    sure = 0.98 if any(one.known for one in named) else 0.92 if any(one.source and not one.unnamed for one in named) else 0.6
    spans = label + tuple(s for one in named for s in one.spans)
    passing = {"translation": "adaptation", "excerpt-of": "excerpt-of", "compilation": "compilation"}.get(role, "")
    return Found(start=field.start, end=end, hops=tuple(hops), spans=spans, sure=sure, passing=passing, warnings=tuple(dict.fromkeys(warnings)))  # type: ignore[arg-type]


def _split(one: Named, role: HopRole, names: Names) -> list[Hop]:
    """Make hops of a publisher: two of 人民网－人民日报, the site that passed it on and the paper."""
    hop_role: HopRole = "original" if role == "translation" else role
    parts = re.split(r"\s?[-－–—]+\s?", one.source) if not one.quoted else [one.source]
    parts = [part.strip("《》“”「」") for part in parts]
    if len(parts) == 2 and parts[0].endswith(("报", "報", "刊", "社")) and parts[1].endswith(("网", "網", "在线", "客户端")):
        parts = parts[::-1]  # 环球时报-环球网
    if len(parts) == 2 and all(len(part) > 1 and re.search(f"[{HAN}]", part) for part in parts):
        shaped = [is_known(fold(part), names) or is_outlet_shaped(fold(part)) for part in parts]
        if all(shaped) and role in {"original", "via"}:
            return [Hop(role="original", source=parts[1], date=one.date), Hop(role="via", source=parts[0])]
    return [hop_of(one, hop_role)]


def hop_of(one: Named, role: HopRole) -> Hop:
    """Make a hop of a publisher; who is not named gives no source."""
    return Hop(
        role=role,
        source="" if one.unnamed else one.source,
        platform=one.platform,
        account=one.account,
        url=one.url,
        date=one.date,
    )


def _is_prose(view: View, field: Field, named: list[Named], end: int, stop: int) -> bool:
    """Say whether what stands behind a label is a sentence rather than a name."""
    value = view.key[field.value : stop]
    rest = view.key[end:stop]
    first = named[0]
    if first.known or first.quoted:
        return False
    if any(word in value[:30] for word in vocabulary().words("notices", "prose")) and not first.account:
        return True
    shown = view.shown[field.value : stop].lstrip()
    latin = shown[:1].isascii() and shown[:1].isalpha()
    if latin and rest.strip(" ,.;|)]-–—") and re.match(r"\s[a-z]{2,}\s[a-z]", rest):
        return True
    return latin and shown[0].islower() and " " in value.strip() and not re.match(r"[a-z0-9-]+\.[a-z]{2,}", value) and field.sign == ":"


def _people(view: View, field: Field, stop: int, names: Names) -> Found | None:
    key = view.key
    end = stop
    paren = re.compile(r"\((?=[^()]*(?:公众号|id|微信))").search(key, field.value, stop)
    inside = people(view, field.value, paren.start() if paren else end, field.roles[0], names=names)  # type: ignore[arg-type]
    persons = inside.people
    if field.sign == "by" and field.label in {"by", "story by", "article by", "translated by"} or "author" in field.roles[0]:
        split = _with_outlet(view, field, inside, names)
        if split:
            return split
    if field.roles[0] == "author" and len(persons) == 1 and _is_paper(persons[0].name, names):
        named, close = outlets(view, field.value, end, names, most=1)
        if named and named[0].source:
            return Found(start=field.start, end=close, hops=(hop_of(named[0], "original"),), spans=named[0].spans, sure=0.85)
    if not persons:
        return Found(start=field.start, end=stop, contact=inside.mail, sure=0.6) if inside.mail else None
    if field.label == "报道" and any(len(p.name) > 8 for p in persons):
        return None
    everyone = tuple(Person(role=role, name=p.name) for role in field.roles for p in persons)  # type: ignore[arg-type]
    sure = 0.95 if len(key) < 60 else 0.85
    return Found(start=field.start, end=max(inside.end, field.value), people=everyone, spans=span(view, field.start, field.value, "label") + inside.spans, contact=inside.mail, sure=sure)


def _is_paper(name: str, names: Names) -> bool:
    """Say whether who is named as an author is an outlet."""
    key = fold(name)
    return is_known(key, names) or bool(re.search(rf"[{HAN}]{{1,}}(?:报|网|社|周刊|杂志|新闻|电视台|日报|晚报)$", key))


def _with_outlet(view: View, field: Field, inside: object, names: Names) -> Found | None:
    """Read `By Jane Doe, Reuters` and `作者：新华社记者张三`: people and whose they are."""
    key = view.key
    match = re.compile(r"\s?(?:[,|/]|\s[-–—]\s|\b(?:for|of|at|from)\b)\s?").search(key, field.value)
    start = match.end() if match else 0
    if field.sign == "by" and match:
        named, end = outlets(view, start, len(key), names, most=1)
        if named and named[0].source and (named[0].known or is_outlet_shaped(named[0].source.casefold())) and "," not in named[0].source:
            before = people(view, field.value, match.start(), field.roles[0])  # type: ignore[arg-type]
            if before.people:
                return Found(start=field.start, end=end, people=before.people, hops=(hop_of(named[0], "original"),), spans=before.spans + named[0].spans, sure=0.9)
    reporter = re.compile(rf"([^\s,、:()]{{2,14}}?)(?:特约|实习|见习|首席|全媒体|驻[{HAN}]{{1,4}})?记者[\s:]?").match(key, field.value)
    if reporter and not reporter[1].startswith(("本报", "本刊", "本网", "本社", "特约", "实习")):
        named, _ = outlets(view, field.value, reporter.end(1), names, most=1)
        rest = people(view, reporter.end(), min(len(key), reporter.end() + 40), "reporter")
        if named and named[0].source and rest.people:
            return Found(start=field.start, end=rest.end, people=rest.people, hops=(hop_of(named[0], "original"),), spans=named[0].spans + rest.spans, sure=0.9)
    return None


_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{0,20}){1,2}")
_COMPANY = re.compile(r"images|bros|press|studio|inc|corp|museum|universit|librar|archive|commons|picture|entertainment|media|news|stock|agency|photo|gallery|institute|foundation|college|school|office|department|ministry|white house|police|plus|company|films?|art|google|apple|microsoft|house|service|club")


def _image(view: View, field: Field, stop: int, names: Names) -> Found | None:
    key = view.key
    value = key[field.value : stop].strip()
    single = "".join(value.split())
    if field.sign in {" ", ":"} and field.label in {"视频", "图表", "图片", "照片"} and len(value) > 24:
        return None
    if is_person(single, names) or (field.label in {"写真", "撮影", "사진"} and re.fullmatch(rf"[{HAN}]{{3,5}}|[가-힣]{{2,3}}", single) and not is_known(single, names) and not is_outlet_shaped(single)) or (re.fullmatch(rf"[{HAN}]{{2,3}}[、\s][{HAN}]{{2,3}}", value) and is_person(value[:2] if value[2] in "、 " else value[:3], names)):
        inside = people(view, field.value, stop, "photographer")
        return Found(start=field.start, end=stop, people=inside.people, spans=inside.spans, sure=0.9)
    match = re.compile(rf"([^\s,、:()]{{2,14}}?)记者\s?([^\s,、:()]{{2,8}}?)(?:摄|$|\s)").match(key, field.value, stop)
    person = ""
    found_people: tuple[Person, ...] = ()
    if match:
        person = view.shown[slice(*match.span(2))]
        found_people = (Person(role="photographer", name=person),)
        stop = match.end(1)
    latin = re.compile(r"([^/()|,]{3,40}?)\s?(?:/|for|,|\||via)\s?(?=[^\s])").match(key, field.value, stop)
    start = field.value
    if latin and view.shown[field.value].isascii() and len(view.shown[slice(*latin.span(1))].split()) in {2, 3} and not is_known(latin[1].strip(), names):
        named, end = outlets(view, latin.end(), stop, names)
        via = re.compile(r"\s(?:via|/)\s").match(view.key, end, stop)
        if named and via:
            more, end = outlets(view, via.end(), stop, names)
            named += more
        if named and named[0].source:
            person = view.shown[slice(*latin.span(1))].strip()
            found_people = (Person(role="photographer", name=person),)
            hops = tuple(hop_of(one, "image") for one in named)
            hops = (Hop(role="image", source=hops[0].source, platform=hops[0].platform, url=hops[0].url, person=person), *hops[1:])
            return Found(start=field.start, end=end, hops=hops, people=found_people, spans=span(view, *latin.span(1), "photographer") + tuple(s for one in named for s in one.spans))
    if _LATIN_NAME.fullmatch(view.shown[field.value : stop].strip()) and field.label in {"photo", "photos", "photograph", "photographs", "photo credit", "photocredit", "photocredits", "credit", "picture", "pictures", "pic"} and not is_known(value, names) and not is_outlet_shaped(value) and not _COMPANY.search(value):
        name = view.shown[field.value : stop].strip()
        return Found(start=field.start, end=stop, hops=(Hop(role="image", person=name),), people=(Person(role="photographer", name=name),), spans=span(view, field.value, stop, "photographer"), sure=0.8)
    courtesy = re.compile(r"(?:courtesy of|courtesy|by|from|翻摄自|截自|截图自|取自|摄自|引自|来自|来源于|源于|源自|来源|均来自|均为)\s?").match(key, start, stop)
    start = courtesy.end() if courtesy else start
    named, end = outlets(view, start, stop, names)
    if not named:
        return None
    if len(value) > 40 and not named[0].known:
        return None
    hops = tuple(hop_of(one, "image") for one in named)
    if person:
        hops = (Hop(role="image", source=hops[0].source, platform=hops[0].platform, person=person), *hops[1:])
    if len(hops) == 2 and named[0].known and not named[1].known and _LATIN_NAME.fullmatch(hops[1].source) and not _COMPANY.search(hops[1].source.casefold()):
        person = hops[1].source  # Reuters / Dado Ruvic
        found_people = (Person(role="photographer", name=person),)
        hops = (Hop(role="image", source=hops[0].source, person=person),)
    unnamed = all(one.unnamed for one in named)
    return Found(start=field.start, end=end, hops=hops, people=found_people, spans=span(view, field.start, field.value, "label") + tuple(s for one in named for s in one.spans), sure=0.6 if unnamed else 0.92, warnings=("an image is credited to nobody by name",) if unnamed else ())
