"""The pages once more in another language, in a folder of their own."""

from generator.model.kinds import Noun


class Variant(Noun, frozen=True, kw_only=True):
    """A language that the pages come out in beside the site's own."""

    lang: str
    conversion: str
    # how the texts become texts in it; empty where they stay in the site's language
    converter: str
    # by what, with its version
    alone: frozenset[str]
    # pages by path that exist in the site's language only

    @property
    def folder(self) -> str:
        """Give the folder its pages lie in."""
        return f"{self.lang}/"
