"""All documents become one site: names resolved, rights decided, events placed, links checked."""

from collections.abc import Iterable
from typing import TypeVar

from msgspec import structs

from generator import edtf
from generator.assemble.articles import article
from generator.assemble.configured import Options, configured
from generator.assemble.desk import Desk
from generator.assemble.editions import Use, editions, published, uses
from generator.assemble.events import with_disputes
from generator.assemble.links import Places, permitted, places_of, resolve, without_dead
from generator.assemble.registry import Registry
from generator.errors import Problem, fault
from generator.markdown.place import substitute
from generator.model.article import Article, ArticleDoc
from generator.model.issue import Issue, IssueDoc
from generator.model.kinds import Noun
from generator.model.registry import AnchorsDoc, RecordsDoc, RegistryDoc, SiteDoc
from generator.model.rights import RecordMatter
from generator.model.site import Record, Site, Skipped, Static
from generator.model.topic import Page, PageDoc, Topic, TopicDoc
from generator.parse import Doc
from generator.settings import Settings
from generator.urls import href

D = TypeVar("D", ArticleDoc, IssueDoc, TopicDoc, PageDoc)
T = TypeVar("T", TopicDoc, PageDoc)

__all__ = ["Assembled", "Options", "assemble"]


class Assembled(Noun, frozen=True, kw_only=True):
    """The site, unless something in it is at fault, and all that was found wrong."""

    site: Site | None
    problems: tuple[Problem, ...]


def assemble(docs: Iterable[Doc], static: tuple[Static, ...], options: Options) -> Assembled:
    """Bring all documents together."""
    found: list[Problem] = []
    docs = tuple(docs)
    site_doc = next((d for d in docs if isinstance(d, SiteDoc)), None)
    if site_doc is None:
        hint = "`wenzhai new site` writes one; `title` and `url` are all it needs"
        return Assembled(site=None, problems=(fault("content/site.yaml", "there is no site.yaml", hint),))
    settings, problems = configured(site_doc, options)
    found += problems
    if settings is None:
        return Assembled(site=None, problems=tuple(found))
    made = _whole(docs, static, settings, options, found)
    faulty = any(p.severity == "fault" for p in found)
    return Assembled(site=None if faulty else made, problems=tuple(found))


def _whole(
    docs: tuple[Doc, ...],
    static: tuple[Static, ...],
    settings: Settings,
    options: Options,
    found: list[Problem],
) -> Site:
    registry = Registry(next((d for d in docs if isinstance(d, RegistryDoc)), None), found)
    records = next((dict(d.entries) for d in docs if isinstance(d, RecordsDoc)), {})
    anchors = next((dict(d.entries) for d in docs if isinstance(d, AnchorsDoc)), {})
    skipped: list[Skipped] = []
    article_docs = _unique((d for d in docs if isinstance(d, ArticleDoc)), found)
    issue_docs = _unique((d for d in docs if isinstance(d, IssueDoc)), found)
    topic_docs = _published(_unique((d for d in docs if isinstance(d, TopicDoc)), found), options, skipped)
    page_docs = _published(_unique((d for d in docs if isinstance(d, PageDoc)), found), options, skipped)
    places = places_of((*article_docs, *issue_docs, *topic_docs, *page_docs), static)
    issues = editions(issue_docs, settings, places, found)
    shown = published(issues, settings, options, skipped)
    used = uses(issues, shown, {d.id for d in article_docs}, found)
    desk = Desk(
        settings=settings,
        options=options,
        registry=registry,
        records=records,
        anchors=anchors,
        topics=frozenset(d.id for d in topic_docs),
        all_topics=frozenset(d.id for d in docs if isinstance(d, TopicDoc)),
        used=used,
        places=places,
        found=found,
        skipped=skipped,
    )
    made = [a for d in article_docs if (a := article(d, desk))]
    living = frozenset(a.id for a in made)
    dead = frozenset(href(f"articles/{d.id}.html") for d in article_docs if d.id not in living)
    dead |= {href(f"issues/{i.id}.html") for i in issues if i not in shown}
    shown = without_dead(_without_skipped(shown, living, skipped), dead)
    articles = with_disputes(tuple(sorted(made, key=lambda a: (a.day, a.id), reverse=True)))
    articles = without_dead(_with_issues(articles, used, shown), dead)
    own: tuple[IssueDoc | TopicDoc | PageDoc, ...] = (*issue_docs, *topic_docs, *page_docs)
    kept = permitted(static, article_docs, articles, own, places)
    skipped += [
        Skipped(path=s.path, reason="shown only in texts not published") for s in static if s not in kept
    ]
    return Site(
        settings=settings,
        articles=articles,
        issues=shown,
        topics=without_dead((_topic(d, places, found) for d in topic_docs), dead),
        pages=without_dead((_page(d, settings, places, found) for d in page_docs), dead),
        sources=registry.sources,
        records=tuple(_on_file(records, registry, settings.as_of)),
        static=kept,
        skipped=tuple(sorted(skipped, key=lambda s: s.path)),
        degraded=tuple(_less(a) for a in articles if a.degraded),
        drafts=tuple(d.path for d in docs if _is_draft(d)) if options.drafts else (),
    )


def _is_draft(doc: Doc) -> bool:
    return isinstance(doc, ArticleDoc | IssueDoc | TopicDoc | PageDoc) and doc.matter.draft


def _less(article: Article) -> Skipped:
    """Say that less of an article is published than is there, and why."""
    return Skipped(path=article.path, reason=f"published as `{article.mode}`: {article.degraded}")


def _unique(docs: Iterable[D], found: list[Problem]) -> tuple[D, ...]:
    first: dict[str, D] = {}
    for doc in docs:
        owner = first.setdefault(doc.id.casefold(), doc)
        if owner is not doc:
            message = f"the id `{doc.id}` is also that of {owner.path}"
            found.append(fault(doc.path, message, "give one of them another `id:`", key="id"))
    return tuple(first.values())


def _published(docs: tuple[T, ...], options: Options, skipped: list[Skipped]) -> tuple[T, ...]:
    if not options.drafts:
        skipped += [Skipped(path=d.path, reason="draft") for d in docs if d.matter.draft]
        return tuple(d for d in docs if not d.matter.draft)
    return docs


def _topic(doc: TopicDoc, places: Places, found: list[Problem]) -> Topic:
    updated = doc.matter.updated
    return Topic(
        path=doc.path,
        id=doc.id,
        title=doc.matter.title,
        summary=doc.matter.summary,
        updated=edtf.parse(updated) if updated else None,
        body=doc.body,
        hrefs=resolve(doc.path, doc.body, places, found),
        aliases=doc.matter.aliases,
    )


def _page(doc: PageDoc, settings: Settings, places: Places, found: list[Problem]) -> Page:
    return Page(
        path=doc.path,
        id=doc.id,
        title=doc.matter.title,
        summary=doc.matter.summary,
        lang=doc.matter.lang or settings.lang,
        body=doc.body,
        hrefs=resolve(doc.path, doc.body, places, found),
        aliases=doc.matter.aliases,
    )


def _with_issues(
    articles: tuple[Article, ...], used: dict[str, tuple[Use, ...]], issues: tuple[Issue, ...]
) -> tuple[Article, ...]:
    """Tell each article the issues it stands in, and fill in the links of the note it took from one."""
    hrefs = {issue.id: dict(issue.hrefs) for issue in issues}
    return tuple(_with_uses(a, used[a.id], hrefs) if a.id in used else a for a in articles)


def _with_uses(article: Article, uses_: tuple[Use, ...], hrefs: dict[str, dict[str, str]]) -> Article:
    shown = [use for use in uses_ if use.published]
    note = next((substitute(use.note, hrefs[use.issue]) for use in shown if use.note), None)
    issues = tuple(dict.fromkeys(use.issue for use in shown))
    return structs.replace(article, issues=issues, note=note if article.note else None)


def _without_skipped(
    issues: tuple[Issue, ...], living: frozenset[str], skipped: list[Skipped]
) -> tuple[Issue, ...]:
    result = []
    for issue in issues:
        entries = []
        for entry in issue.entries:
            kept = tuple(id_ for id_ in entry.articles if id_ in living)
            skipped += [
                Skipped(path=f"{issue.path}:{entry.line}", reason=f"item `{id_}` is not published")
                for id_ in entry.articles
                if id_ not in living
            ]
            if kept or entry.kind != "item":
                entries.append(structs.replace(entry, articles=kept))
        result.append(structs.replace(issue, entries=tuple(entries)))
    return tuple(result)


def _on_file(
    records: dict[str, RecordMatter], registry: Registry, today: str
) -> Iterable[tuple[str, Record]]:
    for record in records.values():
        source = registry.find(record.grantor)
        name = source.name if source else record.grantor
        from_ = edtf.parse(record.from_) if record.from_ else None
        until = edtf.parse(record.until) if record.until else None
        started = not from_ or (edtf.first_day(from_, "UTC") or "") <= today
        running = not until or (edtf.last_day(until, "UTC") or "9999") >= today
        yield (
            name,
            Record(
                grantor=name,
                basis=record.basis,
                licence=record.licence,
                modes=record.modes,
                until=record.until,
                wording=record.wording,
                valid=started and running,
            ),
        )
