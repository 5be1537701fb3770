"""Sentences that say where a text comes from: 本文经授权转载自…, Originally published on …, …より転載."""

import re

from generator.han import fold

from generator.credits.reading import rights as right
from generator.credits.reading.fields import hop_of
from generator.credits.reading.found import Found
from generator.credits.reading.names import Names
from generator.credits.reading.outlets import DENSE, HAN, Named, is_known, is_outlet_shaped, is_unnamed, outlets, outlet, span
from generator.credits.reading.people import counted, is_person, people
from generator.credits.reading.values import Hop, HopRole, Person, Span
from generator.credits.reading.view import MASK, View
from generator.credits.reading.words import either, literal, vocabulary

_BREAK = re.compile(r"[。;!?\n,()]|\.\s|\s-\s")
_PASSING: dict[str, str] = {"via": "repost", "original": "", "together": "", "weak": "", "translation": "translation", "adaptation": "adaptation", "excerpt-of": "excerpt-of", "compilation": "compilation"}
_DOER = {"via": "repost", "original": "repost", "weak": "repost", "translation": "translation", "adaptation": "adaptation", "excerpt-of": "excerpt-of", "compilation": "compilation", "together": "repost"}
_ORDER = ("via", "original", "translation", "adaptation", "excerpt-of", "compilation", "together", "weak")
_RELATIVE = re.compile(rf"[{DENSE}a-z0-9、&]{{0,40}}?(?:主编|主办|主持|运营|创办|旗下|开设|撰写|发表|管理|发布|出版|所办|创立|推出)的(?=[^。,;!?]{{1,30}})")


def read_phrases(view: View, rights: right.Rights, taken: list[tuple[int, int]], names: Names) -> list[Found]:
    """Read the verbs that have a source behind them, then the Japanese and Korean ones that have it before."""
    found: list[Found] = []
    for start, end, kind in _verbs(view.key):
        if any(a <= start < b for a, b in taken) or any(one.start <= start < one.end for one in found):
            continue
        read = _chinese(view, start, end, kind, rights, names)
        if read:
            found.append(read)
    found += _together(view, found, names)
    found += _granted(view, rights, found, names)
    found += _works(view, found, names)
    found += _images(view, found, names)
    found += _english(view, rights, found, taken, names)
    found += _before_verbs(view, found, taken, names)
    return found


_CJK_VERBS = re.compile("")


def _verbs(key: str) -> list[tuple[int, int, str]]:
    """Give the Chinese verbs of a text, the longest where several begin."""
    found: dict[int, tuple[int, int, str]] = {}
    for kind in _ORDER:
        words = [word for word in vocabulary().words("verbs", kind) if ord(word[0]) > 0x2000]
        if not words:
            continue
        for match in re.finditer("|".join(map(re.escape, words)), key):
            old = found.get(match.start())
            if old is None or match.end() > old[1]:
                found[match.start()] = (*match.span(), kind)
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found.values()):
        if kept and start < kept[-1][1]:
            continue
        kept.append((start, end, kind))
    return kept


class Subject:
    """What stands before a verb."""

    def __init__(self) -> None:
        self.itself = False
        self.image = False
        self.doer: Named | None = None
        self.person = ""
        self.rest = ""
        self.tagline = ""
        self.platform = ""


def _clause_start(key: str, verb: int) -> int:
    low = max(0, verb - 80)
    return max((m.end() for m in _BREAK.finditer(key, low, verb)), default=low if low else 0)


def _subject(view: View, start: int, verb: int, rights: right.Rights, names: Names) -> Subject:
    """Read what stands before a verb: the text itself, words of permission, who passes it on."""
    key = view.key
    subject = Subject()
    pieces: list[tuple[int, int]] = []
    position = start
    for a, b in rights.grants:
        if start <= a < verb:
            pieces.append((position, a))
            position = min(max(b, position), verb)
    pieces.append((position, verb))
    itself = re.compile(r"(?:以上|以下|上述)?" + literal("text", "itself").pattern)
    image = re.compile(r"(?:文中|文内|本文|以上|部分|文章|封面|题|头|首|配|插|所有|均|全部)?(?:图片|图|照片|配图|视频|插图|影像|截图|封面图|题图|头图)(?:均|皆|都|部分|内容|素材)?")
    around = literal("text", "around")
    for a, b in pieces:
        while a < b:
            match = re.compile(r"[\s:,、|·\-—*#>●■□◆▲※“”\"()【】\[\]@]+").match(key, a, b)
            if match:
                a = match.end()
                continue
            if match := image.match(key, a, b):
                subject.image = True
                a = match.end()
                continue
            if match := itself.match(key, a, b):
                subject.itself = True
                a = match.end()
                continue
            if (match := around.match(key, a, b)) and not _name_begins(view, a, b, names):
                a = match.end()
                continue
            break
        while a < b and (m := re.compile(r"(?:独家|原创|首次|特约|联合|综合|已|均|全文|特|编辑部|原文|授权|专门|现|再次|一文)$|[\s,、:]$").search(key[a:b])):
            b = a + m.start()
        if a < b:
            _doer(view, a, b, subject, names)
    return subject


def _name_begins(view: View, a: int, b: int, names: Names) -> bool:
    return bool(names.at(view.key, a)) and names.at(view.key, a)[0] <= b  # type: ignore[index]


def _doer(view: View, start: int, end: int, subject: Subject, names: Names) -> None:
    """Read who passes a text on: the last word, with its platform and what it says of itself before it."""
    key = view.key
    words = [m.span() for m in re.compile(r"[^\s]+").finditer(key, start, end)]
    if not words:
        return
    if len(words) > 1 and all(re.search(f"[{DENSE}]", key[a:b]) for a, b in words[-2:]):
        a, b = words[-1]
        before = key[words[-2][0] : words[-2][1]]
        platform = next((word for word in vocabulary().words("channels", "platforms") if before.endswith(word)), "")
        if platform:
            subject.platform = view.shown[words[-2][1] - len(platform) : words[-2][1]]
        lead = view.shown[words[0][0] : words[-2][1]]
        subject.tagline = lead.removesuffix(subject.platform).strip()
        start = a
    text = key[start:end].strip()
    tail = re.compile(r"(?:进行|的|特|独家)+$").search(text)
    if tail:
        end -= len(text) - tail.start()
        text = key[start:end].strip()
    if text.startswith("作者") or text.startswith("译者"):
        name = re.compile(r"(?:作者|译者)[:\s]?").match(key, start, end)
        inside = people(view, name.end() if name else start, end, "author")
        subject.person = inside.people[0].name if inside.people else ""
        subject.itself = True
        return
    if is_person(text, names):
        subject.person = view.shown[start:end].strip()
        return
    one = outlet(view, start, end, names)
    fits = one is not None and one.end >= end - 1
    if one and one.source and fits and not one.unnamed and (one.known or one.quoted or len(text) <= 14 or subject.platform) and not re.search(r"[的了在是将会也都而但使让把被]|导演|电影|小说|该|其", text.replace(one.source.casefold(), "") if one.quoted else text):
        subject.doer = one
    else:
        subject.rest = text


def _chinese(view: View, start: int, end: int, kind: str, rights: right.Rights, names: Names) -> Found | None:
    """Read one verb with the text before it and the sources behind it."""
    key = view.key
    begin = _clause_start(key, start)
    subject = _subject(view, begin, start, rights, names)
    granted = any(begin - 40 <= a < start for a, _ in rights.grants) or bool(rights.grants)
    weak = kind == "weak"
    if weak and not (subject.itself or subject.image or (granted and subject.doer)) and not _opens(key, begin, start, end, names):
        return None
    if subject.rest and not subject.itself and not subject.image:
        shows = _shows(view, end, names)
        if len(subject.rest) > 26 or not shows or kind not in {"via", "translation", "adaptation", "excerpt-of", "original"} or kind == "adaptation" and key[start:end] in {"改编自", "改写自"}:
            return None
    if key[start:end] == "来源" and not (subject.image and start - begin < 8) and not re.match(r"[《“「]|为|是", key[end:end + 1]):
        return None
    if key[start:end] == "转载" and re.match("授权|许可|请|须|需|时|本文|此文|或|、|和|至|的|文章|内容|目的", key[end : end + 2]):
        return None
    position = end
    colon = re.compile(r"[\s:：于]{0,3}").match(key, position)
    position = colon.end() if colon else position
    editors: tuple[str, ...] = ()
    relative = _RELATIVE.match(key, position)
    if relative:
        editors = counted(view, position, relative.end())
        position = relative.end()
    stop = _stop(key, position)
    named, close = outlets(view, position, stop, names)
    if not named and (url := view.link(position, position + 2)):
        named, close = [Named(url=url, start=position, end=position)], position
    if not named or re.match(r"(?:投稿|网友投稿|读者投稿|用户|平台用户)(?:[,。\s]|$)", key[position:]):
        return None
    if weak and not any(one.known or one.quoted or one.platform or one.account or one.url or one.unnamed or is_outlet_shaped(one.source.casefold()) for one in named):
        rest = key[close:stop].strip(" 。.,、)")
        if (len(rest) > 14 and not rights.grants) or re.search(r"[的了]", named[0].source) or not (subject.itself or subject.image):
            return None
        if rest and not re.match(r"[,。(]", key[close:close + 1]) and len(rest) > 3:
            return None
    role: HopRole = "original"
    word = key[start:end]
    if subject.image and not subject.itself or subject.image and kind in {"weak", "via"}:
        role = "image"
    elif kind == "via" or word == "转载":
        role = "original" if rights.grants else "via"
    elif kind == "together":
        role = "repost"
    elif kind in {"excerpt-of", "compilation"}:
        role = kind  # type: ignore[assignment]
    if word == "转引自":
        role = "via"
    hops = [hop_of(one, role) for one in named]
    spans: tuple[Span, ...] = span(view, start, end, "verb") + tuple(s for one in named for s in one.spans)
    persons = tuple(Person(role="editor", name=name) for name in editors)
    if subject.doer and role != "image":
        doer = subject.doer
        doing = _DOER[kind]
        hops.append(Hop(role=doing, source=doer.source, platform=doer.platform or subject.platform, account=doer.account))  # type: ignore[arg-type]
        spans += doer.spans
    if subject.person and role != "image":
        who = "translator" if kind in {"translation", "adaptation"} else "author"
        persons += (Person(role=who, name=subject.person),)  # type: ignore[arg-type]
    warnings = tuple(f"the platform {one.platform} is named, its account is not" for one in named if one.platform and not one.source)
    unnamed = all(one.unnamed or not (one.source or one.platform or one.url or one.account) for one in named)
    return Found(
        start=min([begin, start]),
        end=close,
        hops=tuple(hops),
        people=persons,
        spans=spans,
        passing=_PASSING[kind] or ("repost" if role in {"via"} or rights.grants and role == "original" else ""),  # type: ignore[arg-type]
        tagline=subject.tagline,
        sure=0.6 if unnamed else 0.96 if subject.itself or granted else 0.88,
        warnings=warnings,
    )


def _opens(key: str, begin: int, start: int, end: int, names: Names) -> bool:
    """Say whether a weak verb opens its clause before a name in marks or a known one."""
    if key[begin:start].strip(" 。.-—*·(【[■□●"):
        return False
    place = end
    while place < len(key) and key[place] in " :@":
        place += 1
    mark = key[place : place + 1]
    return bool(mark) and (mark in "《“「『" or bool(names.at(key, place)) or bool(literal("channels", "platforms").match(key, place)) or any(key.startswith(name, place) for name in vocabulary().words("outlets", "agencies") if len(name) > 1 and ord(name[0]) > 0x2E80) or mark == MASK)


def _shows(view: View, place: int, names: Names) -> bool:
    one = outlet(view, place, _stop(view.key, place), names)
    return one is not None and (one.known or one.quoted or bool(one.platform) or bool(one.account) or is_outlet_shaped(one.source.casefold()))


def _stop(key: str, position: int) -> int:
    match = re.compile(r"[。;!?\n]").search(key, position, min(len(key), position + 160))
    return match.start() if match else min(len(key), position + 160)


def _together(view: View, found: list[Found], names: Names) -> list[Found]:
    """Read 同步发布于: copies that the same author published beside the first."""
    return []


def _granted(view: View, rights: right.Rights, found: list[Found], names: Names) -> list[Found]:
    """Read 经某报授权 and 授权某网发布: who gave a right, to whom."""
    key = view.key
    more: list[Found] = []
    for start, end in rights.grants:
        place = right.grantor(key, start, end)
        if place and not any(one.start < place[1] and place[0] < one.end and any(h.role in {"original", "via"} for h in one.hops) for one in found):
            one = outlet(view, *place, names)
            if one and one.source and not one.unnamed and not is_person(key[slice(*place)], names) and len(one.source) <= 24 and not re.match(r"(?:本|该|其|贵|您|你|他|相关)", one.source):
                hops = [hop_of(one, "original")]
                more.append(Found(start=start, end=end, hops=tuple(hops), spans=one.spans, passing="repost", sure=0.93))
            elif one and is_person(key[slice(*place)], names):
                more.append(Found(start=start, end=end, people=(Person(role="author", name=view.shown[slice(*place)].strip()),), spans=span(view, *place, "author"), sure=0.85))
        author = re.compile(rf"(?:原|本文|文章)?作者\s?[“「]?([{HAN}·]{{2,4}})[”」]?(?:本人|先生|女士|老师)?(?:的|独家|正式)?(?:授权|许可|同意)").search(key, start, min(len(key), end + 1))
        if author and is_person(author[1], names):
            more.append(Found(start=start, end=end, people=(Person(role="author", name=view.shown[slice(*author.span(1))]),), spans=span(view, *author.span(1), "author"), sure=0.9))
        given = re.compile(r"授权\s?(?P<name>[^。;!?\n]{1,24}?)\s?(?:独家|首发|联合)?(?P<verb>转载|发布|发表|刊发|刊载|编译|翻译|推送|首发|转发|使用|编发|独家)").search(key, start, min(len(key), end + 30))
        if given and not re.match(r"(?:转|发|刊|编|翻|推|首|独|使)", given["name"]):
            one = outlet(view, given.start("name"), given.end("name"), names)
            if one and one.source and not one.unnamed and one.end >= given.end("name") - 1:
                role: HopRole = "original" if given["verb"] in {"发布", "发表", "首发", "刊发", "独家", "刊载"} and "转" not in key[given.start():given.end()] else "repost"
                has = any(h.source for f in [*found, *more] for h in f.hops)
                role = "repost" if has else role
                more.append(Found(start=start, end=given.end(), hops=(hop_of(one, role),), spans=one.spans, sure=0.9))
    for start, end in rights.grants:
        more += _passer(view, start, end, [*found, *more], names)
    by = re.compile(r"(?:(?:本文|文章|稿件|此文|文中图片|图片|照片|内容|资料|视频)(?:系|是|为|均)?由|^由)\s?(?P<name>[^。;!?,\n]{2,30}?)\s?(?:独家)?(?P<verb>供稿|提供|投稿|原创|出品|首发|采写|推荐|撰写|编译|翻译|整理|转载|发布|授权|编辑|综合|编写)")
    if (match := by.search(key)) and not any(one.start <= match.start() < one.end or one.start <= match.start("name") < one.end for one in [*found, *more]):
        more += _by(view, match, names, rights)
    ours = re.compile(r"(?:本文|文章|此文|本稿|本作品)?(?:系|为|是)\s?(?P<name>[^。;!?,\n]{2,36}?)\s?(?:的)?(?:独家)?(?:原创|首发|专稿|特稿|独家稿件|出品|原创作品|原创稿件|原创文章|供稿)(?=[^于自]|$)")
    if (match := ours.search(key)) and not any(one.start <= match.start("name") < one.end for one in [*found, *more]):
        more += _ours(view, match, names)
    return more


def _passer(view: View, start: int, end: int, found: list[Found], names: Names) -> list[Found]:
    """Read 某网经授权发布: who passes a text on, where the source stands elsewhere."""
    key = view.key
    verb = re.compile(r"\s?(?:后)?(?:转载|发布|刊发|编译|翻译|推送|发表|转发|首发|刊载|编辑发布|进行编译)").match(key, end) or re.search(r"(?:转载|发布|刊发|编译|推送|发表)$", key[start:end])
    begin = _clause_start(key, start)
    text = key[begin:start].strip(" ,·")
    if not verb or not text or any(one.start <= begin < one.end and one.start < start < one.end for one in found):
        return []
    lead = re.compile(r"\s*(?:(?:本文|文章|现)?由)?\s?").match(key, begin, start)
    one = outlet(view, lead.end() if lead else begin, start, names)
    if not one or not one.source or one.unnamed or one.end < start - 1 or re.match("本文|文章|内容|图片|此文", one.source) or re.search("[的了是]", one.source):
        return []
    if is_person(one.source, names):
        return []
    return [Found(start=begin, end=end, hops=(hop_of(one, "repost"),), spans=one.spans, sure=0.85)]


def _by(view: View, match: re.Match[str], names: Names, rights: right.Rights) -> list[Found]:
    start, end = match.span("name")
    text = view.key[start:end]
    roles = {"供稿": "submitter", "投稿": "submitter", "推荐": "submitter", "编译": "translator", "翻译": "translator", "整理": "collector", "编辑": "editor", "综合": "editor"}
    if re.search(r"[的了在是把]|经|授权|未|不得|用户|平台", text) and not re.search("[《“「]", text):
        return []
    bare = re.sub(r"^(?:作者|译者|记者)[:\s]?", "", text)
    if is_person(bare, names):
        who = roles.get(match["verb"], "author")
        at = start + len(text) - len(bare)
        return [Found(start=match.start(), end=match.end(), people=(Person(role=who, name=view.shown[at:end].strip()),), spans=span(view, at, end, who), sure=0.88)]  # type: ignore[arg-type]
    one = outlet(view, start, end, names)
    if one and one.unnamed and re.search("图|视频|照片", match[0]) and match["verb"] == "提供":
        return [Found(start=match.start(), end=match.end(), hops=(Hop(role="image"),), sure=0.55)]
    if not one or not one.source or one.unnamed or one.end < end - 1:
        return []
    role: HopRole = {"编译": "adaptation", "翻译": "translation", "转载": "repost", "整理": "compilation", "综合": "compilation"}.get(match["verb"], "original")  # type: ignore[assignment]
    if "图片" in match[0] or "视频" in match[0]:
        role = "image"
    return [Found(start=match.start(), end=match.end(), hops=(hop_of(one, role),), spans=one.spans, sure=0.85)]


def _ours(view: View, match: re.Match[str], names: Names) -> list[Found]:
    start, end = match.span("name")
    if not match[0].startswith(("本", "文", "此", "系", "为", "是")) or re.match(r"(?:原创|一篇|一个|作者|个人|转载)", match["name"]):
        return []
    if match.start("name") and not re.search(r"本文|文章|此文|本稿|作品", view.key[max(0, match.start() - 4) : match.start("name")]):
        return []
    if is_person(view.key[start:end], names):
        return [Found(start=match.start(), end=match.end(), people=(Person(role="author", name=view.shown[start:end]),), spans=span(view, start, end, "author"), sure=0.85)]
    one = outlet(view, start, end, names)
    if not one or not one.source or one.unnamed:
        return []
    return [Found(start=match.start(), end=match.end(), hops=(hop_of(one, "original"),), spans=one.spans, sure=0.9)]


def _images(view: View, found: list[Found], names: Names) -> list[Found]:
    """Read 图自某处, 题图源某处: image labels without a sign."""
    more: list[Found] = []
    for match in re.finditer(r"(?:^|(?<=[\s(,。;【]))(?:题|头|首|封面|配|文中|文内)?图片?(?:源自|源|自|据)\s?(?=[^\s:])", view.key):
        if any(one.start <= match.start() < one.end for one in found):
            continue
        named, end = outlets(view, match.end(), _stop(view.key, match.end()), names)
        if named and not re.match(r"[^\s,。;)】]", view.key[end : end + 1]):
            more.append(Found(start=match.start(), end=end, hops=tuple(hop_of(one, "image") for one in named), spans=tuple(s for one in named for s in one.spans), sure=0.85))
    return more


def _works(view: View, found: list[Found], names: Names) -> list[Found]:
    """Read 综合新华社、央视等报道整理, 根据某报报道编译, and 原标题 within a sentence."""
    key = view.key
    more: list[Found] = []
    pattern = re.compile(r"(?:^|(?<=[\s。,;()□■●【\[—*]))(?:(?:本文|文章|内容|小编|编辑)?(?:系|由)?(?:根据|据|综合自|综合整理自|综合|整合|整理自))\s?(?=[^\s。,;])")
    for match in pattern.finditer(key):
        if any(one.start <= match.start() < one.end for one in found):
            continue
        stop = _stop(key, match.end())
        named, end = outlets(view, match.end(), stop, names)
        if not named:
            continue
        rest = key[end:stop].strip(" 。)")
        together = "综合" in match[0] or "整" in match[0]
        compiled = re.match(r"(?:等)?(?:[^,。]{0,14}?)(?:编译|整理|综合|编写|改编|采写|撰写|编辑|翻译|汇编)", rest)
        good = all(one.known or one.quoted or is_outlet_shaped(one.source.casefold()) for one in named)
        if together and not (good or compiled or len(named) > 1 and len(rest) < 6):
            continue
        if not together and not (compiled and not rest.startswith("的") and len(rest) < 22):
            continue
        kind = "translation" if compiled and re.search("编译|翻译", compiled[0]) and not together else "compilation"
        role: HopRole = "original" if kind == "translation" else "compilation"
        hops = tuple(hop_of(one, role) for one in named)
        more.append(Found(start=match.start(), end=end, hops=hops, spans=tuple(s for one in named for s in one.spans), passing="adaptation" if kind == "translation" else "compilation", sure=0.9))
    for match in re.finditer(r"(?:原文?)(?:的)?(?:标题|题目|题)(?:为|是|:|叫)?\s?(?=[《“「\"'a-z])|原题为?\s?(?=[《“「\"])", key):
        end = _stop(key, match.end())
        text = view.shown[match.end() : end]
        pairs = {"《": "》", "“": "”", "「": "」", '"': '"', "'": "'"}
        close = text.find(pairs[text[0]], 1) if text[:1] in pairs else -1
        title = text[1:close] if close > 0 else re.split(r"[,，。)）;；]", text)[0]
        if title.strip():
            more.append(Found(start=match.start(), end=match.end() + len(title), title=title.strip(), spans=span(view, match.end(), match.end() + len(title), "title"), sure=0.7))
    return more


def _english(view: View, rights: right.Rights, found: list[Found], taken: list[tuple[int, int]], names: Names) -> list[Found]:
    """Read English verbs with a source behind them."""
    key = view.key
    if not re.search("[a-z]{4}", key):
        return []
    more: list[Found] = []
    for kind in ("compilation", "excerpt-of", "adaptation", "translation", "via", "original"):
        words = [word for word in vocabulary().words("verbs", kind) if ord(word[0]) < 0x2000]
        pattern = re.compile(r"(?<![a-z])(?:" + "|".join(words) + r")(?![a-z])\s*")
        for match in pattern.finditer(key):
            if any(one.start <= match.start() < one.end for one in [*found, *more]):
                continue
            before = key[max(0, match.start() - 60) : match.start()]
            if re.match(r"translated from (?:the )?[a-z]+ by\s", match[0]):
                continue
            position = match.end()
            skip = re.compile(r"(?:the )?(?:kind )?(?:permission (?:of|from) )?(?:an? )?(?:(?:article|story|piece|report|essay|post|book|interview|column) (?:originally )?(?:published |posted )?(?:in|by|on|from|at) )?(?:(?:print |online )?(?:issue|edition|pages|website|blog|newsletter|archives?) (?:of|on|at) )?(?:[a-z]+ \d{1,2},? \d{4},? (?:in|on|by|at) )?").match(key, position)
            if skip and skip.end() < len(key) and view.shown[skip.end()].isupper() and "The" not in view.shown[slice(*skip.span())]:
                position = skip.end()
            elif view.shown.startswith("the ", position):
                position += 4
            date = re.compile(r"(?:[a-z]{3,9}\.? \d{1,2},? \d{4},? (?:in|on|by|at) |\d{4} (?:in|on|by|at) )(?:the )?").match(key, position)
            position = date.end() if date else position
            named, end = outlets(view, position, _english_stop(key, position), names)
            named = [one for one in named if (one.source and not one.unnamed) or one.platform or one.url]
            if not named:
                continue
            if kind in {"adaptation"} and not re.search(r"^\W*$|(?:article|story|post|piece|report|column|content|was|is)\W*$", before):
                if not (named[0].known and match.start() < 3):
                    continue
            if "courtesy" in match[0] and re.search(r"(?:photo|image|picture|photograph|illustration|video|graphic|screenshot)s?\W*$", before):
                role: HopRole = "image"
            elif kind == "via" and rights.grants:
                role = "original"
            elif kind in {"via", "excerpt-of", "compilation"}:
                role = kind  # type: ignore[assignment]
            else:
                role = "original"
            if kind == "translation" and named[0].source.split()[:1] and named[0].source.split()[0] in {"English", "Chinese", "French", "German", "Japanese", "Spanish", "Russian", "Korean", "Arabic", "Italian", "Portuguese", "Dutch"}:
                continue
            hops = tuple(hop_of(one, role) for one in named)
            title = re.search(r"[“\"]([^”\"]{3,120})[,.]?[”\"]\W{0,3}(?:was|is|first|originally|appeared)?\W{0,3}$", view.shown[: match.start()][-160:])
            if title:
                hops = (Hop(role=hops[0].role, source=hops[0].source, platform=hops[0].platform, url=hops[0].url, date=hops[0].date, title=title[1].rstrip(",.")), *hops[1:])
            more.append(Found(start=match.start(), end=end, hops=hops, spans=span(view, *match.span(), "verb") + tuple(s for one in named for s in one.spans), passing=_PASSING[kind] or ("repost" if re.match("re-?p|rep|synd|used|courtesy", match[0]) else ""), sure=0.92))  # type: ignore[arg-type]
    return more


def _english_stop(key: str, position: int) -> int:
    match = re.compile(r"[。;!?\n]|(?<=[a-z0-9)]{3})\.(?:\s|$)").search(key, position, min(len(key), position + 160))
    return match.start() if match else min(len(key), position + 160)


_KO_BEFORE = re.compile(r"(?:^|[\s(\[\"“‘'])([^\s,.()\[\]:;]{1,20}(?:\s[a-z가-힣]{1,12})?)$")


def _before_verbs(view: View, found: list[Found], taken: list[tuple[int, int]], names: Names) -> list[Found]:
    """Read Japanese and Korean verbs, which have their source before them."""
    key = view.key
    more: list[Found] = []
    if not re.search("[\u3040-\u30ff\uac00-\ud7af]", key):
        return more
    for kind in ("via", "original", "translation", "excerpt-of", "adaptation", "tail", "cited"):
        for word in vocabulary().words("behind", kind):
            for match in re.finditer(re.escape(word), key):
                if kind == "tail" and key[match.end() :].strip(" 。.)」"):
                    continue
                if any(one.start <= match.start() < one.end for one in [*found, *more]) or any(a <= match.start() < b for a, b in taken):
                    continue
                read = _source_before(view, match.start(), match.end(), kind, names)
                if read:
                    more.append(read)
    return more


def _source_before(view: View, verb: int, end: int, kind: str, names: Names) -> Found | None:
    key = view.key
    low = max(0, verb - 60)
    start = max((m.end() for m in re.compile(r"[。;!?\n,:()]|(?<![\u30a0-\u30ff])、|※|[はがで](?=[「『《])|\s(?=[「『])|(?:この[記记]事は|本[記记]事は|本稿は|[記记]事は|이 기사는|이 글은|본 기사는)").finditer(key, low, verb)), default=low if low else 0)
    named = None
    if verb and key[verb - 1] in "」』》\"”'’":
        opener = {v: k for k, v in {"「": "」", "『": "』", "《": "》", "“": "”", "‘": "’"}.items()}.get(key[verb - 1], key[verb - 1])
        at = key.rfind(opener, low, verb - 1)
        if at >= 0:
            before = outlet(view, start, at, names) if start < at else None
            named = outlet(view, at, verb, names)
            if before and before.known and named and not named.known:  # ロイターの「…」
                named = before
    else:
        regions = re.compile(r"\s*(?:" + "|".join(re.escape(w) for w in vocabulary().words("outlets", "regions")) + r")(?:の)?\s?").match(key, start, verb)
        text_start = start
        if regions and regions.end() < verb and (key[regions.end()] in "「『ァ" or "\u30a0" <= key[regions.end()] <= "\u30ff" or is_known(key[regions.end():verb].strip(), names) or regions[0].endswith(" ")):
            text_start = regions.end()
        while text_start < verb and (key[text_start].isspace() or key[text_start] in "‘“\"'*-—"):
            text_start += 1
        text = key[text_start:verb].strip()
        if "\uac00" <= key[end - 1] <= "\ud7af" or re.search("[가-힣]", key[verb:end]):
            words = text.split()
            while len(words) > 1 and not (is_known(" ".join(words), names)) and len(words) > 1 and not (is_outlet_shaped(" ".join(words)) and len(words) <= 2):
                words = words[1:]
            tail = " ".join(words)
            text_start = verb - (len(key[text_start:verb].rstrip()) and len(key[text_start:verb]) - key[text_start:verb].rfind(tail)) if tail else text_start
        stop = verb
        for suffix in map(fold, ("通信社の報道", "の報道", "の取材", "など", "の記事", "さん", "様", " 등", " 보도")):
            if key[text_start:stop].endswith(suffix):
                stop -= len(suffix)
        if text_start < stop and stop - text_start <= 30:
            key_ = key[text_start:stop].strip()
            unnamed = is_unnamed(key_) or any(key_.startswith(w) or key_.endswith(w) for w in vocabulary().words("outlets", "sources"))
            if unnamed and kind == "cited":
                return Found(start=text_start, end=end, hops=(Hop(role="cited", upstream=view.shown[text_start:stop].strip()),), spans=span(view, text_start, stop, "upstream"), sure=0.55)
            if key_ and (kind != "cited" or is_known(key_, names) or is_outlet_shaped(key_) or re.fullmatch(r"[a-z][a-z .&']{1,30}", key_)) and len(key_.split()) <= 4 and not re.search(r"[はがをにて]", key_):
                named = Named(source=view.shown[text_start:stop].strip(), start=text_start, end=stop, known=is_known(key_, names), unnamed=is_unnamed(key_), spans=span(view, text_start, stop, "source"))
    if named is None or not named.source:
        return None
    if kind in {"tail", "original"} and not (named.known or named.quoted or is_outlet_shaped(named.source.casefold())):
        return None
    role: HopRole = {"via": "via", "cited": "cited", "excerpt-of": "excerpt-of"}.get(kind, "original")  # type: ignore[assignment]
    if kind == "via" and re.search("許|许|承諾|承诺|承|了承|허락|허가|동의", key[verb:end]):
        role = "original"
    return Found(start=named.start, end=end, hops=(hop_of(named, role),), spans=named.spans, passing={"translation": "translation", "adaptation": "adaptation", "excerpt-of": "excerpt-of", "via": "repost"}.get(kind, ""), sure=0.85)  # type: ignore[arg-type]
