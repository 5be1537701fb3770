"""Links: tracking parameters, pages that an earlier issue covered, links of texts that are not published."""

from collections.abc import Iterator

from generator.assemble.links import places_of, resolve
from generator.check.addresses import addresses
from generator.check.case import Case
from generator.check.mending import mends
from generator.check.page import Page
from generator.errors import Problem, warning
from generator.model.article import Article, ArticleDoc
from generator.model.issue import Issue, IssueDoc
from generator.model.topic import PageDoc, TopicDoc
from generator.tracking import same_page, tracking


def tracking_parameters(page: Page, _: Case) -> Iterator[Problem]:
    """Find addresses that follow the reader."""
    met = [(address, found) for address in addresses(page) if (found := tracking(address.url))]
    if met:
        mended = {edit.start for edit in mends(page.text, page)}
        for address, found in met:
            names = ", ".join(f"`{parameter.partition('=')[0]}`" for parameter, _ in found)
            hint = "try the address without it"
            if all(sure for _, sure in found):
                hint = "take it out, if the text is yours to change"
            if address.start in mended:
                hint = "`wenzhai check --fix` takes it out"
            message = f"the address carries {names}: it follows the reader and leads nowhere else"
            yield page.at(address.start, message, hint)


def covered_before(case: Case) -> Iterator[Problem]:
    """Find links that an earlier issue of the same series led to already."""
    if case.site is None:
        return
    articles = {article.id: article for article in case.site.articles}
    first: dict[tuple[str, str], Issue] = {}
    for issue in sorted(case.site.issues, key=lambda issue: (issue.day, issue.number or 0, issue.id)):
        for line, what, key in _led_to(issue, articles):
            before = first.setdefault((issue.series, key), issue)
            if before is not issue:
                message = f"{what} was covered on {before.day} ({before.path})"
                yield warning(issue.path, message, "leave it out, or say what is new", line=line)


def unseen_links(case: Case) -> Iterator[Problem]:
    """Find links within texts that the build does not look at, since they are not published."""
    if case.site is None:
        return
    docs = [p.doc for p in case.pages if isinstance(p.doc, ArticleDoc | IssueDoc | TopicDoc | PageDoc)]
    places = places_of(docs, case.static)
    for written in case.articles:
        if written.doc.body and not (written.made and written.made.body):
            found: list[Problem] = []
            resolve(written.doc.path, written.doc.body, places, found)
            for problem in found:
                yield warning(
                    problem.location.path, problem.message, problem.hint, line=problem.location.line
                )


def _led_to(issue: Issue, articles: dict[str, Article]) -> Iterator[tuple[int, str, str]]:
    for entry in issue.entries:
        if entry.kind == "brief" and entry.url:
            yield entry.line, f"the link `{entry.title}`", same_page(entry.url)
        for id_ in entry.articles:
            article = articles.get(id_)
            url = article.hops[-1].url if article else None
            yield entry.line, f"the article `{id_}`", same_page(url) if url else f"#{id_}"
