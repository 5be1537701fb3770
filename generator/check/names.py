"""Names of sources: those that only look like a registered one, those given on the spot again and again."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.check.case import Case, Page, source_key
from generator.errors import Problem
from generator.han import fold
from generator.model.chain import HopMatter
from generator.model.kinds import Noun
from generator.model.source import SourceMatter

OFTEN = 3
"""Articles that give the same source on the spot, from which on it is worth registering."""

_RADICALS = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa]")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")
_WORD = re.compile(r"[^\W\d_]+")
_TABLES = ("cyrillic", "greek", "latin", "kana", "bopomofo", "hangul", "han")


class _Known(Noun, frozen=True, kw_only=True):
    """A registered name and what it looks like."""

    name: str
    folded: str
    skeleton: str


def homoglyph_names(case: Case) -> Iterator[Problem]:
    """Find names that look like a registered source and are written with other characters."""
    by_letter = _by_letter(case)
    suspects = _suspects()
    for page in case.pages:
        told: set[str] = set()
        for problem, name in _in_text(page, by_letter, suspects):
            if name not in told:
                told.add(name)
                yield problem
        for at, name, why in _mixed(page):
            if not any(unlike in name for unlike in told):
                yield page.at(at, f"the name `{name}` {why}", "type it anew; names that look alike are two")


def often_on_the_spot(case: Case) -> Iterator[Problem]:
    """Find sources that many articles give on the spot and that are not registered."""
    places: dict[str, list[tuple[Page, str, str]]] = {}
    for written in case.articles:
        matter = written.doc.matter
        hops = matter.chain or ((matter.source,) if matter.source else ())
        met = set()
        for number, hop in enumerate(hops):
            given = hop.source if isinstance(hop, HopMatter) else hop
            if isinstance(given, SourceMatter) and fold(given.name) not in met:
                met.add(fold(given.name))
                place = (written.page, source_key(written.doc, number), given.name)
                places.setdefault(fold(given.name), []).append(place)
    for found in places.values():
        if len(found) >= OFTEN:
            page, key, _ = found[0]
            name = Counter(name for _, _, name in found).most_common(1)[0][0]
            line, column = page.key_place(key)
            message = f"`{name}` is given on the spot in {len(found)} articles"
            hint = f"register it in {case.registry.path}: `an-id: {{name: {name}}}`"
            yield page.at(page.offset(line, column), message, hint)


def skeleton(text: str) -> str:
    """Give a text with each character replaced by the plain one that it looks like."""
    return fold(text).translate(_looks())


def _in_text(
    page: Page, by_letter: dict[str, list[tuple[_Known, int]]], suspects: re.Pattern[str]
) -> Iterator[tuple[Problem, str]]:
    """Look around each suspect character for a name that it could be a part of."""
    end = 0
    for match in suspects.finditer(page.text):
        if match.start() < end:
            continue
        letter = skeleton(match[0])
        for known, offset in by_letter.get(letter, ()):
            start = match.start() - offset
            written = page.text[max(start, 0) : start + len(known.skeleton)]
            if start < 0 or skeleton(written) != known.skeleton or not _other(written, known):
                continue
            end = start + len(written)
            if known.skeleton.isascii() and _inside_word(page.text, start, end):
                continue
            shown = ", ".join(
                f"`{letter}` is U+{ord(letter):04X}" for letter in dict.fromkeys(suspects.findall(written))
            )
            message = f"`{written}` only looks like `{known.name}`: {shown}"
            yield page.at(start, message, f"write `{known.name}`"), written
            break


def _other(written: str, known: _Known) -> bool:
    return fold(written) != known.folded or (bool(_RADICALS.search(written)) and written != known.name)


def _inside_word(text: str, start: int, end: int) -> bool:
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return any(unicodedata.name(letter, "").partition(" ")[0] in _ALPHABETS for letter in around)


def _mixed(page: Page) -> Iterator[tuple[int, str, str]]:
    """Give the places of names whose letters are of scripts that no name mixes."""
    for name in _names(page):
        why = _why_mixed(name)
        at = page.text.find(name)
        if why and at >= 0:
            yield at, name, why


def _why_mixed(name: str) -> str:
    kana = _KANA.findall(name)
    tables = _tables()
    if len(kana) == 1 and kana[0] in tables["kana"] and _HAN.search(name):
        at = name.index(kana[0])
        if all(_HAN.match(letter) for letter in name[max(at - 1, 0) : at] + name[at + 1 : at + 2]):
            return f"has the Japanese letter `{kana[0]}` among Chinese characters"
    for word in _WORD.findall(name):
        scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word} & set(_ALPHABETS)
        if len(scripts) > 1:
            return (
                f"mixes {' and '.join(sorted(script.capitalize() for script in scripts))} letters in `{word}`"
            )
    return ""


def _names(page: Page) -> Iterator[str]:
    """Give every name that a file's front matter writes."""
    keys = frozenset(
        ("name", "source", "account", "platform", "upstream", "grantor", "says", "byline", "editor")
    )
    lists = frozenset(("aliases", "chain", "byline"))

    def walk(value: object, key: str) -> Iterator[str]:
        if isinstance(value, dict):
            for inner, child in value.items():
                yield from walk(child, str(inner))
        elif isinstance(value, list):
            for child in value:
                yield from walk(child, key)
        elif isinstance(value, str) and (key in keys or key in lists):
            yield value

    yield from dict.fromkeys(walk(page.loaded.values, ""))


def _by_letter(case: Case) -> dict[str, list[tuple[_Known, int]]]:
    """Give the registered names by each character that they look like, the longest first."""
    names = [name for _, matter in case.registry.entries for name in (matter.name, *matter.aliases)]
    known = [
        _Known(name=name, folded=fold(name), skeleton=skeleton(name))
        for name in dict.fromkeys(names)
        if len(name) > 1 and len(skeleton(name)) == len(name)
    ]
    found: dict[str, list[tuple[_Known, int]]] = {}
    for entry in sorted(known, key=lambda k: -len(k.name)):
        for offset, letter in enumerate(entry.skeleton):
            found.setdefault(letter, []).append((entry, offset))
    return found


@cache
def _tables() -> dict[str, str]:
    known = tomllib.loads(Path(__file__).with_name("lookalikes.toml").read_text("utf-8"))
    return {name: known[name] for name in _TABLES}


@cache
def _looks() -> dict[int, str]:
    return {ord(table[n]): table[n + 1] for table in _tables().values() for n in range(0, len(table), 2)}


@cache
def _suspects() -> re.Pattern[str]:
    """Match every character that looks like another, capitals too, and those that Unicode folds into one."""
    letters = "".join(map(chr, _looks()))
    return re.compile(f"[{re.escape(letters + letters.upper().replace('SS', ''))}\u2e80-\u2fd5\uf900-\ufaff]")
