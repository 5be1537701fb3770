"""A page and a site's desk to an article's draft: what is stated goes into keys, what is not stays unsaid."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import structs

from generator import edtf
from generator.clip.article import Draft, Event, Review, numbered
from generator.clip.body import Body, body_of
from generator.clip.chain import Chain, chain_of, source_of
from generator.clip.desk import Desk
from generator.clip.links import untracked
from generator.clip.literal import key, one_line, sound
from generator.clip.stated import Cited, Stated, When, credits, dates
from generator.clip.tidying import Tidy, collapsed, is_furniture
from generator.clip.values import Candidate, Edit, Page
from generator.model.kinds import Noun

_MOST_EVENTS = 60
_SURE, _LIKELY = 0.85, 0.6
_NO_GRAMMAR = "no credit grammar looked: chain, byline and citations are yours to fill in"
_NO_DATES = "no date grammar looked: timeline candidates are missing"
_TITLES = 3


class Sorted(Noun, frozen=True, kw_only=True):
    """A page's blocks: the text, what the rest states, what went."""

    stated: Stated
    tidy: Tidy
    furniture: tuple[str, ...]


def sorted_of(page: Page, desk: Desk) -> Sorted:
    """Tell text from credits and from what is wrapped around it."""
    bare = [unit for unit in page.units if not is_furniture(unit.text)]
    furniture = [unit.text for unit in page.units if is_furniture(unit.text)]
    stated = credits([unit.text for unit in bare], desk.registry)
    body = [bare[n] for n in stated.body if bare[n].chosen]
    furniture += [bare[n].text for n in stated.body if not bare[n].chosen]
    gone = [bare[n].text for n in stated.removed]
    tidy = collapsed(body)
    number = [n for n in stated.body if bare[n].chosen]
    cited = tuple(
        Cited(
            block=_stays(number.index(one.block), tidy), source=one.source, upstream=one.upstream, url=one.url
        )
        for one in stated.cited
        if one.block in number
    )
    return Sorted(stated=structs.replace(stated, cited=cited), tidy=tidy, furniture=(*gone, *furniture))


def _stays(block: int, tidy: Tidy) -> int:
    """Give where a block stands once repeated ones are gone."""
    for edit in tidy.edits:
        first = edit.block or 0
        run = len({key(word) for word in edit.words})
        if block >= first + run:
            block -= (
                min(edit.removed, block - first - run + 1)
                if block < first + run + edit.removed
                else edit.removed
            )
    return block


def draft_of(
    page: Page, sorted_: Sorted, desk: Desk, origin: str, day: str, encoding: Sequence[str]
) -> Draft:
    """Make the draft."""
    stated, tidy = sorted_.stated, sorted_.tidy
    body = body_of(tidy.units)
    places = numbered(body.blocks, body.paragraphs)
    url, off = untracked(page.url)
    chain = chain_of(stated, url, page.site_name, page.source, desk.registry)
    published, dated = _published(page, stated, desk)
    times = dates([unit.text for unit in tidy.units], published or None, desk.anchors, desk.zone)
    events = tuple(_events(times or (), stated.cited, places, desk))
    edits = (*tidy.edits, *_furniture(sorted_.furniture))
    found = [
        *_told_titles(page, stated),
        *(f"tracking taken off the address: {', '.join(off)}" for _ in off[:1]),
        *([f"credits: {chain.said}"] if stated.looked else []),
        *(_told_credit(one.line, one.sure) for one in stated.told),
        *(f"published: {one.value} ({one.place})" for one in dated),
        *(
            [f"byline: {', '.join(name for _, name in stated.people) or ', '.join(page.authors)}"]
            if stated.people or page.authors
            else []
        ),
        *(f"{role}: {name}, who has no place in a byline" for role, name in stated.others),
        *(f"contact: {contact}" for contact in stated.contacts),
        *(f"image credit: {line}" for line in stated.image_credits),
        *(_told_cited(one, places) for one in stated.cited),
        *(f"{places[n] or 'a block'} is in another language: {lang}" for n, lang in body.foreign),
        *([f"{len(events)} times for the timeline, each with its passage"] if events else []),
        *encoding,
    ]
    decide = [
        *(_titles_to_choose(page, stated)),
        *chain.decide,
        *(warning for one in stated.told for warning in one.warnings),
        *([] if stated.looked else [_NO_GRAMMAR]),
        *([] if times is not None else [_NO_DATES]),
        *(
            []
            if published
            else ["no date of publication is stated: `published: unknown` stands until you know it"]
        ),
        *_conflicts(dated),
        *_odd_times(times or ()),
        *([f"the page names a licence: {page.licence_url}"] if page.licence_url else []),
        *([f"{len(page.images)} images were left out: {', '.join(page.images[:5])}"] if page.images else []),
        *(
            [
                f"{body.taken_literally} blocks held marks or links that cannot stand here, and are plain words now"
            ]
            if body.taken_literally
            else []
        ),
        *page.notes,
        *tidy.notes,
        "write `summary`, or state a right, before you drop `mode: link` and `draft`",
    ]
    removed = [f"×{edit.removed} {edit.words[0]}" for edit in tidy.edits] + list(sorted_.furniture)
    review = Review(origin=origin, found=tuple(found), decide=tuple(decide), removed=tuple(removed))
    values = _values(page, stated, chain, desk, body, published, day)
    if citations := [_citation(one, places, desk) for one in stated.cited]:
        values["citations"] = citations
    return Draft(values=values, events=events, edits=edits, places=places, blocks=body.blocks, review=review)


def _values(
    page: Page, stated: Stated, chain: Chain, desk: Desk, body: Body, published: str, day: str
) -> dict[str, Any]:
    titles = _titles(page, stated)
    people = [{"name": name, "role": role} for role, name in stated.people]
    people = people or [{"name": name, "role": "author"} for name in page.authors]
    values: dict[str, Any] = {
        "title": titles[0].value if titles else "",
        "draft": True,
        "mode": "link",
        "published": published or "unknown",
        "collected": day,
        **chain.values,
        "credit_line": "\n".join(stated.lines),
        "byline": people,
        "lang": body.lang
        if body.lang and not _is_same(body.lang, desk.lang) and body.lang != "und-Latn"
        else "",
    }
    return {name: value for name, value in values.items() if value not in ("", [], None)}


def _is_same(lang: str, site: str) -> bool:
    return lang == site or (lang.partition("-")[0] == site.partition("-")[0] and "Hant" not in lang + site)


def _titles(page: Page, stated: Stated) -> list[Candidate]:
    """Give the titles: the original's where it is stated, else the page's, each once."""
    given = [*(Candidate(value=title, place="原标题") for title in stated.titles), *page.titles]
    seen = dict[str, Candidate]()
    for one in given:
        if name := key(one.value):
            seen.setdefault(name, Candidate(value=one_line(sound(one.value)[0], 300), place=one.place))
    return list(seen.values())


def _told_titles(page: Page, stated: Stated) -> Iterator[str]:
    for one in _titles(page, stated)[:1]:
        yield f"title: {one.value} ({one.place})"


def _titles_to_choose(page: Page, stated: Stated) -> Iterator[str]:
    titles = _titles(page, stated)
    if not titles:
        yield "no title is stated: write `headline: …`, yours, or `title: …`, theirs"
    for one in titles[1 : 1 + _TITLES]:
        yield f"another title: {one.value} ({one.place})"


def _told_credit(line: str, sure: float) -> str:
    return f"{'sure' if sure >= _SURE else 'likely' if sure >= _LIKELY else 'unsure'}: {line}"


def _told_cited(one: Cited, places: Sequence[str]) -> str:
    whom = f", who quotes {one.upstream}" if one.upstream else ""
    return f"quoted at {places[one.block] or 'a block'}: {one.source or 'a source without a name'}{whom}"


def _published(page: Page, stated: Stated, desk: Desk) -> tuple[str, tuple[Candidate, ...]]:
    """Give the day of publication as EDTF, empty where none is stated, and every statement of it."""
    given = [*page.published]
    lines = [*(one.line for one in stated.told)]
    for when in dates(lines, None, desk.anchors, desk.zone) or ():
        if when.basis == "explicit" and when.edtf and not when.fault:
            given.append(Candidate(value=when.edtf, place=lines[when.block]))
    known = []
    for one in given:
        try:
            stamp = edtf.parse(one.value.strip())
        except ValueError:
            continue
        if stamp.kind == "date" and stamp.precision in {"day", "minute", "second"}:
            known.append(Candidate(value=stamp.text, place=one_line(one.place, 60)))
    return (known[0].value if known else ""), tuple(known)


def _conflicts(dated: Sequence[Candidate]) -> Iterator[str]:
    days = {one.value[:10] for one in dated}
    if len(days) > 1:
        yield f"the page states different days of publication: {', '.join(sorted(days))}"


def _furniture(texts: Sequence[str]) -> Iterator[Edit]:
    if texts:
        yield Edit(op="remove-boilerplate", removed=len(texts), words=tuple(texts))


def _events(
    times: Iterable[When], cited: Sequence[Cited], places: Sequence[str], desk: Desk
) -> Iterator[Event]:
    """Give each time once a paragraph, as an entry without `what`."""
    seen = set()
    for when in times:
        mark = (when.block, when.edtf, when.part_of_day)
        if not when.edtf or when.fault or mark in seen or len(seen) == _MOST_EVENTS:
            continue
        seen.add(mark)
        values: dict[str, Any] = {
            "when": when.edtf,
            "at": places[when.block],
            "part_of_day": when.part_of_day,
            "tz": when.tz,
        }
        says = [one.source for one in cited if one.source and one.source in when.passage]
        values["says"] = source_of(says[0], desk.registry) if len(says) == 1 else ""
        values["status"] = "forecast" if when.forecast else ""
        yield Event(
            values={name: value for name, value in values.items() if value},
            passage=f"“{when.text}”: {when.passage}",
        )


def _odd_times(times: Iterable[When]) -> Iterator[str]:
    """Say which times cannot be, and which may be another one."""
    for when in times:
        if when.fault:
            yield f"“{when.text}”: {when.fault}"
        elif len(when.candidates) > 1:
            yield f"“{when.text}” may be {' or '.join(when.candidates)}"
        elif not when.edtf:
            yield f"“{when.text}” has no day without the article's date"


def _citation(one: Cited, places: Sequence[str], desk: Desk) -> dict[str, Any]:
    source = source_of(one.source, desk.registry) if one.source else ""
    pairs = (
        ("source", source),
        ("work", "" if source else one.upstream),
        ("upstream", one.upstream if source else ""),
    )
    values = {name: value for name, value in pairs if value}
    return values | ({"at": places[one.block]} if places[one.block] else {})
