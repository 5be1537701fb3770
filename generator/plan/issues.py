"""Issues, their list, and the home page."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from generator.credits import right_words, source_href
from generator.markdown.place import substitute
from generator.model.issue import Entry, Issue
from generator.model.topic import Topic
from generator.model.view import (
    BriefList,
    BriefView,
    HomePage,
    IssueLink,
    IssuePage,
    IssuesPage,
    IssueView,
    ItemView,
    LinkView,
    Piece,
    Prose,
    Section,
    SourceUse,
    TopicCard,
)
from generator.plan import paths
from generator.plan.articles import corrections
from generator.plan.cards import issue_picture
from generator.plan.output import Output
from generator.plan.press import Press
from generator.plan.timelines import event_view
from generator.urls import href

_NEWEST = 20
_PAST = ("reported", "fact", "claim", "corrected")


def issue_pages(press: Press) -> Iterator[Output]:
    """Plan a page for each issue, and their list."""
    for run in series_runs(press).values():
        for place, issue in enumerate(run):
            yield Output(
                path=paths.issue(issue.id),
                owner=issue.path,
                form="issue.html",
                make=partial(_page, issue, run, place),
                inputs=press.issue_inputs(issue),
                shelf=issue.day[:7],
                listed=True,
            )
    if press.site.issues:
        yield Output(
            path=paths.INDEXES["issues"],
            owner="the list of issues",
            form="issues.html",
            make=_list,
            inputs=tuple(issue.path for issue in press.site.issues),
            listed=True,
        )


def series_runs(press: Press) -> dict[str, tuple[Issue, ...]]:
    """Give the issues of each series, newest first."""
    return {id_: tuple(issue for issue in press.site.issues if issue.series == id_) for id_ in press.series}


def _page(issue: Issue, run: tuple[Issue, ...], place: int, press: Press) -> IssuePage:
    view = issue_view(issue, press)
    stem = f"series/{issue.series}/feed"
    title = press.say("feed.series", title=press.settings.title, series=press.series_title(issue.series))
    return IssuePage(
        site=press.frame,
        page=press.head(
            view.heading,
            paths.issue(issue.id),
            lang=view.heading_lang,
            description=issue.lede or "",
            crumbs=(press.crumb("issues"),),
            feeds=press.feeds(stem, title),
            picture=issue_picture(issue, press),
        ),
        issue=view,
        sources=_uses(issue, press),
        previous=issue_link(run[place + 1], press) if place + 1 < len(run) else None,
        next=issue_link(run[place - 1], press) if place else None,
        facts=issue,
        parts=tuple(
            (press.articles[id_].name, paths.article(id_)) for e in issue.entries for id_ in e.articles
        ),
    )


def _list(press: Press) -> IssuesPage:
    rows = tuple(
        (
            press.series_title(id_),
            press.feeds(
                f"series/{id_}/feed",
                press.say("feed.series", title=press.settings.title, series=press.series_title(id_)),
            ),
            tuple(issue_link(issue, press) for issue in run),
        )
        for id_, run in series_runs(press).items()
        if run
    )
    head = press.head(press.say("page.issues"), paths.INDEXES["issues"])
    return IssuesPage(site=press.frame, page=head, series=rows)


def issue_view(issue: Issue, press: Press) -> IssueView:
    """Give an issue in full."""
    return press.once("issue", issue.id, lambda: _view(issue, press))


def _view(issue: Issue, press: Press) -> IssueView:
    sections = tuple(_sections(issue, press))
    return IssueView(
        id=issue.id,
        href=href(paths.issue(issue.id)),
        series=press.series.get(issue.series, ""),
        number=press.say("issue.number", n=issue.number) if issue.number is not None else "",
        title=issue.title or "",
        heading=press.issue_heading(issue),
        heading_lang=press.heading_lang(issue),
        date=press.date(issue.date, weekday=True),
        lede=issue.lede or "",
        editor=issue.editor or "",
        thanks=issue.thanks,
        corrections=corrections(issue.corrections, press),
        sections=sections,
        items=sum(section.count for section in sections),
    )


def _sections(issue: Issue, press: Press) -> Iterator[Section]:
    heading: Entry | None = None
    blocks: list[Entry] = []
    for entry in (*issue.entries, None):
        if entry is None or entry.kind == "heading":
            if heading or blocks:
                yield _section(heading, blocks, issue, press)
            heading, blocks = entry, []
        else:
            blocks.append(entry)


def _section(heading: Entry | None, entries: list[Entry], issue: Issue, press: Press) -> Section:
    blocks: list[Piece | BriefList | Prose] = []
    for kind, group in groupby(entries, key=lambda e: e.kind):
        if kind == "brief":
            blocks.append(BriefList(briefs=tuple(_brief(entry, press) for entry in group)))
        elif kind == "item":
            blocks += [item_piece(entry, issue, press) for entry in group]
        else:
            blocks += [Prose(html=substitute(entry.html, dict(issue.hrefs))) for entry in group]
    return Section(
        title=heading.text if heading else "",
        id=heading.id if heading else "",
        level=heading.level if heading else 2,
        count=sum(1 for e in entries if e.kind in {"item", "brief"}),
        blocks=tuple(blocks),
    )


def _brief(entry: Entry, press: Press) -> BriefView:
    source = press.by_name.get(entry.source)
    return BriefView(
        title=entry.title,
        url=entry.url,
        source=source.name if source else entry.source,
        source_href=source_href(source) if source else "",
        source_lang=press.mark(press.name_lang(source)),
    )


def item_piece(entry: Entry, issue: Issue, press: Press) -> Piece:
    """Give an item of an issue as a piece; the note on a withdrawn article goes with it."""
    lead, *others = (press.card(press.articles[id_]) for id_ in entry.articles)
    note = "" if press.articles[entry.articles[0]].withdrawn else substitute(entry.html, dict(issue.hrefs))
    view = ItemView(lead=lead, others=tuple(others), note=note, note_lang=press.mark())
    return Piece(template="pieces/item.html", context=view)


def issue_link(issue: Issue, press: Press) -> IssueLink:
    """Give an issue as lists show it."""
    items = [e for e in issue.entries if e.kind == "item"]
    leads = [press.card(press.articles[e.articles[0]]) for e in items[:3]]
    return IssueLink(
        heading=press.issue_heading(issue),
        heading_lang=press.heading_lang(issue),
        href=href(paths.issue(issue.id)),
        series=press.series.get(issue.series, ""),
        date=press.date(issue.date, weekday=True),
        lede=issue.lede or "",
        items=sum(1 for e in issue.entries if e.kind in {"item", "brief"}),
        leads=tuple(
            LinkView(text=card.title, href=card.credit_href, label=card.genre, lang=card.lang)
            for card in leads
        ),
    )


def _uses(issue: Issue, press: Press) -> tuple[SourceUse, ...]:
    """Count who is used in an issue, by source, platform and permission."""
    rows: Counter[tuple[str, str, str, str, str]] = Counter()
    for entry in issue.entries:
        for id_ in entry.articles:
            article = press.articles[id_]
            if article.withdrawn:
                continue
            hop = article.first
            permission = right_words(article, press.words)
            link, lang = source_href(hop.source), press.mark(press.name_lang(hop.source))
            rows[(hop.source.name, link, lang, hop.platform or "", permission)] += 1
        if entry.kind == "brief" and entry.source:
            brief = _brief(entry, press)
            rows[(brief.source, brief.source_href, brief.source_lang, "", "")] += 1
    return tuple(
        SourceUse(name=name, href=link, lang=lang, platform=platform, permission=permission, count=count)
        for (name, link, lang, platform, permission), count in sorted(
            rows.items(), key=lambda r: (-r[1], r[0])
        )
    )


def home_page(press: Press) -> Output:
    """Plan the home page."""
    runs = _runs(press)
    newest = () if runs else press.living[:_NEWEST]
    issues = [path for run in runs for issue in run[:2] for path in press.issue_inputs(issue)]
    topics = [path for topic in press.site.topics for path in press.topic_inputs(topic)]
    return Output(
        path="index.html",
        owner="the home page",
        form="home.html",
        make=_home,
        inputs=tuple(dict.fromkeys([*issues, *(a.path for a in newest), *topics])),
        listed=True,
    )


def _runs(press: Press) -> list[tuple[Issue, ...]]:
    return [run for run in series_runs(press).values() if run]


def _home(press: Press) -> HomePage:
    runs = _runs(press)
    first = runs[0] if runs else ()
    newest = () if first else press.living[:_NEWEST]
    return HomePage(
        site=press.frame,
        page=press.head(
            press.settings.title,
            "index.html",
            lang=press.mark(),
            description=press.settings.tagline or "",
            picture=issue_picture(first[0], press) if first else None,
        ),
        issue=issue_view(first[0], press) if first else None,
        previous=issue_link(first[1], press) if len(first) > 1 else None,
        others=tuple(issue_link(run[0], press) for run in runs[1:]),
        topics=topic_cards(press),
        cards=tuple(press.card_piece(article) for article in newest),
    )


def topic_cards(press: Press) -> tuple[TopicCard, ...]:
    """Give the running topics, the one with the newest article first."""
    ranked = sorted(press.site.topics, key=lambda t: (_newest_day(t, press), t.id), reverse=True)
    return tuple(_topic_card(topic, press) for topic in ranked)


def _newest_day(topic: Topic, press: Press) -> str:
    return max((a.day for a in press.by_topic.get(topic.id, ())), default="")


def _topic_card(topic: Topic, press: Press) -> TopicCard:
    articles = press.by_topic.get(topic.id, ())
    events = (event for article in articles for event in article.events)
    past = [e for e in events if e.status in _PAST and not e.when.open_end and not e.when.is_unknown]
    last = max(past, key=lambda e: e.order, default=None)
    return TopicCard(
        title=topic.title,
        href=href(paths.topic(topic.id)),
        summary=topic.summary or "",
        updated=press.date(topic.updated) if topic.updated else None,
        articles=len(articles),
        last=event_view(last, press) if last else None,
    )
