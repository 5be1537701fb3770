"""Plain values to typed ones; where that fails, every field is tried again and each fault is placed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import yaml
from msgspec import Struct, inspect

from generator.errors import MOST_TOLD, Problem, fault, some

if TYPE_CHECKING:
    from generator.frontmatter.load import Loaded

Check = Callable[[str], object]
"""A field's own test: raises ValueError with a sentence."""

Way = tuple[str | int, ...]
"""The keys and numbers that lead to a value inside."""

_NAMED = re.compile(r"`([a-z_]+)")

Complaint = tuple[str, str, str]
"""Key, message and hint of a fault that lies in several fields at once."""


class Matter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Front matter as it was written; an unknown key is a fault."""

    def __post_init__(self) -> None:
        """Run each field's own check; raise ValueError at the first that fails."""
        if _believed:
            return
        for name, check in _checks(type(self)):
            value = getattr(self, name)
            if isinstance(value, str):
                check(value)
            elif isinstance(value, tuple):
                for text in value:
                    if isinstance(text, str):
                        check(text)

    def complaints(self) -> Iterator[Complaint]:
        """Yield what is wrong between fields."""
        yield from ()


_believed: list[None] = []
"""Holds something while values are made that were checked before."""


@contextmanager
def believing() -> Iterator[None]:
    """Make values again that were checked when they were first made, without a second check."""
    _believed.append(None)
    try:
        yield
    finally:
        _believed.pop()


M = TypeVar("M", bound=Matter)

_SEPARATORS = re.compile(r"[、，,；;\s]+")


def convert(loaded: Loaded, kind: type[M], path: str) -> tuple[M | None, tuple[Problem, ...]]:
    """Make a typed value of loaded YAML and say everything that is wrong with it.

    With a fault the value lacks the keys at fault; it is None where nothing could be made.
    """
    try:
        value = msgspec.convert(_present(loaded), kind, strict=False)
    except msgspec.ValidationError as error:
        walk = _Walk(path, loaded.line)
        try:
            walk.struct(loaded.node, inspect.type_info(kind))
        except _EnoughError:
            return None, some(walk.problems)
        if not walk.problems:
            return None, (fault(path, str(error), line=loaded.line),)
        salvaged, lost = _salvaged(loaded, kind, walk.faulty)
        more = _complaints(loaded, salvaged, path) if salvaged else ()
        told = lost.union(*map(_named, walk.problems))
        return salvaged, (*walk.problems, *(p for p in more if told.isdisjoint(_named(p))))
    return value, _complaints(loaded, value, path)


def _complaints(loaded: Loaded, value: Matter, path: str) -> tuple[Problem, ...]:
    return some(
        fault(path, message, hint, line=line, column=column)
        for key, message, hint in value.complaints()
        for line, column in [locate(loaded, key)]
    )


def _named(problem: Problem) -> set[str]:
    """Give the keys that a problem speaks of; what is wrong with one may be why it seems to be missing."""
    return set(_NAMED.findall(f"{problem.message} {problem.hint}"))


def _salvaged(loaded: Loaded, kind: type[M], faulty: list[Way]) -> tuple[M | None, set[str]]:
    """Make a value without what is at fault, so that the rest can be checked, and name the keys left out.

    As little as can be is left out: a key inside, else what it stands in, at last the whole top key.
    """
    for depth in range(max(map(len, faulty), default=0), 0, -1):
        sound = deepcopy(loaded.values)
        ways = {way[:depth] for way in faulty}
        for way in sorted(ways, key=str):
            _cut(sound, way)
        try:
            value = msgspec.convert(_without_absent(sound), kind, strict=False)
        except msgspec.ValidationError:
            continue
        lost = {[step for step in way if isinstance(step, str)][-1] for way in ways if way}
        return value, lost | ({"source"} if "chain" in lost else set())
    return None, set()


def _cut(values: Any, way: Way) -> None:  # noqa: ANN401 - a YAML value
    """Leave out what lies at the end of a way; a list ends before it, so that its numbers stay right."""
    for number, step in enumerate(way, start=1):
        last = number == len(way)
        if isinstance(values, dict) and step in values:
            values = values.pop(step) if last else values[step]
        elif isinstance(values, list) and isinstance(step, int) and step < len(values):
            if last:
                del values[step:]
            else:
                values = values[step]
        else:
            return


def locate(loaded: Loaded, key: str) -> tuple[int, int]:
    """Give line and column of a key: `chain`, or `chain.1.source` for one inside."""
    node, place = loaded.node, (loaded.line, 1)
    for step in key.split("."):
        found = _child(node, step)
        if found is None:
            break
        node, mark = found
        place = (loaded.line + mark.line, mark.column + 1)
    return place


def _child(node: Any, step: str) -> tuple[Any, Any] | None:  # noqa: ANN401 - PyYAML's nodes are untyped
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if getattr(key, "value", None) == step:
                return value, key.start_mark
    if isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
        child = node.value[int(step)]
        return child, child.start_mark
    return None


def _present(loaded: Loaded) -> dict[str, Any]:
    values: dict[str, Any] = loaded.values if loaded.whole else _without_absent(loaded.values)
    return values


def _without_absent(value: Any) -> Any:  # noqa: ANN401 - a YAML value
    if isinstance(value, dict):
        return {k: _without_absent(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_without_absent(v) for v in value if v is not None]
    return value


@cache
def _checks(kind: type[Matter]) -> tuple[tuple[str, Check], ...]:
    info = inspect.type_info(kind)
    fields = info.fields if isinstance(info, inspect.StructType) else ()
    return tuple((f.name, check) for f in fields for check in _checks_in(f.type))


def _checks_in(info: inspect.Type) -> Iterator[Check]:
    if isinstance(info, inspect.Metadata):
        yield from [info.extra["check"]] if info.extra and "check" in info.extra else []
    elif isinstance(info, inspect.UnionType):
        for part in info.types:
            yield from _checks_in(part)
    elif isinstance(info, inspect.VarTupleType):
        yield from _checks_in(info.item_type)


@cache
def _spoken() -> dict[str, str]:
    """Load the Chinese words that editors type where a key word belongs."""
    words = tomllib.loads((Path(__file__).parent / "spoken.toml").read_text("utf-8"))["words"]
    return {str(word): str(key) for word, key in words.items()}


def nearest(word: str, known: tuple[str, ...], otherwise: str) -> str:
    """Give the hint for a word that is not known."""
    spoken = _spoken().get(word)
    if spoken in known:
        return f"write `{spoken}`"
    close = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else otherwise


class _EnoughError(Exception):
    """So much is at fault that nobody reads more of it."""


class _Walk:
    """Converts node by node, gathering faults; used only when the quick way has failed."""

    def __init__(self, path: str, line: int) -> None:
        self.path, self.line = path, line
        self.problems: list[Problem] = []
        self.faulty: list[Way] = []
        self._at: Way = ()

    @contextmanager
    def _in(self, step: str | int) -> Iterator[None]:
        """Go one step inside."""
        self._at = (*self._at, step)
        yield
        self._at = self._at[:-1]

    def _say(self, node: Any, message: str, hint: str) -> None:  # noqa: ANN401 - PyYAML's nodes are untyped
        self.faulty.append(self._at)
        mark = node.start_mark
        line = self.line + (mark.line if mark else 0)
        self.problems.append(
            fault(self.path, message, hint, line=line, column=mark.column + 1 if mark else 1)
        )
        if len(self.problems) > MOST_TOLD:
            raise _EnoughError

    def struct(self, node: Any, info: inspect.Type, name: str = "") -> None:  # noqa: ANN401 - PyYAML's nodes are untyped
        if not isinstance(info, inspect.StructType):
            raise TypeError(f"{info} is no struct")
        if not isinstance(node, yaml.MappingNode):
            what = f"`{name}` has keys" if name else "keys and values were expected here"
            self._say(node, what, f"write `{name}: {_shape(info)}`" if name else "write `key: value`")
            return
        fields = {f.encode_name: f for f in info.fields}
        given = set()
        for key, value in node.value:
            field = fields.get(getattr(key, "value", ""))
            if field is None:
                typed, wide, rest = str(key.value).partition("：")
                hint = nearest(typed, tuple(fields), "known keys: " + ", ".join(fields))
                if wide and typed in fields:
                    hint = f"write an ordinary colon and a space: `{typed}: {rest}`"
                with self._in(key.value):
                    self._say(key, f"unknown key `{key.value}`", hint)
            elif not _is_absent(value):
                given.add(field.encode_name)
                with self._in(field.encode_name):
                    self.field(value, field.type, field.encode_name)
        for missing in [n for n, f in fields.items() if f.required and n not in given]:
            self._say(node, f"`{missing}` is missing", f"add `{missing}: …`")

    def field(self, node: Any, info: inspect.Type, name: str) -> None:  # noqa: ANN401 - as above
        if isinstance(info, inspect.Metadata):
            before = len(self.problems)
            self.field(node, info.type, name)
            if len(self.problems) == before and info.extra and "check" in info.extra:
                self._check(node, info.extra["check"], name)
        elif isinstance(info, inspect.UnionType):
            self.field(node, self._fitting(node, info), name)
        elif isinstance(info, inspect.StructType):
            self.struct(node, info, name)
        elif isinstance(info, inspect.VarTupleType):
            self._list(node, info, name)
        elif isinstance(info, inspect.DictType):
            if not isinstance(node, yaml.MappingNode):
                hint = f"write `{name}: {{NAME: {_shape(info.value_type)}}}`"
                self._say(node, f"`{name}` has names with keys", hint)
                return
            for key, value in node.value:
                with self._in(key.value):
                    self.field(key, info.key_type, name)
                    self.field(value, info.value_type, str(key.value))
        else:
            self._scalar(node, info, name)

    def _check(self, node: Any, check: Check, name: str) -> None:  # noqa: ANN401 - as above
        try:
            check(node.value)
        except ValueError as error:
            message, _, hint = str(error).partition(": ")
            self._say(node, f"`{name}`: {message}", hint)

    def _list(self, node: Any, info: inspect.VarTupleType, name: str) -> None:  # noqa: ANN401 - as above
        if not isinstance(node, yaml.SequenceNode):
            self._say(node, f"`{name}` is a list", _list_hint(node, info.item_type, name))
            return
        for number, child in enumerate(node.value):
            with self._in(number):
                self.field(child, info.item_type, name)

    def _fitting(self, node: Any, info: inspect.UnionType) -> inspect.Type:  # noqa: ANN401 - as above
        wanted: tuple[type, ...] = {
            yaml.MappingNode: (inspect.StructType, inspect.DictType),
            yaml.SequenceNode: (inspect.VarTupleType,),
        }.get(type(node), (inspect.StrType, inspect.LiteralType, inspect.IntType, inspect.BoolType))
        choices = [t for t in info.types if not isinstance(t, inspect.NoneType)]
        for choice in choices:
            inner = choice.type if isinstance(choice, inspect.Metadata) else choice
            if isinstance(inner, wanted):
                return choice
        return choices[0]

    def _scalar(self, node: Any, info: inspect.Type, name: str) -> None:  # noqa: ANN401 - as above
        if not isinstance(node, yaml.ScalarNode):
            self._say(node, f"`{name}` is one value, not a list or keys", f"write `{name}: …`")
        elif isinstance(info, inspect.LiteralType):
            values = tuple(str(v) for v in info.values)
            if node.value not in values:
                message = f"`{name}` cannot be `{node.value}`"
                self._say(node, message, nearest(node.value, values, "one of: " + ", ".join(values)))
        elif isinstance(info, inspect.IntType) and not node.value.lstrip("+-").isdecimal():
            self._say(
                node,
                f"`{name}` is a whole number, not `{node.value}`",
                f"write `{name}: {_digits(node.value)}`",
            )
        elif isinstance(info, inspect.BoolType) and node.value.lower() not in {"true", "false"}:
            self._say(node, f"`{name}` is true or false, not `{node.value}`", f"write `{name}: true`")


def _is_absent(node: Any) -> bool:  # noqa: ANN401 - PyYAML's nodes are untyped
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in {"", "~", "null"}


def _shape(info: inspect.Type) -> str:
    """Show how a value is written: its required keys, else its first two."""
    if isinstance(info, inspect.Metadata):
        return _shape(info.type)
    if isinstance(info, inspect.UnionType):
        return _shape(next((t for t in info.types if isinstance(t, inspect.StructType)), info.types[0]))
    if not isinstance(info, inspect.StructType):
        return "…"
    names = [f.encode_name for f in info.fields if f.required] or [f.encode_name for f in info.fields[:2]]
    return "{" + ", ".join(f"{name}: …" for name in names) + "}"


def _list_hint(node: Any, item: inspect.Type, name: str) -> str:  # noqa: ANN401 - PyYAML's nodes are untyped
    """Show the list that was meant: the words that stand there, or entries with their keys."""
    shape = _shape(item)
    words = [word for word in _SEPARATORS.split(getattr(node, "value", "")) if word] if shape == "…" else []
    if isinstance(node, yaml.ScalarNode) and words:
        return f"write `{name}: [{', '.join(words)}]`"
    return f"write `{name}:` and on the next line `- {shape}`"


def _digits(text: str) -> str:
    found = re.search(r"\d+", text)
    return str(int(found[0])) if found else "1"
