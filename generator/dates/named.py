"""Times that the site names in anchors.yaml, where a text says their name."""

import re
from collections.abc import Iterator, Mapping

from generator.dates.sheet import Sheet
from generator.dates.values import Said
from generator.han import fold

_YEAR = re.compile(r"(.+)-([12][0-9]{3})")
_BESIDE = "(?:期间|前夕|会议期间|during)?"


def named(sheet: Sheet, anchors: Mapping[str, str]) -> Iterator[Said]:
    """Give the passages that say an anchor's name: 博鳌论坛, G20-2016 or 2016年G20 for `g20-2016`."""
    if not anchors:
        return
    ways = {way: edtf for name, edtf in sorted(anchors.items()) for way in _ways(fold(name))}
    longest_first = sorted(ways, key=lambda way: (-len(way), way))
    pattern = re.compile(
        f"(?<![a-z0-9])({'|'.join(re.escape(way) for way in longest_first)})(?![a-z0-9]){_BESIDE}"
    )
    for match in pattern.finditer(sheet.text):
        yield Said(start=match.start(), end=match.end(), edtf=ways[match[1]], basis="anchor")


def _ways(name: str) -> list[str]:
    """Give the ways to say a name: as it is, with spaces, and with its year before or behind."""
    said = [name, name.replace("-", " "), name.replace("-", "")]
    if match := _YEAR.fullmatch(name):
        stem, year = match[1].replace("-", " "), match[2]
        said += [f"{year}年{stem}", f"{year}{stem}", f"{year} {stem}", f"{stem}{year}", f"{stem} {year}"]
    return [way for way in dict.fromkeys(said) if way.strip()]
