"""Cards: the image that a link to an issue or an article shows where it is shared."""

from collections.abc import Iterator
from functools import partial

from generator import credits as said
from generator.errors import Problem, fault
from generator.formats import typeface
from generator.formats.lines import visible
from generator.model.article import Article
from generator.model.feed import CARD_SIZE, CardDoc
from generator.model.issue import Issue
from generator.model.view import Picture
from generator.plan import paths
from generator.plan.output import Output
from generator.plan.press import Press
from generator.urls import absolute

_SETTINGS = "content/site.yaml"


def cards(press: Press) -> Iterator[Output]:
    """Plan a card for each issue and each article that was not withdrawn, where they are asked for."""
    if not press.settings.cards:
        return
    for issue in press.site.issues:
        yield Output(
            path=paths.card(paths.issue(issue.id)),
            owner=issue.path,
            form="card",
            make=partial(_of_issue, issue),
            inputs=press.issue_inputs(issue),
            shelf=issue.day[:7],
        )
    for article in press.living:
        yield Output(
            path=paths.card(paths.article(article.id)),
            owner=article.path,
            form="card",
            make=partial(_of_article, article.id),
            inputs=press.inputs(article),
            shelf=article.day[:7],
        )


def issue_picture(issue: Issue, press: Press) -> Picture | None:
    """Give an issue's card as its page names it."""
    return _picture(_of_issue(issue, press), paths.issue(issue.id), press) if press.settings.cards else None


def article_picture(article: Article, press: Press) -> Picture | None:
    """Give an article's card as its page names it."""
    if not press.settings.cards:
        return None
    return _picture(_of_article(article.id, press), paths.article(article.id), press)


def _picture(doc: CardDoc, page: str, press: Press) -> Picture:
    words = (doc.site, doc.title, doc.source, doc.date)
    return Picture(
        url=absolute(press.settings.url, paths.card(page)),
        alt=" · ".join(part for part in words if part),
        width=CARD_SIZE[0],
        height=CARD_SIZE[1],
    )


def _of_issue(issue: Issue, press: Press) -> CardDoc:
    return press.once("issue card", issue.id, partial(_issue_card, issue, press))


def _issue_card(issue: Issue, press: Press) -> CardDoc:
    name = press.issue_name(issue)
    count = sum(1 for entry in issue.entries if entry.kind in {"item", "brief"})
    counted = press.say("ui.item_count", n=count) if count else ""
    return CardDoc(
        site=press.settings.title,
        site_lang=press.settings.lang,
        title=issue.title or name,
        lang=press.settings.lang,
        source=name if issue.title else counted,
        date=press.date(issue.date, weekday=True).words,
        drawn_with=press.once("tools", "cards", typeface.drawn_with),
    )


def _of_article(id_: str, press: Press) -> CardDoc:
    return press.once("article card", id_, partial(_article_card, press.articles[id_], press))


def _article_card(article: Article, press: Press) -> CardDoc:
    return CardDoc(
        site=press.settings.title,
        site_lang=press.settings.lang,
        title=article.name,
        lang=press.title_lang(article),
        source=said.outlet(article.first, press.words),
        date=press.card(article).date.words,
        drawn_with=press.once("tools", "cards", typeface.drawn_with),
    )


def undrawable(press: Press) -> Iterator[Problem]:
    """Find what keeps cards from being drawn: parts that are not installed, characters without a glyph."""
    if not press.settings.cards:
        return
    if not typeface.drawn_with():
        message = "card images need Pillow and a font, and they are not installed"
        hint = "run `pip install 'wenzhai[cards]'`, or leave `cards` out"
        yield fault(_SETTINGS, message, hint, key="cards")
        return
    yield from _without_glyph(_SETTINGS, "title", press.settings.title)
    for issue in press.site.issues:
        yield from _drawn(issue.path, "title" if issue.title else "", _of_issue(issue, press))
    for article in press.living:
        key = "headline" if article.headline else "title"
        yield from _drawn(article.path, key, _of_article(article.id, press))


def _drawn(path: str, key: str, doc: CardDoc) -> Iterator[Problem]:
    yield from _without_glyph(path, key, doc.title)
    yield from _without_glyph(path, "", f"{doc.source} {doc.date}")


def _without_glyph(path: str, key: str, text: str) -> Iterator[Problem]:
    if not typeface.lacking(text):
        return
    for char in typeface.lacking(visible(text)):
        place = f"in `{key}`" if key else "in the name, source or date"
        message = f"the font of the cards has no `{char}` (U+{ord(char):04X}), {place}"
        hint = "write it without (an article: in a `headline`), or leave `cards` out of site.yaml"
        yield fault(path, message, hint, key=key)
