"""One article as news agencies exchange it (IPTC ninjs 3.1)."""

from generator.formats.attribution import (
    article_authors,
    cited,
    excerpt,
    holder,
    licence_url,
    summary,
    wording,
)
from generator.formats.jsontext import Json, document, stated
from generator.formats.organisations import identity
from generator.formats.stamps import instant
from generator.formats.text import uri
from generator.model.article import Article
from generator.model.feed import NinjsDoc
from generator.model.source import Source
from generator.urls import absolute

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}


def write(doc: NinjsDoc, body_html: str) -> bytes:
    """Write one article; a withdrawn one has no file."""
    article = doc.article
    full = bool(body_html) and article.mode == "full"
    item = stated(
        uri=doc.id,
        standard=STANDARD,
        type="text",
        representationType="full" if full else "partial",
        pubStatus="usable",
        versionCreated=doc.updated,
        contentCreated=instant(article.published, doc.publisher.zone),
        language=article.lang,
        title=article.name,
        headlines=_headlines(article),
        by=_by(article, doc.publisher.lang),
        people=_people(article),
        copyrightHolder=holder(article),
        copyrightNotice=wording(article) or doc.credit.line or doc.credit.sentence,
        usageTerms=doc.rights,
        rightsInfo=stated(linkedRights=licence_url(article, doc.publisher)),
        genres=[{"name": article.genre}],
        infoSources=_sources(doc),
        renditions=[
            {"name": "web", "href": absolute(doc.publisher.url, doc.path), "contentType": "text/html"}
        ],
    )
    return document({**item, **_content(article, body_html if full else "")})


def _content(article: Article, body_html: str) -> dict[str, Json]:
    """Give the texts, what they are about and where they come from."""
    descriptions: list[Json] = [
        {"role": role, "contentType": "text/plain", "value": text}
        for role, text in (("summary", summary(article)), ("excerpt", excerpt(article)))
        if text
    ]
    body = {"role": "main", "contentType": "text/html", "value": body_html}
    return stated(
        descriptions=descriptions,
        bodies=[body] if body_html else None,
        subjects=[{"name": tag} for tag in article.tags],
        associations=_associations(article),
    )


def _headlines(article: Article) -> list[Json]:
    """Give the heading, and theirs where ours stands above it."""
    lines: list[Json] = [{"value": article.name}]
    if article.headline and article.title and article.title != article.headline:
        lines.append({"role": "original", "value": article.title})
    return lines


def _by(article: Article, language: str) -> str:
    comma = "、" if language.startswith(("zh", "ja")) else ", "
    return comma.join(name.name for name in article_authors(article))


def _people(article: Article) -> list[Json]:
    return [stated(name=person.name, rel=person.role, uri=uri(person.url or "")) for person in article.byline]


def _sources(doc: NinjsDoc) -> list[Json]:
    """Name the publishers of the chain, then whom the text quotes."""
    article, base = doc.article, doc.publisher.url
    chain = [_source(hop.source, hop.role, base) for hop in article.hops]
    quoted = [_source(c.source, "citation", base) for c in article.citations if c.source]
    return chain + [item for item in quoted if item not in chain]


def _source(source: Source, role: str, base: str) -> Json:
    return stated(name=source.name, role=role, uri=identity(source, base), literal=source.id)


def _associations(article: Article) -> list[Json]:
    """Point to the publications and works whose address is stated."""
    chain: list[Json] = [
        {"uri": uri(hop.url), "name": hop.source.name, "rel": hop.role, "type": "text"}
        for hop in article.hops
        if hop.url
    ]
    works: list[Json] = [
        {"uri": uri(c.url), "name": cited(c), "rel": "citation"} for c in article.citations if c.url
    ]
    return chain + works
