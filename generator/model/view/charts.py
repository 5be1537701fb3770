"""What can be seen at a glance: how a story's entries lie in time, which parts a whole has."""

from generator.model.kinds import Noun
from generator.model.view.parts import LinkView


class Bar(Noun, frozen=True, kw_only=True):
    """The entries of one month, or of the years that one bar stands for."""

    link: LinkView
    # the time in words, how many entries, the first of them
    x: str
    y: str
    height: str
    # percentages of the drawing


class Tick(Noun, frozen=True, kw_only=True):
    """A year under the bars."""

    text: str
    # empty where there is no room
    x: str


class Strip(Noun, frozen=True, kw_only=True):
    """A story's entries in time; every length is a percentage, for an SVG without a `viewBox`."""

    caption: str
    # what is counted, from when to when, what is left out
    monthly: bool
    # a bar is a month; else a year, ten or a hundred
    bars: tuple[Bar, ...]
    # only those that hold something
    slot: str
    # the width that a bar and the room beside it take
    thickness: str
    ticks: tuple[Tick, ...]
    years: tuple[LinkView, ...]
    # each year's first moment, and how many there are


class Share(Noun, frozen=True, kw_only=True):
    """A part of a whole."""

    link: LinkView
    # what it is, where it leads, how many
    percent: str
    width: str
    # of its bar, the longest being 100%
