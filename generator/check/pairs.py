"""Quotation marks and brackets that nothing closes or nothing opened."""

import re
from collections.abc import Iterator

from generator.check.case import Case
from generator.check.page import Block, Page
from generator.errors import Problem
from generator.urls import is_http

_OPEN = "“「『《〈（(【〔｛"
_CLOSE = "”」』》〉）)】〕｝"
_KIND = {mark: number for marks in (_OPEN, _CLOSE) for number, mark in enumerate(marks)}
_KIND |= {"(": _KIND["（"], ")": _KIND["）"]}
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}]")
_ANY = re.compile(f'[{_OPEN}{_CLOSE}"]')
_BLANKED = re.compile(
    r"`++[^`\n]++`++"  # code
    r"|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"  # the address of a link
    r"|\]\([^()\n]*\)"
    r"|https?://[^\s<>“”「」《》（），。；()]++(?:\([^\s()]*\)[^\s<>“”「」《》（），。；()]*)*"
    r"|<[^<>\n]*>"
    r"|\{[#.=\w][^{}\n]*\}"
    r"|\([^()\[\]\n,]{1,20},[^()\[\]\n,]{1,20}\]|\[[^()\[\]\n,]{1,20},[^()\[\]\n,]{1,20}\)"  # half open
    r"|\\."
)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s，。；：、！？第,;:]))(?:\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,5})[)）]",
    re.MULTILINE,
)
_SMILEY = re.compile(r"[:;]-?[()]|[（(][￣\^・ω][^\n)）]{0,12}[)）]")
_LATER = frozenset("“「『")
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
    plain = _blanked(text)
    open_: list[tuple[int, str]] = []
    for match in _MARKS.finditer(plain):
        mark = match[0]
        if mark in _OPEN:
            open_.append((match.start(), mark))
        elif open_ and _KIND[open_[-1][1]] == _KIND[mark]:
            open_.pop()
        else:
            return match.start(), mark
    if not open_:
        return _straight(plain)
    at, mark = open_[0]
    if mark in _LATER and len(open_) == 1 and after.lstrip("> \u3000").startswith(mark):
        return None
    return at, mark


def _straight(plain: str) -> tuple[int, str] | None:
    """Give the last straight double quotation mark, where their number is odd and none is a measure."""
    places = [match.start() for match in re.finditer('"', plain)]
    measured = any(at and plain[at - 1].isdigit() for at in places)
    if len(places) % 2 and not measured and not plain.lstrip("> ").startswith('"'):
        return places[-1], '"'
    return None


def _blanked(text: str) -> str:
    """Put spaces where marks mean something else, so that places stay."""
    for pattern in (_BLANKED, _SMILEY, _NUMBERED):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _in_matter(page: Page) -> Iterator[Problem]:
    """Look at every value of the front matter."""
    if not _ANY.search(page.matter):
        return
    for key, value in _values(page.loaded.values, ""):
        found = lone(value)
        if found:
            start = page.offset(*page.key_place(key))
            at = page.matter.find(found[1], start)
            name = next(part for part in reversed(key.split(".")) if not part.isdigit())
            yield page.at(max(at, start), *_said(found[1], f"`{name}`"))


def _values(value: object, key: str) -> Iterator[tuple[str, str]]:
    """Give all texts of a front matter by their keys, `timeline.0.what`."""
    if isinstance(value, str) and not is_http(value):
        yield key, value
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from _values(child, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from _values(child, f"{key}.{number}")


def _problem(page: Page, block: Block, found: tuple[int, str]) -> Problem:
    return page.at(block.start + found[0], *_said(found[1], "this paragraph"))


def _said(mark: str, where: str) -> tuple[str, str]:
    if mark == '"':
        return f'the number of `"` in {where} is odd', "add the one that is missing, or write “ ”"
    opens = mark in _OPEN
    partner = (_CLOSE if opens else _OPEN)[(_OPEN if opens else _CLOSE).index(mark)]
    message = f"nothing {'closes' if opens else 'opens'} the `{mark}` in {where}"
    return message, f"add `{partner}`, or check it against the original"
