"""Whom a feed names: authors, and those who passed it on."""

from generator.model import licences
from generator.model.article import AUTHORS, Article
from generator.model.chain import Citation
from generator.model.feed import FeedEntry
from generator.model.kinds import Noun
from generator.model.view import Credit, HopView, Publisher


class Name(Noun, frozen=True, kw_only=True):
    """A name with its address, where one is stated."""

    name: str
    url: str = ""


def authors(entry: FeedEntry, publisher: Publisher) -> tuple[Name, ...]:
    """Name the authors of an entry; an issue's is its editor, else the digest."""
    if entry.article is not None:
        return article_authors(entry.article)
    if entry.issue is not None and entry.issue.editor:
        return (Name(name=entry.issue.editor),)
    return (Name(name=publisher.name, url=publisher.url),)


def article_authors(article: Article) -> tuple[Name, ...]:
    """Name the byline's authors where it states any, else who published first."""
    if article.authors:
        return tuple(Name(name=p.name, url=p.url or "") for p in article.authors)
    first = article.first.source
    return (Name(name=first.name, url=first.url or ""),)


def contributors(article: Article, credit: Credit | None) -> tuple[Name, ...]:
    """Name the rest of the byline and those who passed the article on."""
    people = [Name(name=p.name, url=p.url or "") for p in article.byline if p.role not in AUTHORS]
    later = [Name(name=with_platform(hop)) for hop in credit.hops[1:]] if credit else []
    return tuple(dict.fromkeys([*people, *later]))


def with_platform(hop: HopView) -> str:
    """Name a hop with the platform it used: 黑羊网（网易号）."""
    return f"{hop.name}（{hop.platform}）" if hop.platform and hop.platform != hop.name else hop.name


def cited(citation: Citation) -> str:
    """Name what a citation rests on: the work, else the source."""
    return citation.work or (citation.source.name if citation.source else "")


def holder(article: Article) -> str:
    """Name the copyright holder: as our right states it, else who published first; of free works nobody."""
    right = article.right
    if right.basis == "public-domain" or licences.terms(right.licence or "").public_domain:
        return ""
    return right.holder or article.first.source.name


def wording(article: Article) -> str:
    """Give the credit the grantor asked for, where their text or a part of it is published."""
    return (article.right.wording or "") if article.mode in {"full", "excerpt"} else ""


def licence_url(article: Article, publisher: Publisher) -> str:
    """Give the address of the licence that the text published here is under; empty where none is."""
    if article.mode not in {"full", "excerpt"} or article.withdrawn:
        return ""
    if article.right.licence:
        return licences.url(article.right.licence)
    return publisher.licence_url if article.right.basis == "own" else ""


def title_language(article: Article, publisher: Publisher) -> str:
    """Give the language of the title that stands: ours, else theirs."""
    if article.headline:
        return publisher.lang
    return article.first.source.lang or article.lang


def summary(article: Article) -> str:
    """Give the editor's summary as far as it is published."""
    return article.summary or "" if article.mode != "link" and not article.withdrawn else ""


def excerpt(article: Article) -> str:
    """Give the chosen passage as far as it is published."""
    return article.excerpt or "" if article.mode in {"full", "excerpt"} and not article.withdrawn else ""
