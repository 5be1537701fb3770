"""markdown-it, set up once for every dialect."""

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.renderer import RendererHTML
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

from generator.markdown import braces, containers, links, notes
from generator.markdown.cjk import CjkInline, CjkState
from generator.markdown.collect import DEEPEST
from generator.markdown.lanes import open_lanes
from generator.markdown.notes import TooMuch
from generator.markdown.renderer import Renderer

_REFERENCE = re.compile(r"\[\^[^\s\[\]]{1,200}\]")
_MOST_CELLS = 30_000
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


@cache
def plain() -> MarkdownIt:
    """Set up CommonMark alone."""
    return MarkdownIt("commonmark", renderer_cls=RendererHTML)


@cache
def ours() -> MarkdownIt:
    """Set up our dialect for whole texts."""
    return open_lanes(without_lanes())


@cache
def ours_inline() -> MarkdownIt:
    """Set up our dialect for one line, without raw HTML and images."""
    return open_lanes(without_lanes_for_a_line())


def without_lanes() -> MarkdownIt:
    """Set up our dialect for whole texts by its rules alone: the long way, which tests go."""
    md = _inline_rules(Renderer, html=True)
    md.enable("table")
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.use(footnote_plugin, inline=False)
    for name in [rule for rule in md.renderer.rules if rule.startswith("footnote_")]:  # type: ignore[attr-defined]  # HTML renderers have rules
        if hasattr(Renderer, name):
            md.renderer.rules[name] = getattr(md.renderer, name)  # type: ignore[attr-defined]  # as above
    md.inline.ruler.at("footnote_ref", _footnote_ref)
    md.block.ruler.at("footnote_def", _footnote_def, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before("fence", "container", containers.container, _INTERRUPTS)
    md.block.ruler.before("fence", "braces", braces.line)
    md.core.ruler.before("block", "pair", containers.pair)
    md.core.ruler.after("block", "braces", braces.hand_on)
    md.core.ruler.after("footnote_tail", "notes", notes.part)
    return md


def without_lanes_for_a_line() -> MarkdownIt:
    """Set up our dialect for one line by its rules alone."""
    return _inline_rules(Renderer, html=False).disable("image")


def _inline_rules(renderer: type[RendererHTML], *, html: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", renderer_cls=renderer)
    md.inline = CjkInline()
    options: dict[str, Any] = {"html": html, "xhtmlOut": False, "maxNesting": DEEPEST}
    md.configure("commonmark", options_update=options)
    md.enable("strikethrough")
    md.inline.ruler.before("newline", "bare_link", links.bare_link)
    md.inline.ruler.at("link", _link)
    md.inline.ruler.at("image", _image)
    md.inline.ruler.after("link", "span", braces.span)
    md.inline.ruler.push("braces", braces.after)
    md.normalizeLink = links.normalise  # type: ignore[method-assign]  # its documented way
    md.validateLink = links.is_safe  # type: ignore[method-assign]  # as above
    return md


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a link, but do not look for the end of brackets that nothing closes."""
    return _closes(state) and rules_inline.link(state, silent)


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read an image, under the same condition."""
    return _closes(state) and rules_inline.image(state, silent)


def _closes(state: StateInline) -> bool:
    return isinstance(state, CjkState) and state.pos < state.last_bracket


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a table, unless the rows it fills up make more cells than the text has characters for."""
    below = start + 1
    ruled = below < end and state.src.startswith(("|", "-", ":"), state.bMarks[below] + state.tShift[below])
    if ruled and not silent and rules_block.table(state, start, end, silent=True):
        columns = state.src.count("|", state.bMarks[below], state.eMarks[below]) + 1
        rows = next((line for line in range(below, end) if state.isEmpty(line)), end) - start
        state.env["cells"] = state.env.get("cells", 0) + columns * rows
        if state.env["cells"] > _MOST_CELLS:
            raise TooMuch("the body has tables of too many cells")
    return rules_block.table(state, start, end, silent)


def _footnote_def(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a note, but none inside a note: the plugin would tear the blocks between them apart."""
    if silent or state.env.get("in_note"):
        return silent and footnote_def(state, start, end, silent)
    state.env["in_note"] = True
    found = footnote_def(state, start, end, silent)
    state.env["in_note"] = False
    return found


def _footnote_ref(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a reference to a note, its label short enough to be looked for at every bracket."""
    return bool(_REFERENCE.match(state.src, state.pos)) and footnote_ref(state, silent)
