"""Names of sources: those that only look like a registered one, those given on the spot again and again."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from generator.check.case import Case, source_key
from generator.check.lookalikes import LOOK, Known, Looks, is_radical, kana, skeleton, variants
from generator.check.page import Page, plain_key
from generator.errors import Problem
from generator.han import alphabet, fold
from generator.model.chain import HopMatter
from generator.model.source import SourceMatter

OFTEN = 3
"""Articles that give the same source on the spot, from which on it is worth registering."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")
_NAMING = frozenset(("name", "aliases", "source", "chain", "account", "platform", "upstream", "grantor"))
_NAMING |= {"says", "byline", "editor"}
"""Keys of the front matter whose values are names."""
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa]")
_OF_PLACES = frozenset("ノヶケツ")
"""Japanese letters that stand between Chinese characters in names of places."""
_DIGITS = "01"
_NEAR = 60
"""Characters on both sides of a name that show what script its line is in."""
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")
_WORD = re.compile(r"[^\W\d_]+")


def homoglyph_names(page: Page, case: Case) -> Iterator[Problem]:
    """Find names that look like a registered source and are written with other characters."""
    told: set[str] = set()
    for problem, name in _in_text(page, case.looks):
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


def _in_text(page: Page, looks: Looks) -> Iterator[tuple[Problem, str]]:
    """Look around each suspect character for a name that it could be a part of."""
    text, end = page.text, 0
    for match in looks.suspects.finditer(text):
        at = match.start()
        if at < end or (match[0] in _DIGITS and not _beside_a_letter(text, at)):
            continue
        for known, offset in looks.by_letter[match[0]]:
            start, beside = at - offset, offset + 1 if offset + 1 < len(known.name) else offset - 1
            if start < 0 or LOOK[text[start + beside : start + beside + 1]] != known.skeleton[beside]:
                continue
            written = text[start : start + len(known.name)]
            if skeleton(written) != known.skeleton or _is_right(written, known, looks):
                continue
            end = start + len(written)
            if _in_its_place(text, start, end, written, known):
                continue
            unlike = (one for one, other in zip(written, known.name, strict=True) if fold(one) != fold(other))
            letters = dict.fromkeys(unlike) or dict.fromkeys(filter(is_radical, written))
            shown = ", ".join(f"`{letter}` is U+{ord(letter):04X}" for letter in letters)
            message = f"`{written}` only looks like `{known.name}`: {shown}"
            yield page.at(start, message, f"write `{known.name}`"), written
            break


def _beside_a_letter(text: str, at: int) -> bool:
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    return (before.isalpha() and before.isascii()) or (after.isalpha() and after.isascii())


def _is_right(written: str, known: Known, looks: Looks) -> bool:
    """Say whether what is written is a registered name itself."""
    return fold(written) in looks.folded and (
        written == known.name or not any(is_radical(letter) for letter in written)
    )


def _in_its_place(text: str, start: int, end: int, written: str, known: Known) -> bool:
    """Say whether characters stand where they belong: in a word or a line of their own script."""
    if known.skeleton.isascii():
        around = text[max(start - 1, 0) : start] + text[end : end + 1]
        line = (
            text[max(start - _NEAR, 0) : start].rpartition("\n")[2]
            + text[end : end + _NEAR].partition("\n")[0]
        )
        scripts = {alphabet(letter) for letter in written if letter.isalpha()}
        return any(alphabet(letter) in _ALPHABETS for letter in around) or (
            "LATIN" not in scripts and any(alphabet(letter) in scripts for letter in line)
        )
    unlike = {one for one, other in zip(written, known.name, strict=True) if fold(one) != fold(other)}
    return bool(unlike) and unlike <= variants() and _is_japanese(written)


def _is_japanese(name: str) -> bool:
    """Say whether Japanese has all characters of a name: 日本経済新聞, and not 钱江晩报."""
    try:
        name.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _mixed(page: Page) -> Iterator[tuple[int, str, str]]:
    """Give the places of names whose letters are of scripts that no name mixes."""
    for name in _names(page):
        why = _why_mixed(name)
        at = page.text.find(name)
        if why and at >= 0:
            yield at, name, why


@cache
def _why_mixed(name: str) -> str:
    met = _KANA.findall(name)
    if len(met) == 1 and met[0] in kana() - _OF_PLACES:
        at = name.index(met[0])
        beside = name[max(at - 1, 0) : at] + name[at + 1 : at + 2]
        if beside and all(_HAN.match(letter) for letter in beside):
            return f"has the Japanese letter `{met[0]}` among Chinese characters"
    for word in _WORD.findall(name):
        scripts = {alphabet(letter) for letter in word} & set(_ALPHABETS)
        if len(scripts) > 1:
            return (
                f"mixes {' and '.join(sorted(script.capitalize() for script in scripts))} letters in `{word}`"
            )
    return ""


def _names(page: Page) -> Iterator[str]:
    """Give every name that a file's front matter writes."""
    yield from dict.fromkeys(text for key, text in page.texts if plain_key(key) in _NAMING)
