"""A card as PNG: the digest's name, a title, where it comes from, when."""

from functools import cache, lru_cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFont

from generator.formats.lines import Fitted, Unit, fitted
from generator.formats.typeface import LATIN, face, font_file
from generator.model.feed import CARD_SIZE, CardDoc
from generator.model.kinds import Noun

MARGIN = 88
"""Pixels at each side that stay empty."""

_PAPER, _INK, _SOFT, _LINE, _ACCENT = "#fbfaf7", "#1d1c1a", "#4e4a43", "#dcd6c9", "#8a1a12"
_MEDIUM, _BOLD = 500, 700
_MEASURE = CARD_SIZE[0] - 2 * MARGIN
_RING, _EDGE, _BESIDE_RING = 28, 7, 46
"""The ring's diameter, its stroke, and how far from its left the name begins."""

_NAME_LINE, _TITLE_TOP, _TITLE_BOTTOM, _RULE, _FOOT_LINE = 114, 154, 476, 504, 562
"""Pixels from the top: the name's baseline, the title's space, the rule, the baseline of source and date."""

_ASCENT, _CAPITALS, _LEADING = 0.88, 0.73, 1.36
"""Ems: a line's top above its baseline, a capital's, and from baseline to baseline."""

_TITLE_SIZES = ((88, 1), (80, 1), (72, 1), (84, 2), (74, 3), (66, 3), (58, 4), (50, 4), (44, 5))
_NAME_SIZES = ((36, 1), (30, 1))
_SOURCE_SIZES = ((30, 1), (26, 1), (22, 2))
_DATE_SIZES = ((30, 1), (26, 1))
"""Sizes to try, each with the lines it may take."""

_BETWEEN = 48
"""Pixels between source and date at least."""


class _Style(Noun, frozen=True, kw_only=True):
    """How a text looks; its language decides the forms of its characters."""

    lang: str
    colour: str = _INK
    weight: int = _MEDIUM

    def font(self, unit: Unit, size: int) -> ImageFont.FreeTypeFont:
        """Give the font of a unit."""
        return _font(face(self.lang) if unit.wide else LATIN, self.weight, size)

    def measure(self, unit: Unit, size: int) -> float:
        """Give the width of a unit."""
        return self.font(unit, size).getlength(unit.text)


def write(doc: CardDoc) -> bytes:
    """Draw a card."""
    sheet = Image.new("RGB", CARD_SIZE, _PAPER)
    ours = _Style(lang=doc.site_lang)
    _ring(sheet, (MARGIN, round(_NAME_LINE - _NAME_SIZES[0][0] * _CAPITALS / 2 - _RING / 2)))
    name = fitted(doc.site, ours.lang, _NAME_SIZES, _MEASURE - _BESIDE_RING, ours.measure)
    _text(sheet, name, ours, (MARGIN + _BESIDE_RING, _NAME_LINE))
    _title(sheet, doc.title, _Style(lang=doc.lang, weight=_BOLD))
    _foot(sheet, doc, ours)
    file = BytesIO()
    sheet.quantize(palette=_palette(), dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


def _ring(sheet: Image.Image, place: tuple[int, int]) -> None:
    """Draw the ring of the site's mark, its edge smoothed."""
    mask = Image.new("L", (8 * _RING, 8 * _RING))
    box = (0, 0, 8 * _RING - 1, 8 * _RING - 1)
    ImageDraw.Draw(mask).ellipse(box, outline=255, width=8 * _EDGE)
    small = mask.resize((_RING, _RING), Image.Resampling.LANCZOS)
    sheet.paste(_ACCENT, (*place, place[0] + _RING, place[1] + _RING), small)


def _title(sheet: Image.Image, text: str, style: _Style) -> None:
    """Set the title in the middle of its space."""
    found = fitted(text, style.lang, _TITLE_SIZES, _MEASURE, style.measure)
    height = found.size * (1 + _LEADING * (len(found.lines) - 1))
    top = (_TITLE_TOP + _TITLE_BOTTOM - height) / 2
    _text(sheet, found, style, (MARGIN, top + found.size * _ASCENT))


def _foot(sheet: Image.Image, doc: CardDoc, ours: _Style) -> None:
    """Set the source at the left and the date at the right."""
    ImageDraw.Draw(sheet).rectangle((MARGIN, _RULE, MARGIN + _MEASURE - 1, _RULE + 1), fill=_LINE)
    soft = _Style(lang=ours.lang, colour=_SOFT, weight=400)
    most = _MEASURE * 0.6 if doc.source else _MEASURE
    date = fitted(doc.date, soft.lang, _DATE_SIZES, most, soft.measure)
    _text(sheet, date, soft, (MARGIN + (_MEASURE - date.width if doc.source else 0), _FOOT_LINE))
    source = fitted(doc.source, ours.lang, _SOURCE_SIZES, _MEASURE - date.width - _BETWEEN, ours.measure)
    raised = source.size / 2 if len(source.lines) > 1 else 0
    _text(sheet, source, ours, (MARGIN, _FOOT_LINE - raised))


def _text(sheet: Image.Image, text: Fitted, style: _Style, place: tuple[float, float]) -> None:
    """Draw lines, the first on a baseline."""
    draw = ImageDraw.Draw(sheet)
    left, baseline = place
    for number, line in enumerate(text.lines):
        for begin, unit in line:
            at = (round(left + begin), round(baseline + number * _LEADING * text.size))
            draw.text(at, unit.text, style.colour, style.font(unit, text.size), anchor="ls")


@cache
def _palette() -> Image.Image:
    """Give the paper, the colours, and the shades at their edges: a third of the bytes, the same look."""
    paper, found = ImageColor.getrgb(_PAPER), [*ImageColor.getrgb(_LINE)]
    for colour, shades in ((_INK, 15), (_SOFT, 8), (_ACCENT, 7)):
        for shade in range(shades + 1):
            pairs = zip(paper, ImageColor.getrgb(colour), strict=True)
            found += [round(a + (b - a) * shade / shades) for a, b in pairs]
    palette = Image.new("P", (1, 1))
    palette.putpalette(found)
    return palette


@lru_cache(maxsize=32)
def _font(number: int, weight: int, size: int) -> ImageFont.FreeTypeFont:
    """Open a face of the font; in plain layout, since what another one needs is not at hand everywhere."""
    font = ImageFont.truetype(font_file(), size, number, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font
