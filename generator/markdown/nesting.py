"""Which raw tags may stand where, so that no raw HTML breaks up the page around it."""

from collections.abc import Sequence

from msgspec import Struct

VOID = frozenset(["br", "col", "hr", "img", "wbr"])
PHRASING = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
BLOCK = frozenset(
    [
        "blockquote",
        "caption",
        "col",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)

_ACROSS = frozenset(["blockquote", "details", "div"])
"""Elements that Markdown may stand in: they need not end in the piece of raw HTML they begin in."""

_RUBY = frozenset(["rp", "rt", "ruby"])
_LINES_ONLY = frozenset(["caption", "dt", "figcaption", "h2", "h3", "h4", "h5", "h6", "p", "pre", "summary"])
"""Block elements that hold nothing but text and phrasing."""

_GROUPS = frozenset(["tbody", "tfoot", "thead"])
_ROWS = _GROUPS | {"table"}
_PARENTS = {
    "caption": frozenset(["table"]),
    "col": frozenset(["colgroup", "table"]),
    "colgroup": frozenset(["table"]),
    "dd": frozenset(["dl"]),
    "dt": frozenset(["dl"]),
    "figcaption": frozenset(["figure"]),
    "li": frozenset(["ol", "ul"]),
    "rp": frozenset(["ruby"]),
    "rt": frozenset(["ruby"]),
    "summary": frozenset(["details"]),
    "tbody": frozenset(["table"]),
    "td": frozenset(["tr"]) | _ROWS,
    "tfoot": frozenset(["table"]),
    "th": frozenset(["tr"]) | _ROWS,
    "thead": frozenset(["table"]),
    "tr": _ROWS,
}
_ENDED_BY = {
    "caption": _GROUPS | {"tr"},
    "colgroup": _GROUPS | {"tr"},
    "dd": frozenset(["dd", "dt"]),
    "dt": frozenset(["dd", "dt"]),
    "li": frozenset(["li"]),
    "p": BLOCK,
    "rp": frozenset(["rp", "rt"]),
    "rt": frozenset(["rp", "rt"]),
    "tbody": _GROUPS,
    "td": _GROUPS | {"td", "th", "tr"},
    "tfoot": _GROUPS,
    "th": _GROUPS | {"td", "th", "tr"},
    "thead": _GROUPS,
    "tr": _GROUPS | {"tr"},
}
"""Open elements, and the tags before which they end by themselves."""


class Tag(Struct, kw_only=True):
    """A raw tag, taken apart."""

    name: str
    closes: bool = False
    attributes: dict[str, str]
    before: tuple[str, ...] = ()
    # the elements that must be closed before it
    kept: bool = True


def settle(tags: Sequence[Tag], *, inline: bool) -> list[Tag]:
    """Decide for one piece of raw HTML which tags are kept; give the closing tags that it lacks.

    A tag that is not kept leaves its text behind.
    """
    opened: list[Tag] = []
    depth: dict[str, int] = {}
    for number, tag in enumerate(tags):
        if tag.closes:
            tag.kept = _close(tag, opened, depth) or (tag.name in _ACROSS and not inline and not opened)
            continue
        while opened and tag.name in _ENDED_BY.get(opened[-1].name, ()):
            depth[opened.pop().name] -= 1
        tag.kept = _may_open(tag, opened, inline=inline) and _begins_well(number, tags)
        if tag.kept and tag.name not in VOID:
            opened.append(tag)
            depth[tag.name] = depth.get(tag.name, 0) + 1
    across = next((number for number, tag in enumerate(opened) if tag.name not in _ACROSS), len(opened))
    return [Tag(name=name, closes=True, attributes={}) for name in _left_open(opened[across:])]


def _close(tag: Tag, opened: list[Tag], depth: dict[str, int]) -> bool:
    """Take everything down to the partner off the stack; say whether there is one."""
    if not depth.get(tag.name):
        return False
    above: list[Tag] = []
    while opened[-1].name != tag.name:
        above.append(opened.pop())
        depth[above[-1].name] -= 1
    tag.before = _left_open(above[::-1])
    opened.pop()
    depth[tag.name] -= 1
    return True


def _left_open(opened: Sequence[Tag]) -> tuple[str, ...]:
    """Drop phrasing that was left open, and name the other elements to close, the innermost first."""
    for tag in opened:
        tag.kept = tag.name not in PHRASING or tag.name in _RUBY
    return tuple(tag.name for tag in reversed(opened) if tag.kept)


def _may_open(tag: Tag, opened: Sequence[Tag], *, inline: bool) -> bool:
    parent = opened[-1].name if opened else ""
    wanted = _PARENTS.get(tag.name)
    if wanted and parent not in wanted:
        return False
    if tag.name in PHRASING:
        return True
    return tag.name in BLOCK and not inline and parent not in PHRASING and parent not in _LINES_ONLY


def _begins_well(number: int, tags: Sequence[Tag]) -> bool:
    """Want a summary first in its details, details with nothing else first, and ruby with a gloss."""
    name = tags[number].name
    if name == "ruby":
        return _has_gloss(number, tags)
    if name == "details":
        return number + 1 < len(tags) and _opens(tags[number + 1], "summary")
    return name != "summary" or (number > 0 and _opens(tags[number - 1], "details"))


def _opens(tag: Tag, name: str) -> bool:
    return tag.name == name and not tag.closes


def _has_gloss(number: int, tags: Sequence[Tag]) -> bool:
    """Look for `<rt>` before the next tag of a ruby."""
    for later in range(number + 1, len(tags)):
        if tags[later].name in {"rt", "ruby"}:
            return _opens(tags[later], "rt")
    return False
