"""The YAML that front matter is mostly written in, read line by line; all other YAML is libyaml's to read.

A line is `key: value`, `- value` or `- key: value`; a value is some words, a text in double quotes, or a list
or mapping of these on one line. tests/test_lanes.py reads the same texts both ways and compares the values.
"""

import re
from typing import Any

Values = dict[str, Any]

_QUOTED = r'"[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*+"'
_MARKS = "./+%@=~?!&;|()'，。、；：《》“”‘’（）「」『』【】〔〕？！·—…-"
_WORD = rf"(?:[\w{_MARKS}]|:(?=[\w/]))"
_FIRST = r"(?!null(?:[,\]}]|\Z))[\w“‘《（「『【〔]"
_PLAIN = rf"{_FIRST}{_WORD}*(?: ++{_WORD}+)*"
_SENTENCE = rf"{_FIRST}(?:{_WORD}|,)*(?: ++(?:{_WORD}|,)+)*"
_KEY = r"\w[\w-]{0,99}+"
_SCALAR = rf"(?:{_QUOTED}|{_PLAIN})"
_PAIR = rf"{_KEY}: {_SCALAR}"
_LINE = re.compile(
    rf"(?P<indent> *+)(?P<dash>- )?(?:(?P<key>{_KEY}):(?: ++|\Z))?"
    rf"(?:(?P<quoted>{_QUOTED})|(?P<plain>{_SENTENCE})"
    rf"|(?P<list>\[{_SCALAR}(?:, {_SCALAR})*\])|(?P<mapping>\{{{_PAIR}(?:, {_PAIR})*\}}))?"
)
_SCALARS = re.compile(rf'"([^"]*+)"|({_PLAIN})')
_PAIRS = re.compile(rf'({_KEY}): (?:"([^"]*+)"|({_PLAIN}))')


class _Otherwise(Exception):
    """The text is written in another way."""


def read(text: str) -> Values | None:
    """Give the values of a mapping that is written plainly; nothing where it is not."""
    values: Values = {}
    below: _Below | None = None
    try:
        for line in text.removesuffix("\n").split("\n"):
            found = _LINE.fullmatch(line)
            if not found:
                return None
            indent, dash, key = found.group(1, 2, 3)
            if indent or dash or not key:
                if below is None:
                    return None
                below.take(indent, dash, key, _value(found))
            elif key in values:
                return None
            elif found.lastgroup == "key":
                below = _Below()
                values[key] = below
            else:
                below = None
                values[key] = _value(found)
        return {k: v.read() if type(v) is _Below else v for k, v in values.items()}
    except _Otherwise:
        return None


def _value(found: re.Match[str]) -> Any:  # noqa: ANN401 - a YAML value
    kind = found.lastgroup
    if kind == "plain":
        return found[kind]
    if kind == "quoted":
        return found[kind][1:-1]
    if kind == "list":
        return [quoted or plain for quoted, plain in _SCALARS.findall(found[kind])]
    if kind == "mapping":
        pairs = _PAIRS.findall(found[kind])
        values = {key: quoted or plain for key, quoted, plain in pairs}
        if len(values) == len(pairs):
            return values
    raise _Otherwise


class _Below:
    """The lines below a key: the entries of a list, some of them mappings, or the keys of a mapping."""

    def __init__(self) -> None:
        self._values: list[Any] | Values | None = None
        self._indent = ""
        self._entry: Values | None = None

    def read(self) -> list[Any] | Values:
        """Give what the lines hold."""
        if self._values is None:
            raise _Otherwise
        return self._values

    def take(self, indent: str, dash: str | None, key: str | None, value: Any) -> None:  # noqa: ANN401 - a YAML value
        """Read one line."""
        if self._values is None:
            self._values, self._indent = [] if dash else {}, indent
        if isinstance(self._values, list):
            if dash and indent == self._indent:
                self._entry = {key: value} if key else None
                self._values.append(value if self._entry is None else self._entry)
                return
            within, inner = self._entry, self._indent + "  "
        else:
            within, inner = self._values, self._indent
        if dash or not key or within is None or indent != inner or key in within:
            raise _Otherwise
        within[key] = value
