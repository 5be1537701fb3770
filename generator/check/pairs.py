"""Quotation marks and brackets that nothing closes or nothing opened."""

import re
from collections.abc import Iterator

from generator.check.case import Case
from generator.check.page import Block, Page, plain_key
from generator.errors import Problem
from generator.urls import is_http

_OPEN = "“‘「『《〈（(【〔｛［["
_CLOSE = "”’」』》〉）)】〕｝］]"
_KIND = {mark: number for marks in (_OPEN, _CLOSE) for number, mark in enumerate(marks)}
_KIND |= {"(": _KIND["（"], ")": _KIND["）"], "[": _KIND["［"], "]": _KIND["］"], "„": _KIND["“"]}
_MARKS = re.compile(rf"[„{re.escape(_OPEN + _CLOSE)}]")
_ANY = re.compile(rf'["„{re.escape(_OPEN + _CLOSE)}]')
_BLANKED = re.compile(
    r"`++[^`\n]++`++"  # code
    r"|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"  # the address of a link
    r"|(?<=\])\([^()\n]*\)"
    r"|https?://[^\s<>“”「」《》（），。；()\[\]]++(?:\([^\s()]*\)[^\s<>“”「」《》（），。；()\[\]]*)*"
    r"|<[^<>\n]*>"
    r"|\{[#.=\w][^{}\n]*\}"
    r"|[（(\]][^（）()\[\]\n,，;]{1,20}[,，;][^（）()\[\]\n,，;]{1,20}[\]\[]"  # half open
    r"|\[[^（）()\[\]\n,，;]{1,20}[,，;][^（）()\[\]\n,，;]{1,20}[)）\[]"
    r"|\\."
)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s，。；：、！？第,;:]))(?:\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,5})[)）]",
    re.MULTILINE,
)
_SMILEY = re.compile(r"[:;]-?[()\[\]]|[（(][￣\^・ω][^\n)）]{0,12}[)）]")
_LETTER = r"[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_APOSTROPHE = re.compile(
    rf"(?<={_LETTER})[‘’](?={_LETTER})|‘(?=\d\ds?\b|(?:tis|twas|em|cause|n)\b)|(?<![^\s(（“])’(?={_LETTER})",
    re.IGNORECASE,
)
"""Within a word, or where something at its beginning is left out; not beside Chinese."""
_DENSE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
_LATER = frozenset("“‘「『")
"""Marks that each paragraph of a long quotation opens, and only the last one closes."""


def unbalanced_pairs(page: Page, _: Case) -> Iterator[Problem]:
    """Find a mark without its partner, the first of each paragraph."""
    if not page.path.endswith(".md"):
        return
    blocks = page.blocks
    for number, block in enumerate(blocks):
        after = blocks[number + 1].text if number + 1 < len(blocks) else ""
        found = lone(block.text, after)
        if found:
            yield _problem(page, block, found)
    yield from _in_matter(page)


def lone(text: str, after: str = "") -> tuple[int, str] | None:
    """Give the first mark of a paragraph that has no partner, as its place and itself."""
    if not _ANY.search(text):
        return None
    plain = _blanked(text)
    open_: list[tuple[int, str]] = []
    for match in _MARKS.finditer(plain):
        at, mark = match.start(), match[0]
        top = open_[-1][1] if open_ else ""
        if mark == "“" and top == "„":  # as German closes
            open_.pop()
        elif mark in _OPEN or mark == "„":
            open_.append((at, mark))
        elif top and _KIND[top] == _KIND[mark]:
            open_.pop()
        elif not (mark == "’" and _ends_a_word(plain, at)):
            within = any(_KIND[mark] == _KIND[opened] for _, opened in open_)
            return open_[-1] if within else (at, mark)
    if not open_:
        return _straight(plain)
    marks = "".join(mark for _, mark in open_)
    goes_on = _LATER.issuperset(marks) and after.lstrip("> \u3000").startswith(marks)
    return None if goes_on else open_[0]


def _ends_a_word(text: str, at: int) -> bool:
    """Say whether a mark stands behind a letter that no Chinese is near: the students’ union."""
    return at > 0 and text[at - 1].isalnum() and not _DENSE.match(text[at - 1])


def _straight(plain: str) -> tuple[int, str] | None:
    """Give the last straight double quotation mark, where their number is odd and none is a measure."""
    places = [match.start() for match in re.finditer('"', plain)]
    measured = any(at and plain[at - 1].isdigit() for at in places)
    if len(places) % 2 and not measured and not plain.lstrip("> ").startswith('"'):
        return places[-1], '"'
    return None


def _blanked(text: str) -> str:
    """Put spaces where marks mean something else, so that places stay."""
    for pattern in (_BLANKED, _SMILEY, _NUMBERED, _APOSTROPHE):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    if not _DENSE.search(text):
        if "“" not in text and text.count("”") % 2 == 0:  # as Swedish and Finnish quote
            text = text.replace("”", " ")
        if "‚" in text:  # as German quotes within a quotation
            text = text.replace("‘", " ").replace("’", " ")
    return text


def _in_matter(page: Page) -> Iterator[Problem]:
    """Look at every value of the front matter."""
    if not _ANY.search(page.matter):
        return
    for key, value in page.texts:
        found = lone(value)
        if found and not is_http(value):
            start = page.offset(*page.key_place(key))
            at = page.matter.find(found[1], start)
            yield page.at(max(at, start), *_said(found[1], f"`{plain_key(key)}`"))


def _problem(page: Page, block: Block, found: tuple[int, str]) -> Problem:
    return page.at(block.start + found[0], *_said(found[1], "this paragraph"))


def _said(mark: str, where: str) -> tuple[str, str]:
    if mark == '"':
        return f'the number of `"` in {where} is odd', "add the one that is missing, or write “ ”"
    opens = mark in f"{_OPEN}„"
    partner = "“" if mark == "„" else (_CLOSE if opens else _OPEN)[(_OPEN if opens else _CLOSE).index(mark)]
    message = f"nothing {'closes' if opens else 'opens'} the `{mark}` in {where}"
    return message, f"add `{partner}`, or check it against the original"
