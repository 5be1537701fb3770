"""The pages once more in other languages, each in a folder of its own."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from generator import hant
from generator.errors import Problem, fault
from generator.model.site import Site
from generator.model.variant import Variant
from generator.plan.output import Output
from generator.plan.press import Press
from generator.theme import Theme

_ALONE = frozenset(["search.html", "404.html", "moved.html"])
"""Forms of pages that come out in the site's language only."""


def unconvertible(site: Site) -> Iterator[Problem]:
    """Find the variants for which an extra is missing."""
    settings = site.settings
    for number, lang in enumerate(settings.variants):
        if hant.conversion(settings.lang, lang) and not hant.opencc_version():
            message = f"texts become `{lang}` by OpenCC, which is not installed"
            yield fault("content/site.yaml", message, hant.INSTALL, key=f"variants.{number}")


def variant_presses(site: Site, theme: Theme, pages: Iterable[Output]) -> tuple[Press, ...]:
    """Give the press of each variant of a site with these pages and what else it has once."""
    alone = frozenset(_alone(site, pages)) if theme.others else frozenset()
    return tuple(
        Press(site, words, variant=_variant(words.lang, site, alone), languages=theme.languages)
        for words in theme.others
    )


def _variant(lang: str, site: Site, alone: frozenset[str]) -> Variant:
    conversion = hant.conversion(site.settings.lang, lang)
    converter = f"OpenCC {hant.opencc_version()}" if conversion else ""
    return Variant(lang=lang, conversion=conversion, converter=converter, alone=alone)


def _alone(site: Site, pages: Iterable[Output]) -> Iterator[str]:
    """Name the pages that come out once and may be linked; to an old address only settings can lead."""
    settings = site.settings
    linked = {url.lstrip("/").partition("#")[0] for _, url in (*settings.navigation, *settings.footer)}
    for page in pages:
        if page.form in _ALONE and (page.form != "moved.html" or page.path in linked):
            yield page.path
    yield from (file.output for file in site.static if file.output.endswith(".html"))


def with_twins(pages: Iterable[Output]) -> Iterator[Output]:
    """Let those pages that come out in every language name their twins."""
    for page in pages:
        yield page if page.form in _ALONE else structs.replace(page, twins=True)


def in_folder(pages: Iterable[Output], press: Press) -> Iterator[Output]:
    """Put a variant's pages into its folder."""
    for page in with_twins(pages):
        if page.twins:
            yield structs.replace(page, path=press.folder + page.path, lang=press.words.lang)
