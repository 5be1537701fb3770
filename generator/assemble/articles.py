"""An article with its sources known, its right decided and its day fixed."""

from msgspec import structs

from generator import edtf
from generator.assemble.desk import Desk
from generator.assemble.editions import Use, dated
from generator.assemble.events import events
from generator.assemble.gate import Say, Texts, against_full, right_of, verdict
from generator.assemble.links import resolve
from generator.errors import fault, guess, warning
from generator.model.article import (
    Article,
    ArticleDoc,
    ArticleMatter,
    Body,
    Dated,
    Edit,
    ImageCredit,
    Person,
)
from generator.model.chain import Citation, Hop, HopMatter, PersonMatter
from generator.model.rights import Right, Verdict
from generator.model.timeline import Event


def article(doc: ArticleDoc, desk: Desk) -> Article | None:
    """Assemble one article; None where it is skipped, with its reason noted."""
    matter = doc.matter
    if matter.draft and not desk.options.drafts:
        return desk.skip(doc, "draft")
    if doc.refused:
        desk.found.append(warning(doc.path, f"skipped: {doc.refused}", "shorten or split the text"))
        return desk.skip(doc, doc.refused)
    hops = _hops(doc, desk)
    uses = desk.used.get(doc.id, ())
    day = _day(doc, hops, uses, desk)
    if day > desk.settings.as_of:
        return desk.skip(doc, f"dated {day}, after {desk.settings.as_of}")
    zone = desk.settings.timezone
    if matter.expires and (edtf.last_day(edtf.parse(matter.expires), zone) or "9999") < desk.settings.as_of:
        return desk.skip(doc, f"expired on {matter.expires}")
    return _made(doc, hops, day, uses, desk)


def _made(doc: ArticleDoc, hops: tuple[Hop, ...], day: str, uses: tuple[Use, ...], desk: Desk) -> Article:
    matter, settings = doc.matter, desk.settings
    note = next((use.note for use in uses if use.note and use.published), "")
    first = hops[0].source
    place = (
        (doc.path, "rights") if matter.rights or not first.id else (desk.registry.path, f"{first.id}.rights")
    )
    right = right_of(matter.rights or first.rights, desk.records, settings.as_of, Say(*place, desk.found))
    if right.grantor:
        right = structs.replace(right, grantor=desk.registry.plain(right.grantor).name)
    texts = Texts(
        body=doc.body is not None,
        excerpt=bool(matter.excerpt),
        summary=bool(matter.summary),
        note=bool(note),
    )
    decided = verdict(matter, right, texts, commercial=settings.commercial)
    _warn(doc, decided, desk)
    whole = decided.mode == "full" and not matter.withdrawn
    body = doc.body if whole else None
    withdrawn = matter.withdrawn
    return Article(
        path=doc.path,
        id=doc.id,
        title=matter.title,
        headline=matter.headline,
        lang=matter.lang or settings.lang,
        genre=matter.genre,
        day=day,
        published=hops[0].date or edtf.UNKNOWN,
        collected=edtf.parse(matter.collected) if matter.collected else None,
        updated=_updated(matter, day, settings.timezone),
        hops=hops,
        credit_line=matter.credit_line,
        byline=_byline(matter),
        editor=matter.editor or settings.editor,
        mode=decided.mode,
        degraded="" if withdrawn else decided.reason,
        refused=decided.refused,
        right=right,
        indexed=right.index and not withdrawn and not decided.refused,
        summary=None if withdrawn or decided.mode == "link" else matter.summary,
        excerpt=None if withdrawn or decided.mode != "excerpt" else matter.excerpt,
        note=None if withdrawn else note or None,
        body=body,
        counted=doc.body.counted if doc.body and not withdrawn else 0,
        hrefs=resolve(doc.path, body, desk.places, desk.found),
        images=_images(doc, body, right, desk),
        events=() if withdrawn else _without_places(events(doc, first, day, desk), body),
        citations=() if withdrawn else _citations(doc, body, desk),
        edits=()
        if withdrawn
        else tuple(Edit(op=e.op, at=e.at, removed=e.removed, note=e.note) for e in matter.edits),
        corrections=() if withdrawn else dated(matter.corrections),
        withdrawn=Dated(date=edtf.parse(withdrawn.date), text=withdrawn.reason) if withdrawn else None,
        topics=_topics(doc, desk),
        tags=tuple(dict.fromkeys(matter.tags)),
        aliases=matter.aliases,
    )


def _hops(doc: ArticleDoc, desk: Desk) -> tuple[Hop, ...]:
    matter = doc.matter
    if not matter.chain:
        given = matter.source
        source = desk.registry.meant(given, doc.path, "source") if given else desk.registry.plain("?")
        return (
            Hop(
                role="original",
                source=source,
                platform=source.platform,
                url=matter.url,
                archived=matter.archived,
                date=edtf.parse(matter.published) if matter.published else None,
                permission=matter.permission,
                licence=matter.licence,
                onward=matter.onward,
            ),
        )
    return tuple(_hop(doc, number, given, desk) for number, given in enumerate(matter.chain))


def _hop(doc: ArticleDoc, number: int, given: str | HopMatter, desk: Desk) -> Hop:
    stated = given if isinstance(given, HopMatter) else HopMatter(source=given)
    key = f"chain.{number}" if isinstance(given, str) else f"chain.{number}.source"
    source = desk.registry.meant(stated.source, doc.path, key)
    date = stated.date or (doc.matter.published if number == 0 else None)
    platform = desk.registry.plain(stated.platform).name if stated.platform else source.platform
    return Hop(
        role=stated.role or ("repost" if number else "original"),
        source=source,
        account=stated.account,
        platform=platform,
        url=stated.url,
        archived=stated.archived,
        date=edtf.parse(date) if date else None,
        permission=stated.permission,
        licence=stated.licence,
        onward=stated.onward,
        first=stated.first,
    )


def _day(doc: ArticleDoc, hops: tuple[Hop, ...], uses: tuple[Use, ...], desk: Desk) -> str:
    """Give the day lists go by: collected, else the first issue's, else the earliest of published."""
    zone = desk.settings.timezone
    collected = doc.matter.collected
    day = edtf.first_day(edtf.parse(collected), zone) if collected else None
    if day is None and uses:
        day = uses[0].day
    if day is None and hops[0].date:
        day = edtf.first_day(hops[0].date, zone)
    if day is None and not doc.matter.draft:
        today = desk.settings.as_of
        hint = f"write `published: …`, or `collected: …`, the day you took it up (today is {today})"
        message = "no day is known for this article"
        desk.found.append(fault(doc.path, message, hint, key="published"))
    return day or desk.settings.as_of


def _updated(matter: ArticleMatter, day: str, zone: str) -> edtf.When:
    """Give the latest of collection, corrections and withdrawal."""
    stated = [matter.collected, *(c.date for c in matter.corrections)]
    stated.append(matter.withdrawn.date if matter.withdrawn else None)
    dates = [edtf.parse(text) for text in (*stated, day) if text]
    return max((d for d in dates if not d.is_unknown), key=lambda d: edtf.sort_key(d, zone)[0])


def _warn(doc: ArticleDoc, decided: Verdict, desk: Desk) -> None:
    if decided.reason and doc.matter.mode and not doc.matter.withdrawn:
        message = f"published as `{decided.mode}`: {decided.reason}"
        hint = "keep the permission in content/rights.yaml, or ask for less"
        desk.found.append(warning(doc.path, message, hint, key="mode"))


def _byline(matter: ArticleMatter) -> tuple[Person, ...]:
    given = (matter.byline,) if isinstance(matter.byline, str) else matter.byline
    return tuple(person for entry in given for person in _people(entry))


def _people(entry: str | PersonMatter) -> tuple[Person, ...]:
    """Give the persons of an entry; 张三、李四 are two."""
    if isinstance(entry, str):
        return tuple(Person(name=name.strip(), role="author") for name in entry.split("、") if name.strip())
    return (Person(name=entry.name, role=entry.role, url=entry.url),)


def _citations(doc: ArticleDoc, body: Body | None, desk: Desk) -> tuple[Citation, ...]:
    made = []
    for number, given in enumerate(doc.matter.citations):
        key = f"citations.{number}.source" if not isinstance(given.source, str) else f"citations.{number}"
        made.append(
            Citation(
                source=desk.registry.meant(given.source, doc.path, key) if given.source else None,
                work=given.work,
                upstream=desk.registry.plain(given.upstream) if given.upstream else None,
                url=given.url,
                lang=given.lang,
                at=given.at if body else None,
            )
        )
    return tuple(made)


def _without_places(found: tuple[Event, ...], body: Body | None) -> tuple[Event, ...]:
    """Drop links to paragraphs where the text is not published."""
    return found if body else tuple(structs.replace(e, at=None) if e.at else e for e in found)


def _topics(doc: ArticleDoc, desk: Desk) -> tuple[str, ...]:
    for number, id_ in enumerate(doc.matter.topics):
        if id_ not in desk.all_topics:
            close = guess(id_, desk.all_topics, desk.found)
            hint = f"did you mean `{close}`?" if close else f"write content/topics/{id_}.md"
            desk.found.append(fault(doc.path, f"unknown topic `{id_}`", hint, key=f"topics.{number}"))
    return tuple(dict.fromkeys(id_ for id_ in doc.matter.topics if id_ in desk.topics))


def _images(doc: ArticleDoc, body: Body | None, right: Right, desk: Desk) -> tuple[ImageCredit, ...]:
    """Decide each image of a published text: ours to show, or left out with its words."""
    made = []
    for link in body.images if body else ():
        stated = doc.matter.images.get(link.target) or doc.matter.images.get(link.target.rsplit("/", 1)[-1])
        own = right
        if stated and stated.rights:
            say = Say(doc.path, f"images.{link.target}", desk.found)
            own = right_of(stated.rights, desk.records, desk.settings.as_of, say)
        reason = against_full(own, edited=False, commercial=desk.settings.commercial)
        if reason:
            desk.found.append(
                warning(doc.path, f"the image `{link.target}` is left out: {reason}", line=link.line)
            )
        made.append(
            ImageCredit(
                target=link.target,
                shown=not reason,
                credit=stated.credit if stated else None,
                licence=own.licence,
                alt=stated.alt if stated else None,
            )
        )
    return tuple(made)
