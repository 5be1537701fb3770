"""Where the front matter ends and the text begins."""

from msgspec import Struct

from generator.errors import Problem, fault

_FENCE = "---"


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
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        hint = "begin the file with a line `---`, then `title: …`, and close with another `---`"
        return Parts(matter="", body=text, matter_line=1, body_line=1), (
            fault(path, "there is no front matter", hint, line=1, column=1),
        )
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {_FENCE, "..."}:
            return Parts(
                matter="\n".join(lines[1:number]) + "\n",
                body="\n".join(lines[number + 1 :]),
                matter_line=2,
                body_line=number + 2,
            ), ()
    problem = fault(
        path, "the front matter is not closed", "put a line `---` before the text", line=1, column=1
    )
    return Parts(matter="\n".join(lines[1:]), body="", matter_line=2, body_line=len(lines)), (problem,)
