"""What lies on the table while articles are assembled."""

from generator.assemble.configured import Options
from generator.assemble.editions import Use
from generator.assemble.links import Places
from generator.assemble.registry import Registry
from generator.errors import Problem
from generator.model.article import Article, ArticleDoc
from generator.model.rights import RecordMatter
from generator.model.site import Skipped
from generator.settings import Settings


class Desk:
    """The settings, the lookups, and where problems and skipped articles are noted."""

    def __init__(  # noqa: PLR0913 - a table holds what it holds
        self,
        *,
        settings: Settings,
        options: Options,
        registry: Registry,
        records: dict[str, RecordMatter],
        anchors: dict[str, str],
        topics: frozenset[str],
        all_topics: frozenset[str],
        used: dict[str, tuple[Use, ...]],
        places: Places,
        found: list[Problem],
        skipped: list[Skipped],
    ) -> None:
        self.settings, self.options, self.registry = settings, options, registry
        self.records, self.anchors = records, anchors
        self.topics, self.all_topics = topics, all_topics
        self.used, self.places = used, places
        self.found, self.skipped = found, skipped

    def skip(self, doc: ArticleDoc, reason: str) -> Article | None:
        """Note why an article is not published."""
        self.skipped.append(Skipped(path=doc.path, reason=reason))
        return None
