"""The text's blocks as they go into the file: languages marked, nothing in them that our Markdown refuses."""

import re
from collections.abc import Sequence

from generator.clip import scripts
from generator.clip.literal import literal
from generator.clip.values import Unit
from generator.errors import Problem
from generator.markdown import Dialect, convert
from generator.markdown.values import Markdown
from generator.model.kinds import Noun

_PARAGRAPH = re.compile(r"p\d+")
_NO_PROSE = ("```", "~~~", "|")
_CODE = re.compile(r"(?<!\\)`[^`\n]*`")
_INDENTED = re.compile(r"[ \t]")


class Body(Noun, frozen=True, kw_only=True):
    """The blocks as they are written, with their languages."""

    blocks: tuple[str, ...]
    paragraphs: tuple[int, ...]
    # how many each holds
    lang: str = ""
    # of most of it
    foreign: tuple[tuple[int, str], ...] = ()
    # blocks in another language, and which
    taken_literally: int = 0


def body_of(units: Sequence[Unit]) -> Body:
    """Write the blocks; what our dialect would complain of, or link within the site, becomes plain words."""
    lang = scripts.of_all(tuple(unit.text for unit in units))
    blocks, paragraphs, foreign, literally = list[str](), list[int](), list[tuple[int, str]](), 0
    for number, unit in enumerate(units):
        text, made = _sound(unit)
        literally += text != unit.markdown
        other = "" if text.startswith(_NO_PROSE) else scripts.language(_prose(unit))
        if other and _differs(other, lang) and not _INDENTED.match(text):
            foreign.append((number, other))
            text = f"{{lang={other}}}\n{text}"
        blocks.append(text)
        paragraphs.append(sum(1 for anchor in made.anchors if _PARAGRAPH.fullmatch(anchor)))
    whole = convert("\n\n".join(blocks), Dialect(), first_line=0)
    counted = sum(1 for anchor in whole.anchors if _PARAGRAPH.fullmatch(anchor))
    if _is_odd(whole) or counted != sum(paragraphs):  # what is sound alone need not be so together
        blocks = [literal(unit.text) for unit in units]
        paragraphs, literally = [1] * len(blocks), len(blocks)
        foreign = []
    return Body(
        blocks=tuple(blocks),
        paragraphs=tuple(paragraphs),
        lang=lang,
        foreign=tuple(foreign),
        taken_literally=literally,
    )


def _prose(unit: Unit) -> str:
    """Give a block's words without its code, which is written in no language of its reader's."""
    return _CODE.sub(" ", unit.markdown) if "`" in unit.markdown else unit.text


def _sound(unit: Unit) -> tuple[str, Markdown]:
    made = convert(unit.markdown, Dialect())
    if not _is_odd(made) and made.html.strip():
        return unit.markdown, made
    text = literal(unit.text)
    return text, convert(text, Dialect())


def _is_odd(made: Markdown) -> bool:
    """Say whether a text would not stand in a site as it is: it has faults, or points into the site."""
    return (
        made.refused or bool(made.links or made.fragments or made.images) or any(map(_counts, made.problems))
    )


def _counts(problem: Problem) -> bool:
    return problem.severity in {"fault", "warning"}


def _differs(one: str, main: str) -> bool:
    """Say whether a block needs a `lang` of its own; which Chinese characters it has is no other language."""
    if one.startswith("zh") and main.startswith("zh"):
        return one != main and "Hant" not in main
    if one.startswith("zh") and main == "ja":
        return False  # a name or a heading in Han characters is Japanese too
    if one == "und-Latn":
        return main.startswith(("zh", "ja", "ko"))
    return bool(main) and one != main
