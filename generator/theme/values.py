"""What a theme is made of: its files, and what a build takes from them."""

from generator.errors import BuildFailed
from generator.files import decode
from generator.model.kinds import Noun
from generator.model.words import Words

BASE = "base"


class ThemeFile(Noun, frozen=True, kw_only=True):
    """A file of a theme: whose, where in it, its bytes."""

    theme: str
    name: str
    # `article.html`, `words/en.yaml`, `assets/style.css`
    path: str
    # as an editor would find it
    data: bytes

    @property
    def text(self) -> str:
        """Give what it says; raise BuildFailed where it is no text."""
        text, problems = decode(self.data, self.path)
        if any(p.severity == "fault" for p in problems):
            raise BuildFailed(problems)
        return text


class Asset(Noun, frozen=True, kw_only=True):
    """A file that goes out beside the pages."""

    output: str
    path: str
    data: bytes


class Theme(Noun, frozen=True, kw_only=True, cache_hash=True):
    """All that a build takes from a theme and its parents, child first."""

    names: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    # `base/article.html`, its text, its path
    words: Words
    others: tuple[Words, ...]
    # those of the site's other languages
    style: str
    assets: tuple[Asset, ...]

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Give the site's languages, its own first, each with the name it calls itself."""
        return tuple((words.lang, words.say("language")) for words in (self.words, *self.others))
