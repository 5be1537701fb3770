"""What a page says of itself to networks and browsers, and that it says no more than is stated."""

import re
import runpy
from pathlib import Path

import pytest

from generator.plan.press import locale

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh = tiny["fresh"]
ONE = "content/articles/one.md"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh-Hans", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("zh-Hant-HK", "zh_HK"),
        ("en", "en_US"),
        ("en-GB", "en_GB"),
        ("fi", ""),
        ("fi-FI", "fi_FI"),
    ],
)
def test_a_language_is_said_with_its_territory_or_not_at_all(lang, said):
    assert locale(lang) == said


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-20 10:32", "2026-11-20T10:32+08:00"),
        ("2026-11", None),
        ("2026-11-20~", None),
        ("2026-11-20?", None),
        ("2026-11-XX", None),
        ("2026-11-19/2026-11-20", None),
        ("unknown", None),
    ],
)
def test_a_page_says_when_it_was_published_only_if_the_day_is_stated(tmp_path, stated, said):
    site = fresh(tmp_path)
    site.edit(ONE, "published: 2026-11-20", f"published: {stated}")
    site.build()
    found = re.findall(r'"article:published_time" content="([^"]+)"', site.read("site/articles/one.html"))
    assert found == ([said] if said else [])


def test_the_browsers_bars_have_the_colour_of_the_themes_paper(tmp_path):
    site = fresh(tmp_path)
    for theme, light, dark in (("base", "#fbfaf7", "#14161a"), ("broadsheet", "#fdfcf9", "#121212")):
        site.write("content/site.yaml", tiny["FILES"]["content/site.yaml"].replace("kid", theme))
        site.build()
        for page in ("index.html", "404.html", "articles/one.html"):
            meta = r'"theme-color" media="\(prefers-color-scheme: (\w+)\)" content="(#\w+)"'
            found = re.findall(meta, site.read(f"site/{page}"))
            assert dict(found) == {"light": light, "dark": dark}
        style = site.read("site/assets/style.css")
        assert f"--paper: {light}" in style
        assert f"--paper: {dark}" in style


def test_a_page_without_a_card_is_shown_small_and_without_a_picture(tmp_path):
    site = fresh(tmp_path)
    site.build()
    for path, data in site.tree().items():
        if path.endswith(".html"):
            assert b'<meta name="twitter:card" content="summary">' in data
            assert b"og:image" not in data
            assert b'<meta property="og:locale" content="zh_CN">' in data
