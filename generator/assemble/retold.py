"""A site after an edit of one text alone, where nothing else hangs on it."""

from msgspec import structs

from generator.model.article import Article, ArticleDoc, Body
from generator.model.site import Site


def retold(site: Site, before: ArticleDoc, after: ArticleDoc) -> Site | None:
    """Give the site in which one article's text is another; None where more than the text may differ.

    Equal to assembling all documents anew: a text reaches the site as a value of its own and by its length,
    as long as the front matter is the same and the text links and shows the same things.
    """
    if before.body is None or after.body is None or structs.replace(before, body=after.body) != after:
        return None
    if not _hangs_alike(before.body, after.body):
        return None
    articles = tuple(_retold(a, after.body) if a.path == after.path else a for a in site.articles)
    return structs.replace(site, articles=articles)


def _hangs_alike(before: Body, after: Body) -> bool:
    """Say whether two texts ask the same of the rest of the site."""
    targets = [[link.target for link in dict.fromkeys(body.links)] for body in (before, after)]
    inside = not (before.fragments or after.fragments) or (
        (before.fragments, before.anchors) == (after.fragments, after.anchors)
    )
    shown = (before.images, before.timeline) == (after.images, after.timeline)
    return inside and shown and targets[0] == targets[1]


def _retold(article: Article, body: Body) -> Article:
    if article.withdrawn:
        return article
    return structs.replace(article, body=body if article.body else None, counted=body.counted)
