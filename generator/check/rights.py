"""Permissions: those that have run out or soon will, those of others, those that only a page claims."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from generator import edtf
from generator.check.case import Case
from generator.errors import Problem, warning
from generator.model.article import Article, ArticleDoc

_SOON = timedelta(days=30)


def permission_expired(case: Case) -> Iterator[Problem]:
    """Find records that articles hang on and that have run out, or will within thirty days."""
    if case.site is None:
        return
    named = hanging(case)
    today = case.today
    soon = (date.fromisoformat(today) + _SOON).isoformat()
    for id_, record in case.records.entries:
        last = edtf.last_day(edtf.parse(record.until), case.zone) if record.until else None
        if not last or not named[id_]:
            continue
        hang = f"{named[id_]} article{'s hang' if named[id_] > 1 else ' hangs'} on it"
        key = f"{id_}.until"
        if last < today:
            hint = f"ask {record.grantor} again, or take the record from the articles"
            yield warning(
                case.records.path, f"the permission `{id_}` ran out on {last}; {hang}", hint, key=key
            )
        elif last <= soon:
            hint = f"ask {record.grantor} in time; from the day after, less is published"
            yield warning(
                case.records.path, f"the permission `{id_}` runs out on {last}; {hang}", hint, key=key
            )


def hanging(case: Case) -> Counter[str | None]:
    """Count the articles that name each record."""
    return Counter(article.right.record for _, _, article in case.published)


def permission_claimed(case: Case) -> Iterator[Problem]:
    """Find articles that are to be published whole on the word of the page they come from."""
    for page, doc, article in case.published:
        claimed = _rests_on(doc, article)
        if claimed:
            message = f"`mode: full` rests on a permission that was given to {claimed}, not to us"
            hint = "ask the original for one and keep it in content/rights.yaml, or ask for less"
            yield warning(page.path, message, hint, key="mode")


def _rests_on(doc: ArticleDoc, article: Article) -> str | None:
    """Give whose permission the whole text is asked for by, where we have none."""
    if doc.matter.mode != "full" or article.mode == "full" or article.right.lapsed:
        return None
    return next((hop.source.name for hop in article.hops if hop.permission == "claimed"), None)


def permission_of_another(case: Case) -> Iterator[Problem]:
    """Find records whose grantor is nobody in the article's chain."""
    for page, doc, article in case.published:
        right = article.right
        if not right.record or not right.grantor or not doc.matter.rights:
            continue
        known = {
            name for hop in article.hops for name in (hop.source.name, *hop.source.aliases, hop.platform)
        }
        known |= {person.name for person in article.byline}
        if right.grantor not in known:
            message = (
                f"the permission `{right.record}` was granted by {right.grantor}, who is not in the chain"
            )
            yield warning(page.path, message, "name the record of who published this", key="rights")


def told_otherwise(case: Case, problem: Problem) -> bool:
    """Say whether what the build says of an article's mode is said better by a rule here."""
    if problem.key != "mode" or not problem.message.startswith("published as `"):
        return False
    found = ((d, a) for _, d, a in case.published if a.path == problem.location.path)
    doc, article = next(found, (None, None))
    if doc is None or article is None:
        return False
    until = article.right.until if article.right.lapsed else None
    ran_out = until and (edtf.last_day(edtf.parse(until), case.zone) or "9999") < case.today
    return bool(ran_out or _rests_on(doc, article))
