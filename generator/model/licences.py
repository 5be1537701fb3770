"""Licences by their SPDX id: address, name, and the terms that the rights gate asks about."""

import re

from generator.model.kinds import Noun


class Terms(Noun, frozen=True, kw_only=True):
    """What a licence asks of those who pass a work on."""

    nc: bool = False
    # not for money
    nd: bool = False
    # unchanged
    sa: bool = False
    # changed only under the same licence
    by: bool = False
    # with credit
    public_domain: bool = False
    # no right is left to license
    known: bool = True
    # False: we do not know what it asks


class _Licence(Noun, frozen=True, kw_only=True):
    name: str
    url: str
    terms: Terms


_CC = "https://creativecommons.org/"
_SPDX = "https://spdx.org/licenses/"
_PATTERN = re.compile(
    r"CC-BY(?P<nc>-NC)?(?P<last>-SA|-ND)?-(?P<version>1\.0|2\.0|2\.1|2\.5|3\.0|4\.0)(?P<port>-[A-Z]{2,3})?",
    re.IGNORECASE,
)
_UNKNOWN = Terms(known=False)
_FREE = Terms(public_domain=True)
_CREDIT = Terms(by=True)
_ALIKE = Terms(by=True, sa=True)


def _spdx(id: str, name: str, terms: Terms) -> tuple[str, _Licence]:  # noqa: A002 - the trade's word
    return id.casefold(), _Licence(name=name, url=f"{_SPDX}{id}.html", terms=terms)


_OTHERS: dict[str, _Licence] = {
    "cc0-1.0": _Licence(name="CC0 1.0", url=f"{_CC}publicdomain/zero/1.0/", terms=_FREE),
    "cc-pdm-1.0": _Licence(name="Public Domain Mark 1.0", url=f"{_CC}publicdomain/mark/1.0/", terms=_FREE),
    "cc-pddc": _Licence(name="Public Domain", url=f"{_CC}licenses/publicdomain/", terms=_FREE),
    **dict(
        [
            _spdx("Apache-2.0", "Apache License 2.0", _CREDIT),
            _spdx("etalab-2.0", "Licence Ouverte 2.0", _CREDIT),
            _spdx("GFDL-1.3-or-later", "GNU Free Documentation License 1.3", _ALIKE),
            _spdx("LAL-1.3", "Licence Art Libre 1.3", _ALIKE),
            _spdx("MIT", "MIT License", _CREDIT),
            _spdx("ODbL-1.0", "Open Database License 1.0", _ALIKE),
            _spdx("ODC-By-1.0", "Open Data Commons Attribution License 1.0", _CREDIT),
            _spdx("OGDL-Taiwan-1.0", "政府資料開放授權條款 1.0", _CREDIT),
            _spdx("OGL-UK-3.0", "Open Government Licence 3.0", _CREDIT),
            _spdx("PDDL-1.0", "Open Data Commons Public Domain Dedication 1.0", _FREE),
        ]
    ),
}


def url(id: str) -> str:  # noqa: A002 - the trade's word
    """Give the address of a licence's text; empty for one we do not know."""
    known = _known(id)
    return known.url if known else ""


def name(id: str) -> str:  # noqa: A002 - the trade's word
    """Give the short name people know a licence by; one we do not know keeps its id."""
    known = _known(id)
    return known.name if known else id


def terms(id: str) -> Terms:  # noqa: A002 - the trade's word
    """Say what a licence asks; `known` is false where we cannot tell."""
    known = _known(id)
    return known.terms if known else _UNKNOWN


def _known(id: str) -> _Licence | None:  # noqa: A002 - the trade's word
    match = _PATTERN.fullmatch(id)
    return _creative_commons(match) if match else _OTHERS.get(id.casefold())


def _creative_commons(match: re.Match[str]) -> _Licence | None:
    """Read a Creative Commons id; the four international licences have no ports."""
    version, port = match["version"], (match["port"] or "")[1:]
    if port and version == "4.0":
        return None
    nc, last = bool(match["nc"]), (match["last"] or "")[1:].lower()
    elements = ["by", *(["nc"] if nc else []), *([last] if last else [])]
    words = " ".join(filter(None, ["CC", "-".join(elements).upper(), version, port.upper()]))
    if version == "1.0" and nc and last == "nd":
        elements = ["by", "nd", "nc"]  # their address alone has this order
    parts = ["-".join(elements), version, *([port.lower()] if port else [])]
    return _Licence(
        name=words,
        url=f"{_CC}licenses/{'/'.join(parts)}/",
        terms=Terms(by=True, nc=nc, nd=last == "nd", sa=last == "sa"),
    )
