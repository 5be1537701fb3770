"""Pictures signed in Latin letters: AP Photo/Jane Roe, Jane Roe/AFP, (Jane Roe for ProPublica)."""

import re

import msgspec

from generator.credits.reading.found import Found
from generator.credits.reading.named import HAN, is_known
from generator.credits.reading.names import NO_NAMES, Names
from generator.credits.reading.values import Hop, Person
from generator.credits.reading.view import View
from generator.credits.reading.words import places

_LATIN_NAME = (
    r"[A-Z][\w.'’-]{1,20}(?:\s(?:van|de|der|den|von|da|di|la|le|del|al|bin|el|dos)){0,2}"
    r"(?:\s[A-Z][\w.'’-]{0,20}){1,3}"
)
_PHOTO = re.compile(
    r"(?P<agency>(?:AP|REUTERS|Reuters|AFP|EPA-EFE|EPA|Xinhua|Getty Images|NurPhoto|Bloomberg|UPI|PTI|ANI)"
    r"(?: [Pp]hoto| PHOTO)?)"
    rf"\s?[/|]\s?(?P<name>{_LATIN_NAME})(?P<also>(?:\s?/\s?[{HAN}]{{2,6}}(?=[)\s]|$))?)"
)
_PHOTO_TURNED = re.compile(
    rf"(?P<name>{_LATIN_NAME})\s?[/|]\s?(?P<agency>[A-Z][A-Za-z. ]{{1,30}}?)"
    r"(?:\s?(?:\svia\s|/)\s?(?P<via>(?!File|Pool)[A-Z][A-Za-z ]{2,24}?))?(?:/(?:File|Pool))?(?=[.)\]]|$)"
)
_PHOTO_WORD = re.compile(" photo$", re.IGNORECASE)
_AGENCIES = re.compile(
    r"\W*(?P<agency>(?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?|Shutterstock|Unsplash|EPA)"
    r"(?:\s?(?:/|via)\s?(?:Getty(?: Images)?|AFP|AP|Shutterstock|EPA)){1,3})\W*"
)
_LICENSED = re.compile(
    r"\((?P<name>[A-Z][\w.'’ -]{1,30}), CC[ -][A-Z0-9 .-]{2,16}, (?:via )?"
    r"(?P<site>Wikimedia Commons|Flickr|Unsplash|Pexels)\)"
)
_PHOTO_FOR = re.compile(
    rf"\((?:Photo by )?(?P<name>{_LATIN_NAME}) (?:for|of) (?P<outlet>(?:[Tt]he )?[A-Z][\w.&'’ -]{{2,40}})\)"
)
_PHOTOS_BY = re.compile(
    rf"\((?P<outlet>[A-Z][\w.&'’ -]{{1,30}}?) (?:file )?[Pp]hotos? by (?P<name>{_LATIN_NAME})\)"
)
_SHORT_LINE = 40


def read_photos(view: View, names: Names) -> list[Found]:
    """Read who took a picture, and for whom, in Latin letters."""
    found = _boxed(view) if "(" in view.key else []
    if "turned" in view.signs:
        found += [*_photos(view), *_turned_photos(view, names), *_agencies(view)]
    return found


def _boxed(view: View) -> list[Found]:
    """Read (Jane Roe for ProPublica), (Tribune photos by Jane Roe), (Jane Roe, CC BY 2.0, Flickr)."""
    found: list[Found] = []
    for form, group in ((_PHOTO_FOR, "outlet"), (_PHOTOS_BY, "outlet"), (_LICENSED, "site")):
        for match in places(form, view.shown):
            hops = (Hop(role="image", source=match[group], person=match["name"]),)
            persons = (Person(role="photographer", name=match["name"]),)
            spans = view.spans(*match.span("name"), "photographer") + view.spans(*match.span(group), "source")
            found.append(Found(start=match.start(), end=match.end(), hops=hops, people=persons, spans=spans))
    return found


def _photos(view: View) -> list[Found]:
    """Read AP Photo/Jane Roe, REUTERS/Jane Roe."""
    found: list[Found] = []
    for match in places(_PHOTO, view.shown):
        if is_known(match["name"].casefold(), NO_NAMES):
            continue  # Jane Roe/AFP/Getty Images
        agency = _PHOTO_WORD.sub("", match["agency"])
        start = match.start("agency")
        found.append(
            Found(
                start=match.start(),
                end=match.end("also"),
                hops=(
                    Hop(role="image", source=agency, person=match["name"]),
                    *(Hop(role="image", source=also) for also in [match["also"].strip(" /")] if also),
                ),
                people=(Person(role="photographer", name=match["name"]),),
                spans=view.spans(start, start + len(agency), "source")
                + view.spans(*match.span("name"), "photographer"),
            )
        )
    return found


def _turned_photos(view: View, names: Names) -> list[Found]:
    """Read Jane Roe/AFP via Getty Images."""
    found: list[Found] = []
    for match in places(_PHOTO_TURNED, view.shown):
        agencies = [*match["agency"].split(" via "), *([match["via"]] if match["via"] else [])]
        if not is_known(agencies[0].casefold().strip(), names):
            continue
        first, *rest = (Hop(role="image", source=agency.strip()) for agency in agencies)
        found.append(
            Found(
                start=match.start(),
                end=match.end(),
                hops=(msgspec.structs.replace(first, person=match["name"]), *rest),
                people=(Person(role="photographer", name=match["name"]),),
                spans=view.spans(*match.span("name"), "photographer")
                + view.spans(*match.span("agency"), "source"),
            )
        )
    return found


def _agencies(view: View) -> list[Found]:
    """Read AFP/Getty Images alone on a line."""
    match = _AGENCIES.fullmatch(view.shown) if len(view.shown) <= _SHORT_LINE else None
    if not match:
        return []
    hops = tuple(Hop(role="image", source=part) for part in re.split(r"\s?(?:/|via)\s?", match["agency"]))
    return [
        Found(
            start=0,
            end=len(view.shown),
            hops=hops,
            spans=view.spans(*match.span("agency"), "source"),
            sure=0.75,
        )
    ]
