"""Containers: `::: item`, `::: quote`, `::: timeline`, each closed by `:::`."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.markdown import braces
from generator.markdown.languages import fault_in
from generator.urls import is_id

KEYS: dict[str, tuple[str, ...]] = {"item": (), "quote": ("lang", "source"), "timeline": ()}
_LINE = re.compile(r":{3,}[ \t]*([^\s{:]*)[ \t]*(.*)")
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
_NAMES = "containers are " + ", ".join(f"`::: {name}`" for name in KEYS)


def complain(env: EnvType, line: int, message: str, hint: str = "") -> None:
    """Note a fault at a line of the text, counted from 0."""
    env["complaints"].append((line, message, hint))


def pair(state: StateCore) -> None:
    """Find the closing line of every container beforehand, so that nested ones cost one look each."""
    pairs: dict[int, int] = {}
    state.env["pairs"] = pairs
    if ":::" not in state.src:
        return
    opened: list[int] = []
    timeline: int | None = None
    for number, name in _marks(state.src):
        if name == "" and timeline is not None:
            pairs[timeline] = number
        elif name == "" and opened:
            pairs[opened.pop()] = number
        elif name == "":
            complain(state.env, number, "`:::` closes a container, but none is open", _NAMES)
        elif name and name != "timeline":
            opened.append(number)
        timeline = number if name == "timeline" else None


def _marks(src: str) -> Iterator[tuple[int, str | None]]:
    """Give every line that is not blank: a container's name, "" for a closing line, None for text."""
    fence = ""
    for number, text in enumerate(src.split("\n")):
        stripped = text.lstrip(" \t>")
        if stripped.startswith(("`", "~")):
            fence = _fence(stripped, fence)
        if stripped:
            found = None if fence else _LINE.match(stripped)
            yield number, found[1] if found else None


def _fence(text: str, fence: str) -> str:
    """Give the fence that is open behind a line."""
    marked = _FENCE.match(text)
    if not marked:
        return fence
    if not fence:
        return "" if marked[1][0] == "`" and "`" in marked[2] else marked[1]
    return "" if marked[1].startswith(fence) and not marked[2].strip() else fence


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read one container and what it holds."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", begin) or state.is_code_block(start):
        return False
    found = _LINE.match(state.src, begin, state.eMarks[start])
    if not found or not found[1]:
        return False
    if silent:
        return True
    name = found[1]
    close = state.env["pairs"].get(start)
    if name == "timeline":
        _timeline(state, start, found[2])
        state.line = start + 1 if close is None or close >= end else close + 1
        return True
    if close is None or close >= end:
        complain(
            state.env, start, f"`::: {name}` is not closed", "write `:::` on a line of its own behind it"
        )
        close = end
    _filled(state, name, found[2], start, close)
    state.line = min(close + 1, state.lineMax)
    return True


def _timeline(state: StateBlock, start: int, rest: str) -> None:
    _head(state.env, "timeline", rest, start)
    if state.env.get("timeline"):
        complain(state.env, start, "the timeline is placed twice", "keep one `::: timeline`")
        return
    state.env["timeline"] = True
    state.push("timeline", "", 0).map = [start, start + 1]


def _filled(state: StateBlock, name: str, rest: str, start: int, close: int) -> None:
    if name not in KEYS:
        near = get_close_matches(name, KEYS, 1)
        hint = f"did you mean `::: {near[0]}`? {_NAMES}" if near else _NAMES
        complain(state.env, start, f'unknown container "{name}"', hint)
        name = "unknown"
    opened = state.push(f"{name}_open", "blockquote" if name == "quote" else "div", 1)
    opened.map = [start, close]
    ids, pairs = _head(state.env, name, rest, start)
    if name == "item":
        _item(state, opened, ids, start)
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", close
    state.md.block.tokenize(state, start + 1, close)
    state.parentType, state.lineMax = parent, last
    closed = state.push(f"{name}_close", opened.tag, -1)
    if name == "quote":
        opened.attrs = {"class": "quote", **{key: pairs[key] for key in pairs if key == "lang"}}
        closed.meta["source"] = pairs.get("source", "")


def _item(state: StateBlock, opened: Token, ids: tuple[str, ...], start: int) -> None:
    opened.attrs = {"class": "item"}
    opened.meta["ids"] = ids
    if not state.env["structure"]:
        complain(
            state.env, start, "`::: item` stands outside an issue", "items belong into the body of an issue"
        )
    elif state.level != 1:
        complain(state.env, start, "`::: item` stands inside another block", "write it at the left margin")
    elif not ids:
        complain(state.env, start, "`::: item` names no article", "write `::: item ID`")
    for text in ids:
        if not is_id(text):
            complain(
                state.env,
                start,
                f'"{text}" cannot be the id of an article',
                "write letters, digits and hyphens",
            )


def _head(env: EnvType, name: str, rest: str, start: int) -> tuple[tuple[str, ...], dict[str, str]]:
    """Read what follows a container's name: ids, then braces."""
    begin = rest.find("{")
    words = tuple((rest if begin < 0 else rest[:begin]).split())
    found = braces.read(rest, begin, len(rest)) if begin >= 0 else None
    if begin >= 0 and rest[begin:].strip() != "{}" and (not found or rest[found[1] :].strip()):
        complain(
            env, start, f"cannot read `{rest[begin:].strip()}`", 'write `{key=value}` or `{key="two words"}`'
        )
    if words and name in {"quote", "timeline"}:
        complain(
            env,
            start,
            f'`::: {name}` takes no id, but "{words[0]}" follows',
            "write keys in braces: `{key=value}`",
        )
    if not found or name not in KEYS:
        return words, {}
    for key, value in _written(found[0]):
        if key not in KEYS[name]:
            complain(env, start, f'unknown key "{key}" of `::: {name}`', _key_hint(name, key))
        elif message := fault_in(key, value)[0]:
            complain(env, start, message, fault_in(key, value)[1])
    return words, {
        key: value for key, value in found[0].pairs if key in KEYS[name] and not fault_in(key, value)[0]
    }


def _written(found: braces.Braces) -> list[tuple[str, str]]:
    """Give the pairs of braces with `#x` and `.x` as the keys they stand for."""
    own = [("id", found.id)] if found.id else []
    return [*own, *(("class", name) for name in found.classes), *found.pairs]


def _key_hint(name: str, key: str) -> str:
    known = KEYS[name]
    if not known:
        return "it takes none"
    near = get_close_matches(key, known, 1)
    listed = "keys are " + ", ".join(known)
    return f'did you mean "{near[0]}"? {listed}' if near else listed
