"""A page and a site's desk to an article's draft: what is stated goes into keys, what is not stays unsaid."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import structs

from generator import edtf
from generator.clip.article import Draft, Event, numbered
from generator.clip.body import Body, body_of
from generator.clip.chain import Chain, Sight, chain_of, source_of
from generator.clip.desk import Desk
from generator.clip.links import kept
from generator.clip.literal import key, one_line, sound
from generator.clip.stated import Cited, Stated, When, dates, origin
from generator.clip.telling import Facts, review_of
from generator.clip.tidying import Tidy, collapsed, is_furniture
from generator.clip.values import Candidate, Edit, Page, Unit
from generator.model.kinds import Noun

_MOST_EVENTS = 60
_DATELINES, _DATELINE, _AROUND = 5, 60, 14
"""Blocks at the head, their length, and letters beside a date, for a line with a date and no text."""


_SENTENCE_ENDS = ("。", "！", "？", "!", "?", "”", "」")


_CREDIT = 200
_PASSED_ON = re.compile(r"^[【\[（(](?:转载|轉載|转|轉|转帖|分享)[】\])）]\s*")
_MARKS = re.compile(r"\\(?=\W)|\*\*|^#+ |^[-*] |^> ")


class Sorted(Noun, frozen=True, kw_only=True):
    """A page's blocks: the text, what the rest states, what went."""

    page: Page
    stated: Stated
    tidy: Tidy
    furniture: tuple[str, ...]
    dated: tuple[Candidate, ...]
    # what its lines say of its day


def sorted_of(page: Page, desk: Desk) -> Sorted:
    """Tell text from credits and from what is wrapped around it."""
    around = [unit for unit in page.units if is_furniture(unit.text)]
    units = [unit for unit in page.units if not is_furniture(unit.text)]
    dated = list(_datelines(units, desk))
    lines = {one.place for one in dated}
    stated = origin([unit.text for unit in units], [_with_links(unit) for unit in units], desk.registry)
    body = [n for n in stated.body if units[n].chosen and units[n].text not in lines]
    loose = [n for n in (*stated.body, *stated.removed) if n not in body]
    around = [*(units[n] for n in sorted(loose)), *around]
    tidy = collapsed([units[n] for n in body])
    cited = (
        structs.replace(one, block=tidy.moved[body.index(one.block)])
        for one in stated.cited
        if one.block in body
    )
    dated += _in_lines([one.line for one in stated.told], desk)
    return Sorted(
        page=structs.replace(
            page, dropped=(*(unit.text for unit in around if not unit.chosen), *page.dropped)
        ),
        stated=structs.replace(stated, cited=tuple(cited)),
        tidy=tidy,
        furniture=tuple(unit.text for unit in around if unit.chosen),
        dated=tuple(dated),
    )


def _with_links(unit: Unit) -> str:
    """Give a block's words; of a short one, which may be a credit, with the links in it."""
    if len(unit.text) > _CREDIT or "](http" not in unit.markdown:
        return unit.text
    return _MARKS.sub("", unit.markdown)


def _datelines(units: Sequence[Unit], desk: Desk) -> Iterator[Candidate]:
    """Give the lines at the head that are a date and little else."""
    for unit in units[:_DATELINES]:
        if len(unit.text) > _DATELINE or unit.text.endswith(_SENTENCE_ENDS):
            continue
        for one in _days(_in_lines([unit.text], desk)):
            if len(key(unit.text)) - len(key(one.place)) <= _AROUND:
                yield Candidate(value=one.value, place=unit.text)
                break


def _in_lines(lines: Sequence[str], desk: Desk) -> list[Candidate]:
    return [
        Candidate(value=when.edtf, place=when.text)
        for when in dates(lines, None, desk.anchors, desk.zone) or ()
        if when.basis == "explicit" and when.edtf and not when.fault
    ]


def draft_of(sorted_: Sorted, desk: Desk, clipped: str, day: str, notes: Sequence[str]) -> Draft:
    """Make the draft."""
    page, stated, tidy = sorted_.page, sorted_.stated, sorted_.tidy
    body = body_of(tidy.units)
    places = numbered(body.blocks, body.paragraphs)
    url, off = kept(page.url)
    dated = _days((*page.published, *sorted_.dated))
    published = dated[0].value if dated else ""
    sight = Sight(
        url=url,
        site_name=page.site_name,
        account=page.account,
        source=page.source,
        published=published,
    )
    chain = chain_of(stated, sight, desk.registry)
    times = dates([unit.text for unit in tidy.units], published or None, desk.anchors, desk.zone)
    events = tuple(_events(times or (), stated.cited, places, desk))
    titles = _titles(page, stated)
    facts = Facts(
        clipped=clipped,
        page=page,
        stated=stated,
        body=body,
        places=places,
        chain=chain,
        titles=titles,
        tracking=off,
        dated=dated,
        times=times,
        events=len(events),
        edits=tidy.edits,
        notes=(*notes, *tidy.notes),
        furniture=sorted_.furniture,
    )
    values = {
        "title": titles[0].value if titles else "",
        "draft": True,
        "mode": "link",
        "published": chain.published or "unknown",
        "collected": day,
        **_origin(chain, stated, page),
        "lang": _lang(body, desk),
        "citations": [_citation(one, places, desk) for one in stated.cited],
    }
    return Draft(
        values={name: value for name, value in values.items() if value not in ("", [])},
        events=events,
        edits=(*tidy.edits, *_furniture(sorted_.furniture)),
        places=places,
        blocks=body.blocks,
        review=review_of(facts),
    )


def _origin(chain: Chain, stated: Stated, page: Page) -> dict[str, Any]:
    people = stated.people or tuple(("author", name) for name in page.authors)
    return {
        **chain.values,
        "credit_line": "\n".join(stated.lines),
        "byline": [{"name": name, "role": role} for role, name in people],
    }


def _lang(body: Body, desk: Desk) -> str:
    """Give the text's language where it is another than the site's."""
    ours, theirs = desk.lang, body.lang
    alike = ours.partition("-")[0] == theirs.partition("-")[0] and "Hant" not in ours + theirs
    return "" if alike or theirs in {ours, "und-Latn"} else theirs


def _titles(page: Page, stated: Stated) -> tuple[Candidate, ...]:
    """Give the titles: the original's where it is stated, else the page's, each once."""
    given = [*(Candidate(value=title, place="原标题") for title in stated.titles), *page.titles]
    seen = dict[str, Candidate]()
    for one in given:
        if name := key(one.value):
            value = _PASSED_ON.sub("", one_line(sound(one.value)[0], 300)) or one.value
            seen.setdefault(name, Candidate(value=value, place=one.place))
    return tuple(seen.values())


def _days(given: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Give the statements of a day of publication that are one, as EDTF."""
    known = dict[str, Candidate]()
    for one in given:
        try:
            stamp = edtf.parse(one.value.strip())
        except ValueError:
            continue
        if stamp.kind == "date" and stamp.precision in {"day", "minute", "second"}:
            known.setdefault(stamp.text, Candidate(value=stamp.text, place=one_line(one.place, 60)))
    return tuple(known.values())


def _furniture(texts: Sequence[str]) -> Iterator[Edit]:
    if texts:
        yield Edit(op="remove-boilerplate", removed=len(texts), words=tuple(texts))


def _events(
    times: Iterable[When], cited: Sequence[Cited], places: Sequence[str], desk: Desk
) -> Iterator[Event]:
    """Give each time once a paragraph, as an entry without `what`."""
    seen = set[tuple[int, str, str]]()
    for when in times:
        mark = (when.block, when.edtf, when.part_of_day)
        if not when.edtf or when.fault or mark in seen or len(seen) == _MOST_EVENTS:
            continue
        seen.add(mark)
        says = [one.source for one in cited if one.source and one.source in when.passage]
        values = {
            "when": when.edtf,
            "at": places[when.block],
            "part_of_day": when.part_of_day,
            "tz": when.tz,
            "says": source_of(says[0], desk.registry) if len(says) == 1 else "",
            "status": "forecast" if when.forecast else "",
        }
        by = f", read as of {when.by}, the first day in the text" if when.by else ""
        yield Event(
            values={name: value for name, value in values.items() if value},
            passage=f"“{when.text}”{by}: {when.passage}",
        )


def _citation(one: Cited, places: Sequence[str], desk: Desk) -> dict[str, Any]:
    source = source_of(one.source, desk.registry) if one.source else ""
    values = {
        "source": source,
        "work": "" if source else one.upstream,
        "upstream": one.upstream if source else "",
        "at": places[one.block],
    }
    return {name: value for name, value in values.items() if value}
