"""Cards, where they are asked for: an image for each issue and article, named by its page."""

import io
import re
import runpy
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator import executor
from generator.errors import BuildFailed
from generator.formats import typeface
from generator.model.feed import CardDoc

Image = pytest.importorskip("PIL.Image", reason="Pillow draws cards")
ImageChops = pytest.importorskip("PIL.ImageChops", reason="Pillow draws cards")
pytest.importorskip("manimgx_fonts_cjk", reason="a package carries their font")
card = pytest.importorskip("generator.formats.card")

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh, work = tiny["fresh"], tiny["work"]
Served = runpy.run_path(str(Path(__file__).with_name("serving.py")))["Served"]

ASKED = "title: 小站\ncards: true"
ONE, CARD = "content/articles/one.md", "articles/one.png"
CARDS = {f"{page}.png" for page in ("articles/one", "articles/two", "articles/three")} | {
    f"issues/2026-11-{day}.png" for day in (21, 22)
}
TITLES = {
    "short": ("港口开工", "zh-Hans"),
    "one line": ("怎样读一个知识共享许可证", "zh-Hans"),
    "long": (
        "《关于促进跨境电商发展的意见》印发：明确海外仓、“无票免税”等十二项措施，自12月1日起施行",
        "zh-Hans",
    ),
    "longer than a card": ("一二三四五六七八九十，" * 40, "zh-Hans"),
    "mixed": ("OpenAI’s GPT-7发布：速度提升3倍，每百万token $0.5，称“像换了一台机器”", "zh-Hans"),
    "traditional": ("臺積電：「先進製程」需求強勁，第四季營收可望創歷史新高", "zh-Hant"),
    "Latin": ("What Amazon’s new rules mean for sellers — and why “peak season” is a start", "en"),
    "one endless word": ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten" * 3, "de"),
    "only marks": ("！" * 200, "zh-Hans"),
    "no Chinese": ("Ωμέγα и Москва", "el"),
}


@pytest.fixture
def asked(tmp_path):
    """Make the tiny site with cards."""
    site = fresh(tmp_path)
    site.edit("content/site.yaml", "title: 小站", ASKED)
    return site


def doc(title="某事", lang="zh-Hans", **more):
    given = {"site": "小站", "site_lang": "zh-Hans", "source": "甲报 · 平台", "date": "2026年11月1日"}
    return CardDoc(title=title, lang=lang, drawn_with="", **{**given, **more})


def pixels(data):
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    assert image.size == (1200, 630)
    return image.convert("RGB")


def drawn(image, left, top, right, bottom):
    """Say whether anything stands in a part of a card."""
    part = image.crop((left, top, right, bottom))
    return ImageChops.difference(part, Image.new("RGB", part.size, "#fbfaf7")).getbbox() is not None


def problems(site):
    run = subprocess.run(
        [sys.executable, "-m", "generator", "build", str(site.root), "--jobs", "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stderr


# --- which there are


def test_a_site_that_asks_for_no_cards_has_none_and_loads_nothing_that_draws(tmp_path):
    site = fresh(tmp_path)
    code = (
        "import sys; from generator.build import build; from generator.compose import Request;"
        f"build(Request(root={str(site.root)!r}, jobs=1)); print([m for m in sys.modules if 'PIL' in m])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "[]\n"
    assert not [path for path in site.tree() if path.endswith(".png")]
    assert 'name="twitter:card" content="summary"' in site.read("site/articles/one.html")
    assert "og:image" not in site.read("site/articles/one.html")


def test_each_issue_and_each_article_has_a_card(asked):
    asked.build()
    found = {path: data for path, data in asked.tree().items() if path.endswith(".png")}
    assert found.keys() == CARDS
    assert len({pixels(data).tobytes() for data in found.values()}) == len(CARDS)


def test_a_withdrawn_article_loses_its_card(asked):
    asked.build()
    asked.edit(ONE, "title: 第一篇", "title: 第一篇\nwithdrawn: {date: 2026-11-22, reason: 应要求}")
    asked.build()
    assert CARD not in asked.tree()
    assert "og:image" not in asked.read("site/articles/one.html")


def test_cards_that_are_no_longer_asked_for_go(asked):
    asked.build()
    asked.edit("content/site.yaml", ASKED, "title: 小站")
    asked.build()
    assert not CARDS & asked.tree().keys()


# --- what stands on them


@pytest.mark.parametrize("name", TITLES)
def test_whatever_the_title_nothing_leaves_its_place(name):
    title, lang = TITLES[name]
    image = pixels(card.write(doc(title, lang)))
    edge = card.MARGIN - 8  # a bracket at a line's begin reaches a little over it
    assert not drawn(image, 0, 0, 1200, 70)
    assert not drawn(image, 0, 606, 1200, 630)
    assert not drawn(image, 0, 0, edge, 630)
    assert not drawn(image, 1200 - edge, 0, 1200, 630)
    assert not drawn(image, 0, 128, 1200, 152)
    assert not drawn(image, 0, 486, 1200, 503)
    assert drawn(image, 88, 152, 1112, 486)


def test_name_title_source_and_date_each_have_their_place():
    whole = pixels(card.write(doc()))
    places = {
        "site": (128, 70, 1112, 128),
        "title": (88, 152, 1112, 486),
        "source": (88, 520, 600, 606),
        "date": (600, 520, 1112, 606),
    }
    for field, place in places.items():
        assert drawn(whole, *place)
        other = pixels(card.write(doc(**{field: "别的"})))
        left, top, right, bottom = ImageChops.difference(whole, other).getbbox()
        assert place[0] <= left
        assert place[1] <= top
        assert right <= place[2]
        assert bottom <= place[3]


def test_an_issue_without_items_has_a_card_without_a_source():
    image = pixels(card.write(doc(source="")))
    assert drawn(image, 88, 520, 600, 606)  # the date, moved up to the margin
    assert not drawn(image, 600, 520, 1112, 606)


def test_very_long_names_and_sources_keep_to_their_places():
    image = pixels(card.write(doc(site="很长的站名" * 20, source="很长的来源名" * 20, date="约2016年" * 9)))
    assert not drawn(image, 1120, 0, 1200, 630)
    assert not drawn(image, 0, 610, 1200, 630)


def test_a_character_has_the_form_of_its_language():
    simplified, traditional = (pixels(card.write(doc("骨直", lang))) for lang in ("zh-Hans", "zh-Hant"))
    assert simplified.tobytes() != traditional.tobytes()


def test_one_card_is_drawn_the_same_twice():
    assert card.write(doc()) == card.write(doc())


def test_the_card_says_where_an_article_comes_from_as_its_credit_does(asked):
    asked.edit(ONE, "source: 亿邦动力网", "source: 黑羊网")
    asked.build()
    page = asked.read("site/articles/one.html")
    assert '<meta property="og:image:alt" content="小站 · 第一篇 · 黑羊网 · 网易号 · 2026年11月20日">' in page
    page = asked.read("site/issues/2026-11-21.html")
    assert 'og:image:alt" content="小站 · 每日 第 1 期 · 2 条 · 2026年11月21日 周六">' in page


# --- what pages say


def head(page):
    return dict(
        re.findall(r'<meta (?:property|name)="((?:og|twitter|article):[^"]+)" content="([^"]*)">', page)
    )


def test_pages_name_their_card_by_an_absolute_address(asked):
    asked.edit(ONE, "title: 第一篇", "title: 第一篇\nid: 港口-one")
    asked.edit("content/issues/2026-11-21.md", "item one", "item 港口-one")
    asked.edit(ONE, "[第二篇](two.md)", "第二篇")
    asked.build()
    said = head(asked.read("site/articles/港口-one.html"))
    address = said["og:image"]
    assert address == "https://small.example/articles/%E6%B8%AF%E5%8F%A3-one.png"
    assert unquote(address.removeprefix("https://small.example/")) in asked.tree()
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["twitter:card"] == "summary_large_image"
    assert head(asked.read("site/index.html"))["og:image"].endswith("/issues/2026-11-22.png")
    assert head(asked.read("site/about.html"))["twitter:card"] == "summary"


# --- faults


def test_a_part_that_is_not_installed_is_a_fault_with_what_to_install(asked, monkeypatch):
    def version(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(typeface, "version", version)
    with pytest.raises(BuildFailed) as found:
        asked.build()
    (said,) = map(str, found.value.problems)
    assert said.startswith("content/site.yaml:3:1: card images need Pillow and a font")
    assert "pip install 'wenzhai[cards]'" in said
    assert not asked.out.exists()


def test_every_character_that_the_font_lacks_is_a_fault_in_its_file(asked):
    asked.edit("content/articles/two.md", "title: 第二篇", "title: 第二篇 😀ᚠ")
    asked.edit("content/issues/2026-11-22.md", "number: 2", "number: 2\ntitle: 期 😀")
    asked.edit("content/sources.yaml", "亿邦动力网,", "亿邦动力网😀,")
    asked.edit("content/rights.yaml", "亿邦动力网", "亿邦动力网😀")
    asked.edit(ONE, "source: 亿邦动力网", "source: ebrun")
    code, said = problems(asked)
    assert code == 1
    assert re.findall(r"^(\S+) fault: the font of the cards has no `(.)` \((\S+)\)", said, re.MULTILINE) == [
        ("content/articles/one.md:", "😀", "U+1F600"),
        ("content/articles/two.md:2:1:", "ᚠ", "U+16A0"),
        ("content/articles/two.md:2:1:", "😀", "U+1F600"),
        ("content/issues/2026-11-22.md:3:1:", "😀", "U+1F600"),
    ]


def test_a_headline_mends_a_title_that_the_font_cannot_set(asked):
    asked.edit("content/articles/two.md", "title: 第二篇", "title: 第二篇 😀\nheadline: 第二篇")
    assert problems(asked)[0] == 0


def test_the_font_has_both_scripts_and_knows_what_it_lacks():
    assert typeface.lacking("体龘体《“—…’é€①℃〇\u3000𠮷體") == ()
    assert typeface.lacking("字😀字😀ᚠ") == ("😀", "ᚠ")


# --- builds and the preview


def test_a_second_build_draws_nothing_and_an_edit_draws_only_its_card(asked):
    asked.build()
    assert work(asked.build()) == (0, 0, 0)
    asked.edit(ONE, "讲一个港口", "讲两个港口")
    assert CARD not in asked.build().disc.written
    asked.edit(ONE, "title: 第一篇", "title: 头一篇")
    written = set(asked.build().disc.written)
    assert {path for path in written if path.endswith(".png")} == {CARD}
    assert asked.tree() == asked.clean(asked.root.parent / "clean")


def test_what_draws_in_another_version_draws_anew(asked, monkeypatch):
    asked.build()
    monkeypatch.setattr(typeface, "version", lambda _: "0")
    assert work(asked.build())[:2] == (0, len(CARDS))


def test_two_processes_draw_what_one_does(asked, monkeypatch):
    asked.build()
    alone = asked.tree()
    monkeypatch.setattr(executor, "WORTH_A_PROCESS", 2)
    asked.build(jobs=2, force=True)
    assert asked.tree() == alone


def test_the_preview_answers_with_a_card(asked):
    with Served(asked.root) as preview:
        status, headers, data = preview.ask(f"/{CARD}")
        assert (status, headers["Content-Type"]) == (200, "image/png")
        assert drawn(pixels(data), 88, 152, 1112, 486)
        asked.edit(ONE, "title: 第一篇", "title: 第一篇 😀")
        preview.until(lambda: preview.state("articles/one.html")["faults"])
        assert preview.ask(f"/{CARD}")[2] == data
