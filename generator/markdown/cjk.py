"""Emphasis, line breaks and lengths where Han characters stand without spaces."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

HAN = "\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
_BESIDE_HAN = "\u2e80-\u3040\u3099-\u309c\u30a0\u30fb\u3100-\u312f\u3190-\u31ef\u3200-\u33ff"
_FULL_WIDTH = "\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff65\uffe0-\uffe6"
_SELECTORS = "\U000e0100-\U000e01ef"
HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"

WITHOUT_SPACES = HAN + _KANA + _BESIDE_HAN + _FULL_WIDTH + _SELECTORS
"""Characters, for a regular expression's class, of the scripts that write without spaces."""

SHARED = "“”‘’…—·"
"""Marks that Chinese and Latin text share; what stands on their other side says whose they are."""

_FURTHEST = 4
_SPACELESS = re.compile(f"[{WITHOUT_SPACES}]")
_EAST_ASIAN = re.compile(f"[{WITHOUT_SPACES}{HANGUL}]")


@lru_cache(maxsize=8192)
def _is_spaceless(char: str) -> bool:
    return bool(_SPACELESS.match(char))


@lru_cache(maxsize=8192)
def _kind(char: str) -> tuple[bool, bool, bool]:
    """Say whether a character is white space, punctuation, East Asian."""
    return (
        isWhiteSpace(ord(char)),
        isMdAsciiPunct(ord(char)) or isPunctChar(char),
        bool(_EAST_ASIAN.match(char)),
    )


def joins(before: str, after: str) -> bool:
    """Say whether a line break between two texts is no space: both sides are written without spaces."""
    left, right = _side(before[-_FURTHEST:][::-1]), _side(after[:_FURTHEST])
    return left is not False and right is not False and bool(left or right)


def _side(nearest: str) -> bool | None:
    for char in nearest:
        if char not in SHARED:
            return _is_spaceless(char)
    return None


def flanks(src: str, start: int, end: int, stop: int) -> tuple[bool, bool]:
    """Say whether a run of `*` or `~` can open and whether it can close, in a text that ends at `stop`."""
    space_before, mark_before, east_before = _beside(src, start - 1, -1, stop)
    space_after, mark_after, east_after = _beside(src, end, 1, stop)
    mark_before, mark_after = mark_before and not east_before, mark_after and not east_after
    left = not space_after and (not mark_after or space_before or mark_before or east_before)
    right = not space_before and (not mark_before or space_after or mark_after or east_after)
    return left, right


def _beside(src: str, place: int, step: int, stop: int) -> tuple[bool, bool, bool]:
    """Give the kind of the character at a place; a shared mark is East Asian if its neighbour is."""
    if not 0 <= place < stop:
        return (True, False, False)
    char = src[place]
    if char not in SHARED:
        return _kind(char)
    beyond = src[place + 1 : place + _FURTHEST] if step > 0 else src[max(0, place - _FURTHEST) : place][::-1]
    return (False, True, bool(_side(beyond)))


class CjkState(StateInline):
    """The inline state in which a Han character beside `*` or `~` lets emphasis open and close.

    CommonMark asks for a space or a mark outside the delimiters when there is a mark inside them,
    as in `**真，**她`; Chinese has no spaces to offer. Where a character of a script without spaces
    stands on either side, its marks count as letters and its letters as marks.
    """

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> None:  # noqa: N803 - the parent's name
        super().__init__(src, md, env, outTokens)
        self.last_bracket = src.rfind("]")
        self.last_span = src.rfind("]{")

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803, FBT001 - the parent's names
        """Measure a run of delimiters and say whether it can open and close."""
        marker = self.src[start]
        if marker == "_":
            return super().scanDelims(start, canSplitWord)
        end = start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        left, right = flanks(self.src, start, end, self.posMax)
        return Scanned(left, right, end - start)


class CjkInline(ParserInline):
    """The inline parser on our state."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse one run of text into tokens."""
        state = CjkState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
