"""YAML as an editor types it: all scalars are text, nothing is executed, repeated or referred to."""

import json
import re
from functools import cached_property
from typing import Any
from unicodedata import normalize

import yaml
from msgspec import Struct
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # PyYAML's stubs leave it unnamed

from generator.errors import Problem, fault, some
from generator.files import is_sound
from generator.frontmatter import plain

_LIMIT = 262_144
_DEEPEST = 50
_MOST_READ_AGAIN = 1_000_000
"""Characters that are read once more, in all, after one line and then another was mended."""
_TEXT, _LIST, _MAP = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_KINDS = {yaml.ScalarNode: _TEXT, yaml.SequenceNode: _LIST, yaml.MappingNode: _MAP}
_ABSENT = frozenset(["", "~", "null"])
_NO_COLON = re.compile(r"^(\s*(?:- )?)([a-z_]+)(：\s*|:(?=[^\s:/]))(.*)$")
_BEGUN = ("flow", "quoted", "simple key")
_FIELD = re.compile(r"^(\s*(?:- )?[\w-]+:\s+)([^\s\"'\[{|>&*!#].*)$")
_TIGHT_COMMENT = re.compile(r"\s+#[^\s#]")
_RESERVED = ("@", "`", "%")
_TOO_DEEP = "nested too deeply"
_NO_BREAKS = "\x85\u2028\u2029"
"""Line ends to libyaml, which reads YAML 1.1, but not to YAML 1.2 (5.4), nor to one who counts lines."""
_STANDING_IN = "\ufdd3\ufdd4\ufdd5"
_BREAK = re.compile(f"[{_NO_BREAKS}]")
_AWAY, _BACK = str.maketrans(_NO_BREAKS, _STANDING_IN), str.maketrans(_STANDING_IN, _NO_BREAKS)


class _Composer(CParser):
    """libyaml's composer without any guessing of types (YAML 1.2.2, section 10.1: failsafe schema)."""

    def resolve(self, kind: type, value: object, implicit: object) -> str:  # noqa: ARG002 - the composer's call
        """Give the tag of a node that has none: its kind."""
        return _KINDS[kind]

    _depth = 0

    def descend_resolver(self, parent: Any, index: object) -> None:  # noqa: ANN401, ARG002 - the composer's call
        """Count the levels, which libyaml does not: it overruns the stack."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise yaml.MarkedYAMLError(problem=_TOO_DEEP, problem_mark=parent.start_mark)

    def ascend_resolver(self) -> None:
        """Count back."""
        self._depth -= 1


class Loaded(Struct, frozen=True, kw_only=True, dict=True):
    """A YAML mapping as plain texts, lists and dictionaries, with the nodes it came from."""

    values: dict[str, Any]
    line: int
    # the line of the file on which the YAML starts
    text: str = ""
    # where it is read line by line, its nodes are composed from this when a place is asked for
    composed: Any = None
    whole: bool = False
    # no value is absent

    @cached_property
    def node(self) -> Any:  # noqa: ANN401 - PyYAML's nodes are untyped
        """Give the yaml.MappingNode, for positions."""
        return self.composed or _node(self.text)


def _node(text: str) -> Any:  # noqa: ANN401 - PyYAML's nodes are untyped
    """Compose a document; a character that ends a line to libyaml alone is kept from it."""
    if not _BREAK.search(text):
        return _Composer(text).get_single_node()
    node = _Composer(text.translate(_AWAY)).get_single_node()
    waiting, seen = [node], set[int]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, yaml.ScalarNode):
            one.value = one.value.translate(_BACK)
        elif one is not None and id(one) not in seen:
            seen.add(id(one))
            waiting += (
                one.value if isinstance(one, yaml.SequenceNode) else [n for pair in one.value for n in pair]
            )
    return node


def load(text: str, path: str, *, line: int = 1) -> tuple[Loaded, tuple[Problem, ...]]:
    """Read a YAML mapping; on any fault the values are what could be read."""
    nothing = Loaded(values={}, composed=yaml.MappingNode(_MAP, []), line=line)
    if len(text) > _LIMIT:
        return nothing, (
            fault(path, f"this YAML is longer than {_LIMIT} characters", "move text below the `---`"),
        )
    written = plain.read(text)
    if written is not None:
        return Loaded(values=written, line=line, text=text, whole=True), ()
    return _composed(text, path, line, nothing)


def _composed(text: str, path: str, line: int, nothing: Loaded) -> tuple[Loaded, tuple[Problem, ...]]:
    """Read any YAML mapping."""
    lines = text.split("\n")
    node, problems = _compose(lines, path, line)
    if node is None:
        return nothing, problems
    if not isinstance(node, yaml.MappingNode):
        hint = "write `key: value`, one on a line"
        return nothing, (
            *problems,
            fault(path, "a list of keys was expected here", hint, line=line, column=1),
        )
    found: list[Problem] = []
    values = _Reader(path, line, found, lines).mapping(node)
    return Loaded(values=values, composed=node, line=line), some((*problems, *found))


def _compose(lines: list[str], path: str, line: int) -> tuple[Any, tuple[Problem, ...]]:
    """Compose the lines, mended in place where they cannot be read and only one thing can be meant."""
    mended: set[int] = set()
    told: list[Problem] = []
    again = _MOST_READ_AGAIN
    while True:
        text = "\n".join(lines)
        again -= len(text)
        try:
            node = _node(text)
        except yaml.YAMLError as error:
            at = _mend(error, lines, mended) if again > 0 else None
            if at is not None:
                mended.add(at)
                continue
            colons = _mend_colons(lines, path, line)
            if not colons:
                return None, some((*told, _complaint(error, lines, path, line)))
        else:
            colons = _mend_colons(lines, path, line) if isinstance(node, yaml.ScalarNode) else []
            if not colons:
                return node, tuple(told)
        told += colons


def _mend(error: yaml.YAMLError, lines: list[str], mended: set[int]) -> int | None:
    """Quote the value on the line at fault where no other reading is possible."""
    mark = getattr(error, "problem_mark", None)
    if mark is None or mark.line >= len(lines) or mark.line in mended:
        return None
    match = _FIELD.match(lines[mark.line])
    if not match or not (": " in match[2] or match[2].startswith(_RESERVED)):
        return None
    lines[mark.line] = match[1] + json.dumps(match[2].rstrip(), ensure_ascii=False)
    return int(mark.line)


def _complaint(error: yaml.YAMLError, lines: list[str], path: str, line: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    if any(word in (getattr(error, "context", None) or "") for word in _BEGUN):
        mark = getattr(error, "context_mark", None) or mark
    if mark and getattr(error, "problem", None) == _TOO_DEEP:
        return fault(path, f"this YAML is {_TOO_DEEP}", "write it flatter", line=line + mark.line)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error).splitlines()[0]
    place = (line + mark.line, mark.column + 1) if mark else (line, 1)
    shown = lines[mark.line] if mark and mark.line < len(lines) else ""
    return fault(path, f"this is not YAML: {what}", _advice(shown), line=place[0], column=place[1])


def _mend_colons(lines: list[str], path: str, line: int) -> list[Problem]:
    """Name the colons behind keys that YAML does not take for one, and write them as they are meant."""
    found = []
    for number, text in enumerate(lines):
        if match := _NO_COLON.match(text):
            what = "is full-width" if match[3][0] == "：" else "has no space behind it"
            message = f"the colon after `{match[2]}` {what}"
            hint = f"write an ordinary colon and a space: `{match[2]}: {match[4]}`"
            column = len(match[1]) + len(match[2]) + 1
            found.append(fault(path, message, hint, line=line + number, column=column))
            lines[number] = f"{match[1]}{match[2]}: {match[4]}"
    return found


def _advice(shown: str) -> str:
    if "\t" in shown:
        return "indent with spaces, not with tabs"
    if shown.count('"') % 2 or shown.count("'") % 2:
        return "close the quotation mark, or use “ ” inside the text"
    if shown.count("[") != shown.count("]") or shown.count("{") != shown.count("}"):
        return "close the bracket"
    if ":" in shown:
        return 'put the value in quotation marks: `key: "…"`'
    return "write `key: value`, one on a line"


class _Reader:
    """Turns nodes into plain values and notes what may not stand in front matter."""

    def __init__(self, path: str, line: int, problems: list[Problem], lines: list[str]) -> None:
        self._path, self._line, self._problems, self._lines = path, line, problems, lines
        self._seen: set[int] = set()

    def _fault(self, node: Any, message: str, hint: str) -> None:  # noqa: ANN401 - PyYAML's nodes are untyped
        mark = node.start_mark
        self._problems.append(
            fault(self._path, message, hint, line=self._line + mark.line, column=mark.column + 1)
        )

    def value(self, node: Any) -> Any:  # noqa: ANN401 - a YAML value
        if isinstance(node, yaml.ScalarNode):
            if node.tag != _TEXT:
                self._fault(node, f"the tag `{node.tag}` is not read", "put the value in quotation marks")
            end = node.end_mark
            behind = self._lines[end.line] if end.line < len(self._lines) else ""
            if not node.style and _TIGHT_COMMENT.match(behind, end.column):
                hint = "put the value in quotation marks; a comment has a space behind its `#`"
                self._fault(node, "what stands behind ` #` would be left out as a comment", hint)
            if not node.style and node.value in _ABSENT:
                return None
            return self._spelled(node) if node.style == '"' else node.value
        if id(node) in self._seen:
            self._fault(node, "references (`&name`, `*name`) are not read", "write the value out")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        if node.tag != _LIST:
            self._fault(node, f"the tag `{node.tag}` is not read", "delete the tag")
        return [self.value(child) for child in node.value]

    def _spelled(self, node: Any) -> str:  # noqa: ANN401 - as above
        """Give a text in which characters may be spelled out, held to what may stand in a file."""
        if not is_sound(node.value):
            hint = "write the text as it is read, without `\\u` and its like"
            self._fault(node, "a control character, or a heap of marks, is spelled out here", hint)
            return "\ufffd"  # some text, so that nothing else is said to be missing
        return normalize("NFC", node.value)

    def mapping(self, node: Any) -> dict[str, Any]:  # noqa: ANN401 - PyYAML's nodes are untyped
        if node.tag != _MAP:
            self._fault(node, f"the tag `{node.tag}` is not read", "delete the tag")
        result: dict[str, Any] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fault(key, "a key must be a word", "write `key: value`")
                continue
            if key.style == '"':
                self._spelled(key)
            if key.value in result:
                self._fault(key, f"`{key.value}` is given twice", "keep one of the two")
            result[key.value] = self.value(child)
        return result
