"""wenzhai: Markdown articles in, a digest that credits every source out."""

__version__ = "0.1.0"
