"""One walk over the tokens: ids, destinations, raw HTML, plain text, complaints with their lines."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from urllib.parse import unquote

from markdown_it.token import Token

from generator.errors import Problem, fault, warning
from generator.markdown import braces, links, raw
from generator.markdown.cjk import joins
from generator.markdown.languages import fault_in
from generator.markdown.renderer import return_id
from generator.markdown.values import LINK, Heading, Link

_RESERVED = re.compile(r"(?:p|fn|fnref)\d+")
_SEPARATORS = re.compile(r"[^\w]+")
_NOT_TEXT = "\ufffc"
_TOP, _LOWEST = 2, 6
_ATTRIBUTE_HINT = "attributes are `#id`, `.class`, `lang=…`, `dir=…`"


class Collector:
    """What is found on the walk."""

    def __init__(self, path: str, first_line: int, *, trusted: bool) -> None:
        self.path = path
        self.first_line = first_line
        self.trusted = trusted
        self.headings: list[Heading] = []
        self.anchors: list[str] = []
        self.links: list[Link] = []
        self.fragments: list[Link] = []
        self.images: list[Link] = []
        self.problems: list[Problem] = []
        self.text: list[str] = []
        self.has_raw = False
        self.line = 0
        self._taken: set[str] = set()
        self._slugs: dict[str, int] = {}
        self._paragraphs = 0
        self._gloss = ""
        self._before = ""
        self._break: Token | None = None

    def fault(self, message: str, hint: str = "", *, line: int | None = None) -> None:
        """Complain about the current line, or another of the text, counted from 0."""
        place = self.line if line is None else line
        self.problems.append(fault(self.path, message, hint, line=self.first_line + place))

    def walk(self, tokens: Sequence[Token]) -> None:
        """Go over all blocks."""
        self._explicit_ids(tokens)
        shift = _TOP - min((int(t.tag[1]) for t in tokens if t.type == "heading_open"), default=_TOP)
        opened = None
        for token in tokens:
            if token.map:
                self.line = token.map[0]
            kind = token.type
            if token.meta:
                self._braces(token)
            if kind == "inline":
                text = self._inline(token.children or [])
                if opened:
                    self._heading(opened, text)
                    opened = None
            elif kind == "paragraph_open":
                if not token.level and not token.hidden:
                    self._paragraph(token)
            elif kind in {"heading_open", "heading_close"}:
                token.tag = f"h{min(int(token.tag[1]) + shift, _LOWEST)}"
                opened = token if kind == "heading_open" else None
            elif kind in {"fence", "code_block"}:
                self.text.append(token.content)
            elif kind == "html_block":
                self._raw_block(token)
            elif kind in {"th_open", "td_open"}:
                _align(token)
            elif kind == "footnote_open":
                self.anchors.append(f"fn{token.meta['id'] + 1}")

    def _explicit_ids(self, tokens: Sequence[Token]) -> None:
        """Take the ids that the editor gave before any are made."""
        for token in tokens:
            for each in (token, *(token.children or ())):
                for found in each.meta.get("braces", ()) if each.meta else ():
                    self._taken.add(found.id)

    def _paragraph(self, token: Token) -> None:
        self._paragraphs += 1
        if "id" not in token.attrs:
            token.attrs = {"id": f"p{self._paragraphs}", **token.attrs}
            self.anchors.append(f"p{self._paragraphs}")

    def _heading(self, token: Token, text: str) -> None:
        identity = str(token.attrs.get("id", "")) or self._new_id(text)
        if "id" not in token.attrs:
            token.attrs = {"id": identity, **token.attrs}
            self.anchors.append(identity)
        line = self.first_line + (token.map[0] if token.map else self.line)
        self.headings.append(Heading(level=int(token.tag[1]), id=identity, text=text, line=line))

    def _new_id(self, text: str) -> str:
        """Make an id of a heading's letters and digits, unlike any other."""
        slug = _SEPARATORS.sub("-", unicodedata.normalize("NFC", text)).strip("-") or "h"
        number = self._slugs.get(slug, 0)
        identity = slug
        while not identity or identity in self._taken or _RESERVED.fullmatch(identity):
            number += 1
            identity = f"{slug}-{number + 1}"
        self._slugs[slug] = number
        self._taken.add(identity)
        return identity

    def _braces(self, token: Token) -> None:
        for found in token.meta.get("braces", ()):
            if token.type in {"html_block", "braces", "timeline", "footnote_reference_open"}:
                self.fault(
                    "the attributes in braces belong to no block", "write them above or behind a block"
                )
                continue
            attributes = dict(token.attrs)
            if found.id and self._accept_id(found.id):
                attributes = {"id": found.id, **attributes}
            if found.classes:
                own = [str(attributes["class"])] if "class" in attributes else []
                attributes["class"] = " ".join([*own, *found.classes])
            token.attrs = attributes | dict(self._accepted(found))

    def _accept_id(self, identity: str) -> bool:
        if _RESERVED.fullmatch(identity):
            self.fault(f'the id "{identity}" is given out automatically', "choose another one")
        elif identity in self.anchors:
            self.fault(f'the id "{identity}" is used twice', "choose another one")
        else:
            self.anchors.append(identity)
            return True
        return False

    def _accepted(self, found: braces.Braces) -> list[tuple[str, str]]:
        accepted = []
        for key, value in found.pairs:
            if key not in braces.KEYS:
                near = get_close_matches(key, braces.KEYS, 1)
                hint = f'did you mean "{near[0]}"? {_ATTRIBUTE_HINT}' if near else _ATTRIBUTE_HINT
                self.fault(f'unknown attribute "{key}"', hint)
            elif message := fault_in(key, value)[0]:
                self.fault(message, fault_in(key, value)[1])
            else:
                accepted.append((key, value))
        return accepted

    def _inline(self, children: Sequence[Token]) -> str:
        """Go over one run of text; give it as plain text."""
        begin = len(self.text)
        self._before, self._break = "", None
        self._gloss = ""
        tags = raw.inline_tags(children, trusted=self.trusted)
        for token in children:
            kind = token.type
            if token.meta:
                self._braces(token)
            if kind in {"text", "code_inline"}:
                self._read_text(token.content)
            elif kind == "html_inline":
                token.content = self._raw(token.content, tags[id(token)])
            elif kind == "softbreak":
                self._break = token
                self.line += 1
            elif kind == "hardbreak":
                self.text.append("\n")
                self.line += 1
            elif kind == "link_open":
                self._link(token)
            elif kind == "image":
                self._image(token)
            elif kind in {"footnote_ref", "footnote_anchor"}:
                if kind == "footnote_ref":
                    self.anchors.append(return_id(token.meta))
        text = "".join(self.text[begin:])
        self.text.append("\n")
        return text.strip()

    def _say(self, text: str) -> None:
        """Add plain text, and settle the line break before it."""
        if not text:
            return
        if self._break:
            self._break.hidden = joins(self._before, text)
            if not self._break.hidden:
                self.text.append("\n")
            self._break = None
        self._before = text
        if text != _NOT_TEXT:
            self.text.append(text)

    def _link(self, token: Token) -> None:
        url = str(token.attrs.get("href", ""))
        if links.is_http(url):
            token.attrs["rel"] = "nofollow noopener"
        elif url.startswith("#"):
            self.fragments.append(Link(target=unquote(url[1:]), line=self.first_line + self.line))
        elif url and not links.is_absolute(url):
            token.attrs["href"] = self._ours(url)

    def _image(self, token: Token) -> None:
        url = str(token.attrs.get("src", ""))
        if not url:
            self.fault("an image without an address", "write `![what it shows](file)`")
        else:
            token.attrs["src"] = self._image_source(url)
        self._say(_NOT_TEXT)

    def _image_source(self, url: str) -> str:
        self.images.append(
            Link(target=url if links.is_absolute(url) else unquote(url), line=self.first_line + self.line)
        )
        return url if links.is_absolute(url) else self._ours(url)

    def _ours(self, url: str) -> str:
        """Note a destination within the site and mark it for the step that resolves it."""
        target = unquote(url).replace(LINK, "")
        self.links.append(Link(target=target, line=self.first_line + self.line))
        return f"{LINK}{target}{LINK}"

    def _raw_block(self, token: Token) -> None:
        found = list(raw.pieces(token.content))
        tags = [piece for piece in found if isinstance(piece, raw.Tag)]
        raw.drop_unmatched(tags, phrasing_only=False)
        token.content = self._raw(token.content, found)
        self._gloss = ""
        self.text.append("\n")

    def _raw(self, source: str, found: Sequence[str | raw.Tag]) -> str:
        """Read pieces of raw HTML as text, and write them anew unless they are trusted."""
        written = []
        for piece in found:
            if isinstance(piece, raw.Tag):
                self._read_tag(piece)
                written.append("" if self.trusted else raw.build(piece, self._raw_destination))
            else:
                self._read_text(raw.unescape(piece))
                written.append(raw.text(piece))
        if self.trusted:
            return source
        self.has_raw = True
        return "".join(written)

    def _read_tag(self, tag: raw.Tag) -> None:
        """Follow ruby, whose gloss is read in brackets behind its base, and trusted ids."""
        if self._gloss == "rt" and (tag.closes or tag.name in {"rt", "rp"}):
            self._say("）")
        if tag.name in {"rt", "rp", "ruby"}:
            self._gloss = "" if tag.closes or tag.name == "ruby" else tag.name
        if self._gloss == "rt":
            self._say("（")
        if tag.name == "br":
            self.text.append("\n")
        if self.trusted and "id" in tag.attributes:
            self.anchors.append(tag.attributes["id"])

    def _read_text(self, text: str) -> None:
        if self._gloss != "rp":
            self._say(text)

    def _raw_destination(self, tag: raw.Tag, name: str) -> bool:
        """Treat a destination in raw HTML as one in Markdown; a remote image is left out."""
        url = tag.attributes[name].strip()
        if not url or not links.is_safe(url):
            return False
        if name == "src":
            if links.is_absolute(url) or url.startswith("//"):
                line = self.first_line + self.line
                message = f"a remote image in raw HTML is left out: {url}"
                self.problems.append(warning(self.path, message, "keep a copy beside the text", line=line))
                return False
            tag.attributes[name] = self._image_source(url)
            return True
        holder = Token("link_open", "a", 1, attrs={"href": url})
        self._link(holder)
        tag.attributes.update({key: str(value) for key, value in holder.attrs.items()})
        return True


def _align(token: Token) -> None:
    """Say a cell's alignment as a class: a page allows no inline styles."""
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrs["class"] = "align-" + style.removeprefix("text-align:")
