"""Raw HTML in a text of others: what is let through, and how it is made sound.

Every tag is taken apart by CommonMark's grammar and built anew from the parts that are allowed, before it
meets the HTML we generate: what a browser reads is then what was checked, and no foreign id, class or
unfinished tag can reach our own markup. nh3 goes over the whole afterwards and closes what was left open.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence

import nh3
from markdown_it.common.html_re import attr_name, attr_value, attribute
from markdown_it.token import Token

from generator.markdown.languages import is_language
from generator.markdown.nesting import BLOCK, PHRASING, Tag, settle

HIDDEN = frozenset(
    [
        "applet",
        "audio",
        "canvas",
        "embed",
        "frameset",
        "head",
        "iframe",
        "math",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "plaintext",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
        "xmp",
    ]
)
"""Elements that go with all they hold."""

_ANYWHERE = frozenset(["lang", "dir", "title"])
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed"},
    "details": {"open"},
    "time": {"datetime"},
    "del": {"datetime"},
    "ins": {"datetime"},
}
_NUMBERS = frozenset(["width", "height", "colspan", "rowspan", "start"])
_WORDS = {
    "scope": frozenset(["row", "col", "rowgroup", "colgroup"]),
    "dir": frozenset(["ltr", "rtl", "auto"]),
}
_TAG = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9-]*)({attribute}*)\s*/?>")
_ATTRIBUTE = re.compile(rf"\s+({attr_name})(?:\s*=\s*({attr_value}))?")
_NUMERIC = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*([0-9]{1,7}));?")
_ENDS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))

_CLEANER = nh3.Cleaner(
    tags=set(PHRASING | BLOCK | {"section", "footer"}),
    attributes={
        "*": set(_ANYWHERE | {"id", "class", "role", "tabindex", "translate"}),
        **{tag: set(names) for tag, names in _ATTRIBUTES.items()},
        "a": {"href", "rel"},
        "img": {"src", "alt", "width", "height", "loading", "decoding"},
    },
    link_rel=None,
    url_schemes={"http", "https", "mailto", "tel"},
)


def clean(page: str) -> str:
    """Close what is open and drop what is not allowed in finished HTML."""
    cleaned: str = _CLEANER.clean(page)
    return cleaned


def pieces(source: str) -> Iterator[str | Tag]:
    """Take raw HTML apart into text and tags; comments, declarations and hidden elements are left out."""
    place = 0
    lowered = source.lower()
    unclosed: set[str] = set()
    while (start := source.find("<", place)) >= 0:
        if start > place:
            yield source[place:start]
        found = _TAG.match(source, start)
        if found:
            place = found.end()
            name = found[2].lower()
            if name in HIDDEN and not found[1] and name not in unclosed:
                end = lowered.find(f"</{name}", place)
                place = _behind(source, end, ">") if end >= 0 else place
                unclosed |= {name} if end < 0 else set()
            else:
                yield Tag(name=name, closes=bool(found[1]), attributes=_attributes(found[3]))
        elif end_mark := next((end for begin, end in _ENDS if source.startswith(begin, start)), None):
            place = _behind(source, start, end_mark)
        else:
            yield "<"
            place = start + 1
    if place < len(source):
        yield source[place:]


def _behind(source: str, start: int, mark: str) -> int:
    end = source.find(mark, start)
    return end + len(mark) if end >= 0 else len(source)


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(source):
        plain = value[1:-1] if value[:1] in {"'", '"'} else value
        found.setdefault(name.lower(), unescape(plain))
    return found


def unescape(source: str) -> str:
    """Resolve character references; a text with one of absurd length stays as it is."""
    try:
        return html.unescape(source)
    except ValueError:
        return source


def inline_tags(children: Sequence[Token], *, trusted: bool) -> dict[int, list[str | Tag]]:
    """Take the raw tags of one run of text apart; give their pieces by the identity of the token."""
    found = {id(token): list(pieces(token.content)) for token in children if token.type == "html_inline"}
    if found and not trusted:
        last = next(reversed(found.values()))
        last += settle(
            [piece for each in found.values() for piece in each if isinstance(piece, Tag)], inline=True
        )
        _hide(children)
    return found


def _hide(children: Sequence[Token]) -> None:
    """Empty the text between the tags of a hidden element."""
    closings: dict[str, int] = {}
    for number, token in enumerate(children):
        if token.type == "html_inline" and token.content.startswith("</"):
            closings[token.content[2:-1].strip().lower()] = number
    end = -1
    for number, token in enumerate(children):
        if number < end and token.type in {"text", "code_inline"}:
            token.content = ""
        elif token.type == "html_inline" and number > end:
            tag = _TAG.match(token.content)
            if tag and not tag[1] and tag[2].lower() in HIDDEN:
                end = closings.get(tag[2].lower(), -1)


def text(source: str) -> str:
    """Make raw text safe to stand between tags; no reference may spell one of our noncharacters."""
    return _NUMERIC.sub(_reference, source).replace("<", "&lt;").replace(">", "&gt;")


def _reference(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else int(found[2])
    return "\ufffd" if 0xFDD0 <= number <= 0xFDEF else found[0]  # noqa: PLR2004 - the noncharacters


def build(tag: Tag, destination: Callable[[Tag, str], bool]) -> str:
    """Write a tag anew; `destination` looks after `href` and `src`, and says whether they may stay."""
    if not tag.kept:
        return ""
    if tag.closes:
        return "".join(f"</{name}>" for name in (*tag.before, tag.name))
    allowed = _ANYWHERE | _ATTRIBUTES.get(tag.name, frozenset())
    tag.attributes = {
        name: value for name, value in tag.attributes.items() if name in allowed and _fits(name, value)
    }
    for name in ("href", "src"):
        if name in tag.attributes and not destination(tag, name):
            del tag.attributes[name]
    if tag.name == "img":
        if "src" not in tag.attributes:
            return ""
        tag.attributes = {"alt": "", "loading": "lazy", "decoding": "async"} | tag.attributes
    written = "".join(f' {name}="{html.escape(value)}"' for name, value in tag.attributes.items())
    return f"<{tag.name}{written}>"


def _fits(name: str, value: str) -> bool:
    if name == "lang":
        return is_language(value)
    if name in _NUMBERS:
        return value.isascii() and value.isdigit()
    return name not in _WORDS or value.lower() in _WORDS[name]
