"""Where the front matter ends and the text begins."""

import re

from msgspec import Struct

from generator.errors import Problem, fault

_OPENING = re.compile(r"---[^\S\n]*(?:\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE)
_NO_KEY = re.compile(r"""^(?!["']?[\w-]+["']?:(?:\s|$)|[a-z_]+[:：]|[-#\]}\s]|$)""", re.MULTILINE)
"""Where a line begins that no front matter has: with no key, no entry, no comment, no indent."""


class Parts(Struct, frozen=True, kw_only=True):
    """A source file in its two parts."""

    matter: str
    body: str
    matter_line: int
    # the line of the file on which the YAML starts
    body_line: int
    # the line of the file on which the text starts


def split(text: str, path: str) -> tuple[Parts, tuple[Problem, ...]]:
    """Cut a file at its `---` lines."""
    opened = _OPENING.match(text)
    if not opened:
        hint = "begin the file with a line `---`, then `title: …`, and close with another `---`"
        return Parts(matter="", body=text, matter_line=1, body_line=1), (
            fault(path, "there is no front matter", hint, line=1, column=1),
        )
    start = opened.end()
    closed = _CLOSING.search(text, start)
    if closed:
        return Parts(
            matter=text[start : closed.start()] or "\n",
            body=text[closed.end() + 1 :],
            matter_line=2,
            body_line=text.count("\n", 0, closed.start()) + 2,
        ), ()
    begun = _NO_KEY.search(text, start)
    end = begun.start() if begun else len(text)
    line = text.count("\n", 0, end) + 1
    hint = "put a line `---` before the text"
    hint, at = (f"{hint}, which seems to begin here", line) if begun else (hint, 1)
    problem = fault(path, "the front matter is not closed", hint, line=at, column=1)
    return Parts(matter=text[start:end], body=text[end:], matter_line=2, body_line=line), (problem,)
