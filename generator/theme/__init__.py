"""A theme as a value: templates and closures, words, one stylesheet, assets; and its environment."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import structs

from generator.errors import BuildFailed, fault
from generator.frontmatter import load
from generator.theme.closures import closure, compile_all, members, pieces, template_faults, words_print
from generator.theme.compiling import environment, pressing
from generator.theme.values import BASE, Asset, Theme, ThemeFile
from generator.theme.words import unspoken, words_of
from generator.urls import is_id

__all__ = [
    "BASE",
    "Asset",
    "Theme",
    "ThemeFile",
    "closure",
    "compile_all",
    "environment",
    "members",
    "parent",
    "pieces",
    "pressing",
    "speaking",
    "theme",
    "words_print",
]


@lru_cache(maxsize=4)
def theme(
    files: tuple[ThemeFile, ...], names: tuple[str, ...], lang: str, variants: tuple[str, ...] = ()
) -> Theme:
    """Make a theme of its files; raise BuildFailed where a template or a word file is at fault."""
    chosen = [file for name in names for file in files if file.theme == name]
    missing = tuple(unspoken(chosen, names[0], lang, variants))
    if missing:
        raise BuildFailed(missing)
    templates = tuple((f"{f.theme}/{f.name}", f.text, f.path) for f in chosen if f.name.endswith(".html"))
    made = Theme(
        names=names,
        templates=templates,
        words=words_of(chosen, lang),
        others=tuple(words_of(chosen, variant) for variant in variants),
        style="\n".join(f.text for f in reversed(chosen) if f.name == "assets/style.css"),
        assets=tuple(_assets(chosen)),
    )
    problems = tuple(template_faults(made))
    if problems:
        raise BuildFailed(problems)
    return made


@lru_cache(maxsize=16)
def speaking(made: Theme, lang: str) -> Theme:
    """Give a theme with the words of one of its languages for its own."""
    return structs.replace(made, words=next(words for words in made.others if words.lang == lang))


def parent(files: tuple[ThemeFile, ...], name: str) -> str | None:
    """Give the theme that a theme extends; raise BuildFailed where its `theme.yaml` is at fault."""
    file = next((f for f in files if f.theme == name and f.name == "theme.yaml"), None)
    if file is None:
        return None if name == BASE else BASE
    loaded, problems = load(file.text, file.path)
    unknown = [key for key in loaded.values if key != "extends"]
    if unknown:
        problems += (fault(file.path, f"unknown key `{unknown[0]}`", "a theme says only `extends: base`"),)
    if problems:
        raise BuildFailed(problems)
    extends = loaded.values.get("extends") or (None if name == BASE else BASE)
    if extends is not None and not (isinstance(extends, str) and is_id(extends)):
        raise BuildFailed([fault(file.path, "`extends` is one name", "write `extends: base`")])
    return extends


def _assets(files: Sequence[ThemeFile]) -> Iterator[Asset]:
    seen = {"assets/style.css"}
    for file in files:
        if file.name.startswith("assets/") and file.name not in seen:
            seen.add(file.name)
            yield Asset(output=file.name, path=file.path, data=file.data)
