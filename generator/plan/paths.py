"""Where each kind of page goes; addresses end in `.html`, so the same files work everywhere."""

from generator.urls import slug

STYLE = "assets/style.css"
INDEXES = {
    "issues": "issues/index.html",
    "topics": "topics/index.html",
    "sources": "sources/index.html",
    "tags": "tags/index.html",
    "archive": "archive/index.html",
    "timeline": "timeline/index.html",
    "ledger": "credits/index.html",
    "search": "search.html",
}


def article(id_: str) -> str:
    """Give an article's page."""
    return f"articles/{id_}.html"


def issue(id_: str) -> str:
    """Give an issue's page."""
    return f"issues/{id_}.html"


def card(page: str) -> str:
    """Give the card of a page, which lies beside it."""
    return f"{page.removesuffix('.html')}.png"


def topic(id_: str) -> str:
    """Give a topic's page."""
    return f"topics/{id_}.html"


def source(id_: str, year: str = "") -> str:
    """Give a source's page: the newest year's, or an earlier year's."""
    return f"sources/{id_}/{year}.html" if year else f"sources/{id_}.html"


def tag(name: str, year: str = "") -> str:
    """Give a tag's page: the newest year's, or an earlier year's."""
    return f"tags/{slug(name)}/{year}.html" if year else f"tags/{slug(name)}.html"


def month(day: str) -> str:
    """Give the archive page of a day's month."""
    return f"archive/{day[:7]}.html"


def search_day(day: str) -> str:
    """Give the file of a day's items for search."""
    return f"search/{day[:4]}/{day[5:]}.js"


def search_shard(month: str, number: int) -> str:
    """Give one file of the part of the search index that begins with a month."""
    return f"search/terms/{month}/{number}.js"


def alias(old: str) -> str:
    """Give the file that answers at an old address."""
    if old.endswith("/"):
        return f"{old.strip('/')}/index.html"
    path = old.lstrip("/")
    return path if "." in path.rsplit("/", 1)[-1] else f"{path}.html"
