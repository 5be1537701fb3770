"""An article's page, or the tombstone that is left of it."""

from collections.abc import Iterator
from functools import partial

from generator.credits import edit_words as edit_said
from generator.credits import original_url, right_words, source_href
from generator.edtf import When
from generator.formats.stamps import iso
from generator.model import licences
from generator.model.article import Article, Dated
from generator.model.chain import Citation
from generator.model.view import (
    ArticlePage,
    ArticleView,
    CitationView,
    CorrectionView,
    LinkView,
    PersonView,
    Piece,
    TimelineView,
    TombstonePage,
)
from generator.plan import paths
from generator.plan.cards import article_picture
from generator.plan.output import Output
from generator.plan.press import Press
from generator.plan.timelines import moments
from generator.urls import href


def article_pages(press: Press) -> Iterator[Output]:
    """Plan a page for each article."""
    for article in press.site.articles:
        yield Output(
            path=paths.article(article.id),
            owner=article.path,
            form="tombstone.html" if article.withdrawn else "article.html",
            make=partial(_tombstone if article.withdrawn else _page, article.id),
            inputs=press.inputs(article),
            shelf=article.day[:7],
            listed=article.indexed and not _canonical(article),
        )


def _tombstone(id_: str, press: Press) -> TombstonePage:
    article = press.articles[id_]
    withdrawn: Dated = article.withdrawn  # type: ignore[assignment]  # planned only for what was withdrawn
    title = press.title(article)
    return TombstonePage(
        site=press.frame,
        page=press.head(
            title,
            paths.article(article.id),
            lang=press.mark(press.title_lang(article)),
            indexed=False,
            crumbs=_crumbs(article, press),
        ),
        title=article.name,
        lang=press.title_lang(article),
        credit=press.credit(article),
        date=press.date(withdrawn.date),
        reason=withdrawn.text,
    )


def _crumbs(article: Article, press: Press) -> tuple[LinkView, ...]:
    month = press.month(article.day)
    return (press.crumb("archive"), LinkView(text=month, href=href(paths.month(article.day))))


def _page(id_: str, press: Press) -> ArticlePage:
    article = press.articles[id_]
    canonical = _canonical(article)
    return ArticlePage(
        site=press.frame,
        page=press.head(
            article.name,
            paths.article(article.id),
            lang=press.mark(press.title_lang(article)),
            description=article.summary or "",
            indexed=article.indexed and not canonical,
            canonical=canonical,
            crumbs=_crumbs(article, press),
            picture=article_picture(article, press),
            published=_day(article.published, press),
        ),
        article=_view(article, press),
        facts=article,
        placed=_placed(article, press),
    )


def _day(when: When, press: Press) -> str:
    """Give a day or instant that is stated in full and without doubt; empty where it is not."""
    return iso(when, press.zone) if when.precision in {"day", "minute", "second"} else ""


def _canonical(article: Article) -> str:
    """Give the grantor's own page, else the original's, where the record sends search engines there."""
    if not article.right.canonical:
        return ""
    grantor = article.right.grantor
    return next(
        (hop.url for hop in article.hops if hop.url and hop.source.name == grantor), original_url(article)
    )


def _placed(article: Article, press: Press) -> Piece | None:
    """Give the timeline that the text itself places."""
    if not (article.body and article.body.timeline and article.events):
        return None
    return Piece(
        template="pieces/timeline.html", context=TimelineView(moments=moments(article.events, press))
    )


def _view(article: Article, press: Press) -> ArticleView:
    source = article.first.source
    held = article.right.basis != "none" and article.mode in {"full", "excerpt"}
    authors = article.authors
    return ArticleView(
        id=article.id,
        title=article.name,
        original_title=article.title if article.headline and article.title else "",
        title_lang=press.title_lang(article),
        original_lang=press.original_lang(article, article.title or ""),
        lang=article.lang,
        genre=article.genre,
        genre_word=press.genre(article),
        source=source.name,
        source_href=source_href(source),
        source_lang=press.mark(press.name_lang(source)),
        source_kind=press.say(f"kind.{source.kind}"),
        byline=tuple(
            PersonView(
                role=p.role,
                role_word=press.say(f"part.{p.role}"),
                name=p.name,
                url=p.url or "",
                author=p in authors,
                lang=press.mark(press.original_lang(article, p.name)),
            )
            for p in article.byline
        ),
        published=press.date(article.published),
        collected=press.date(article.collected) if article.collected else None,
        credit=press.credit(article),
        mode=article.mode,
        mode_word=press.say(f"mode.why.{article.mode}"),
        original_url=original_url(article),
        summary=article.summary or "",
        excerpt=article.excerpt or "",
        note=article.note or "",
        body=article.body.handle if article.body else None,
        counted=press.counted(article),
        right=right_words(article, press.words),
        right_url=licences.url(article.right.licence) if article.right.licence and held else "",
        wording=(article.right.wording or "") if held else "",
        editor=article.editor or "",
        edits=tuple(edit_said(edit, press.words) for edit in article.edits),
        corrections=corrections(article.corrections, press),
        images=tuple((i.alt or "", i.credit) for i in article.images if i.credit and i.shown),
        citations=tuple(_citation(c, press) for c in article.citations),
        timeline=() if article.body and article.body.timeline else moments(article.events, press),
        topics=tuple(
            LinkView(text=press.topics[t].title, href=href(paths.topic(t)), lang=press.mark())
            for t in article.topics
        ),
        tags=tuple(LinkView(text=t, href=href(paths.tag(t)), lang=press.mark()) for t in article.tags),
        issues=tuple(
            LinkView(
                text=press.issue_heading(issue := press.issues[i]),
                href=href(paths.issue(i)),
                lang=press.heading_lang(issue),
            )
            for i in article.issues
            if i in press.issues
        ),
    )


def _citation(citation: Citation, press: Press) -> CitationView:
    source, upstream = citation.source, citation.upstream
    name = " ".join(part for part in (source.name if source else "", citation.work or "") if part)
    return CitationView(
        name=name,
        href=source_href(source) if source else "",
        lang=press.tongue(name, citation.lang),
        upstream=upstream.name if upstream else "",
        url=citation.url or "",
        place=f"#{citation.at}" if citation.at else "",
    )


def corrections(found: tuple[Dated, ...], press: Press) -> tuple[CorrectionView, ...]:
    """Say corrections."""
    return tuple(CorrectionView(date=press.date(c.date), text=c.text) for c in found)
