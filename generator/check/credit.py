"""Credits: what lacks one, what contradicts itself, what is listed more than once."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import structs

from generator import edtf
from generator.check.case import Case, source_key
from generator.check.page import Page
from generator.errors import Problem, warning
from generator.han import fold
from generator.model.article import Article, ArticleDoc
from generator.model.source import Source
from generator.urls import host

_BARE_BRIEF = re.compile(r"^[-*+] +\[([^\]\n]{1,200})\]\(https?://[^\s()]++\)[^\S\n]*+$", re.MULTILINE)
"""A list's entry that is a link and nothing else."""


def missing_credit(case: Case) -> Iterator[Problem]:
    """Find what is published without anything that shows where it comes from."""
    for page, doc, article in case.published:
        own = article.right.basis == "own"
        yield from _nobody(page, doc, article)
        if not own and article.body:
            lines = {image.target: image.line for image in article.body.images}
            for image in article.images:
                if image.shown and not image.credit:
                    hint = f"add `images: {{{image.target.rsplit('/', 1)[-1]}: {{credit: …}}}}`"
                    message = f"the image `{image.target}` has no credit"
                    yield warning(page.path, message, hint, line=lines.get(image.target, 0))
    for page in case.pages:
        for match in _BARE_BRIEF.finditer(page.text) if page.kind == "issue" else ():
            yield page.at(match.start(), f"`{match[1]}` names no source", "write `- [标题](url) — 来源`")


def _nobody(page: Page, doc: ArticleDoc, article: Article) -> Iterator[Problem]:
    """Find sources that are none, and newcomers of whom nothing else is known."""
    if doc.matter.unknown and doc.matter.unknown.source:
        return
    for number, hop in enumerate(article.hops):
        key = source_key(doc, number)
        if fold(hop.source.name) in _nobodies():
            message = f"`{hop.source.name}` names nobody"
            hint = "find out who published it, or say why not: `unknown: {source: …}`"
            yield warning(page.path, message, hint, key=key)
        elif not (hop.source.id or hop.url or hop.source.url or hop.account or article.credit_line):
            message = f"nothing shows who `{hop.source.name}` is: it has no address and is not registered"
            hint = "add `url: …`, or the words of the page: `credit_line: …`"
            yield warning(page.path, message, hint, key=key)


@cache
def _nobodies() -> frozenset[str]:
    known = tomllib.loads(Path(__file__).with_name("nobody.toml").read_text("utf-8"))
    return frozenset(fold(name) for name in known["names"])


def conflicting_credit(case: Case) -> Iterator[Problem]:
    """Find chains that contradict themselves."""
    hosts = _hosts(case)
    for page, doc, article in case.published:
        yield from _order(page, doc, article, case.zone)
        yield from _licences(page, doc, article)
        yield from _addresses(page, doc, article, hosts)


def repeated_citation(case: Case) -> Iterator[Problem]:
    """Find sources that are listed twice among the citations."""
    for page, _, article in case.published:
        seen: dict[object, bool] = {}
        # what was listed, and whether it was complained of
        for number, cited in enumerate(article.citations):
            source = cited.source.name if cited.source else ""
            upstream = cited.upstream.name if cited.upstream else None
            itself = source in {hop.source.name for hop in article.hops}
            listed = source if itself else (source, cited.work, upstream, cited.url, cited.at)
            if listed in seen and not seen[listed]:
                seen[listed] = True
                message = f"`{source or cited.work}` is listed twice among the citations"
                hint = "once is enough; tell two passages apart by `at`"
                if itself:
                    hint = "it is the article's own source: list it once at most"
                yield warning(page.path, message, hint, key=f"citations.{number}")
            seen.setdefault(listed, False)


def self_citation(case: Case) -> Iterator[Problem]:
    """Find articles that cite where they themselves come from, once each; this is information."""
    for page, _, article in case.published:
        if article.right.basis == "own":
            continue
        own = {hop.source.name: hop.source for hop in article.hops}
        listed = [n for n, c in enumerate(article.citations) if c.source and c.source.name in own]
        in_text = min((found for source in own.values() if (found := _cited_at(page, source))), default=None)
        hint = "it is credited in the chain already"
        if len(listed) == 1:
            source = article.citations[listed[0]].source
            message = f"`{source.name if source else ''}`, the article's own source, is among its citations"
            told = warning(page.path, message, hint, key=f"citations.{listed[0]}")
        elif in_text and not listed:
            told = page.at(in_text[0], f"the text cites its own source, `{in_text[1]}`", hint)
        else:
            continue
        yield structs.replace(told, severity="notice")


def _cited_at(page: Page, source: Source) -> tuple[int, str] | None:
    """Give the first place at which a text says 据 and a name, or a name and 报道."""
    found = [
        (at, name)
        for name in (source.name, *source.aliases)
        for words in (f"据{name}", f"據{name}", f"{name}报道", f"{name}報導", f"{name}報道")
        if (at := page.text.find(words, page.body_start)) >= 0
    ]
    return min(found, default=None)


def _order(page: Page, doc: ArticleDoc, article: Article, zone: str) -> Iterator[Problem]:
    """Find a hop before the one that it passes on, or the same one twice."""
    for number, (before, hop) in enumerate(pairwise(article.hops), 1):
        if before.date and hop.date:
            last, first = edtf.last_day(hop.date, zone), edtf.first_day(before.date, zone)
            if last and first and last < first:
                dates = f"{hop.source.name} has it on {last}, {before.source.name} on {first}"
                message = f"it was passed on before it was published: {dates}"
                yield warning(
                    page.path, message, "check both dates, or their order", key=f"chain.{number}.date"
                )
    seen: dict[tuple[str, str | None, str | None], int] = {}
    for number, hop in enumerate(article.hops):
        same = (hop.source.name, hop.account, hop.url)
        if same in seen:
            message = f"{hop.source.name} stands twice in the chain"
            yield warning(page.path, message, "one publication is one hop", key=source_key(doc, number))
        seen[same] = number


def _licences(page: Page, doc: ArticleDoc, article: Article) -> Iterator[Problem]:
    for number, hop in enumerate(article.hops):
        key = f"chain.{number}.onward" if doc.matter.chain else "onward"
        if hop.licence and hop.onward == "prohibited":
            message = f"the page is said to stand under {hop.licence} and to forbid passing it on"
            yield warning(page.path, message, "keep what the page says", key=key)
        elif hop.licence and hop.permission == "none":
            message = f"the page is said to stand under {hop.licence} and to have no permission"
            yield warning(
                page.path, message, "keep what the page says", key=key.replace("onward", "permission")
            )


def _addresses(page: Page, doc: ArticleDoc, article: Article, hosts: dict[str, str]) -> Iterator[Problem]:
    """Find a hop whose address is another registered source's."""
    for number, hop in enumerate(article.hops):
        owner = _owner(hop.url or "", hosts)
        known = {hop.source.name, hop.platform}
        if owner and owner not in known and hop.source.id:
            message = f"the address given for {hop.source.name} is one of {owner}"
            hint = f"is the source {owner}, or is {owner} a hop of its own?"
            yield warning(page.path, message, hint, key=f"chain.{number}.url" if doc.matter.chain else "url")


def _hosts(case: Case) -> dict[str, str]:
    """Give the registered sources by the hosts of their addresses; hosts of several are left out."""
    owners: dict[str, set[str]] = {}
    for source in case.site.sources if case.site else ():
        whole = source.url and not urlsplit(source.url).path.strip("/")
        if source.url and whole and source.kind != "platform":
            owners.setdefault(host(source.url), set()).add(source.name)
    return {name: found.pop() for name, found in owners.items() if len(found) == 1}


def _owner(url: str, hosts: dict[str, str]) -> str | None:
    parts = host(url).split(".")
    return next((hosts[name] for n in range(len(parts) - 1) if (name := ".".join(parts[n:])) in hosts), None)
