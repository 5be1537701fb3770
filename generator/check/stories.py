"""The same story from several sources: what belongs together and is not yet one item."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations

from msgspec import structs

from generator.check.case import Case
from generator.check.duplicates import same_article
from generator.check.page import Page
from generator.errors import Problem
from generator.han import pair, touching
from generator.model.article import Article

_ALIKE = 0.3
"""Cosine of two articles' words from which they tell one story."""
_DAYS = 3
_pair = cache(pair)
_COMMON = 30
"""Articles that share a word, above which it tells nothing."""


def same_story(case: Case) -> Iterator[Problem]:
    """Find articles of different sources on one story that no issue has brought together."""
    if case.site is None:
        return
    articles = {article.path: (page, article) for page, _, article in case.published}
    apart = _apart(case)
    for group in _groups(articles, apart):
        made = sorted((articles[path][1] for path in group), key=lambda a: (a.day, a.id))
        names = {article.first.source.name for article in made}
        if len(names) < 2:  # noqa: PLR2004 - several sources
            continue
        page, last = articles[made[-1].path]
        others = ", ".join(f"`{article.id}` ({article.first.source.name})" for article in made[:-1])
        line, column = page.key_place("headline" if last.headline else "title")
        hint = f"one item can hold them all: `::: item {' '.join(article.id for article in made)}`"
        problem = page.at(page.offset(line, column), f"this seems to be the story of {others}", hint)
        yield structs.replace(problem, severity="notice")


def _groups(articles: dict[str, tuple[Page, Article]], apart: frozenset[frozenset[str]]) -> list[set[str]]:
    """Join what is alike into groups."""
    group_of: dict[str, set[str]] = {path: {path} for path in articles}
    for first, second in _alike(articles):
        if frozenset((first, second)) not in apart and group_of[first] is not group_of[second]:
            joined = group_of[first] | group_of[second]
            for path in joined:
                group_of[path] = joined
    unique = {id(group): group for group in group_of.values() if len(group) > 1}
    return list(unique.values())


def _alike(articles: dict[str, tuple[Page, Article]]) -> Iterator[tuple[str, str]]:
    words = {path: _words(article) for path, (_, article) in articles.items()}
    counts = Counter(word for found in words.values() for word in found)
    total = len(articles)
    weight = {word: math.log((1 + total) / count) for word, count in counts.items()}
    length = {path: math.sqrt(sum(weight[word] ** 2 for word in found)) for path, found in words.items()}
    day = {path: date.fromisoformat(article.day).toordinal() for path, (_, article) in articles.items()}
    by_word: dict[str, list[str]] = defaultdict(list)
    for path in sorted(words, key=lambda path: (day[path], path)):
        for word in words[path]:
            if 1 < counts[word] <= _COMMON:
                by_word[word].append(path)
    shared: dict[tuple[str, str], float] = defaultdict(float)
    for word in sorted(by_word):
        for first, second in combinations(by_word[word], 2):
            if day[second] - day[first] <= _DAYS:
                shared[first, second] += weight[word] ** 2
    for (first, second), product in shared.items():
        if product >= _ALIKE * length[first] * length[second]:
            yield first, second


def _words(article: Article) -> frozenset[str]:
    told = " ".join(part for part in (article.title, article.headline, article.summary) if part)
    words, codes = touching(told)
    return words.union(filter(None, map(_pair, codes)))


def _apart(case: Case) -> frozenset[frozenset[str]]:
    """Give the couples that need no word: brought together in an item or known as one article."""
    paths = {article.id: article.path for _, _, article in case.published}
    together = {
        frozenset(couple)
        for issue in (case.site.issues if case.site else ())
        for entry in issue.entries
        for couple in combinations((paths[id_] for id_ in entry.articles if id_ in paths), 2)
    }
    return same_article(case) | together
