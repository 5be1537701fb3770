"""The words of a theme: a child's over its parent's, a language's over those it falls back to."""

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import Any

import msgspec

from generator.edtf import Words as DateWords
from generator.errors import BuildFailed, Problem, fault
from generator.frontmatter import load
from generator.han import is_simplified
from generator.model.words import Words
from generator.theme.values import ThemeFile

FALLBACKS = {"zh-Hant": ("zh-Hans", "en"), "zh-Hans": ("en",), "en": ()}
"""Where a language's missing words are taken from; any other language falls back to English."""


def unspoken(
    files: Sequence[ThemeFile], name: str, lang: str, variants: tuple[str, ...]
) -> Iterator[Problem]:
    """Find the variants that a theme has no words for."""
    stems = {file.name.removeprefix("words/").removesuffix(".yaml") for file in _word_files(files)}
    known = ", ".join(sorted(stems - {lang})) or "none"
    for number, variant in enumerate(variants):
        if variant not in stems:
            message = f"the theme `{name}` has no words for `{variant}`"
            hint = f"languages it has words for: {known}; another needs themes/{name}/words/{variant}.yaml"
            yield fault("content/site.yaml", message, hint, key=f"variants.{number}")


def _word_files(files: Sequence[ThemeFile]) -> list[ThemeFile]:
    return [file for file in files if file.name.startswith("words/") and file.name.endswith(".yaml")]


def words_of(files: Sequence[ThemeFile], lang: str) -> Words:
    """Gather the words of a language; raise BuildFailed where a word file is at fault."""
    merged: dict[str, Any] = {}
    for language in reversed((lang, *_fallbacks(lang))):
        if language == lang and not is_simplified(lang):
            merged["language"] = lang  # else it would call itself by the name of the one it falls back to
        for file in reversed(files):
            if file.name == f"words/{language}.yaml":
                loaded, problems = load(file.text, file.path)
                problems = problems or tuple(_merge(merged, loaded.values, file.path))
                if problems:
                    raise BuildFailed(problems)
    dates = msgspec.convert(merged.pop("dates"), DateWords, strict=False)
    return Words(lang=lang, pairs=tuple(sorted(_flat(merged))), dates=dates)


def _fallbacks(lang: str) -> tuple[str, ...]:
    return FALLBACKS.get(lang, ("zh-Hans", "en") if lang.startswith("zh") else ("en",))


def _merge(into: dict[str, Any], more: Mapping[str, Any], path: str, prefix: str = "") -> Iterator[Problem]:
    """Put words over words; those of another form, or with other `{names}`, are faults."""
    for key, value in more.items():
        old, name = into.get(key, value if isinstance(value, dict) else ""), prefix + key
        if isinstance(value, dict) and isinstance(old, dict):
            into[key] = dict(old)
            yield from _merge(into[key], value, path, f"{name}.")
            continue
        into[key] = value
        if (str if value is None else type(value)) is not (str if old is None else type(old)):
            form = (
                "holds words by their keys"
                if isinstance(old, dict)
                else "is a list"
                if isinstance(old, list)
                else "is text"
            )
            yield fault(path, f"`{name}` {form}", "write it as the theme `base` does")
        elif isinstance(value, str) and key in into and old:
            yield from _strange_names(path, name, value, old)


def _strange_names(path: str, name: str, text: str, old: str) -> Iterator[Problem]:
    known = {field for _, field, _, _ in Formatter().parse(old) if field}
    try:
        found = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError as error:
        yield fault(path, f"`{name}`: {error}", "write `{{` for a brace")
        return
    if found - known:
        listed = ", ".join(f"{{{field}}}" for field in sorted(known)) or "none"
        yield fault(path, f"`{name}` has no {{{min(found - known)}}}", f"the names it may use: {listed}")


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value or ""
