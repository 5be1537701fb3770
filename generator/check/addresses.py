"""Web addresses as they stand in texts."""

import re
from collections.abc import Iterator

from generator.check.page import Page
from generator.model.kinds import Noun

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\^“”‘’「」『』《》【】（），。；：！？、]+")
_TAIL = ".,;:!?*_~"
_PAIRS = {")": "(", "]": "[", "}": "{"}


class Address(Noun, frozen=True, kw_only=True):
    """A web address and where in its file it stands."""

    url: str
    start: int

    @property
    def end(self) -> int:
        """Give the offset behind it."""
        return self.start + len(self.url)


def addresses(page: Page) -> Iterator[Address]:
    """Find the web addresses of a file, in order; in code they lead nowhere."""
    for match in _ADDRESS.finditer(page.text):
        if not page.is_code(match.start()):
            yield Address(url=_trimmed(match[0]), start=match.start())


def _trimmed(url: str) -> str:
    """Cut what a sentence or a bracket around an address left at its end."""
    while url:
        last = url[-1]
        opening = _PAIRS.get(last)
        if last in _TAIL or (opening and url.count(last) > url.count(opening)):
            url = url[:-1]
        else:
            break
    return url
