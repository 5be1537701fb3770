"""Short ways through markdown-it for what news is mostly made of; each gives what the long way gives.

An inline rule is asked only at the characters at which it can find something, and a paragraph that is one
line between blank ones needs no other block rule; where its marks are plain, it is written at once.
tests/test_lanes.py runs both ways over the same texts and compares all that comes out.
"""

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore, normalize, text_join
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.markdown.written import MARKS, WRITTEN, write

_FIRST = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "span": "[",
    "footnote_ref": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "braces": "{",
    "bare_link": ":",
}
"""The characters at which each inline rule can find anything."""

_FIRST_OF_BLOCK = {
    "fence": "`~",
    "container": ":",
    "braces": "{",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""The characters at which each block rule can begin; the others may begin at any."""

_CODE = 4
# columns

Rule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]


def open_lanes(md: MarkdownIt) -> MarkdownIt:
    """Put the short ways in front of the rules that are set up."""
    md.inline.terminator_re = MARKS
    rules = dict(zip(md.inline.ruler.get_active_rules(), md.inline.ruler.getRules(""), strict=True))
    md.inline.ruler.enableOnly([])
    md.inline.ruler.push("by_character", _by_character(rules))
    blocks = dict(zip(md.block.ruler.get_active_rules(), md.block.ruler.getRules(""), strict=True))
    md.block.ruler.before("table", "by_character", _block_by_character(blocks))
    md.core.ruler.at("normalize", _normalize)
    md.core.ruler.at("inline", _inline)
    md.core.ruler.at("text_join", _text_join)
    return md


def _by_character(rules: dict[str, Rule]) -> Rule:
    """Make one rule of many, which asks only those that can find something at a character."""
    text = rules.pop("text")
    by_first: dict[str, tuple[Rule, ...]] = {}
    for name, rule in rules.items():
        for char in _FIRST[name]:
            by_first[char] = (*by_first.get(char, ()), rule)

    def by_character(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        asked = by_first.get(state.src[state.pos])
        if asked is None:
            return text(state, silent)
        return any(rule(state, silent) for rule in asked)

    return by_character


def _block_by_character(rules: dict[str, BlockRule]) -> BlockRule:
    """Make one rule of many, which asks only those that can begin at a line's first character."""
    every = {char: _asked(rules, char, anywhere=True) for char in "".join(_FIRST_OF_BLOCK.values())}
    named = {char: _asked(rules, char, anywhere=False) for char in every}
    rest = _asked(rules, "", anywhere=True)

    def by_character(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        char = state.src[state.bMarks[start] + state.tShift[start]]
        if not _stands_alone(state, start, end):
            return any(rule(state, start, end, silent) for rule in every.get(char, rest))
        for rule in named.get(char, ()):
            if rule(state, start, end, silent):
                return True
        _one_line(state, start)
        return True

    return by_character


def _asked(rules: dict[str, BlockRule], char: str, *, anywhere: bool) -> tuple[BlockRule, ...]:
    return tuple(
        rule
        for name, rule in rules.items()
        if (char and char in _FIRST_OF_BLOCK[name] if name in _FIRST_OF_BLOCK else anywhere)
    )


def _stands_alone(state: StateBlock, start: int, end: int) -> bool:
    """Say whether a line is neither code nor followed by one that could make it a table or a heading."""
    following = start + 1
    return state.sCount[start] - state.blkIndent < _CODE and (
        state.isEmpty(following) or following >= max(end, state.lineMax)
    )


def _one_line(state: StateBlock, start: int) -> None:
    """Read a line as a paragraph."""
    begin, following = state.bMarks[start] + state.tShift[start], start + 1
    content = mdTrim(state.src[begin : state.eMarks[start]])
    written = None if state.level or content.endswith("}") else write(content)
    state.line = following
    if written:
        page, meta = written
        state.tokens.append(
            Token(WRITTEN, "p", 0, content=page, map=[start, following], meta=meta, block=True)
        )
    else:
        state.push("paragraph_open", "p", 1).map = [start, following]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = content, [start, following], []
        state.push("paragraph_close", "p", -1)


def _normalize(state: StateCore) -> None:
    """Make line ends one, where there are several."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _inline(state: StateCore) -> None:
    """Parse runs of text; one without marks is one token."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = token.children or []
            if token.content and not MARKS.search(token.content):
                token.children.append(Token("text", "", 0, content=token.content))
            else:
                state.md.inline.parse(token.content, state.md, state.env, token.children)


def _text_join(state: StateCore) -> None:
    """Join escapes and references with the text around them, where there are any."""
    if "\\" in state.src or "&" in state.src:
        text_join(state)
