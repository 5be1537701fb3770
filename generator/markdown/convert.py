"""Markdown to HTML, with all that other rooms need to know about the text."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from generator.errors import Problem, fault, warning
from generator.markdown import parser, raw
from generator.markdown import structure as structures
from generator.markdown.cjk import count
from generator.markdown.collect import Collector
from generator.markdown.values import LONGEST, Dialect, Markdown

_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")


def convert(
    text: str, dialect: Dialect, *, path: str = "", first_line: int = 1, structure: bool = False
) -> Markdown:
    """Convert one text; with `structure`, as the body of an issue, also into blocks."""
    if len(text) > LONGEST:
        reason = f"the body is too long: {len(text)} characters, at most {LONGEST} are converted"
        return _refused(path, first_line, reason)
    if not dialect.ours:
        return Markdown(html=parser.plain().render(text))
    try:
        return _converted(_NONCHARACTERS.sub("\ufffd", text), dialect, path, first_line, structure=structure)
    except RecursionError:
        return _refused(path, first_line, "the body is too deeply nested to be converted")


def inline(text: str) -> str:
    """Convert one line of text, in which raw HTML is only text."""
    md = parser.ours_inline()
    line = " ".join(_NONCHARACTERS.sub("\ufffd", text).split("\n"))
    try:
        tokens = md.parseInline(line, _env(structure=False))
        Collector("", 1, trusted=False).walk(tokens)
        return str(md.renderer.render(tokens, md.options, {}))
    except RecursionError:
        return raw.text(line)


def _env(*, structure: bool) -> dict[str, Any]:
    return {"complaints": [], "structure": structure, "pairs": {}}


def _converted(text: str, dialect: Dialect, path: str, first_line: int, *, structure: bool) -> Markdown:
    md = parser.ours()
    env = _env(structure=structure)
    tokens = md.parse(text, env)
    found = Collector(path, first_line, trusted=dialect.trusted_html)
    found.walk(tokens)

    def render(part: Sequence[Token]) -> str:
        page = str(md.renderer.render(part, md.options, env))
        return raw.clean(page) if found.has_raw else page

    plain = "".join(found.text).strip()
    return Markdown(
        html=render(tokens),
        headings=tuple(found.headings),
        anchors=tuple(found.anchors),
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
    for label, number in env.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            written = f"[^{label[1:]}]:"
            line = first_line + text.count("\n", 0, max(text.find(written), 0))
            problems.append(warning(path, f"nothing refers to the note {written[:-1]}", line=line))
    return tuple(sorted([*found.problems, *problems], key=lambda problem: problem.location))


def _refused(path: str, first_line: int, reason: str) -> Markdown:
    return Markdown(refused=True, problems=(warning(path, reason, line=first_line),))
