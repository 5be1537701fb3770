"""What readers' tools take from a page: the credit survives, the author is the author."""

import re
import shutil
from pathlib import Path

import pytest
import trafilatura
from lxml import html
from readability import Document

from generator.build import build, survey
from generator.compose import Request

REPOSITORY = Path(__file__).parents[1]
AUTHORS = {"author", "reporter"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """Build the sample; give, for each article whose text is published, the article and its page."""
    root = tmp_path_factory.mktemp("sample")
    for folder in ("content", "themes"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    build(Request(root=str(root), jobs=1))
    full = [article for article in survey(root).articles if article.mode == "full" and not article.withdrawn]
    pages = {a.id: (a, (root / "site/articles" / f"{a.id}.html").read_text("utf-8")) for a in full}
    assert len(pages) > 10
    return pages


def squeezed(text):
    return re.sub(r"\s+", "", text)


def sentence(page):
    (found,) = html.fromstring(page).xpath("//*[contains(@class, 'provenance')]/*[@class='sentence']")
    return squeezed(found.text_content())


def without(page, extract):
    """Name the articles whose credit sentence an extractor loses."""
    return [id_ for id_, (_, source) in page.items() if sentence(source) not in squeezed(extract(source))]


def test_trafilatura_keeps_the_credit_sentence_of_every_article(sample):
    assert without(sample, lambda page: trafilatura.extract(page) or "") == []


def test_readability_keeps_the_credit_sentence_of_every_article(sample):
    def extract(page):
        return html.fromstring(Document(page).summary()).text_content()

    assert without(sample, extract) == []


def test_trafilatura_finds_the_byline_as_author_else_the_source(sample):
    wrong = {}
    for id_, (article, page) in sample.items():
        people = [person.name for person in article.byline if person.role in AUTHORS]
        found = trafilatura.bare_extraction(page, with_metadata=True).author
        if found != "; ".join(people or [article.first.source.name]).replace(".", ""):  # it drops full stops
            wrong[id_] = (found, people)
    assert wrong == {}


def test_trafilatura_finds_the_title_that_the_page_shows(sample):
    found = {
        id_: trafilatura.bare_extraction(page, with_metadata=True).title for id_, (_, page) in sample.items()
    }
    assert found == {id_: article.name for id_, (article, _) in sample.items()}
