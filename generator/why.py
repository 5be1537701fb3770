"""For each output written, the inputs that changed."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.model.view import Piece
from generator.plan import Output, Plan, Sheet
from generator.theme import Theme, members

Reasons = tuple[tuple[str, tuple[str, ...]], ...]
"""Paths of outputs, each with the names of inputs."""


def why(
    written: Iterable[tuple[Output, tuple[str, ...]]], changed: frozenset[str], plan: Plan, theme: Theme
) -> Reasons:
    """Name the changed inputs that shape each output, now or the last time; all where none is known to."""
    paths = {name: path for name, _, path in theme.templates}
    anywhere = {name for name in changed if _shapes_anything(name)}
    reasons = []
    for output, before in written:
        templates = _templates(plan.sheet(output))
        made_by = (paths[name] for template in templates for name in members(theme, template))
        found = changed.intersection((*output.inputs, *before, *made_by, *anywhere))
        reasons.append((output.path, tuple(sorted(found or changed))))
    return tuple(reasons)


def _shapes_anything(name: str) -> bool:
    """Say whether an input may shape any output: settings, registries, words, options, the program."""
    return not name.startswith(("themes/", "content/")) or name.endswith(".yaml")


def _templates(sheet: Sheet) -> Iterator[str]:
    if sheet.form.endswith(".html"):
        yield sheet.form
    yield from dict.fromkeys(_pieces(sheet.context))


def _pieces(value: object) -> Iterator[str]:
    if isinstance(value, Piece):
        yield value.template
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _pieces(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _pieces(part)
