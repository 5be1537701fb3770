"""Dates in sentences: read by the article's date, as fine as they are stated, and never by the clock."""

import json
import time
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import edtf
from generator.cli import main
from generator.dates import find

CASES = Path(__file__).parent / "cases" / "dates"


def read(name):
    return yaml.load((CASES / name).read_text("utf-8"), yaml.BaseLoader)


def sentences(*names):
    return [
        (on, text, expected if isinstance(expected, list) else [expected])
        for name in names
        for on, cases in read(name).items()
        for text, expected in cases.items()
    ]


@pytest.mark.parametrize(
    ("on", "text", "expected"), sentences("found-wire.yaml", "found-forms.yaml", "found-english.yaml")
)
def test_a_sentence_names_its_dates(on, text, expected):
    assert [found.edtf or "!" for found in find(text, on)] == expected


@pytest.mark.parametrize(
    ("on", "text"), [(on, text) for on, texts in read("found-nothing.yaml").items() for text in texts]
)
def test_a_text_without_a_date_has_none(on, text):
    assert [found.text for found in find(text, on)] == []
