"""One article file: front matter through a YAML dumper, the review as comments above it, the text below."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from generator.clip.literal import one_line
from generator.clip.values import Edit
from generator.model.kinds import Noun

_PASSAGE, _WORDS, _MOST = 140, 400, 60


class Event(Noun, frozen=True, kw_only=True):
    """A candidate for the timeline, and the passage that it comes from."""

    values: dict[str, Any]
    passage: str


class Review(Noun, frozen=True, kw_only=True):
    """What was found and how sure that is, what went, what an editor has to decide."""

    origin: str
    found: tuple[str, ...]
    decide: tuple[str, ...]
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    # what stood around the text and was not taken for a part of it

    def lines(self) -> Iterator[str]:
        """Give it line by line."""
        yield self.origin
        for title, entries in (
            ("found", self.found),
            ("decide", self.decide),
            ("taken out of the text", self.removed),
            ("beside the text", self.left),
        ):
            told = tuple(dict.fromkeys(one_line(entry, _WORDS) for entry in entries))
            if told:
                yield f"{title}:"
                yield from (f"  - {entry}" for entry in told[:_MOST])
                if len(told) > _MOST:
                    yield f"  - and {len(told) - _MOST} more"


class Draft(Noun, frozen=True, kw_only=True):
    """All that goes into the file."""

    values: dict[str, Any]
    # front matter before the timeline
    events: tuple[Event, ...]
    edits: tuple[Edit, ...]
    places: tuple[str, ...]
    # of each block, the id of its first paragraph; empty for a block without one
    blocks: tuple[str, ...]
    review: Review


class _Dumper(yaml.SafeDumper):
    """Writes values in one line each, and repeats what comes twice instead of referring to it."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the dumper's call
        """Refer to nothing."""
        return True


def written(draft: Draft) -> str:
    """Write the file's text."""
    parts = ["---\n", *(f"# {line}\n" for line in _sound(draft.review.lines()))]
    for name, value in draft.values.items():
        parts += [f"{name}:\n", *map(_entry, value)] if isinstance(value, list) else [_dump({name: value})]
    if draft.edits:
        parts += ["edits:\n", *_edits(draft)]
    if draft.events:
        parts.append("timeline:  # candidates: one without `what` is never published\n")
        for event in draft.events:
            parts += [f"  # {one_line(event.passage, _PASSAGE)}\n", _entry(event.values)]
    body = "\n\n".join(draft.blocks)
    return "".join(parts) + "---\n" + (f"\n{body}\n" if body else "")


def _edits(draft: Draft) -> Iterator[str]:
    for edit in draft.edits:
        at = draft.places[edit.block] if edit.block is not None else ""
        yield _entry({"op": edit.op, **({"at": at} if at else {}), "removed": edit.removed})


def _entry(value: str | dict[str, Any]) -> str:
    if isinstance(value, str):
        return f"  - {_dump([value])[2:]}"
    return f"  - {_dump(value, flow=True)}"


def _dump(values: Any, *, flow: bool = False) -> str:  # noqa: ANN401 - a YAML value
    """Dump so that every line break lies inside quotation marks, and no line is one of ours."""
    text: str = yaml.dump(
        values,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=flow,
        width=float("inf"),
    )
    return text


def _sound(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield " " * (len(line) - len(line.lstrip(" "))) + one_line(line)


def numbered(blocks: Sequence[str], count: Iterable[int]) -> tuple[str, ...]:
    """Give the id of each block's first paragraph, by how many paragraphs each has."""
    places, number = [], 0
    for _, paragraphs in zip(blocks, count, strict=True):
        places.append(f"p{number + 1}" if paragraphs else "")
        number += paragraphs
    return tuple(places)
