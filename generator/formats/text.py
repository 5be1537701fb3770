"""Text that every format may hold."""

import re

_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def plain(text: str) -> str:
    """Drop what XML 1.0 cannot hold, bidirectional controls and noncharacters; end lines in LF."""
    return _REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Fold a text into one line, for formats in which a line break begins a new field."""
    return " ".join(plain(text).split())
