"""Chinese text: how long it reads, how it is found."""

from generator.han.counting import count
from generator.han.folding import TRADITIONAL, compact, fold, terms

__all__ = ["TRADITIONAL", "compact", "count", "fold", "terms"]
