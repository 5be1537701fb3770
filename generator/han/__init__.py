"""Chinese text: how long it reads, how it is found, in which characters it is written."""

from generator.han.counting import count
from generator.han.folding import TRADITIONAL, compact, fold, pair, terms, touching
from generator.han.scripts import alphabet, is_simplified, is_written_in

__all__ = [
    "TRADITIONAL",
    "alphabet",
    "compact",
    "count",
    "fold",
    "is_simplified",
    "is_written_in",
    "pair",
    "terms",
    "touching",
]
