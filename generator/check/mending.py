"""What can be put right without asking: edits of the sources, all else byte for byte as it was."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from msgspec import structs

from generator.check.addresses import addresses
from generator.check.page import Page
from generator.files import place
from generator.frontmatter import load, split
from generator.model.kinds import Noun
from generator.tracking import untracked
from generator.urls import is_http
from generator.write import put

_WIDTHLESS = "\u200b\u2060\ufeff"
_ENDS = re.compile(rf"^[{_WIDTHLESS}]+|[{_WIDTHLESS}]+\Z")
_BEFORE_ADDRESS = ("](", "<")
_QUOTED = frozenset("'\"")
_ADDRESSES = frozenset(("url", "archived", "feed"))
"""Keys whose values are addresses; all else may be anybody's words."""
_MARK = "\ufeff"


class Edit(Noun, frozen=True, kw_only=True):
    """A stretch of a file and what is written in its place."""

    start: int
    end: int
    text: str
    what: str


def mend(root: Path, pages: Iterable[Page]) -> tuple[str, ...]:
    """Put right what cannot be wrong in a site's sources; say what was done, a line each."""
    said: list[str] = []
    for page in pages:
        file = root / page.path
        raw = _text(file.read_bytes())
        edits = mends(raw, page) if raw is not None else ()
        if raw is not None and edits:
            said += (_said(page.path, raw, edit) for edit in edits)
            put(file, edited(raw, edits).encode())
    return tuple(said)


def mends(raw: str, page: Page) -> tuple[Edit, ...]:
    """Give the edits that a file's text needs, in order, none over another."""
    start = 1 if raw.startswith(_MARK) else 0
    written = Page(path=page.path, kind=page.kind, text=raw[start:], doc=page.doc)
    found: list[Edit] = []
    for edit in sorted(_moved((*_in_matter(written), *_in_links(written)), start), key=lambda e: e.start):
        if not found or edit.start >= found[-1].end:
            found.append(edit)
    return tuple(found)


def edited(raw: str, edits: Iterable[Edit]) -> str:
    """Give a text with its edits made."""
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        raw = raw[: edit.start] + edit.text + raw[edit.end :]
    return raw


def _in_links(page: Page) -> Iterator[Edit]:
    """Take tracking out of the links of texts of our own."""
    if page.kind == "article":
        return
    for address in addresses(page):
        if address.start >= page.body_start and page.text.endswith(_BEFORE_ADDRESS, 0, address.start):
            yield from _untracked(address.url, address.start)


def _in_matter(page: Page) -> tuple[Edit, ...]:
    """Give the edits of a front matter that leave it saying all else as before."""
    text, start = page.text, 0
    if page.path.endswith(".md"):
        parts, problems = split(page.text, page.path)
        if problems:
            return ()
        text, start = parts.matter, page.text.index("\n") + 1
    if "?" not in text and "#" not in text and not any(letter in text for letter in _WIDTHLESS):
        return ()
    loaded, problems = load(text, page.path)
    if problems:
        return ()
    for kinds in ((_address, _ends), (_address,)):  # an end without width may hide what YAML reads as a mark
        edits: list[Edit] = []
        wanted: list[tuple[str, str]] = []
        for key, node in _scalars(loaded.node):
            made = [edit for kind in kinds for edit in kind(key, node.value)] if _is_plain(node, text) else []
            edits += _moved(made, _first(node))
            wanted.append((key, edited(node.value, made)))
        again, problems = load(edited(text, edits), page.path)
        if not problems and [(key, node.value) for key, node in _scalars(again.node)] == wanted:
            return tuple(_moved(edits, start))
    return ()


def _moved(edits: Iterable[Edit], by: int) -> Iterator[Edit]:
    return (structs.replace(edit, start=edit.start + by, end=edit.end + by) for edit in edits)


def _address(key: str, value: str) -> Iterator[Edit]:
    """Take tracking out of a value that is an address."""
    url = value.strip(_WIDTHLESS)
    if key in _ADDRESSES and is_http(url):
        yield from _untracked(url, value.index(url))


def _ends(_: str, value: str) -> Iterator[Edit]:
    """Take characters without width from both ends of a value."""
    for match in _ENDS.finditer(value):
        if match[0] != value:
            what = f"{len(match[0])} invisible at the end of `{value.strip(_WIDTHLESS)}` taken out"
            yield Edit(start=match.start(), end=match.end(), text="", what=what)


def _untracked(url: str, at: int) -> Iterator[Edit]:
    shorter = untracked(url)
    if shorter != url:
        yield Edit(start=at, end=at + len(url), text=shorter, what=f"`{url}` is now `{shorter}`")


def _is_plain(node: Any, text: str) -> bool:  # noqa: ANN401 - PyYAML's nodes are untyped
    """Say whether a value stands in the text as it is, and not over lines or in signs that YAML reads."""
    value: str = node.value
    return text.startswith(value, _first(node))


def _first(node: Any) -> int:  # noqa: ANN401 - as above
    """Give where a value begins within its quotation marks."""
    begun: int = node.start_mark.index
    return begun + (node.style in _QUOTED)


def _scalars(node: Any, key: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - as above
    """Give all values, each with the key that it stands under."""
    if isinstance(node, yaml.ScalarNode):
        yield key, node
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _scalars(child, key)
    elif isinstance(node, yaml.MappingNode):
        for name, child in node.value:
            yield from _scalars(child, str(name.value))


def _text(data: bytes) -> str | None:
    """Give a file's text as it is, line ends and all; none if it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _said(path: str, raw: str, edit: Edit) -> str:
    line, column = place(raw, edit.start)
    return f"{path}:{line}:{column}: {edit.what}"
