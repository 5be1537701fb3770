"""Which files come out, with what, and that no two claim one path."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import partial

from generator.errors import BuildFailed, Problem, fault
from generator.model.site import Site
from generator.model.topic import Page
from generator.model.view import MissingPage, MovedPage, PlainPage
from generator.plan.archive import archive_pages
from generator.plan.articles import article_pages
from generator.plan.calendar import timeline_pages
from generator.plan.cards import cards, undrawable
from generator.plan.feeds import feeds
from generator.plan.issues import home_page, issue_pages
from generator.plan.ledgers import ledger_pages
from generator.plan.machines import Move, aliases, files, host_files, machine_files
from generator.plan.output import Output, Plan, Sheet
from generator.plan.press import Press
from generator.plan.search import search_files
from generator.plan.sources import source_pages
from generator.plan.tags import tag_pages
from generator.plan.topics import topic_pages
from generator.plan.variants import in_folder, unconvertible, variant_presses, with_twins
from generator.theme import Theme
from generator.urls import alike, href, is_http, objection

__all__ = ["Output", "Plan", "Press", "Sheet", "plan"]


def plan(site: Site, theme: Theme) -> Plan:
    """Plan every output of a site; raise BuildFailed where two claim one path."""
    missing = tuple(unconvertible(site))
    if missing:
        raise BuildFailed(missing)
    press = Press(site, theme.words, languages=theme.languages)
    pages, search = _pages(press, theme), tuple(search_files(press))
    variants = variant_presses(site, theme, (*pages, *search))
    if variants:
        pages = tuple(with_twins(pages))
    for other in variants:
        pages += tuple(in_folder(_pages(other, theme), other))
    outputs = (
        *pages,
        *feeds(press),
        *machine_files(press),
        *search,
        *cards(press),
        *host_files(press, pages),
        *files(press, theme),
    )
    problems = (*_collisions(outputs), *_dead_links(press, outputs), *undrawable(press))
    if problems:
        raise BuildFailed(problems)
    return Plan(outputs=outputs, press=press, variants=variants)


def _pages(press: Press, theme: Theme) -> tuple[Output, ...]:
    return (
        home_page(press),
        *issue_pages(press),
        *article_pages(press),
        *topic_pages(press),
        *source_pages(press),
        *tag_pages(press),
        *archive_pages(press),
        *timeline_pages(press),
        *ledger_pages(press),
        *_single_pages(press, theme),
    )


def _single_pages(press: Press, theme: Theme) -> Iterator[Output]:
    for page in press.site.pages:
        yield Output(
            path=f"{page.id}.html",
            owner=page.path,
            form="page.html",
            make=partial(_plain, page),
            inputs=(page.path,),
            listed=True,
        )
    yield Output(
        path="404.html",
        owner="the page for missing pages",
        form="404.html",
        make=partial(_missing, theme.style),
    )
    for move in aliases(press):
        yield Output(
            path=move.path,
            owner=move.owner,
            form="moved.html",
            make=partial(_moved, move),
            inputs=(move.owner,),
        )


def _plain(page: Page, press: Press) -> PlainPage:
    return PlainPage(
        site=press.frame,
        page=press.head(
            page.title, f"{page.id}.html", lang=press.mark(page.lang), description=page.summary or ""
        ),
        title=page.title,
        lang=page.lang,
        body=page.body.handle if page.body else None,
        hrefs=page.hrefs,
    )


def _missing(styles: str, press: Press) -> MissingPage:
    head = press.head(press.say("page.missing"), "404.html", indexed=False)
    return MissingPage(site=press.frame, page=head, styles=styles)


def _moved(move: Move, press: Press) -> MovedPage:
    title = _title(press, move.to)
    head = press.head(title, move.path, indexed=False)
    return MovedPage(site=press.frame, page=head, title=title, href=href(move.to))


def _title(press: Press, path: str) -> str:
    folder, _, stem = path.removesuffix(".html").rpartition("/")
    if folder == "articles":
        return press.title(press.articles[stem])
    if folder == "topics":
        return press.topics[stem].title
    if folder == "issues":
        return press.issues[stem].title or stem
    return next((page.title for page in press.site.pages if page.id == stem), stem)


def _dead_links(press: Press, outputs: Iterable[Output]) -> Iterator[Problem]:
    """Find the links of the navigation and the footer that lead to no page."""
    paths_ = {output.path for output in outputs}
    settings = press.settings
    for key, links in (("navigation", settings.navigation), ("footer", settings.footer)):
        for number, (_, url) in enumerate(links):
            path = url.lstrip("/").partition("#")[0]
            if not is_http(url) and not url.startswith("mailto:") and path not in paths_:
                close = get_close_matches(path, paths_, n=1)
                hint = f"did you mean `{close[0]}`?" if close else "write `about.html` or `https://…`"
                message = f"`{key}` leads to `{url}`, which is not a page of the site"
                yield fault("content/site.yaml", message, hint, key=f"{key}.{number}.url")


def _collisions(outputs: Iterable[Output]) -> Iterator[Problem]:
    owners: dict[str, Output] = {}
    for output in outputs:
        key = alike(output.path)
        first = owners.setdefault(key, output)
        if first is not output:
            message = f"`{output.path}` would be written twice: by {first.owner} and by {output.owner}"
            yield fault(_file(output, first), message, "rename one of them, or give it another `id:`")
    for key, output in owners.items():
        if why := objection(output.path):
            message = f"`{output.path}` of {output.owner} cannot be written on every disc: {why}"
            yield fault(_file(output), message, "rename it, or give it another `id:`")
        if key.startswith(".wenzhai"):
            yield fault(
                _file(output), f"`{output.path}` is a name that wenzhai keeps for itself", "rename it"
            )
        for folder in _folders(key):
            if file := owners.get(folder):
                within = f"`{output.path}` of {output.owner} lies in it"
                message = f"`{file.path}` of {file.owner} is to be a file, {within}"
                both = sorted((file, output), key=lambda o: not o.owner.startswith("content/static/"))
                yield fault(_file(*both), message, "rename one of them")


def _folders(path: str) -> Iterator[str]:
    folder, slash, _ = path.rpartition("/")
    while slash:
        yield folder
        folder, slash, _ = folder.rpartition("/")


def _file(*outputs: Output) -> str:
    """Give a file of the site's in which one of two owners can be changed."""
    files = (path for output in outputs for path in (output.owner, *output.inputs))
    return next((path for path in files if path.startswith(("content/", "themes/"))), "content/site.yaml")
