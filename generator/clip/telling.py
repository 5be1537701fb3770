"""The review: what was found and how sure that is, what went, and what an editor has to decide."""

from collections.abc import Iterator

from generator.clip.article import Review
from generator.clip.body import Body
from generator.clip.chain import Chain
from generator.clip.stated import Stated
from generator.clip.times import When
from generator.clip.values import Candidate, Edit, Page
from generator.model.kinds import Noun

_SURE, _LIKELY = 0.85, 0.6
_TITLES, _IMAGES = 3, 5
_ALWAYS = "write `summary`, or state a right, before you drop `mode: link` and `draft`"


class Facts(Noun, frozen=True, kw_only=True):
    """All that there is to tell of."""

    clipped: str
    # what was clipped, when, as what
    page: Page
    stated: Stated
    body: Body
    places: tuple[str, ...]
    chain: Chain
    people: tuple[tuple[str, str], ...]
    # role and name
    titles: tuple[Candidate, ...]
    tracking: tuple[str, ...]
    # parameters taken off the address
    dated: tuple[Candidate, ...]
    times: tuple[When, ...]
    events: int
    edits: tuple[Edit, ...]
    cut: tuple[str, ...]
    # what lists have lost that are longer than an article's may be
    notes: tuple[str, ...]
    furniture: tuple[str, ...]


def review_of(facts: Facts) -> Review:
    """Tell it."""
    repeated = [f"{edit.removed} × {edit.words[0]}" for edit in facts.edits]
    return Review(
        origin=facts.clipped,
        found=tuple(_found(facts)),
        decide=tuple(_to_decide(facts)),
        removed=(*repeated, *facts.furniture),
        left=facts.page.dropped,
    )


def _found(facts: Facts) -> Iterator[str]:
    stated = facts.stated
    if facts.titles:
        yield f"title: {facts.titles[0].value} ({facts.titles[0].place})"
    if facts.tracking:
        yield f"taken off the address: {', '.join(facts.tracking)}"
    yield f"chain: {facts.chain.said}"
    for line in stated.told:
        yield f"{_how_sure(line.sure)}: {line.line}"
    for one in facts.dated:
        yield f"published: {one.value} ({one.place})"
    named = {name for _, name in stated.people}
    if facts.people:
        told = (name if name in named else f"{name} (metadata)" for _, name in facts.people)
        yield f"byline: {', '.join(told)}"
    for role, name in stated.others:
        why = "who is in the byline already" if name in named else "whose part a byline does not know"
        yield f"{role}: {name}, {why}"
    yield from (f"contact: {contact}" for contact in stated.contacts)
    yield from (f"image credit: {line}" for line in stated.image_credits)
    for cited in stated.cited:
        whom = f", who quotes {cited.upstream}" if cited.upstream else ""
        place = facts.places[cited.block] or "a block"
        yield f"quoted at {place}: {cited.source or 'a source without a name'}{whom}"
    for block, lang in facts.body.foreign:
        yield f"{facts.places[block] or 'a block'} is in another language: {lang}"
    if facts.events:
        yield f"{facts.events} times for the timeline, each with its passage"
    yield from facts.notes


def _to_decide(facts: Facts) -> Iterator[str]:
    page, stated = facts.page, facts.stated
    yield from facts.cut
    if not facts.titles:
        yield "no title is stated: write `headline: …`, yours, or `title: …`, theirs"
    for title in facts.titles[1 : 1 + _TITLES]:
        yield f"another title: {title.value} ({title.place})"
    yield from facts.chain.decide
    for line in stated.told:
        yield from line.warnings
    if not facts.chain.published:
        yield "when it was first published is not stated: `published: unknown` stands until you know it"
    yield from _different_days(facts.dated)
    yield from _odd_times(facts.times)
    yield from _of_the_page(page)
    if facts.body.taken_literally:
        yield f"blocks whose marks or links cannot stand, now plain words: {facts.body.taken_literally}"
    yield _ALWAYS


def _of_the_page(page: Page) -> Iterator[str]:
    if page.licence_url:
        yield f"the page names a licence: {page.licence_url}"
    if page.images:
        yield f"images left out ({len(page.images)}): {', '.join(page.images[:_IMAGES])}"
    yield from page.notes


def _different_days(dated: tuple[Candidate, ...]) -> Iterator[str]:
    days = {one.value[:10] for one in dated}
    if len(days) > 1:
        yield f"the page states different days of publication: {', '.join(sorted(days))}"


def _how_sure(confidence: float) -> str:
    return "sure" if confidence >= _SURE else "likely" if confidence >= _LIKELY else "unsure"


def _odd_times(times: tuple[When, ...]) -> Iterator[str]:
    """Say which times cannot be, and which may be another one."""
    for when in times:
        if when.fault:
            yield f"“{when.text}”: {when.fault}"
        elif len(when.candidates) > 1:
            yield f"“{when.text}” may be {' or '.join(when.candidates)}"
        elif not when.edtf:
            yield f"“{when.text}” has no day without the article's date"
