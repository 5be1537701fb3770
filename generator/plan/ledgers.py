"""The ledger of credits, a page a year."""

from collections.abc import Iterator
from functools import partial

from generator.credits import named, right_words, source_href
from generator.model.article import Article
from generator.model.view import FeedLink, LedgerPage, LedgerRow, LedgersPage, LinkView, RoleView
from generator.plan import paths
from generator.plan.output import Output
from generator.plan.press import Press
from generator.plan.shares import shares
from generator.plan.years import by_year, filed_years, other_years
from generator.urls import href

_NOT_NEEDED = "—"
"""Stands where the ledger would ask our own text for a credit line."""


def ledger_pages(press: Press) -> Iterator[Output]:
    """Plan a year's ledger as a page, and the list of years."""
    years = years_of(press)
    links = filed_years({year: len(found) for year, found in years.items()}, "credits", press)
    for year, articles in years.items():
        yield Output(
            path=f"credits/{year}.html",
            owner=f"the ledger of {year}",
            form="ledger.html",
            tells=False,
            make=partial(_page, year, links),
            inputs=tuple(article.path for article in articles),
            shelf=year,
        )
    yield Output(
        path=paths.INDEXES["ledger"],
        owner="the ledger",
        form="ledgers.html",
        tells=False,
        make=partial(_years, links),
        inputs=tuple(article.path for article in press.site.articles),
    )


def years_of(press: Press) -> dict[str, list[Article]]:
    """Group all articles by year, newest year first."""
    return press.once("years", "", lambda: by_year(press.site.articles))


def _page(year: str, links: dict[str, LinkView], press: Press) -> LedgerPage:
    title = f"{press.say('page.ledger')} · {links[year].text}"
    head = press.head(title, f"credits/{year}.html", indexed=False, crumbs=(press.crumb("ledger"),))
    return LedgerPage(
        site=press.frame,
        page=head,
        year=links[year].text,
        sources=shares((_source(article, press) for article in years_of(press)[year]), press),
        rows=ledger_rows(year, press),
        years=other_years(links, year),
        downloads=(
            FeedLink(title="CSV", href=href(f"credits/{year}.csv"), type="text/csv"),
            FeedLink(title="JSON", href=href(f"credits/{year}.json"), type="application/json"),
        ),
    )


def _years(links: dict[str, LinkView], press: Press) -> LedgersPage:
    head = press.head(press.say("page.ledger"), paths.INDEXES["ledger"], indexed=False)
    return LedgersPage(site=press.frame, page=head, years=tuple(links.values()))


def ledger_rows(year: str, press: Press) -> tuple[LedgerRow, ...]:
    """Give the ledger's line of each article of a year."""
    return tuple(press.once("row", a.id, partial(_row, a, press)) for a in years_of(press)[year])


def _source(article: Article, press: Press) -> LinkView:
    source = article.first.source
    return LinkView(text=source.name, href=source_href(source), lang=press.name_lang(source))


def _row(article: Article, press: Press) -> LedgerRow:
    byline = press.say("word.list_join").join(p.name for p in article.byline)
    own = article.right.basis == "own"
    line = article.credit_line or (_NOT_NEEDED if own else "")
    return LedgerRow(
        id=article.id,
        title=press.title(article),
        lang=press.title_lang(article),
        href=href(paths.article(article.id)),
        day=article.day,
        genre=press.genre(article),
        roles=tuple(
            RoleView(
                role_word=view.role_word,
                name=view.name,
                platform=view.platform,
                account=view.account,
                said=named(hop, press.words),
                href=view.href,
                lang=view.lang,
            )
            for view, hop in zip(press.credit(article).hops, article.hops, strict=True)
        ),
        byline=byline or (article.first.source.name if own else ""),
        permission=right_words(article, press.words),
        mode=press.say("mode.withdrawn" if article.withdrawn else f"mode.{article.mode}"),
        line=line,
        original_lang=press.mark(press.original_lang(article, byline + line)),
    )
