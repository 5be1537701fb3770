"""One file of the site that is to be, and what it is rendered from."""

from collections.abc import Callable

from msgspec import structs

from generator.formats import typeface
from generator.model.kinds import Noun
from generator.model.site import Site
from generator.model.variant import Variant
from generator.model.view import PageContext
from generator.plan.press import Press
from generator.plan.twins import twinned


class Output(Noun, frozen=True, kw_only=True):
    """An output: where it goes, whose it is, how what it is made of is asked of the press."""

    path: str
    owner: str
    # the source file, or the rule, that asks for it
    form: str
    # a template's name, `article.html`, or a format's, `atom`
    make: Callable[[Press], Noun]
    # gives its context; holds no article, so that a plan outlives an edit of a text
    inputs: tuple[str, ...] = ()
    # the content files that shape it: for `--why`, and to know what an edit of texts alone leaves as it is
    tells: bool = True
    # whether an article's text or its length may show in it
    shelf: str = ""
    # the calendar part of the manifest it is listed in
    listed: bool = False
    # whether the sitemap names it
    lang: str = ""
    # of the variant whose page it is; empty for all of the site's own
    twins: bool = False
    # whether it is a page that comes out in every language


class Sheet(Noun, frozen=True, kw_only=True):
    """What one output is rendered from."""

    path: str
    form: str
    context: Noun
    variant: Variant | None = None


class Plan(Noun, frozen=True, kw_only=True):
    """Every output, and the press of each language, which knows what each is made of."""

    outputs: tuple[Output, ...]
    press: Press
    variants: tuple[Press, ...] = ()

    @property
    def tools(self) -> tuple[tuple[str, str], ...]:
        """Name what outputs are made with beside the program, and in which versions."""
        converters = ((press.lang, press.variant.converter) for press in self.variants if press.variant)
        drawn = (("cards", typeface.drawn_with()),) if self.press.settings.cards else ()
        return (*((f"pages in {lang}", converter) for lang, converter in converters), *drawn)

    def sheet(self, output: Output) -> Sheet:
        """Give what an output is rendered from."""
        press = self._press(output.lang) if output.lang else self.press
        context = output.make(press)
        if output.twins and isinstance(context, PageContext):
            context = structs.replace(context, page=twinned(context.page, press))
        return Sheet(path=output.path, form=output.form, context=context, variant=press.variant)

    def over(self, site: Site) -> "Plan":
        """Give the same outputs for a site in which only texts are others."""
        variants = tuple(press.over(site) for press in self.variants)
        return structs.replace(self, press=self.press.over(site), variants=variants)

    def _press(self, lang: str) -> Press:
        return next(press for press in self.variants if press.variant and press.variant.lang == lang)
