"""One file of the site that is to be, and what it is rendered from."""

from collections.abc import Callable

from generator.model.kinds import Noun
from generator.plan.press import Press


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
    # the content files that shape it, for `--why`
    shelf: str = ""
    # the calendar part of the manifest it is listed in
    listed: bool = False
    # whether the sitemap names it


class Sheet(Noun, frozen=True, kw_only=True):
    """What one output is rendered from."""

    path: str
    form: str
    context: Noun


class Plan(Noun, frozen=True, kw_only=True):
    """Every output, and the press that knows what each is made of."""

    outputs: tuple[Output, ...]
    press: Press

    def sheet(self, output: Output) -> Sheet:
        """Give what an output is rendered from."""
        return Sheet(path=output.path, form=output.form, context=output.make(self.press))
