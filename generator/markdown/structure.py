"""The body of an issue as blocks: sections, items, briefs, prose."""

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from generator.markdown.values import LINK, Block, Heading

Render = Callable[[Sequence[Token]], str]
_SOURCE = re.compile(r"\s*(?:[—―]{1,2}|[–－]|-{1,2})\s*(\S.*)", re.DOTALL)
_BRIEF = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]
_LISTS = frozenset(["bullet_list_open", "ordered_list_open"])


def blocks(
    tokens: Sequence[Token], headings: Sequence[Heading], first_line: int, render: Render
) -> tuple[Block, ...]:
    """Cut the tokens of a whole text at its top level; neighbouring prose stays together."""
    found: list[Block] = []
    prose: list[Token] = []
    by_id = {heading.id: heading for heading in headings}

    def end_prose() -> None:
        if page := render(prose):
            found.append(Block(kind="prose", line=_line(prose, first_line), html=page))
        prose.clear()

    for group in _groups(tokens):
        made = _made(group, by_id, first_line, render)
        if made is None:
            prose.extend(group)
        else:
            end_prose()
            found.extend(made)
    end_prose()
    return tuple(found)


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def _made(
    group: Sequence[Token], by_id: dict[str, Heading], first_line: int, render: Render
) -> list[Block] | None:
    """Give the blocks that a group makes; nothing where it is prose."""
    first = group[0]
    line = _line(group, first_line)
    if first.type == "heading_open":
        heading = by_id[str(first.attrs["id"])]
        return [Block(kind="heading", line=line, level=heading.level, text=heading.text, id=heading.id)]
    if first.type == "item_open":
        return [Block(kind="item", line=line, ids=first.meta["ids"], html=render(group[1:-1]))]
    return _briefs(group, first_line) if first.type in _LISTS else None


def _line(group: Sequence[Token], first_line: int) -> int:
    return first_line + next((token.map[0] for token in group if token.map), 0)


def _briefs(group: Sequence[Token], first_line: int) -> list[Block] | None:
    """Read a list as briefs, if every entry of it is one."""
    inside = group[1:-1]
    if len(inside) % len(_BRIEF):
        return None
    found = []
    for start in range(0, len(inside), len(_BRIEF)):
        entry = inside[start : start + len(_BRIEF)]
        brief = _brief(entry, first_line) if [token.type for token in entry] == _BRIEF else None
        if brief is None:
            return None
        found.append(brief)
    return found


def _brief(entry: Sequence[Token], first_line: int) -> Block | None:
    """Read `[title](url) — source`."""
    children = entry[2].children or []
    end = next((number for number, token in enumerate(children) if token.type == "link_close"), 0)
    if not end or children[0].type != "link_open":
        return None
    source = _SOURCE.fullmatch(_text(children[end + 1 :]))
    url = str(children[0].attrs["href"]).strip(LINK)
    title = _text(children[1:end]).strip()
    if not source or not url or not title:
        return None
    return Block(kind="brief", line=_line(entry, first_line), title=title, url=url, source=source[1].strip())


def _text(children: Sequence[Token]) -> str:
    parts = []
    for token in children:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"} and not token.hidden:
            parts.append(" ")
    return "".join(parts)
