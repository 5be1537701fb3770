"""One entry of an RSS or Atom file."""

from email.utils import parsedate_to_datetime
from html import unescape

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring, tostring
from lxml.html import fragment_fromstring

from generator.clip.links import whole
from generator.clip.literal import one_line
from generator.clip.units import Tree
from generator.clip.values import Candidate, Page
from generator.errors import BuildFailed, fault

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_DC_DATE = "{http://purl.org/dc/elements/1.1/}date"
_RSS1 = "{http://purl.org/rss/1.0/}"
_ENTRIES = (f"{_ATOM}entry", "item", f"{_RSS1}item")


def entry(text: str, name: str) -> Page:
    """Read the first entry of a feed; entities are not followed, nothing is fetched."""
    parser = XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = fromstring(text.lstrip("\ufeff \n\r\t").encode(), parser)
    except (XMLSyntaxError, ValueError) as error:
        hint = "save the page that it stands for as HTML, and clip that"
        raise BuildFailed([fault(name, f"this feed cannot be read: {error}", hint)]) from error
    entries = [root] if root.tag in _ENTRIES else list(root.iter(*_ENTRIES))
    if not entries:
        raise BuildFailed([fault(name, "this feed has no entry", "clip the page itself")])
    found = _Entry(entries[0], root)
    more = f"the feed has {len(entries)} entries: this is the first; put another alone in a file to clip it"
    return found.page((more,) if len(entries) > 1 else ())


class _Entry:
    """An entry's words, whichever kind of feed it stands in."""

    def __init__(self, element: _Element, root: _Element) -> None:
        self._entry, self._root = element, root

    def page(self, notes: tuple[str, ...]) -> Page:
        """Give the entry as a page."""
        url = self._link()
        content, whole_text = self._content()
        reader = Tree(url)
        units = tuple(reader.units(content)) if content is not None else ()
        if not whole_text:
            notes = (*notes, "the feed holds no full text: what is here is its summary")
        title = unescape(self._said(f"{_ATOM}title", "title", f"{_RSS1}title"))
        published = [
            Candidate(value=_iso(value), place=name.rpartition("}")[2])
            for name in (f"{_ATOM}published", "pubDate", _DC_DATE)
            if (value := self._said(name))
        ]
        source = self._entry.find("source")
        origin = self._entry.find(f"{_ATOM}source/{_ATOM}title")
        return Page(
            form="feed",
            units=units,
            titles=(Candidate(value=title, place="the entry's title"),) if title else (),
            url=url,
            site_name=self._site(),
            published=tuple(published),
            authors=tuple(self._authors()),
            source=one_line(
                (source.text if source is not None else origin.text if origin is not None else "") or ""
            ),
            images=tuple(reader.images),
            notes=notes,
        )

    def _said(self, *names: str) -> str:
        found = (self._entry.find(name) for name in names)
        return next(
            (one_line("".join(map(str, one.itertext())), 300) for one in found if one is not None), ""
        )

    def _link(self) -> str:
        for link in self._entry.findall(f"{_ATOM}link"):
            if link.get("rel", "alternate") == "alternate" and (
                found := whole("", str(link.get("href") or ""))
            ):
                return found
        links = [self._said("link"), self._said(f"{_RSS1}link"), self._said("guid")]
        return next((found for link in links if (found := whole("", link))), "")

    def _content(self) -> tuple[_Element | None, bool]:
        """Give what the entry says as a tree of HTML, and whether it is the whole."""
        for name, full in (
            (_CONTENT, True),
            (f"{_ATOM}content", True),
            ("description", False),
            (f"{_RSS1}description", False),
            (f"{_ATOM}summary", False),
        ):
            found = self._entry.find(name)
            if found is None or not "".join(map(str, found.itertext())).strip():
                continue
            kind = str(found.get("type") or ("html" if not name.startswith(_ATOM) else "text"))
            if kind == "xhtml":
                words = "".join(tostring(child, encoding="unicode", with_tail=True) for child in found)
            else:
                words = "".join(map(str, found.itertext()))
                words = words if kind in {"html", "text/html"} else f"<p>{_quoted(words)}</p>"
            return fragment_fromstring(words, create_parent="div"), full
        return None, False

    def _site(self) -> str:
        channel = self._root.find("channel")
        title = self._root.find(f"{_ATOM}title") if channel is None else channel.find("title")
        return one_line(title.text or "", 100) if title is not None and self._root is not self._entry else ""

    def _authors(self) -> list[str]:
        names = [
            one_line(found.text or "", 100) for found in self._entry.findall(f"{_ATOM}author/{_ATOM}name")
        ]
        return list(filter(None, [*names, self._said(_CREATOR)]))


def _iso(value: str) -> str:
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError):
        return value


def _quoted(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
