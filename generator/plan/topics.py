"""A running story's page, and the list of topics."""

from collections.abc import Iterator
from functools import partial

from generator.model.topic import Topic
from generator.model.view import FeedLink, LinkView, TopicPage, TopicsPage
from generator.plan import paths
from generator.plan.density import strip
from generator.plan.issues import topic_cards
from generator.plan.output import Output
from generator.plan.press import Press
from generator.plan.timelines import by_year, years
from generator.urls import href


def topic_pages(press: Press) -> Iterator[Output]:
    """Plan a page for each topic, and their list."""
    for topic in press.site.topics:
        yield Output(
            path=paths.topic(topic.id),
            owner=topic.path,
            form="topic.html",
            make=partial(_page, topic),
            inputs=press.topic_inputs(topic),
            listed=True,
        )
    if press.site.topics:
        yield _list(press)


def _page(topic: Topic, press: Press) -> TopicPage:
    path = paths.topic(topic.id)
    articles = press.by_topic.get(topic.id, ())
    grouped = by_year(tuple(event for a in articles for event in a.events))
    merged = years(grouped, press)
    title = press.say("feed.topic", title=press.settings.title, topic=topic.title)
    feeds = press.feeds(f"topics/{topic.id}", title, 1) if articles else ()
    key_events = (moment for year in merged for moment in year.moments if moment.key)
    crumbs = (press.crumb("topics"),)
    return TopicPage(
        site=press.frame,
        page=press.head(
            topic.title,
            path,
            lang=press.mark(),
            description=topic.summary or "",
            crumbs=crumbs,
            feeds=feeds,
        ),
        title=topic.title,
        summary=topic.summary or "",
        updated=press.date(topic.updated) if topic.updated else None,
        body=topic.body.handle if topic.body else None,
        hrefs=topic.hrefs,
        key_events=tuple(
            LinkView(text=moment.label, href=f"#{moment.id}", lang=press.mark(moment.lang), part=moment.what)
            for moment in key_events
        ),
        strip=strip(grouped, press),
        years=merged,
        cards=tuple(press.card_piece(article) for article in articles),
        downloads=(
            *feeds,
            FeedLink(title=topic.title, href=href(f"topics/{topic.id}.ics"), type="text/calendar"),
            FeedLink(
                title=topic.title, href=href(f"topics/{topic.id}.timeline.json"), type="application/json"
            ),
        ),
    )


def _list(press: Press) -> Output:
    return Output(
        path=paths.INDEXES["topics"],
        owner="the list of topics",
        form="topics.html",
        make=_topics,
        inputs=tuple(p for topic in press.site.topics for p in press.topic_inputs(topic)),
        listed=True,
    )


def _topics(press: Press) -> TopicsPage:
    head = press.head(press.say("page.topics"), paths.INDEXES["topics"])
    return TopicsPage(site=press.frame, page=head, topics=topic_cards(press))
