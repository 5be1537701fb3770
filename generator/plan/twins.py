"""A page and the same page in the site's other languages, which all name each other."""

from collections.abc import Iterator
from urllib.parse import quote

from msgspec import structs

from generator.model.view import Head, Twin
from generator.plan.press import Press
from generator.urls import root_of


def twinned(head: Head, press: Press) -> Head:
    """Let a page name its twins; to search engines only where it asks to be listed by its own address.

    They disregard `hreflang` on a page that they are to leave out, or that points to another.
    """
    listed = head.canonical == press.address(head.path) and not head.robots
    return structs.replace(head, twins=tuple(_twins(head.path, press, listed=listed)))


def _twins(path: str, press: Press, *, listed: bool) -> Iterator[Twin]:
    root = root_of(press.folder + path)
    for number, (lang, name) in enumerate(press.languages):
        folder = f"{lang}/" if number else ""
        yield Twin(
            lang=lang,
            name=name,
            href=root + quote(folder + path),
            address=press.address(path, folder) if listed else "",
            here=folder == press.folder,
        )
