"""The registry of sources: who is meant by a name."""

from msgspec import structs

from generator.errors import Problem, fault, guess
from generator.model.registry import RegistryDoc
from generator.model.source import Source, SourceMatter


class Registry:
    """Finds a source by id, name or alias."""

    def __init__(self, doc: RegistryDoc | None, found: list[Problem]) -> None:
        self.path = doc.path if doc else "content/sources.yaml"
        self._found = found
        self._by_name: dict[str, Source] = {}
        entries = doc.entries if doc else ()
        for id_, matter in entries:
            source = _source(matter, id_)
            for name in dict.fromkeys((id_, matter.name, *matter.aliases)):
                self._enter(name, source)
        for id_, matter in entries:
            if matter.platform:
                self._set_platform(id_, matter)
        self.sources = tuple(self._by_name[id_] for id_, _ in entries)

    def _enter(self, name: str, source: Source) -> None:
        other = self._by_name.setdefault(name, source)
        if other is not source:
            message = f"`{name}` names both `{other.id}` and `{source.id}`"
            hint = "give each name and alias to one source"
            self._found.append(fault(self.path, message, hint, key=source.id))

    def _set_platform(self, id_: str, matter: SourceMatter) -> None:
        platform = self._by_name.get(matter.platform or "")
        whole = structs.replace(self._by_name[id_], platform=platform.name if platform else matter.platform)
        for name in (id_, matter.name, *matter.aliases):
            if self._by_name[name].id == id_:
                self._by_name[name] = whole

    def find(self, name: str) -> Source | None:
        """Give the source of an id, name or alias."""
        return self._by_name.get(name)

    def plain(self, name: str) -> Source:
        """Give the source of a name, or one made of the name alone."""
        return self._by_name.get(name) or Source(name=name)

    def meant(self, given: str | SourceMatter, path: str, key: str) -> Source:
        """Give the source that a name or an on-the-spot mapping means; an unknown name is a fault."""
        if isinstance(given, SourceMatter):
            made = _source(given, "")
            platform = self._by_name.get(given.platform or "")
            return structs.replace(made, platform=platform.name) if platform else made
        source = self._by_name.get(given)
        if source is None:
            message = f"unknown source `{given}`"
            self._found.append(fault(path, message, self._hint(given), key=key))
            return Source(name=given)
        return source

    def _hint(self, name: str) -> str:
        spot = f"or give it on the spot: `{{name: {name}, kind: outlet}}` (or agency, account, company …)"
        close = guess(name, self._by_name, self._found, 0.5)
        if close:
            return f"did you mean `{close}`? sources are listed in {self.path}; {spot}"
        return f"register it in {self.path}, {spot}"


def _source(matter: SourceMatter, id_: str) -> Source:
    return Source(
        id=id_,
        name=matter.name,
        kind=matter.kind,
        aliases=matter.aliases,
        url=matter.url,
        feed=matter.feed,
        platform=matter.platform,
        lang=matter.lang,
        rights=matter.rights,
        contact=matter.contact,
    )
