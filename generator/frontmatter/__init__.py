"""Front matter: YAML with positions, converted to typed values, every fault found at once."""

from generator.frontmatter.convert import Matter, believing, convert, locate
from generator.frontmatter.load import Loaded, load
from generator.frontmatter.split import split

__all__ = ["Loaded", "Matter", "believing", "convert", "load", "locate", "split"]
