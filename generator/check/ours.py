"""Articles that are said to be our own: whether anything shows that they are."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.check.case import Case
from generator.errors import Problem, warning
from generator.han import fold
from generator.model.article import Article
from generator.model.source import Source
from generator.settings import Settings
from generator.urls import host


def own_of_another(case: Case) -> Iterator[Problem]:
    """Find `rights: own` on what somebody else published first, without a reason."""
    if case.site is None:
        return
    settings = case.site.settings
    registered = {"own", *(id_ for id_, record in case.records.entries if record.basis == "own")}
    for page, doc, article in case.published:
        right, first = article.right, article.first.source
        if not doc.matter.rights or right.basis != "own" or right.record or right.note:
            continue
        if first.rights in registered or _is_ours(first, article, settings):
            continue
        message = f"`own` says that this is ours, and nothing shows that {first.name} is"
        hint = (
            "if it is, write `rights: own` at the source in content/sources.yaml, or the reason here: "
            "`rights: {basis: own, note: …}`; if it was given to us, name a record of content/rights.yaml; "
            "else take `own` out"
        )
        yield warning(page.path, message, hint, key="rights")


def _is_ours(source: Source, article: Article, settings: Settings) -> bool:
    """Say whether a source is the site or its editor, by its address or one of its names."""
    if source.url and host(source.url) == host(settings.url):
        return True
    ourselves = {fold(name) for name in (settings.title, settings.editor, article.editor) if name}
    names = [fold(name) for name in (source.name, *source.aliases)]
    return any(name in ourselves or name.startswith(_words()) for name in names)


@cache
def _words() -> tuple[str, ...]:
    known = tomllib.loads(Path(__file__).with_name("ours.toml").read_text("utf-8"))
    return tuple(fold(word) for word in known["words"])
