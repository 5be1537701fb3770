"""One source file becomes one document; names, links and zones stay as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, TypeVar
from unicodedata import normalize

from msgspec import structs

from generator import edtf
from generator.errors import MOST_TOLD, Problem, fault, guess, some, warning
from generator.files import decode
from generator.fingerprint import of_bytes
from generator.frontmatter import Loaded, Matter, convert, load, locate, split
from generator.markdown import TIMELINE, Dialect, Markdown, refused
from generator.markdown import convert as convert_markdown
from generator.model.article import ArticleDoc, ArticleMatter, Body, Link
from generator.model.issue import Entry, IssueDoc, IssueMatter
from generator.model.kinds import Noun
from generator.model.registry import AnchorsDoc, RecordsDoc, RegistryDoc, SiteDoc
from generator.model.rights import RecordMatter
from generator.model.source import SourceMatter
from generator.model.topic import PageDoc, PageMatter, TopicDoc, TopicMatter
from generator.settings import SiteMatter
from generator.urls import LONGEST_ID, is_id

if TYPE_CHECKING:
    from generator.markdown import Link as Destination

Kind = Literal["article", "issue", "topic", "page", "site", "sources", "rights", "anchors"]
Doc = ArticleDoc | IssueDoc | TopicDoc | PageDoc | SiteDoc | RegistryDoc | RecordsDoc | AnchorsDoc

LARGEST, _HEAD = 4_000_000, 1_100_000
"""Bytes of the largest file that is read, and of the head of a larger one, in which its front matter ends."""

M = TypeVar("M", bound=Matter)
_UNSPACED = re.compile(r"(#{2,6})([^\s#][^#\n]*)$")
_TIGHT = re.compile(r"##[^\s#]")
_WIDE_COMMA = re.compile("[，、]")


class Document(Noun, frozen=True, kw_only=True):
    """A source file: where it lies under the site's root, what it is, its bytes."""

    path: str
    kind: Kind
    data: bytes
    # of one that is too large, enough to see that


class Parsed(Noun, frozen=True, kw_only=True):
    """What one file gave: a document if one could be made, its text's HTML, all problems.

    The document of a file at fault lacks what is at fault and serves only to find more faults.
    """

    doc: Doc | None
    html: str = ""
    problems: tuple[Problem, ...] = ()


class _Halves(Noun, frozen=True, kw_only=True):
    """A file's front matter, loaded, and its text."""

    loaded: Loaded
    body: str
    line: int
    broken: bool
    # the YAML could not be read at all
    problems: tuple[Problem, ...]


def parse(document: Document) -> Parsed:
    """Read one source file."""
    path, data, read = document.path, document.data, _READERS[document.kind]
    if len(data) > LARGEST:
        reason = f"the file is larger than {LARGEST // 1_000_000} MB"
        if document.kind != "article":
            return Parsed(doc=None, problems=(fault(path, reason, "shorten or split it"),))
        data, read = data[: data.rfind(b"\n", 0, _HEAD) + 1], partial(_article, too_large=reason)
    text, problems = decode(data, path)
    if any(p.severity == "fault" for p in problems):
        return Parsed(doc=None, problems=problems)
    parsed = read(path, text)
    return Parsed(doc=parsed.doc, html=parsed.html, problems=problems + parsed.problems)


def _halves(path: str, text: str) -> _Halves:
    parts, problems = split(text, path)
    loaded, more = load(parts.matter, path, line=parts.matter_line)
    broken = bool(problems or more) and not loaded.values
    found = (*problems, *more)
    return _Halves(loaded=loaded, body=parts.body, line=parts.body_line, broken=broken, problems=found)


def _unspaced_headings(body: str, first: int, path: str) -> Iterator[Problem]:
    """Find `##标题`, which is no heading (CommonMark 0.31.2, 4.2), though it was surely meant as one."""
    if not _TIGHT.search(body):
        return
    fenced = False
    for number, line in enumerate(body.split("\n")):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        match = None if fenced else _UNSPACED.match(line)
        if match:
            message = "this is printed as it stands, not as a heading"
            hint = f"put a space after the marks: `{match[1]} {match[2]}`"
            yield warning(path, message, hint, line=first + number, column=1)


def _matter(halves: _Halves, kind: type[M], path: str) -> tuple[M | None, tuple[Problem, ...]]:
    if halves.broken:
        return None, halves.problems
    matter, problems = convert(halves.loaded, kind, path)
    return matter, halves.problems + problems


def _article(path: str, text: str, too_large: str = "") -> Parsed:
    halves = _halves(path, text)
    for key in ("tags", "topics", "aliases"):
        _split_wide_commas(halves.loaded, key)
    matter, problems = _matter(halves, ArticleMatter, path)
    made = refused(path, halves.line, too_large) if too_large else _convert(halves, path)
    problems += () if made.refused else made.problems
    if matter is None:
        return Parsed(doc=None, problems=problems)
    id_, wrong = _id(path, matter.id, halves.loaded)
    problems += wrong + _places(matter, made, halves, path)
    html = "" if made.refused or not halves.body.strip() else made.html
    doc = ArticleDoc(
        path=path,
        id=id_,
        matter=matter,
        body=_body(made) if html else None,
        refused=made.problems[0].message if made.refused else "",
    )
    return Parsed(doc=doc, html=html, problems=problems)


def _issue(path: str, text: str) -> Parsed:
    halves = _halves(path, text)
    matter, problems = _matter(halves, IssueMatter, path)
    made = _convert(halves, path, structure=True)
    problems += made.problems + _refusal(made)
    id_, wrong = _id(path, None, halves.loaded)
    if matter is None:
        return Parsed(doc=None, problems=problems)
    entries = tuple(
        Entry(
            kind=b.kind,
            line=b.line,
            level=b.level,
            text=b.text,
            id=b.id,
            articles=b.ids,
            html=b.html.strip(),
            title=b.title,
            url=b.url,
            source=b.source,
        )
        for b in made.blocks
    )
    doc = IssueDoc(path=path, id=id_, matter=matter, entries=entries, links=_links(made.links))
    return Parsed(doc=doc, problems=problems + wrong)


def _topic(path: str, text: str) -> Parsed:
    return _with_body(path, text, TopicMatter, TopicDoc)


def _page(path: str, text: str) -> Parsed:
    return _with_body(path, text, PageMatter, PageDoc)


def _with_body(path: str, text: str, kind: type[M], make: Callable[..., Doc]) -> Parsed:
    """Read a file that is front matter and one text of our own."""
    halves = _halves(path, text)
    matter, problems = _matter(halves, kind, path)
    made = _convert(halves, path, trusted=isinstance(matter, PageMatter) and matter.trusted_html)
    id_, wrong = _id(path, None, halves.loaded)
    problems += made.problems + _refusal(made) + wrong
    if matter is None:
        return Parsed(doc=None, problems=problems)
    body = _body(made) if halves.body.strip() else None
    doc = make(path=path, id=id_, matter=matter, body=body)
    return Parsed(doc=doc, html=made.html if body else "", problems=problems)


def _site(path: str, text: str) -> Parsed:
    loaded, problems = load(text, path)
    if problems and not loaded.values:
        return Parsed(doc=None, problems=problems)
    matter, more = convert(loaded, SiteMatter, path)
    doc = SiteDoc(path=path, matter=matter) if matter else None
    return Parsed(doc=doc, problems=problems + more)


def _sources(path: str, text: str) -> Parsed:
    entries, problems = _entries(path, text, SourceMatter)
    doc = None if entries is None else RegistryDoc(path=path, entries=entries)
    return Parsed(doc=doc, problems=problems)


def _records(path: str, text: str) -> Parsed:
    entries, problems = _entries(path, text, RecordMatter)
    doc = None if entries is None else RecordsDoc(path=path, entries=entries)
    return Parsed(doc=doc, problems=problems)


def _anchors(path: str, text: str) -> Parsed:
    loaded, problems = load(text, path)
    entries = []
    for key, _ in getattr(loaded.node, "value", ()):
        if len(problems) > MOST_TOLD:
            return Parsed(doc=None, problems=some(problems))
        name = str(key.value)
        value = loaded.values.get(name)
        line, column = loaded.line + key.start_mark.line, key.start_mark.column + 1
        if not isinstance(value, str):
            problems += (
                fault(path, f"`{name}` is a time", f"write `{name}: 2016-09-04`", line=line, column=column),
            )
            continue
        try:
            edtf.parse(value)
        except ValueError as error:
            message, _, hint = str(error).partition(": ")
            problems += (fault(path, f"`{name}`: {message}", hint, line=line, column=column),)
            continue
        entries.append((name, value))
    return Parsed(doc=AnchorsDoc(path=path, entries=tuple(entries)), problems=problems)


_READERS: dict[Kind, Callable[[str, str], Parsed]] = {
    "article": _article,
    "issue": _issue,
    "topic": _topic,
    "page": _page,
    "site": _site,
    "sources": _sources,
    "rights": _records,
    "anchors": _anchors,
}


def _entries(
    path: str, text: str, kind: type[M]
) -> tuple[tuple[tuple[str, M], ...] | None, tuple[Problem, ...]]:
    """Read a mapping of ids to values of one kind; None where entries are lost to a fault."""
    loaded, problems = load(text, path)
    entries: list[tuple[str, M]] = []
    lost = bool(problems)
    for key, node in getattr(loaded.node, "value", ()):
        if len(problems) > MOST_TOLD:
            return None, some(problems)
        name = str(key.value)
        line, column = loaded.line + key.start_mark.line, key.start_mark.column + 1
        if not is_id(name):
            hint = "an id has letters of any script, digits and hyphens"
            problems += (fault(path, f"`{name}` cannot be an id", hint, line=line, column=column),)
        values = loaded.values.get(name)
        if not isinstance(values, dict):
            hint = f"write `{name}: {{{'grantor' if kind is RecordMatter else 'name'}: …}}`"
            problems += (fault(path, f"`{name}` has no keys", hint, line=line, column=column),)
            lost = True
            continue
        value, more = convert(Loaded(values=values, composed=node, line=loaded.line), kind, path)
        problems += more
        lost |= value is None
        if value is not None:
            entries.append((name, value))
    return None if lost else tuple(entries), problems


def _convert(halves: _Halves, path: str, *, trusted: bool = False, structure: bool = False) -> Markdown:
    dialect = Dialect(trusted_html=trusted)
    made = convert_markdown(halves.body, dialect, path=path, first_line=halves.line, structure=structure)
    if made.refused:
        return made
    unspaced = some(_unspaced_headings(halves.body, halves.line, path))
    return structs.replace(made, problems=unspaced + made.problems) if unspaced else made


def _refusal(made: Markdown) -> tuple[Problem, ...]:
    if not made.refused:
        return ()
    return tuple(fault(p.location.path, p.message, p.hint, line=p.location.line) for p in made.problems)


def _body(made: Markdown) -> Body:
    return Body(
        handle=of_bytes(made.html.encode()),
        counted=made.counted,
        anchors=made.anchors,
        links=_links(made.links),
        fragments=_links(made.fragments),
        images=_links(made.images),
        timeline=TIMELINE in made.html,
    )


def _links(found: tuple[Destination, ...]) -> tuple[Link, ...]:
    return tuple(Link(target=link.target, line=link.line) for link in found)


def _id(path: str, given: str | None, loaded: Loaded) -> tuple[str, tuple[Problem, ...]]:
    id_ = given or normalize("NFC", PurePosixPath(path).stem)
    if is_id(id_):
        return id_, ()
    line, column = locate(loaded, "id")
    hint = "rename the file, or give `id:` letters of any script, digits and hyphens"
    hint += f", {LONGEST_ID} bytes at most" if len(id_.encode()) > LONGEST_ID else ""
    return id_, (fault(path, f"`{id_}` cannot be an id", hint, line=line, column=column),)


def _split_wide_commas(loaded: Loaded, key: str) -> None:
    """Read `[AI，芯片]` as the two words it means."""
    values = loaded.values.get(key)
    if isinstance(values, list) and all(isinstance(v, str) for v in values):
        loaded.values[key] = [word for v in values for word in _WIDE_COMMA.split(v) if word or not v]


def _places(matter: ArticleMatter, made: Markdown, halves: _Halves, path: str) -> tuple[Problem, ...]:
    """Check that every `at:` names a paragraph of the text."""
    if not halves.body.strip() or made.refused:
        return ()
    named = [
        (f"{key}.{number}.at", entry.at)
        for key in ("timeline", "citations", "edits")
        for number, entry in enumerate(getattr(matter, key))
        if entry.at
    ]
    problems: list[Problem] = []
    for key, at in named:
        if at not in made.anchors:
            line, column = locate(halves.loaded, key)
            close = guess(at, made.anchors, problems)
            hint = f"did you mean `{close}`?" if close else "paragraphs are p1, p2 …, or have an `{#id}`"
            problems.append(fault(path, f"the text has no paragraph `{at}`", hint, line=line, column=column))
    return some(problems)
