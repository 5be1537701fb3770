"""One file of the site that is to be."""

from generator.model.kinds import Noun


class Output(Noun, frozen=True, kw_only=True):
    """An output: where it goes, whose it is, what makes it of what."""

    path: str
    owner: str
    # the source file, or the rule, that asks for it
    form: str
    # a template's name, `article.html`, or a format's, `atom`
    context: Noun
    inputs: tuple[str, ...] = ()
    # the content files that shape it, for `--why`
    shelf: str = ""
    # the calendar part of the manifest it is listed in
