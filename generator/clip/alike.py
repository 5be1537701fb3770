"""Whether the site has an article already: of the same address, or of nearly the same text."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from generator.clip.literal import key
from generator.files import decode
from generator.frontmatter import load, split
from generator.model.kinds import Noun
from generator.read import document, read
from generator.tracking import same_page

_ENDS = re.compile(r"[。！？!?；;\n]|\.\s")
_NEAR, _SHARED, _CLAUSE, _TEXT = 85, 0.25, 8, 40
_COMPARED = 20_000
"""Characters of a text that are compared: the time grows with their square."""
_URLS = ("url", "archived")


class Known(Noun, frozen=True, kw_only=True):
    """An article of the site."""

    path: str
    id: str
    urls: tuple[str, ...]
    title: str
    body: str


def articles(root: Path) -> Iterator[Known]:
    """Read a site's articles, as far as they can be read."""
    for file in read(root, lambda *_: None).files:
        if file.kind != "article":
            continue
        text, problems = decode(document(root, file).data, file.path)
        if any(problem.severity == "fault" for problem in problems):
            continue
        parts, _ = split(text, file.path)
        values = load(parts.matter, file.path)[0].values
        chain = values.get("chain")
        hops = [hop for hop in chain if isinstance(hop, dict)] if isinstance(chain, list) else []
        urls = [str(one[name]) for one in (values, *hops) for name in _URLS if isinstance(one.get(name), str)]
        yield Known(
            path=file.path,
            id=str(values.get("id") or Path(file.path).stem),
            urls=tuple(urls),
            title=str(values.get("title") or values.get("headline") or ""),
            body=parts.body,
        )


def same(known: Sequence[Known], urls: Sequence[str], blocks: Sequence[str]) -> tuple[Known, str] | None:
    """Give the article that this one is, and by what it is known."""
    places = {same_page(url) for url in urls if url}
    for one in known:
        if any(same_page(url) in places for url in one.urls):
            return one, "the same address"
    text = "\n".join(blocks)
    ours, bare = _clauses(text), key(text)
    if len(bare) < _TEXT:
        return None
    best: tuple[float, Known] | None = None
    for one in known:
        theirs = _clauses(one.body)
        shared = sum(map(len, ours & theirs))
        if shared < _SHARED * min(sum(map(len, ours)), sum(map(len, theirs))) or not shared:
            continue
        near = fuzz.ratio(bare[:_COMPARED], key(one.body)[:_COMPARED], score_cutoff=_NEAR)
        if near and (best is None or near > best[0]):
            best = near, one
    return (best[1], f"{best[0]:.0f} % of the text is the same") if best else None


def _clauses(text: str) -> frozenset[str]:
    return frozenset(word for part in _ENDS.split(text) if len(word := key(part)) >= _CLAUSE)
