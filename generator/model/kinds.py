"""The enumerated words, and the texts that have a form of their own."""

import re
from typing import Annotated, Literal
from urllib.parse import unquote

import msgspec
from msgspec import Meta

from generator import edtf
from generator.urls import LONGEST_ID, is_http, is_id


class Noun(msgspec.Struct, frozen=True, kw_only=True):
    """A value of the trade."""


SourceKind = Literal["outlet", "agency", "platform", "account", "company", "government", "person"]
Role = Literal["original", "repost", "translation", "excerpt-of", "adaptation", "compilation", "via"]
Claim = Literal["claimed", "licence", "none"]
Onward = Literal["prohibited", "with-credit", "with-link", "on-request"]
Part = Literal["author", "reporter", "translator", "reviewer", "photographer", "editor", "submitter"]
Genre = Literal["news", "press-release", "official-document", "opinion", "advertisement", "fact-check"]
Mode = Literal["full", "excerpt", "summary", "link"]
Status = Literal["reported", "fact", "claim", "forecast", "scheduled", "corrected"]
Operation = Literal[
    "collapse-duplicate-paragraph", "remove-boilerplate", "cut", "correct", "translate", "retitle"
]
Basis = Literal[
    "own", "public-domain", "licence", "quotation", "facts-only", "press-release", "authorised", "none"
]

MODES: tuple[Mode, ...] = ("full", "excerpt", "summary", "link")

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAME = r"[^\W_](?:[\w-]*[^\W_])?"
_AUTHORITY = re.compile(
    rf"(?:[A-Za-z0-9._-]+@)?{_NAME}(?:\.{_NAME})*,\d{{4}}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?"
)
_LICENCE = re.compile(r"(CC-BY(-NC)?(-SA|-ND)?-\d\.\d(-[A-Z]{2,3})?|CC0-1\.0|[A-Za-z0-9][A-Za-z0-9.+-]*)")


def day(text: str) -> str:
    """Give the ISO day that a text states."""
    stated = edtf.parse(text).text
    if not _DAY.fullmatch(stated):
        raise ValueError(f"`{text}` is no day: write `2026-11-23`")
    return stated


def base_address(text: str) -> None:
    """Refuse what is no address that paths can be written behind."""
    _url(text)
    if "?" in text or "#" in text:
        raise ValueError(f"`{text}` holds `?` or `#`: write the address alone, `https://example.org/`")


def _text(text: str) -> None:
    if not text[:1].isalnum() and not any(char.isprintable() and not char.isspace() for char in text):
        raise ValueError("there is nothing to be seen: write a word, or leave the key out")


def _url(text: str) -> None:
    if not is_http(text):
        raise ValueError(f"`{text}` is no web address: write it whole, `https://…`")


def _authority(text: str) -> None:
    stated = _AUTHORITY.fullmatch(text)
    if stated:
        edtf.parse(text.rpartition(",")[2])
    else:
        raise ValueError(f"`{text}` is no authority: write a domain of yours and a year, `example.org,2026`")


def _id(text: str) -> None:
    if len(text.encode()) > LONGEST_ID:
        raise ValueError(f"`{text[:20]}…` is too long for an id: {LONGEST_ID} bytes are the most")
    if not is_id(text):
        raise ValueError(f"`{text}` cannot be an id: use letters of any script, digits and hyphens")


def _language(text: str) -> None:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"`{text}` is no language: write a tag such as `zh-Hans`, `en`")


def _zone(text: str) -> None:
    edtf.zone(text)


def _part_of_day(text: str) -> None:
    edtf.part_hours(text)


def _licence(text: str) -> None:
    if not _LICENCE.fullmatch(text):
        raise ValueError(f"`{text}` is no licence: write its SPDX id, such as `CC-BY-4.0`")


def _alias(text: str) -> None:
    path = text.strip("/")
    if not path or _leads_out(path) or any(c in path for c in ':*?"<>|#'):
        raise ValueError(f"`{text}` is no old address: write a path within the site, `2024/old-name.html`")


def _leads_out(path: str) -> bool:
    """Say whether a path leads out of the folder it is read from, however it is written down."""
    plain = unquote(path).replace("\\", "/")
    return "\\" in path or not plain.isprintable() or ".." in plain.split("/")


def _destination(text: str) -> None:
    mail, path = text.startswith("mailto:"), text.removeprefix("mailto:").partition("#")[0]
    leads_out = not text.isprintable() or ":" in path or (not mail and _leads_out(path))
    if leads_out and not is_http(text):
        raise ValueError(f"`{text}` leads nowhere: write `about.html` or `https://…`")


Text = Annotated[str, Meta(min_length=1, extra={"check": _text})]
DateText = Annotated[
    str, Meta(extra={"check": edtf.parse}, description="EDTF, `2026-11-23 10:32`, or unknown")
]
Url = Annotated[str, Meta(extra={"check": _url}, description="an absolute http(s) address")]
BaseUrl = Annotated[
    str, Meta(extra={"check": base_address}, description="the site's address, without query and fragment")
]
Authority = Annotated[
    str,
    Meta(extra={"check": _authority}, description="RFC 4151: a domain name and a date, `example.org,2026`"),
]
Destination = Annotated[
    str, Meta(extra={"check": _destination}, description="a page of ours or a web address")
]
Id = Annotated[str, Meta(extra={"check": _id}, description="letters of any script, digits, hyphens")]
Language = Annotated[str, Meta(extra={"check": _language}, description="BCP 47")]
Zone = Annotated[str, Meta(extra={"check": _zone}, description="IANA time zone")]
PartOfDay = Annotated[str, Meta(extra={"check": _part_of_day})]
Licence = Annotated[str, Meta(extra={"check": _licence}, description="SPDX id")]
OldAddress = Annotated[str, Meta(extra={"check": _alias}, description="an old path within the site")]
