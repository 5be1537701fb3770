"""Issues: their day, series and number, and which articles they use."""

from collections import defaultdict

from generator import edtf
from generator.assemble.configured import Options
from generator.assemble.links import Places
from generator.errors import Problem, fault, guess
from generator.model.article import CorrectionMatter, Dated
from generator.model.issue import Issue, IssueDoc
from generator.model.kinds import Noun
from generator.model.site import Skipped
from generator.settings import Settings


class Use(Noun, frozen=True, kw_only=True):
    """An issue's use of an article."""

    issue: str
    day: str
    published: bool
    # False: the issue is a draft, or of a later day
    note: str
    # HTML, its links still open


def editions(
    docs: tuple[IssueDoc, ...], settings: Settings, places: Places, found: list[Problem]
) -> tuple[Issue, ...]:
    """Give all issues, newest first."""
    made = (_issue(doc, settings, places, found) for doc in docs)
    issues = sorted((i for i in made if i), key=lambda i: (i.day, i.number or 0, i.id), reverse=True)
    _check_numbers(issues, found)
    return tuple(issues)


def published(
    issues: tuple[Issue, ...], settings: Settings, options: Options, skipped: list[Skipped]
) -> tuple[Issue, ...]:
    """Leave out drafts and issues of a later day, each with its reason."""
    for issue in issues:
        if issue.draft and not options.drafts:
            skipped.append(Skipped(path=issue.path, reason="draft"))
        elif issue.day > settings.as_of:
            skipped.append(Skipped(path=issue.path, reason=f"dated {issue.day}, after {settings.as_of}"))
    return tuple(i for i in issues if i.day <= settings.as_of and (options.drafts or not i.draft))


def uses(
    issues: tuple[Issue, ...], shown: tuple[Issue, ...], known: set[str], found: list[Problem]
) -> dict[str, tuple[Use, ...]]:
    """Give each article's uses, the earliest first; an unknown article is a fault."""
    used: dict[str, list[Use]] = defaultdict(list)
    for issue in reversed(issues):
        for entry in issue.entries:
            for number, id_ in enumerate(entry.articles):
                if id_ not in known:
                    close = guess(id_, known, found)
                    hint = f"did you mean `{close}`?" if close else "the id is the file's stem, or its `id:`"
                    found.append(fault(issue.path, f"unknown article `{id_}`", hint, line=entry.line))
                note = entry.html if number == 0 else ""
                use = Use(issue=issue.id, day=issue.day, published=issue in shown, note=note)
                used[id_].append(use)
    return {id_: tuple(found_uses) for id_, found_uses in used.items()}


def dated(corrections: tuple[CorrectionMatter, ...]) -> tuple[Dated, ...]:
    """Give corrections with their dates read."""
    return tuple(Dated(date=edtf.parse(c.date), text=c.text) for c in corrections)


def _issue(doc: IssueDoc, settings: Settings, places: Places, found: list[Problem]) -> Issue | None:
    matter = doc.matter
    text = matter.date or doc.id
    try:
        date = edtf.parse(text)
    except ValueError:
        date = edtf.UNKNOWN
    day = edtf.last_day(date, settings.timezone)
    if day is None:
        hint = "add `date:` with its day, or call the file by it, as in `2026-11-05.md`"
        found.append(fault(doc.path, "the issue has no date", hint, key="date"))
        return None
    known = [s.id for s in settings.series]
    series = matter.series or known[0]
    if series not in known:
        close = guess(series, known, found)
        hint = f"did you mean `{close}`?" if close else "add it to `series` in content/site.yaml"
        found.append(fault(doc.path, f"unknown series `{series}`", hint, key="series"))
    return Issue(
        path=doc.path,
        id=doc.id,
        series=series,
        number=matter.number,
        title=matter.title,
        date=date,
        day=day,
        lede=matter.lede,
        editor=matter.editor or settings.editor,
        thanks=(matter.thanks,) if isinstance(matter.thanks, str) else matter.thanks,
        corrections=dated(matter.corrections),
        entries=doc.entries,
        hrefs=tuple(
            (link.target, places.link(doc.path, link.target, link.line, found))
            for link in dict.fromkeys(doc.links)
        ),
        draft=matter.draft,
        aliases=matter.aliases,
    )


def _check_numbers(issues: list[Issue], found: list[Problem]) -> None:
    first: dict[tuple[str, int], Issue] = {}
    for issue in reversed(issues):
        if issue.number is not None:
            owner = first.setdefault((issue.series, issue.number), issue)
            if owner is not issue:
                message = f"number {issue.number} is also that of {owner.path}"
                found.append(fault(issue.path, message, "give it the next number", key="number"))
