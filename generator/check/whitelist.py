"""The editor's own dated list of sources that news may be reposted from."""

from collections.abc import Mapping
from datetime import date
from itertools import chain

from msgspec import field

from generator import edtf
from generator.errors import Problem, fault, warning
from generator.frontmatter import Loaded, Matter, convert, load, locate
from generator.han import fold
from generator.model.kinds import DateText, Noun, Text
from generator.model.source import Source

FILE = "whitelist.yaml"
"""Where it lies under a site's root, unless `--whitelist` says otherwise."""

_OLD = 365


class NameMatter(Matter, frozen=True, kw_only=True):
    """A source on the list."""

    name: Text
    aliases: tuple[Text, ...] = ()
    from_: DateText | None = field(default=None, name="from")
    # the first day on which it stands on the list
    until: DateText | None = None


class WhitelistMatter(Matter, frozen=True, kw_only=True):
    """The list as it is written."""

    date: DateText
    # of its publication
    title: Text | None = None
    names: tuple[Text | NameMatter, ...]


class Whitelist(Noun, frozen=True, kw_only=True):
    """The list: names, folded, each with all the spans of days in which it holds."""

    path: str
    date: str
    names: Mapping[str, tuple[tuple[str, str], ...]]
    problems: tuple[Problem, ...] = ()

    def holds(self, source: Source, day: str) -> bool:
        """Say whether a source stands on the list on a day."""
        known = (self.names.get(fold(name), ()) for name in (source.name, *source.aliases))
        return any(first <= day <= last for first, last in chain.from_iterable(known))


def whitelist(text: str, path: str, today: str, zone: str) -> Whitelist:
    """Read the list, and say if it is broken or old."""
    loaded, problems = load(text, path)
    matter, more = convert(loaded, WhitelistMatter, path)
    problems += more
    if matter is None:
        return Whitelist(path=path, date="", names={}, problems=problems)
    published = edtf.first_day(edtf.parse(matter.date), zone) or ""
    names: dict[str, tuple[tuple[str, str], ...]] = {}
    for entry in matter.names:
        given = NameMatter(name=entry) if isinstance(entry, str) else entry
        first = edtf.first_day(edtf.parse(given.from_), zone) if given.from_ else None
        last = edtf.last_day(edtf.parse(given.until), zone) if given.until else None
        for name in map(fold, (given.name, *given.aliases)):
            names[name] = (*names.get(name, ()), (first or "", last or "9999"))
    return Whitelist(
        path=path, date=published, names=names, problems=(*problems, *_age(published, loaded, path, today))
    )


def _age(published: str, loaded: Loaded, path: str, today: str) -> tuple[Problem, ...]:
    if not published or (date.fromisoformat(today) - date.fromisoformat(published)).days <= _OLD:
        return ()
    line, column = locate(loaded, "date")
    message = f"this list is of {published}, more than a year old"
    return (warning(path, message, "look for a newer one, and write its `date`", line=line, column=column),)


def broken(path: str) -> Problem:
    """Complain of a list that is not there."""
    hint = "write `date: …` and `names: [新华社, …]` into it, or name another with `--whitelist FILE`"
    return fault(path, "there is no list of sources that news may be reposted from", hint)
