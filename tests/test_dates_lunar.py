"""Lunar dates: read by an almanac where it is installed, and else told with what to install."""

from pathlib import Path

import pytest
import yaml

from generator.dates import UNREAD, almanac, find

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "dates" / "lunar.yaml").read_text("utf-8"), yaml.BaseLoader
)
SENTENCES = [
    (on, text, expected if isinstance(expected, list) else [expected])
    for on, cases in CASES.items()
    for text, expected in cases.items()
]


@pytest.mark.parametrize(("on", "text", "expected"), SENTENCES)
def test_a_sentence_names_its_lunar_dates(on, text, expected):
    pytest.importorskip("borax")
    assert [found.edtf or "!" for found in find(text, on)] == expected


def test_without_an_almanac_a_lunar_date_is_told_with_what_to_install(monkeypatch):
    monkeypatch.setattr(almanac, "installed", lambda: False)
    for text in ("农历八月十五", "正月初六", "丙申年腊月廿八", "大年三十"):
        (found,) = find(text, "2017-01-11")
        assert (found.edtf, found.fault) == ("", "a lunar date: pip install 'wenzhai[lunar]' to read it")
        assert found.fault in UNREAD


def test_a_lunar_day_whose_solar_day_stands_beside_needs_no_almanac(monkeypatch):
    monkeypatch.setattr(almanac, "installed", lambda: False)
    assert [found.edtf for found in find("正月初六（2月2日）", "2017-01-11")] == ["2017-02-02"]
    assert [found.edtf for found in find("2月2日（农历正月初六）", "2017-01-11")] == ["2017-02-02"]


def test_years_beyond_the_almanac_are_told():
    pytest.importorskip("borax")
    (found,) = find("1650年农历八月初一", "2017-01-11")
    assert found.fault == "a lunar date: the almanac knows the years from 1901 to 2100"
