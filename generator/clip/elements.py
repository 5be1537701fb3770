"""Elements of HTML: which hold text, which are hidden, which part it."""

from lxml.html import HtmlElement

_HIDDEN = frozenset(
    [
        *("script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg"),
        *("math", "canvas", "audio", "video", "form", "input", "button", "select", "textarea"),
        *("nav", "head", "link", "meta", "title", "dialog", "map", "area", "frame", "frameset"),
        *("noframes", "plaintext", "xmp", "menu"),
    ]
)
WHOLE = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote", "figure"]
)
"""Elements that are blocks of a text of their own."""
BLOCKS = WHOLE | frozenset(
    [
        *("address", "article", "aside", "body", "center", "details", "div", "fieldset", "footer"),
        *("header", "hr", "html", "li", "main", "section", "summary", "td", "th", "tr", "tbody"),
        *("thead", "dd", "dt", "figcaption", "legend", "noscript"),
    ]
)
"""Elements that no line of a text runs through."""
_CELLS, _CELL = 2, 120
_LINES = ("br", "li", "tr", "p", "dt", "dd", "div")
"""Elements behind which a line ends."""


def words_of(block: HtmlElement) -> str:
    """Give the words of a block, line by line; the block is changed by it."""
    for found in block.iter(*_LINES):
        found.tail = f"\n{found.tail or ''}"
    for found in block.iter("td", "th"):
        found.tail = f" {found.tail or ''}"
    lines = str(block.text_content()).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def has_block(element: HtmlElement) -> bool:
    """Say whether an element holds blocks."""
    return any(child is not element and child.tag in BLOCKS for child in element.iter())


def is_hidden(element: HtmlElement) -> bool:
    """Say whether a reader does not see an element, or sees no text in it."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        not isinstance(element.tag, str)
        or element.tag in _HIDDEN
        or "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or "display:none" in style
    )


def is_permalink(link: HtmlElement) -> bool:
    """Say whether a link is the sign beside a heading that leads to it."""
    words = str(link.text_content())
    return (link.get("href") or "").startswith("#") and len(words) <= 1 and not words.isalnum()


def is_data(table: HtmlElement) -> bool:
    """Say whether a table holds figures; old pages are laid out by tables of whole texts."""
    cells = [cell for cell in table.iter() if cell.tag in {"td", "th"}]
    return len(cells) >= _CELLS and not any(has_block(cell) or _is_prose(cell) for cell in cells)


def _is_prose(cell: HtmlElement) -> bool:
    return len(str(cell.text_content()).strip()) > _CELL or sum(1 for _ in cell.iter("br")) > 1


def drop(element: HtmlElement) -> None:
    """Take an element out of its tree, not what stands behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
