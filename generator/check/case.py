"""What rules look at: every source file with its text, and the site that was made of all."""

from __future__ import annotations

from functools import cached_property

from generator.check.likeness import pairs
from generator.check.lookalikes import Looks, looks_of
from generator.check.page import Page
from generator.check.sketches import Sketched, shingles_of, sketched
from generator.credits.reading import Names, names_of
from generator.errors import Problem
from generator.model.article import Article, ArticleDoc
from generator.model.issue import IssueDoc
from generator.model.kinds import Noun
from generator.model.registry import RecordsDoc, RegistryDoc
from generator.model.site import Site, Static

ALIKE = 0.6
"""Share of common shingles from which two texts are one."""


class Written(Noun, frozen=True, kw_only=True):
    """An article as it is written, and as it is published, if it is."""

    page: Page
    doc: ArticleDoc
    made: Article | None


class Case(Noun, frozen=True, kw_only=True, dict=True):
    """Everything that rules may look at."""

    pages: tuple[Page, ...]
    site: Site | None
    # none where the content is at fault
    static: tuple[Static, ...] = ()
    problems: tuple[Problem, ...] = ()
    # what the build itself says
    sketches: tuple[Sketched | None, ...] = ()
    # of the files in their order, as far as they are made

    @property
    def today(self) -> str:
        """Give the ISO day that counts as today."""
        return self.site.settings.as_of if self.site else ""

    @property
    def zone(self) -> str:
        """Give the site's zone."""
        return self.site.settings.timezone if self.site else "UTC"

    @cached_property
    def articles(self) -> tuple[Written, ...]:
        """Give all articles, drafts too, in the order of their paths."""
        made = {article.path: article for article in self.site.articles} if self.site else {}
        return tuple(
            Written(page=page, doc=page.doc, made=made.get(page.path))
            for page in self.pages
            if isinstance(page.doc, ArticleDoc)
        )

    @cached_property
    def published(self) -> tuple[tuple[Page, ArticleDoc, Article], ...]:
        """Give the articles that the site publishes and has not withdrawn."""
        return tuple((w.page, w.doc, w.made) for w in self.articles if w.made and not w.made.withdrawn)

    @cached_property
    def issues(self) -> tuple[IssueDoc, ...]:
        """Give the issues in the order of their paths."""
        return tuple(page.doc for page in self.pages if isinstance(page.doc, IssueDoc))

    @cached_property
    def registry(self) -> RegistryDoc:
        """Give the registered sources as they are written."""
        found = (page.doc for page in self.pages if isinstance(page.doc, RegistryDoc))
        return next(found, RegistryDoc(path="content/sources.yaml"))

    @cached_property
    def records(self) -> RecordsDoc:
        """Give the permission records as they are written."""
        found = (page.doc for page in self.pages if isinstance(page.doc, RecordsDoc))
        return next(found, RecordsDoc(path="content/rights.yaml"))

    @cached_property
    def names(self) -> Names:
        """Give the registered names as the credit grammar knows them."""
        return names_of((m.name, m.aliases, m.platform, m.kind) for _, m in self.registry.entries)

    @cached_property
    def looks(self) -> Looks:
        """Give what the registered names look like."""
        return looks_of(name for _, m in self.registry.entries for name in (m.name, *m.aliases))

    @cached_property
    def alike(self) -> tuple[tuple[Written, Written, float], ...]:
        """Give the couples of articles with nearly one text, and how alike they are."""
        texts = [known.text for known in self.in_little]
        found = pairs(texts, ALIKE, lambda number: shingles_of(self.articles[number].page))
        return tuple((self.articles[p.first], self.articles[p.second], p.likeness) for p in found)

    @cached_property
    def in_little(self) -> tuple[Sketched, ...]:
        """Give the articles' texts in little, in their order."""
        known = dict(zip((page.path for page in self.pages), self.sketches, strict=False))
        return tuple(known.get(w.page.path) or sketched(w.page) for w in self.articles)

    @cached_property
    def by_path(self) -> dict[str, Page]:
        """Give the files by their paths."""
        return {page.path: page for page in self.pages}


def source_key(doc: ArticleDoc, number: int = 0) -> str:
    """Give the key under which a hop's source is written."""
    if not doc.matter.chain:
        return "source"
    return f"chain.{number}" if isinstance(doc.matter.chain[number], str) else f"chain.{number}.source"
