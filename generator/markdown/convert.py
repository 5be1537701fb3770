"""Markdown to HTML, with all that other rooms need to know about the text."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from generator.errors import Problem, fault, warning
from generator.han import count
from generator.markdown import parser, raw
from generator.markdown import structure as structures
from generator.markdown.collect import Collector
from generator.markdown.notes import TooMuch
from generator.markdown.values import LONGEST, MARKS, MOST_MARKS, Dialect, Markdown

_DEFINITION = re.compile(r"\[\^([^\s\]]{1,200})\]:")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_BEGIN = "\ufdd0".encode()[:2]
# the bytes that each of them begins with


def convert(
    text: str, dialect: Dialect, *, path: str = "", first_line: int = 1, structure: bool = False
) -> Markdown:
    """Convert one text; with `structure`, as the body of an issue, also into blocks."""
    if reason := _excess(text):
        return refused(path, first_line, reason)
    if not dialect.ours:
        return Markdown(html=parser.plain().render(text))
    try:
        return _converted(_sound(text), dialect, path, first_line, structure=structure)
    except TooMuch as excess:
        return refused(path, first_line, str(excess))
    except RecursionError:
        return refused(path, first_line, "the body is too deeply nested")


def _excess(text: str) -> str:
    """Say what a text has too much of to be converted in bounded time; its size says it, never a clock."""
    if len(text) > LONGEST:
        return f"the body is too long: {len(text)} characters, at most {LONGEST} are converted"
    marks = sum(map(text.count, MARKS)) if len(text) > MOST_MARKS else 0
    if marks > MOST_MARKS:
        return f"the body has too many lines and marks: {marks}, at most {MOST_MARKS} are converted"
    return ""


def inline(text: str) -> str:
    """Convert one line of text, in which raw HTML is only text."""
    md = parser.ours_inline()
    line = " ".join(_sound(text).split("\n"))
    if _excess(line):
        return raw.text(line)
    try:
        tokens = md.parseInline(line, _env(structure=False))
        Collector("", 1, trusted=False, text=line).walk(tokens)
        return str(md.renderer.render(tokens, md.options, {}))
    except (RecursionError, TooMuch):
        return raw.text(line)


def _sound(text: str) -> str:
    """Replace the noncharacters: some are ours."""
    found = _BEGIN in text.encode("utf-8", "surrogatepass")
    return _NONCHARACTERS.sub("\ufffd", text) if found else text


def _env(*, structure: bool) -> dict[str, Any]:
    return {"complaints": [], "structure": structure, "pairs": {}}


def _converted(text: str, dialect: Dialect, path: str, first_line: int, *, structure: bool) -> Markdown:
    md = parser.ours()
    env = _env(structure=structure)
    tokens = md.parse(text, env)
    found = Collector(path, first_line, trusted=dialect.trusted_html, text=text)
    found.walk(tokens)

    def render(part: Sequence[Token]) -> str:
        page = str(md.renderer.render(part, md.options, env))
        return raw.clean(page) if found.has_raw else page

    plain = "".join(found.text).strip()
    return Markdown(
        html=render(tokens),
        headings=tuple(found.headings),
        anchors=tuple(found.ids.given),
        links=tuple(found.links),
        fragments=tuple(found.fragments),
        images=tuple(found.images),
        counted=count(plain),
        plain=plain,
        blocks=structures.blocks(tokens, found.headings, first_line, render) if structure else (),
        problems=_problems(found, env, text),
    )


def _problems(found: Collector, env: dict[str, Any], text: str) -> tuple[Problem, ...]:
    path, first_line = found.path, found.first_line
    problems = [
        fault(path, message, hint, line=first_line + line) for line, message, hint in env["complaints"]
    ]
    unused = {label[1:] for label, number in _notes(env).items() if number < 0}
    if unused:
        problems += [
            warning(path, f"nothing refers to the note [^{label}]", line=first_line + line)
            for label, line in _definitions(text).items()
            if label in unused
        ]
    return tuple(sorted([*found.problems, *problems], key=lambda problem: problem.location))


def _notes(env: dict[str, Any]) -> dict[str, int]:
    """Give the notes that are written, and their numbers; one nobody refers to has none."""
    refs: dict[str, int] = env.get("footnotes", {}).get("refs", {})
    return refs


def _definitions(text: str) -> dict[str, int]:
    """Find the lines of the notes."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n")):
        for label in _DEFINITION.findall(line):
            found.setdefault(label, number)
    return found


def refused(path: str, first_line: int, reason: str) -> Markdown:
    """Give what is made of a text that cannot be converted in bounded time."""
    return Markdown(refused=True, problems=(warning(path, reason, line=first_line),))
