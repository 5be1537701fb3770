"""Blocks as the credit grammar reads them: with their links, and line by line where lines are credits."""

import re
from collections.abc import Iterator

from generator.clip.dated import is_stamp
from generator.clip.furniture import is_furniture
from generator.clip.literal import literal
from generator.clip.values import Unit
from generator.credits.reading import read

_CREDIT, _LINES, _LINE = 200, 12, 80
"""Characters of a block that may be a credit; lines of a block of credits, and characters of each."""
_LEAD = re.compile(r"(?:[>\s]|[-*+] )+")
_MARKS = re.compile(r"\\(?=\W)|\*|^(?:#+ |[-*] |(?:> ?)+)", re.MULTILINE)


def with_links(unit: Unit) -> str:
    """Give a block's words, with the links in them where one leads to a publication that it names."""
    if len(unit.text) > _CREDIT or "](http" not in unit.markdown:
        return unit.text
    linked = _MARKS.sub("", unit.markdown)
    return linked if any(hop.url for hop in read(linked).hops) else unit.text


def parted(unit: Unit) -> Iterator[Unit]:
    """Give the lines of a block of which most are the page's own, each as a block; any other as it is."""
    words, marks = unit.text.split("\n"), unit.markdown.split("\n")
    told = [_is_of_page(line) for line in words] if _may_be_credits(words) else []
    if 2 * sum(told) < len(words):
        yield unit
        return
    alike = len(words) == len(marks)
    for number, line in enumerate(words):
        mark = _LEAD.sub("", marks[number]).removesuffix("\\").strip() if alike else literal(line)
        yield Unit(text=line, markdown=mark or literal(line), chosen=unit.chosen and not says(line))


def _may_be_credits(lines: list[str]) -> bool:
    return 1 < len(lines) <= _LINES and all(len(line) <= _LINE for line in lines)


def says(line: str) -> bool:
    """Say whether a line says something of an origin, a right or a contact, and is no text."""
    one = read(line)
    return one.is_credit or bool(one.kind or one.permission)


def _is_of_page(line: str) -> bool:
    return says(line) or is_stamp(line) or is_furniture(line)
