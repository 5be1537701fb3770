"""Plain text and Markdown as a page."""

import re
from collections.abc import Iterator

from generator.clip.links import whole
from generator.clip.literal import literal, one_line
from generator.clip.values import Candidate, Page, Unit
from generator.frontmatter import load, split
from generator.han import count

_MARKDOWN = re.compile(
    r"^#{1,6} \S|\]\(https?://|^(?:```|~~~)|\*\*[^*\s][^*\n]{0,200}\*\*|^> \S", re.MULTILINE
)
_BLANK = re.compile(r"\n[ \t\u3000]*(?:\n[ \t\u3000]*)+")
_COMMENT = re.compile(r"<!--[^>]*-->")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r"(#{1,6})[ \t]+([^\n]*?)[ \t]*#*$")
_MARKS = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:\s\"[^\"\n]*\")?\)|[*`#>~]|^[-+] ", re.MULTILINE)
_TITLED = re.compile(
    r"(?:原标题|原標題|原题|原題|标题|標題|题目|題目|Title)\s*[:：]\s*(\S[^\n]*)", re.IGNORECASE
)
_WEB = re.compile(r"(?:网址|網址|原文|链接|連結|URL|Link)?\s*[:：]?\s*(https?://[!-~]+)", re.IGNORECASE)
_VERSE, _TITLE, _LETTERS, _LABELLED = 24, 60, 140, 4
_ENDS = ("。", "！", "!", ".", "：", ":", "；", ";", "，", ",", "、")
_HAN = re.compile("[\u4e00-\u9fff]")
_AUTHORS = ("author", "authors")
_DATES = ("published", "date", "created")
_URLS = ("url", "canonical_url", "canonicalURL", "canonical", "link")
_ORIGINALS = ("original_url", "original", "source_url", "translated_from")
_KEYS = {"source", "title", "site", *_AUTHORS, *_DATES, *_URLS, *_ORIGINALS}


def is_markdown(text: str) -> bool:
    """Say whether a text has marks of Markdown that plain text has not by chance."""
    return bool(_MARKDOWN.search(text)) or text.startswith("---\n")


def plain(text: str) -> Page:
    """Read plain text: paragraphs as blank lines part them, else as lines do."""
    blocks = list(_lines(text.strip("\n")))
    titles, url = list[Candidate](), ""
    for block in blocks[:_LABELLED]:
        web, titled = _WEB.fullmatch(block), _TITLED.fullmatch(block)
        url = url or (whole("", web[1]) if web else "")
        titles += [Candidate(value=titled[1].strip(), place="a line that says so")] if titled else []
        if web or titled:
            blocks.remove(block)
    if not titles and len(blocks) > 1 and _may_be_title(blocks[0]) and 2 * len(blocks[1]) > len(blocks[0]):
        titles, blocks = [Candidate(value=blocks[0], place="the first line")], blocks[1:]
    units = tuple(Unit(text=block, markdown=_hard(literal(block))) for block in blocks)
    return Page(form="plain", units=units, titles=tuple(titles), url=url)


def _lines(text: str) -> Iterator[str]:
    """Cut a text into blocks; lines of verse stay together, lines that a mail program broke are joined."""
    parts = _BLANK.split(text)
    if len(parts) == 1:
        parts = text.split("\n")
    for part in parts:
        lines = [line.strip(" \t\u3000") for line in part.split("\n")]
        lines = [line for line in lines if line]
        if not lines:
            continue
        if len(lines) == 1 or _is_verse(lines):
            yield "\n".join(lines)
        elif len(_HAN.findall(part)) * 3 < len(part) and all(len(line) > _TITLE for line in lines[:-1]):
            yield " ".join(lines)
        else:
            yield from lines


def _is_verse(lines: list[str]) -> bool:
    return len(lines) > 1 and all(len(line) <= _VERSE and not re.search("[:：@/]", line) for line in lines)


def _hard(text: str) -> str:
    return text.replace("\n", "\\\n")


def _may_be_title(line: str) -> bool:
    return (
        "\n" not in line
        and count(line) <= _TITLE
        and len(line) <= _LETTERS
        and not line.endswith(_ENDS)
        and not re.search(
            r"https?://|^[-—–=*_#]|(?:来源|來源|作者|转自|轉自|编辑|記者|记者|Source|By)\s*[:：]", line
        )
        and len(line) > 1
    )


def markdown(text: str, name: str) -> Page:
    """Read Markdown; of front matter that it has, what says where it comes from is taken up."""
    values: dict[str, str] = {}
    notes, authors = tuple[str, ...](), list[str]()
    if text.startswith("---\n"):
        parts, problems = split(text, name)
        loaded, _ = load(parts.matter, name)
        if not problems:
            text = parts.body
            values = {k: one_line(v) for k, v in loaded.values.items() if isinstance(v, str) and v}
            authors = [name for k in _AUTHORS for name in _names(loaded.values.get(k))]
            left = [f"{k}: {one_line(str(v), 80)}" for k, v in loaded.values.items() if k not in _KEYS and v]
            notes = (f"its front matter said more: {'; '.join(left)}",) if left else ()
    units = [unit for unit in _blocks(text) if not _COMMENT.fullmatch(unit.markdown)]
    titles = [Candidate(value=values["title"], place="its front matter")] if "title" in values else []
    first = next((n for n, unit in enumerate(units) if unit.markdown.startswith("# ")), None)
    alone = sum(unit.markdown.startswith("# ") for unit in units) == 1
    if first is not None and alone and first < _LABELLED:
        titles.append(Candidate(value=units.pop(first).text, place="its heading"))
    dates = [Candidate(value=values[k], place=f"its front matter, `{k}`") for k in _DATES if k in values]
    return Page(
        form="markdown",
        units=tuple(units),
        titles=tuple(titles),
        url=_address(values, _URLS),
        original=_address(values, _ORIGINALS),
        published=tuple(dates),
        authors=tuple(dict.fromkeys(authors)),
        source=values.get("source", ""),
        site_name=values.get("site", ""),
        notes=notes,
    )


def _address(values: dict[str, str], names: tuple[str, ...]) -> str:
    """Give the first web address that some keys hold."""
    return next((found for name in names if (found := whole("", values.get(name, "")))), "")


def _names(value: object) -> list[str]:
    """Give the names that front matter lists, whether one or several."""
    given = value if isinstance(value, list) else [value]
    names = (one.get("name") if isinstance(one, dict) else one for one in given)
    return [one_line(name) for name in names if isinstance(name, str) and name.strip()]


def _blocks(text: str) -> Iterator[Unit]:
    """Cut Markdown at its blank lines; a fence stays whole, and so does what is indented below a list."""
    block: list[str] = []
    fence = ""
    for line in [*text.split("\n"), ""]:
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        if line.strip() or fence:
            if block and _HEADING.fullmatch(block[0]) and not fence and len(block) == 1:
                yield _unit(block)
                block = []
            block.append(line)
        elif block:
            yield _unit(block)
            block = []
    if block:
        yield _unit(block)


def _unit(block: list[str]) -> Unit:
    lines = "\n".join(block).strip("\n")
    words = lines if _FENCE.match(lines) else _MARKS.sub(lambda match: match[1] or "", lines)
    return Unit(text="\n".join(line.strip() for line in words.split("\n")).strip(), markdown=lines)
