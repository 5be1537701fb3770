"""Attributes in braces: `{#id .class lang=en}` on a span, a link, an image, a paragraph, a block."""

import re
from collections.abc import Sequence

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from generator.markdown.cjk import CjkState

KEYS = ("lang", "dir")
_LONGEST = 500
_PART = re.compile(
    r"#(?P<id>[\w-]+)|\.(?P<class>[\w-]+)"
    r"|(?P<key>[A-Za-z][\w-]*)=(?:\"(?P<quoted>[^\"\n]*)\"|“(?P<curly>[^”\n]*)”|(?P<bare>[^\s\"“”{}]+))"
)
_SPACE = re.compile(r"[ \t]*")
_CARRIERS = frozenset(["link_close", "image", "code_inline", "span_close"])


class Braces(Struct, frozen=True, kw_only=True):
    """What stands in one pair of braces."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    line: int = -1
    # where they stand alone on one


def read(src: str, start: int, end: int) -> tuple[Braces, int] | None:
    """Read braces that begin at a place; give them and the place behind them, or nothing."""
    if not src.startswith("{", start):
        return None
    end = min(end, start + _LONGEST)
    identity, classes, pairs = "", list[str](), list[tuple[str, str]]()
    place = _skip(src, start + 1, end)
    while place < end and src[place] != "}":
        part = _PART.match(src, place, end)
        if not part:
            return None
        if part["key"]:
            pairs.append((part["key"], part["quoted"] or part["curly"] or part["bare"] or ""))
        elif part["id"]:
            identity = part["id"]
        else:
            classes.append(part["class"])
        place = _skip(src, part.end(), end)
        if place == part.end() and src[place : place + 1] != "}":
            return None
    if place >= end or not (identity or classes or pairs):
        return None
    return _gathered(identity, classes, pairs), place + 1


def _skip(src: str, start: int, end: int) -> int:
    space = _SPACE.match(src, start, end)
    return space.end() if space else start


def _gathered(identity: str, classes: list[str], pairs: list[tuple[str, str]]) -> Braces:
    """Take `id=x` and `class=x` for `#x` and `.x`."""
    others = []
    for key, value in pairs:
        if key == "id":
            identity = value
        elif key == "class":
            classes += value.split()
        else:
            others.append((key, value))
    return Braces(id=identity, classes=tuple(classes), pairs=tuple(others))


def attach(token: Token, braces: Braces) -> None:
    """Leave braces with a token until its line, and so the place of a complaint, is known."""
    token.meta.setdefault("braces", []).append(braces)


def span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `[text]{lang=en}`."""
    start, end = state.pos, state.posMax
    if state.src[start] != "[" or not isinstance(state, CjkState) or start > state.last_span:
        return False
    close = parseLinkLabel(state, start)
    found = read(state.src, close + 1, end) if close >= 0 else None
    if not found:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, close
        attach(state.push("span_open", "span", 1), found[0])
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = found[1], end
    return True


def after(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read braces directly behind a link, an image or code."""
    if silent or state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    last = state.tokens[-1]
    if last.type not in _CARRIERS or "braces" in last.meta:
        return False
    found = read(state.src, state.pos, state.posMax)
    if not found:
        return False
    attach(_opening(state.tokens), found[0])
    last.meta.setdefault("braces", [])
    state.pos = found[1]
    return True


def _opening(tokens: Sequence[Token]) -> Token:
    depth = 0
    for token in reversed(tokens):
        depth += token.nesting
        if depth == 0:
            return token
    return tokens[-1]


def line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001, ARG001 - markdown-it's signature
    """Read braces alone on a line: they belong to the block below."""
    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if begin >= stop or state.src[begin] != "{" or state.is_code_block(start):
        return False
    found = read(state.src, begin, stop)
    if not found or state.src[found[1] : stop].strip():
        return False
    if not silent:
        token = state.push("braces", "", 0)
        token.map = [start, start + 1]
        attach(token, replace(found[0], line=start))
        state.line = start + 1
    return True


def hand_on(state: StateCore) -> None:
    """Give braces on a line to the next block, and braces that end a paragraph or heading to it."""
    if "}" not in state.src:
        return
    tokens = state.tokens
    kept: list[Token] = []
    waiting: list[Token] = []
    for number, token in enumerate(tokens):
        if token.type == "braces":
            waiting.append(token)
            continue
        if waiting:
            if token.nesting >= 0:
                for above in waiting:
                    token.meta.setdefault("braces", []).extend(above.meta["braces"])
            else:
                kept.extend(waiting)
            waiting = []
        kept.append(token)
        if token.type == "inline" and token.content.endswith("}"):
            _take_ending(tokens, number)
    state.tokens[:] = kept + waiting


def _take_ending(tokens: Sequence[Token], number: int) -> None:
    token = tokens[number]
    begin = token.content.rfind("{")
    if begin < 1 or not token.content[begin - 1].isspace():
        return
    found = read(token.content, begin, len(token.content))
    owner = tokens[number - 1]
    if not found or owner.type not in {"paragraph_open", "heading_open"}:
        return
    if owner.hidden and number > 1 and tokens[number - 2].type == "list_item_open":
        owner = tokens[number - 2]
    attach(owner, found[0])
    token.content = token.content[:begin].rstrip()
