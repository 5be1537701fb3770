"""`site.yaml` with its defaults filled in."""

from collections.abc import Iterator

from generator.errors import Problem, fault
from generator.model.kinds import Noun, day
from generator.model.registry import SiteDoc
from generator.settings import Series, Settings
from generator.urls import host


class Options(Noun, frozen=True, kw_only=True):
    """What the command line says of a build's content."""

    today: str
    # ISO day in the site's zone, read at the edge
    as_of: str | None = None
    # stands above site.yaml's
    drafts: bool = False


def configured(doc: SiteDoc, options: Options) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Make the settings of a build."""
    matter = doc.matter
    try:
        as_of = day(options.as_of or matter.as_of or options.today)
    except ValueError as error:
        message, _, hint = str(error).partition(": ")
        return None, (fault(doc.path, message, hint, key="as_of"),)
    problems = tuple(_unfit(doc))
    if problems:
        return None, problems
    series = tuple(Series(id=id_, title=s.title) for id_, s in matter.series.items())
    return Settings(
        title=matter.title,
        url=matter.url if matter.url.endswith("/") else f"{matter.url}/",
        tagline=matter.tagline,
        lang=matter.lang,
        variants=matter.variants,
        timezone=matter.timezone,
        editor=matter.editor,
        commercial=matter.commercial,
        licence=matter.licence,
        contact=matter.contact,
        theme=matter.theme,
        series=series or (Series(id="issues", title=""),),
        link_target=matter.link_target,
        feed_authority=matter.feed_authority or f"{host(matter.url)},2026",
        as_of=as_of,
        cards=matter.cards,
        navigation=tuple((link.text, link.url) for link in matter.navigation),
        footer=tuple((link.text, link.url) for link in matter.footer),
    ), ()


def _unfit(doc: SiteDoc) -> Iterator[Problem]:
    """Find the variants that the site has already."""
    for number, lang in enumerate(doc.matter.variants):
        if lang in (doc.matter.lang, *doc.matter.variants[:number]):
            what = "stands twice in `variants`" if lang != doc.matter.lang else "is the site's own language"
            hint = "name the languages that the pages are to come out in besides"
            yield fault(doc.path, f"`{lang}` {what}", hint, key=f"variants.{number}")
