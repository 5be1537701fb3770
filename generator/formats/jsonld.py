"""JSON-LD for search engines (schema.org): one top node, earlier publications nested under `isBasedOn`."""

from generator.formats.attribution import cited, holder, licence_url, summary
from generator.formats.jsontext import Json, for_script, stated
from generator.formats.organisations import Organisations
from generator.formats.stamps import iso
from generator.model import licences
from generator.model.article import AUTHORS, Article, Person
from generator.model.chain import Citation, Hop
from generator.model.issue import Issue
from generator.model.kinds import Genre
from generator.model.view import Credit, Publisher
from generator.urls import absolute, is_http

CONTEXT = "https://schema.org"

_TYPES: dict[Genre, str] = {
    "news": "NewsArticle",
    "press-release": "Article",
    "official-document": "Article",
    "opinion": "OpinionNewsArticle",
    "advertisement": "AdvertiserContentArticle",
    "fact-check": "NewsArticle",
}
_OTHER_PARTS = {"translator": "translator", "editor": "editor"}


def article(article: Article, credit: Credit, publisher: Publisher, path: str) -> str:
    """Describe an article's page."""
    return for_script(_Description(article, publisher).top(credit, absolute(publisher.url, path)))


def home(publisher: Publisher) -> str:
    """Describe the site."""
    node = stated(
        name=publisher.name,
        url=publisher.url,
        inLanguage=publisher.lang,
        publisher=_ours(publisher),
    )
    site = {"@context": CONTEXT, "@type": "WebSite", "@id": f"{publisher.url}#site"}
    return for_script({**site, **node})


def issue(issue: Issue, paths: tuple[tuple[str, str], ...], publisher: Publisher, path: str) -> str:
    """Describe an issue; `paths` are its items' names and where they lie."""
    node = stated(
        name=issue.title,
        issueNumber=issue.number,
        url=absolute(publisher.url, path),
        datePublished=iso(issue.date, publisher.zone),
        inLanguage=publisher.lang,
        description=issue.lede,
        publisher=_ours(publisher),
        isPartOf={"@type": "Periodical", "name": publisher.name, "url": publisher.url},
        hasPart=[_part(name, where, publisher) for name, where in paths],
    )
    return for_script({"@context": CONTEXT, "@type": ["CollectionPage", "PublicationIssue"], **node})


def topic(title: str, summary: str, publisher: Publisher, path: str) -> str:
    """Describe a topic's page."""
    node = stated(
        name=title,
        description=summary,
        url=absolute(publisher.url, path),
        inLanguage=publisher.lang,
        publisher=_ours(publisher),
    )
    return for_script({"@context": CONTEXT, "@type": "CollectionPage", **node})


class _Description:
    """One article's node; an organisation is described where it first stands and referred to after."""

    def __init__(self, article: Article, publisher: Publisher) -> None:
        self._article = article
        self._publisher = publisher
        self._known = Organisations(publisher.url)

    def top(self, credit: Credit, address: str) -> Json:
        article, zone = self._article, self._publisher.zone
        theirs = article.title if article.headline and article.title != article.headline else None
        node = stated(
            headline=article.name,
            alternativeHeadline=theirs,
            url=address,
            inLanguage=article.lang,
            genre=article.genre if article.genre != "news" else None,
            datePublished=iso(article.published, zone),
            author=self._authors(),
            **self._others(),
            publisher=_ours(self._publisher),
            sdPublisher={"@id": f"{self._publisher.url}#org"},
            sdDatePublished=iso(article.collected, zone),
            copyrightHolder=self._holder(),
            creditText=credit.line or credit.sentence,
            license=licence_url(article, self._publisher),
            isBasedOn=self._chain(),
        )
        return {"@context": CONTEXT, "@type": _TYPES[article.genre], **node, **self._content()}

    def _content(self) -> dict[str, Json]:
        """Give what the text says, quotes and corrects."""
        article, zone = self._article, self._publisher.zone
        return stated(
            description=summary(article),
            keywords=list(article.tags),
            citation=[self._citation(c) for c in article.citations],
            correction=[
                {"@type": "CorrectionComment", **stated(text=c.text, datePublished=iso(c.date, zone))}
                for c in article.corrections
            ],
        )

    def _authors(self) -> Json:
        people: list[Json] = [_person(p) for p in self._article.byline if p.role in AUTHORS]
        if not people:
            return self._known.node(self._article.first.source)
        return people if len(people) > 1 else people[0]

    def _others(self) -> dict[str, Json]:
        """Group the rest of the byline by the property that says what they did."""
        groups: dict[str, list[Json]] = {}
        for person in self._article.byline:
            if person.role not in AUTHORS:
                groups.setdefault(_OTHER_PARTS.get(person.role, "contributor"), []).append(_person(person))
        return dict(groups)

    def _holder(self) -> Json | None:
        """Name the copyright holder; of one outside chain and byline only the name is known."""
        name = holder(self._article)
        named = [hop.source for hop in self._article.hops if hop.source.name == name]
        if named:
            return self._known.node(named[0])
        people = [_person(p) for p in self._article.byline if p.name == name]
        if people:
            return people[0]
        return {"name": name} if name else None

    def _chain(self) -> Json | None:
        """Nest the publications, latest outside; our own first publication rests on nothing."""
        article = self._article
        if article.right.basis == "own" and len(article.hops) == 1:
            return None
        node: Json | None = None
        for hop in article.hops:
            node = self._hop(hop, node)
        return node

    def _hop(self, hop: Hop, earlier: Json | None) -> Json:
        platform = hop.platform or hop.source.platform
        date = hop.date or (self._article.published if hop is self._article.first else None)
        node = stated(
            url=hop.url,
            archivedAt=hop.archived,
            inLanguage=hop.source.lang,
            datePublished=iso(date, self._publisher.zone),
            publisher=self._known.node(hop.source),
            provider={"@type": "Organization", "name": platform} if platform else None,
            contributor={"@type": "Organization", "name": hop.account} if hop.account else None,
            license=licences.url(hop.licence) if hop.licence else None,
            isBasedOn=earlier,
        )
        return {"@type": _TYPES[self._article.genre], **node}

    def _citation(self, citation: Citation) -> Json:
        """Describe a quoted source; one it leaves unnamed in turn (消息人士) stays plain text."""
        upstream = citation.upstream
        further: Json | None = upstream.name if upstream else None
        if upstream is not None and upstream.id:
            further = {"@type": "CreativeWork", "publisher": self._known.node(upstream)}
        node = stated(
            name=cited(citation) if citation.work else None,
            url=citation.url,
            inLanguage=citation.lang,
            publisher=self._known.node(citation.source) if citation.source else None,
            citation=further,
        )
        return {"@type": "CreativeWork", **node}


def _person(person: Person) -> Json:
    return {"@type": "Person", **stated(name=person.name, url=person.url)}


def _ours(publisher: Publisher) -> Json:
    node = {"@type": "Organization", "@id": f"{publisher.url}#org"}
    return {**node, "name": publisher.name, "url": publisher.url}


def _part(name: str, where: str, publisher: Publisher) -> Json:
    return {
        "@type": "Article",
        "name": name,
        "url": where if is_http(where) else absolute(publisher.url, where),
    }
