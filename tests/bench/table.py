"""The rows of one size in one place as a table that is read at a glance: medians, and ours against Hugo's."""

import statistics
from collections.abc import Callable, Sequence

from tests.bench.turns import Row

OURS, THEIRS = "wenzhai", "hugo"
_LINES: tuple[tuple[str, str, str, str], ...] = (
    ("cold", "cold", "seconds", "{:.3f} s"),
    ("nothing changed", "same", "seconds", "{:.3f} s"),
    ("one article edited", "edited", "seconds", "{:.3f} s"),
    ("one article added", "added", "seconds", "{:.3f} s"),
    ("  files written", "added", "files", "{:,.0f}"),
    ("peak memory, cold", "cold", "megabytes", "{:,.0f} MB"),
)
"""What a line says: its name, the situation, the figure, its form."""


def table(rows: Sequence[Row], smaller: Sequence[Row] = ()) -> str:
    """Set the rows of one size; a size that we build alone is held against a smaller one and itself."""
    names = tuple(dict.fromkeys(row.peer for row in rows))
    runs = max(row.run for row in rows) + 1
    heads: tuple[str, ...] = ("",)
    for name in names:
        heads += (name, "ratio") if name == THEIRS else (name,)
    lines = [_line(line, rows, names) for line in _LINES]
    if names == (OURS,):
        heads = (*heads, "against")
        against = _against(rows, smaller)
        lines = [(*line, against.get(line[0], "")) for line in lines]
    medians = "1 run" if runs == 1 else f"medians of {runs} runs"
    return f"{rows[0].n:,} articles in {rows[0].place}, {medians}\n{_set((heads, *lines))}"


def median(rows: Sequence[Row], situation: str, figure: str, peer: str = OURS) -> float | None:
    """Give the middle of a figure; none where it was not measured."""
    found = [getattr(row, figure) for row in rows if (row.situation, row.peer) == (situation, peer)]
    return statistics.median(found) if found and None not in found else None


def _line(line: tuple[str, str, str, str], rows: Sequence[Row], names: Sequence[str]) -> tuple[str, ...]:
    label, situation, figure, form = line
    cells = {name: median(rows, situation, figure, name) for name in names}
    said = [label]
    for name, value in cells.items():
        said.append(_said(value, form.format))
        if name == THEIRS:
            said.append(_said(_ratio(cells[OURS], value), "{:.3f}".format))
    return tuple(said)


def _against(rows: Sequence[Row], smaller: Sequence[Row]) -> dict[str, str]:
    """Say how a large site stands to the size before it, and its warm builds to its own cold one."""
    cold, edited = median(rows, "cold", "seconds"), median(rows, "edited", "seconds")
    said = {
        "cold": _said(_each(rows), "{:.3f} ms an article".format),
        "one article edited": _said(_ratio(edited, cold), "{:.4f} of the cold build".format),
    }
    if smaller:
        at = f"{smaller[0].n:,}"
        said["cold"] += _said(_ratio(_each(rows), _each(smaller)), f", {{:.3f}} of that at {at}".format)
        said["  files written"] = _said(median(smaller, "added", "files"), f"{{:,.0f}} at {at}".format)
    return said


def _each(rows: Sequence[Row]) -> float | None:
    cold = median(rows, "cold", "seconds")
    return None if cold is None else cold / rows[0].n * 1000


def _ratio(ours: float | None, theirs: float | None) -> float | None:
    return ours / theirs if ours is not None and theirs else None


def _said(value: float | None, form: Callable[[float], str]) -> str:
    return "" if value is None else form(value)


def _set(lines: Sequence[tuple[str, ...]]) -> str:
    """Align the first column left, the others right."""
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
