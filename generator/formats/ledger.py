"""The ledger of credits as CSV (RFC 4180) and JSON."""

import csv as tables
from io import StringIO

from generator.formats.jsontext import Json, document, stated
from generator.formats.text import plain
from generator.model.feed import LedgerDoc
from generator.model.view import LedgerRow
from generator.urls import ROOT

COLUMNS = ("id", "day", "genre", "title", "source", "byline", "permission", "mode", "line")
"""The columns of the CSV; a document's headings say these in its language, in this order."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv(doc: LedgerDoc) -> bytes:
    """Write the table so that spreadsheets show Chinese (by the BOM) and run nothing."""
    if len(doc.headings) != len(COLUMNS):
        raise ValueError(f"the ledger has {len(COLUMNS)} columns: {', '.join(COLUMNS)}")
    out = StringIO(newline="")
    table = tables.writer(out)
    table.writerow([_cell(heading) for heading in doc.headings])
    for row in doc.rows:
        table.writerow([_cell(text) for text in _texts(row)])
    return out.getvalue().encode("utf-8-sig")


def json(doc: LedgerDoc) -> bytes:
    """Write the same rows with their parts apart."""
    items: list[Json] = [_record(row, doc.publisher.url) for row in doc.rows]
    publisher = stated(name=doc.publisher.name, url=doc.publisher.url)
    return document({"year": doc.year, "publisher": publisher, "items": items})


def _texts(row: LedgerRow) -> tuple[str, ...]:
    chain = "；".join(f"{role.role_word}：{role.said}" for role in row.roles)
    return row.id, row.day, row.genre, row.title, chain, row.byline, row.permission, row.mode, row.line


def _record(row: LedgerRow, base: str) -> Json:
    chain: list[Json] = [
        stated(
            role=role.role_word,
            source=role.name,
            platform=role.platform,
            account=role.account,
            page=_absolute(base, role.href),
        )
        for role in row.roles
    ]
    return stated(
        id=row.id,
        title=row.title,
        lang=row.lang,
        url=_absolute(base, row.href),
        day=row.day,
        genre=row.genre,
        chain=chain,
        byline=row.byline,
        permission=row.permission,
        mode=row.mode,
        credit_line=row.line,
    )


def _absolute(base: str, href: str) -> str:
    """Give a link of a page its place in the world."""
    return base + href.removeprefix(ROOT) if href.startswith(ROOT) else href


def _cell(text: str) -> str:
    """Guard a cell that a spreadsheet would take for a formula (OWASP, CSV injection)."""
    text = plain(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
