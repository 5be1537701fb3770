"""One walk over the tokens: ids, destinations, raw HTML, plain text, complaints with their lines."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from urllib.parse import unquote

from markdown_it.token import Token

from generator.errors import Problem, fault, warning
from generator.markdown import braces, links, raw
from generator.markdown.cjk import joins
from generator.markdown.ids import Ids
from generator.markdown.languages import fault_in
from generator.markdown.nesting import VOID, Tag, settle
from generator.markdown.notes import TooMuch, note_id, return_id
from generator.markdown.values import LINK, Heading, Link
from generator.markdown.written import WRITTEN

DEEPEST = 24
"""Levels of nesting that are read; a text with more is refused."""

_NOT_TEXT = "\ufffc"
_LOWEST = 6
_HEAVIEST, _SWELLING = 100_000, 4
_ATTRIBUTE_HINT = "attributes are `#id`, `.class`, `lang=…`, `dir=…`; a brace that is text is written `\\{`"
_WITHOUT_ATTRIBUTES = frozenset(["html_block", "braces", "timeline", "footnote_reference_open"])


class Collector:
    """What is found on the walk."""

    def __init__(self, path: str, first_line: int, *, trusted: bool, text: str) -> None:
        self.path = path
        self.first_line = first_line
        self.trusted = trusted
        self.headings: list[Heading] = []
        self.ids = Ids()
        self.links: list[Link] = []
        self.fragments: list[Link] = []
        self.images: list[Link] = []
        self.problems: list[Problem] = []
        self.text: list[str] = []
        self.has_raw = False
        self._weight = _HEAVIEST + _SWELLING * len(text)
        self._has_braces = "{" in text
        self._line = 0
        self._depth = 0
        self._gloss = ""
        self._before = ""
        self._break: Token | None = None

    def fault(self, message: str, hint: str = "") -> None:
        """Complain about the current line."""
        self.problems.append(fault(self.path, message, hint, line=self.first_line + self._line))

    def walk(self, tokens: Sequence[Token]) -> None:
        """Go over all blocks."""
        if self._has_braces:
            self.ids.reserve(_written_ids(tokens))
        _shift_headings(tokens)
        for number, token in enumerate(tokens):
            if token.map:
                self._line = token.map[0]
            if token.type == WRITTEN:
                self._written(token)
                continue
            if token.nesting == 1 and token.level >= DEEPEST - 1:
                raise TooMuch("the body is too deeply nested")
            if token.meta:
                self._braces(token)
            if token.type == "inline":
                text = self._inline(token.children or [])
                if tokens[number - 1].type == "heading_open":
                    self._heading(tokens[number - 1], text)
            elif token.type == "paragraph_open":
                self._paragraph(token)
            else:
                self._other_block(token)

    def _written(self, token: Token) -> None:
        """Take over a line that is written already."""
        self._braces(token)
        self._paragraph(token)
        words = token.meta["words"]
        self._before, self._break, self._gloss = words, None, ""
        self.text += (words, "\n")
        self._weigh(token.meta["weight"])

    def _other_block(self, token: Token) -> None:
        kind = token.type
        if kind in {"fence", "code_block"}:
            self.text.append(token.content)
        elif kind == "html_block":
            self._raw_block(token)
        elif kind in {"th_open", "td_open"}:
            _align(token)
        elif kind == "footnote_open":
            self.ids.add(note_id(token.meta))

    def _paragraph(self, token: Token) -> None:
        if token.attrs and not token.level and not token.hidden:
            token.attrs = {"id": self.ids.of_paragraph(str(token.attrs.get("id", ""))), **_without_id(token)}
        elif not token.level and not token.hidden:
            token.attrs = {"id": self.ids.of_paragraph("")}

    def _heading(self, token: Token, text: str) -> None:
        identity = self.ids.of_heading(str(token.attrs.get("id", "")), text)
        token.attrs = {"id": identity, **_without_id(token)}
        line = self.first_line + (token.map[0] if token.map else self._line)
        self.headings.append(Heading(level=int(token.tag[1]), id=identity, text=text, line=line))

    def _braces(self, token: Token) -> None:
        block_line = self._line
        for found in token.meta.get("braces", ()):
            self._line = found.line if found.line >= 0 else block_line
            if token.type in _WITHOUT_ATTRIBUTES:
                self.fault("the attributes in braces belong to no block", "write them above a block")
                continue
            attributes = dict(token.attrs)
            if found.id and self._accept_id(found.id):
                attributes["id"] = found.id
            if found.classes:
                own = [str(attributes["class"])] if "class" in attributes else []
                attributes["class"] = " ".join([*own, *found.classes])
            token.attrs = attributes | dict(self._accepted(found))
        self._line = block_line

    def _accept_id(self, identity: str) -> bool:
        if objection := self.ids.objection(identity):
            self.fault(objection, "choose another one")
            return False
        self.ids.add(identity)
        return True

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
        self._before, self._break, self._gloss = "", None, ""
        tags = raw.inline_tags(children, trusted=self.trusted)
        for token in children:
            if token.meta:
                self._braces(token)
            if token.type in {"text", "code_inline"}:
                self._read_text(token.content)
            elif token.type == "softbreak":
                self._break = token
                self._line += 1
            elif token.type == "html_inline":
                token.content = self._raw(token.content, tags[id(token)])
            else:
                self._other_inline(token)
        text = "".join(self.text[begin:])
        self.text.append("\n")
        return text.strip()

    def _other_inline(self, token: Token) -> None:
        kind = token.type
        if kind == "link_open":
            self._link(token)
        elif kind == "image":
            self._image(token)
        elif kind == "footnote_ref":
            self.ids.add(return_id(token.meta))
        elif kind == "hardbreak":
            self.text.append("\n")
            self._line += 1

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
        self._weigh(len(url) + len(str(token.attrs.get("title", ""))))
        if links.is_http(url):
            token.attrs["rel"] = links.OUTWARD
        elif url.startswith("#"):
            self.fragments.append(Link(target=unquote(url[1:]), line=self.first_line + self._line))
        elif url and not links.is_absolute(url):
            token.attrs["href"] = self._ours(url)

    def _weigh(self, weight: int) -> None:
        """Stop where references repeat a long address so often that the HTML outgrows the text."""
        self._weight -= weight
        if self._weight < 0:
            raise TooMuch("the body repeats long addresses too often")

    def _image(self, token: Token) -> None:
        url = str(token.attrs.get("src", ""))
        self._weigh(len(url) + len(str(token.attrs.get("title", ""))))
        if links.is_remote(url):
            self._leave_out(token, url)
        elif url:
            token.attrs["src"] = self._image_source(url)
        else:
            self.fault("an image without an address", "write `![what it shows](file)`")
        self._say(_NOT_TEXT)

    def _leave_out(self, token: Token, url: str) -> None:
        """Keep of a remote image its words."""
        self._warn_of(url)
        kept = {name: value for name, value in token.attrs.items() if name not in {"src", "alt", "title"}}
        token.attrs = kept | {"class": " ".join(filter(None, ["withheld", str(kept.get("class", ""))]))}
        token.meta["withheld"] = url.rsplit("/", 1)[-1] or url

    def _warn_of(self, url: str) -> None:
        hint = "pages load nothing from elsewhere; put the file into content/static/"
        line = self.first_line + self._line
        self.problems.append(warning(self.path, f"a remote image is left out: {url}", hint, line=line))

    def _image_source(self, url: str) -> str:
        self.images.append(Link(target=unquote(url), line=self.first_line + self._line))
        return self._ours(url)

    def _ours(self, url: str) -> str:
        """Note a destination within the site and mark it for the step that resolves it."""
        target = unquote(url)
        self.links.append(Link(target=target, line=self.first_line + self._line))
        return f"{LINK}{target}{LINK}"

    def _raw_block(self, token: Token) -> None:
        found = list(raw.pieces(token.content))
        tags = [piece for piece in found if isinstance(piece, Tag)]
        found += settle(tags, inline=False)
        token.content = self._raw(token.content, found)
        self._gloss = ""
        self.text.append("\n")

    def _raw(self, source: str, found: Sequence[str | Tag]) -> str:
        """Read pieces of raw HTML as text, and write them anew unless they are trusted."""
        written = []
        for piece in found:
            if isinstance(piece, Tag):
                self._read_tag(piece)
                self._limit(piece)
                written.append("" if self.trusted else raw.build(piece, self._raw_destination))
            else:
                self._read_text(raw.unescape(piece))
                written.append(raw.text(piece))
        if self.trusted:
            return source
        self.has_raw = True
        return "".join(written)

    def _limit(self, tag: Tag) -> None:
        """Drop opening tags beyond a depth that no text needs and no sanitiser likes."""
        if tag.closes:
            self._depth = max(0, self._depth - 1)
        elif tag.kept and tag.name not in VOID:
            self._depth += 1
            tag.kept = self._depth <= DEEPEST

    def _read_tag(self, tag: Tag) -> None:
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
            self.ids.add(tag.attributes["id"])

    def _read_text(self, text: str) -> None:
        if self._gloss != "rp":
            self._say(text)

    def _raw_destination(self, tag: Tag, name: str) -> bool:
        """Treat a destination in raw HTML as one in Markdown; a remote image is left out."""
        url = tag.attributes[name].strip()
        if not url or not links.is_safe(url):
            return False
        if name == "src":
            if links.is_remote(url):
                self._warn_of(url)
                return False
            tag.attributes[name] = self._image_source(url)
            return True
        holder = Token("link_open", "a", 1, attrs={"href": url})
        self._link(holder)
        tag.attributes.update({key: str(value) for key, value in holder.attrs.items()})
        return True


def _written_ids(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        for each in (token, *(token.children or ())):
            if each.meta:
                yield from (found.id for found in each.meta.get("braces", ()) if found.id)


def _shift_headings(tokens: Sequence[Token]) -> None:
    """Begin the headings of a text at the second level of its page, and let none skip a level downwards."""
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            written = int(token.tag[1])
            while above and above[-1] >= written:
                above.pop()
            above.append(written)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(len(above) + 1, _LOWEST)}"


def _without_id(token: Token) -> dict[str, str | int | float]:
    return {name: value for name, value in token.attrs.items() if name != "id"}


def _align(token: Token) -> None:
    """Say a cell's alignment as a class: a page allows no inline styles."""
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrs["class"] = "align-" + style.removeprefix("text-align:")
