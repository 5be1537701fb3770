"""The steps of `clip`: fetch, decode, extract, tidy, read what is stated, compare with the site, write."""

import re
from pathlib import Path

from msgspec import structs

from generator.clip import Clipping
from generator.clip.alike import same
from generator.clip.article import Draft, written
from generator.clip.decoding import decoded
from generator.clip.desk import Desk, desk_at
from generator.clip.fetch import fetch
from generator.clip.literal import sound
from generator.clip.making import draft_of
from generator.clip.names import id_of
from generator.clip.sorting import sorted_of
from generator.clip.values import Form, Page, Raw
from generator.errors import BuildFailed, fault
from generator.model.kinds import day as day_of
from generator.parse import Document, parse
from generator.read import today
from generator.web import Bounds

_BY_NAME: dict[str, Form] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".rss": "feed",
    ".atom": "feed",
    ".txt": "plain",
}
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[^>]*-->\s*)?<(?:rss|feed|entry|item|rdf:RDF|\w+:entry)\b"
)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|h1|section|table)\b", re.IGNORECASE)
_SNIFFED = 4096


def clipped(
    what: str, root: Path, data: bytes | None, on: str | None, bounds: Bounds, allowed: frozenset[str]
) -> Clipping:
    """Make an article of what was given, unless the site has it."""
    desk = desk_at(root)
    try:
        day = day_of(on) if on else today(desk.zone)
    except ValueError as error:
        raise BuildFailed([fault("--on", str(error))]) from error
    raw = _raw(what, data, bounds, allowed)
    found = decoded(raw)
    text, lost = sound(found.text)
    page, unseen = _cleaned(page_of(text, raw))
    sorted_ = sorted_of(page, desk)
    if not sorted_.tidy.units and not page.titles:
        raise BuildFailed(
            [fault(what, "there is no text in it", "save the article's text in a file, and clip the file")]
        )
    _refuse_known(what, page, raw, [unit.text for unit in sorted_.tidy.units], desk)
    notes = [
        f"read as {found.encoding}{'' if found.sure else ', which is not sure'}",
        *_noted(found.note),
        *dict.fromkeys((*lost, *unseen)),
    ]
    draft = draft_of(sorted_, desk, f"clipped from {what} on {day}, as {page.form}", day, notes)
    title = str(draft.values.get("title", ""))
    taken = frozenset({one.id.casefold() for one in desk.known} | _files(root, day))
    id_ = id_of([title], raw.url or page.url, what, day, taken)
    path = f"content/articles/{day[:7]}/{id_}.md"
    return Clipping(path=path, text=_checked(draft, path), review=tuple(draft.review.lines()))


def _cleaned(page: Page) -> tuple[Page, tuple[str, ...]]:
    """Give a page without characters that its references (`&#0;`) brought in, and say what was left out."""
    lost: tuple[str, ...] = ()
    units = []
    for unit in page.units:
        words, notes = sound(unit.text)
        markdown, _ = sound(unit.markdown)
        lost += notes
        if words.strip() and markdown.strip():
            units.append(structs.replace(unit, text=words, markdown=markdown))
    names = {name: sound(getattr(page, name))[0] for name in ("url", "site_name", "source", "licence_url")}
    lists = {
        name: tuple(sound(text)[0] for text in getattr(page, name))
        for name in ("authors", "dropped", "notes")
    }
    return structs.replace(page, units=tuple(units), **names, **lists), lost


def page_of(text: str, raw: Raw) -> Page:
    """Read a text as the form that its name, its type or its beginning says."""
    form = _form(text, raw)
    if form == "plain":
        from generator.clip.texts import plain  # noqa: PLC0415 - lxml is slow to load

        return plain(text)
    if form == "markdown":
        from generator.clip.texts import markdown  # noqa: PLC0415 - as above

        return markdown(text, raw.name)
    if form == "feed":
        from generator.clip.feeds import entry  # noqa: PLC0415 - as above

        return entry(text, raw.name)
    from generator.clip.webpage import page  # noqa: PLC0415 - as above

    return page(text, raw.url)


def _form(text: str, raw: Raw) -> Form:
    from generator.clip.texts import is_markdown  # noqa: PLC0415 - as above

    begin = text[:_SNIFFED]
    if _FEED.match(begin):
        return "feed"
    if raw.content_type == "text/plain":
        return "plain"
    suffix = Path(raw.name).suffix.lower() if not raw.url else ""
    if known := _BY_NAME.get(suffix):
        return known
    if raw.content_type.endswith("html") or _HTML.search(begin):
        return "html"
    return "markdown" if is_markdown(text) else "plain"


def _raw(what: str, data: bytes | None, bounds: Bounds, allowed: frozenset[str]) -> Raw:
    if data is not None:
        return _bounded(data, what, bounds)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", what):
        return fetch(what, bounds, allowed)
    try:
        with Path(what).open("rb") as file:
            given = file.read(bounds.bytes + 1)
    except OSError as error:
        hint = "name a file, an address that begins with https://, or `-` for what is typed or piped in"
        raise BuildFailed([fault(what, f"this cannot be read: {error.strerror}", hint)]) from error
    return _bounded(given, what, bounds)


def _bounded(data: bytes, name: str, bounds: Bounds) -> Raw:
    if len(data) > bounds.bytes:
        raise BuildFailed([fault(name, f"this is larger than {bounds.bytes:,} bytes", "cut out the article")])
    return Raw(data=data, name=name)


def _noted(note: str) -> list[str]:
    return [f"encoding: {note}"] if note else []


def _refuse_known(what: str, page: Page, raw: Raw, blocks: list[str], desk: Desk) -> None:
    found = same(desk.known, (page.url, raw.url), blocks)
    if found:
        known, why = found
        hint = f"nothing was written; see {known.path}"
        raise BuildFailed([fault(what, f"the site has this article already, {why}: {known.id}", hint)])


def _files(root: Path, day: str) -> set[str]:
    folder = root / "content/articles" / day[:7]
    return {path.stem.casefold() for path in folder.glob("*")} if folder.is_dir() else set()


def _checked(draft: Draft, path: str) -> str:
    """Write the file, and read it as a build will: what has a fault is never written."""
    text = written(draft)
    parsed = parse(Document(path=path, kind="article", data=text.encode()))
    if problems := [problem for problem in parsed.problems if problem.severity == "fault"]:
        raise BuildFailed(problems)
    return text
