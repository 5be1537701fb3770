"""What the Chinese rules for reposted news ask: listed source, author, title, the editor's real name."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.check.case import Case, source_key
from generator.check.page import Page
from generator.check.whitelist import Whitelist
from generator.errors import Problem, warning
from generator.han import fold
from generator.model.article import ArticleDoc, UnknownMatter

_NOTHING = UnknownMatter()
_PARTING = re.compile(r"[、,;/\s]+")


def stated_for_news(case: Case) -> Iterator[Problem]:
    """Find articles without author, title or editor's real name, and without a reason for it."""
    for page, doc, article in case.published:
        unknown = doc.matter.unknown or _NOTHING
        if article.right.basis == "own":
            continue
        if not article.authors and not unknown.author:
            hint = "add `byline: …`, or the reason: `unknown: {author: 原页未署名}`"
            yield _wanting(page, doc, "no original author is stated", hint)
        if not article.title and not unknown.title:
            hint = "add `title: …`, theirs, or the reason: `unknown: {title: 原文无题}`"
            yield warning(page.path, "the original title is not stated", hint, key="headline")
    yield from _editors(case)


def title_change_shown(case: Case) -> Iterator[Problem]:
    """Find articles under another title than theirs without an edit that says so."""
    for page, _, article in case.published:
        changed = article.title and article.headline and article.title != article.headline
        if (
            changed
            and article.right.basis != "own"
            and not any(edit.op == "retitle" for edit in article.edits)
        ):
            hint = "add `edits: [{op: retitle}]`, so that the page says so"
            message = "the headline is another than their title, and no edit says so"
            yield warning(page.path, message, hint, key="headline")


def source_listed(case: Case, listed: Whitelist) -> Iterator[Problem]:
    """Find articles whose source did not stand on the list on the day they were taken up."""
    for page, doc, article in case.published:
        unknown = doc.matter.unknown or _NOTHING
        if article.right.basis == "own" or unknown.source:
            continue
        if not listed.holds(article.first.source, article.day):
            name = article.first.source.name
            message = f"`{name}` does not stand on the list of {listed.date or 'no date'} ({listed.path})"
            hint = "repost from a listed source, or add the name with `from:` if the list has it"
            yield _wanting(page, doc, message, hint)


def _editors(case: Case) -> Iterator[Problem]:
    """Find editors without a real name, the site's own once."""
    if case.site is None:
        return
    ours = case.site.settings.editor
    reposted = [(page, doc, article) for page, doc, article in case.published if article.right.basis != "own"]
    hint = "write the responsible editor's real name, or the reason: `unknown: {editor: …}`"
    told = False
    for page, doc, article in reposted:
        if (doc.matter.unknown or _NOTHING).editor or _real(article.editor):
            continue
        if doc.matter.editor:
            yield warning(page.path, f"`{article.editor}` is no editor's real name", hint, key="editor")
        elif not told:
            told = True
            said = f"`{ours}` is no editor's real name" if ours else "no editor is named"
            yield warning("content/site.yaml", said, hint, key="editor")


def _real(name: str | None) -> bool:
    nobody, title = _words()
    named = title.sub("", fold(name or "").strip())
    return bool(named) and all(part and not nobody.search(part) for part in _PARTING.split(named))


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what is nobody's name, and what stands before one; both of folded texts."""
    known = tomllib.loads(Path(__file__).with_name("newsroom.toml").read_text("utf-8"))
    latin = rf"\b(?:{'|'.join(known['nobody_in_latin'])})\b"
    return (
        re.compile("|".join((*known["nobody"], latin))),
        re.compile(rf"^(?:{'|'.join(known['titles'])})[:\s]\s*"),
    )


def _wanting(page: Page, doc: ArticleDoc, message: str, hint: str) -> Problem:
    return warning(page.path, message, hint, key=source_key(doc))
