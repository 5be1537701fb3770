"""Pages in simplified characters become pages in traditional ones: their texts, and nothing else of them.

OpenCC's `s2tw` tells 头发 from 发布 by phrase and keeps the author's words; its `s2twp` changes words too,
文件 into 檔案, 支持 into 支援; but what others wrote is not ours to reword.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from generator.han import is_simplified, is_written_in

INSTALL = "pip install 'wenzhai[hant]'"
_CONFIGS = {"zh-Hant": "s2tw", "zh-TW": "s2tw", "zh-HK": "s2hk"}

_TOKEN = re.compile(
    r"""<!--.*?-->|<[!?][^>]*>
    |<(?P<close>/?)(?P<name>[a-z][^\s/>]*)(?P<rest>(?:[^"'>]|"[^"]*"|'[^']*')*)>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_MATTERS = re.compile("lang|title|alt|aria|translate|content|placeholder|label|credit", re.IGNORECASE)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_RAW = frozenset(["script", "style"])
_VERBATIM = _RAW | {"code", "pre", "kbd", "samp"}
_SAID = frozenset(["title", "alt", "aria-label", "aria-description", "placeholder", "label"])
_SAID_IN_META = frozenset(
    ["description", "og:title", "og:description", "og:site_name", "og:image:alt"]
    + [f"dc.{name}" for name in ("title", "source", "creator", "rights", "description", "publisher")]
)
_LANGUAGE_IN_META = frozenset(["dc.language"])
_SIMPLIFIED = "zh-Hans"
_BETWEEN = "\ufdd9"
"""Parts texts that are converted in one go; a noncharacter, which no input holds."""


def conversion(source: str, target: str) -> str:
    """Name how texts in one language become texts in another; empty where they stay as they are."""
    return _CONFIGS.get(target, "") if is_simplified(source) else ""


def opencc_version() -> str:
    """Give the version of OpenCC; empty where it is not installed."""
    try:
        return version("opencc") if find_spec("opencc") else ""
    except PackageNotFoundError:
        return ""


@cache
def _converter(config: str) -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415 - an extra that only these sites need

    convert: Callable[[str], str] = OpenCC(config).convert
    return convert


def convert(html: str, config: str, lang: str) -> str:
    """Convert a page's texts, let them say that they are in `lang`, and keep every other byte.

    Left alone: what is marked as another language or `translate="no"`, code, credit lines, addresses.
    """
    parts = _Reader(html, lang).parts
    texts = [text for text, said in parts if said]
    converted = iter(_converter(config)(_BETWEEN.join(texts)).split(_BETWEEN))
    return "".join(next(converted) if said else text for text, said in parts)


def _attributes(rest: str) -> Iterator[tuple[str, str, int]]:
    """Give a tag's attributes, where any matters here: each name, its value, and where that begins."""
    if _MATTERS.search(rest):
        for found in _ATTRIBUTE.finditer(rest):
            quoted = found[2][0] in "\"'"
            value = found[2][1:-1] if quoted else found[2]
            yield found[1].lower(), value, found.start(2) + quoted


class _Reader:
    """Cuts a page into parts, each with whether it is a text to convert."""

    def __init__(self, html: str, lang: str) -> None:
        self._html, self._lang = html, lang
        self._open: list[tuple[str, bool, bool]] = [("", True, False)]
        # elements around this place: name, whether their text is in simplified characters, whether it stays
        self.parts = [part for part in self._read() if part[0]]

    def _read(self) -> Iterator[tuple[str, bool]]:
        place = 0
        while token := _TOKEN.search(self._html, place):
            yield self._html[place : token.start()], self._converts
            place = token.end()
            if token["name"] is None:
                yield token[0], False
            elif token["close"]:
                yield token[0], False
                self._leave(token["name"].lower())
            else:
                name = token["name"].lower()
                yield from self._enter(name, token)
                if name in _RAW:
                    end = re.compile(f"</{name}", re.IGNORECASE).search(self._html, place)
                    stop = end.start() if end else len(self._html)
                    yield self._html[place:stop], False
                    place = stop
        yield self._html[place:], self._converts

    @property
    def _converts(self) -> bool:
        _, simplified, stays = self._open[-1]
        return simplified and not stays

    def _is_han(self, place: int) -> bool:
        """Say whether the text at a place is Chinese."""
        text = self._html[place : self._html.find("<", place)]
        return not is_written_in(text, "en")

    def _leave(self, name: str) -> None:
        """Close an element, and those inside it that were left open."""
        depth = next((d for d in range(len(self._open) - 1, 0, -1) if self._open[d][0] == name), 0)
        if depth:
            del self._open[depth:]

    def _enter(self, name: str, token: re.Match[str]) -> Iterator[tuple[str, bool]]:
        """Open an element and give its tag, cut at the words and languages in its attributes."""
        found = tuple(_attributes(token["rest"]))
        said = {key: value for key, value, _ in found}
        _, simplified, stays = self._open[-1]
        simplified = is_simplified(said["lang"]) if "lang" in said else simplified
        is_credit = name == "blockquote" and "credit" in said.get("class", "").split()
        quoted = not stays and (is_credit or said.get("translate", "") == "no")
        stays = stays or quoted or name in _VERBATIM
        if name not in _VOID and not token["rest"].endswith("/"):
            self._open.append((name, simplified, stays))
        base, place = token.start("rest"), token.start()
        for key, value, at in found:
            if not value or stays:
                continue
            start = base + at
            meta = said.get("name", said.get("property", "")).lower() if name == "meta" else ""
            is_language = key == "lang" or (key == "content" and meta in _LANGUAGE_IN_META)
            if is_language and is_simplified(value):
                yield self._html[place:start], False
                yield self._lang, False
            elif simplified and (key in _SAID or (key == "content" and meta in _SAID_IN_META)):
                yield self._html[place:start], False
                yield value, True
            else:
                continue
            place = start + len(value)
        yield self._html[place : token.end("rest")], False
        if quoted and simplified and "lang" not in said and self._is_han(token.end()):
            yield f' lang="{_SIMPLIFIED}"', False
        yield self._html[token.end("rest") : token.end()], False
