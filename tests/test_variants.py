"""The pages once more in other languages: converted or only translated, linked to their twins."""

import re
import runpy
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import html5lib
import pytest
import yaml

from generator import hant
from generator.compose import Request
from generator.errors import BuildFailed
from generator.live import Live
from generator.read import bundled_themes

pytest.importorskip("opencc", reason="the extra `hant` is not installed")

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh, work = tiny["fresh"], tiny["work"]

ONE, TWO, SETTINGS = "content/articles/one.md", "content/articles/two.md", "content/site.yaml"
HAN = re.compile("[\u4e00-\u9fff，。：；（）「」、]")
WORDS = bundled_themes() / "base/words"


@pytest.fixture
def site(tmp_path):
    """A site in three languages."""
    made = fresh(tmp_path)
    made.edit(SETTINGS, "title: 小站", "title: 小站\nvariants: [zh-Hant, en]")
    return made


@pytest.fixture
def built(site):
    site.build()
    return site


def page(site, path):
    return html5lib.parse(site.read(f"site/{path}"), namespaceHTMLElements=False)


def pages(site, folder=""):
    return [p for p in site.tree() if p.endswith(".html") and p.startswith(folder)]


def texts(tree):
    """Give each text of a page with the language it is in and the element it stands in."""

    def walk(element, lang):
        lang = element.get("lang", lang)
        if element.tag not in {"script", "style"}:
            yield element.text or "", lang
            for child in element:
                if isinstance(child.tag, str):
                    yield from walk(child, lang)
                yield child.tail or "", lang

    return [(text.strip(), lang) for text, lang in walk(tree, "") if text.strip()]


def failure(site):
    with pytest.raises(BuildFailed) as found:
        site.build()
    return str(found.value)


# --- which pages


def test_every_page_but_search_404_and_old_addresses_comes_out_in_each_language(site):
    site.edit(ONE, "title: 第一篇", "title: 第一篇\naliases: [old.html]")
    site.build()
    own = {path for path in pages(site) if not path.startswith(("zh-Hant/", "en/"))}
    again = own - {"search.html", "404.html", "old.html"}
    for lang in ("zh-Hant", "en"):
        assert {p.removeprefix(f"{lang}/") for p in site.tree() if p.startswith(f"{lang}/")} == again


def test_a_site_without_variants_says_nothing_of_languages(tmp_path):
    site = fresh(tmp_path)
    site.build()
    for path in pages(site):
        assert not re.search('hreflang|translate="no"|class="languages"', site.read(f"site/{path}"))


def test_what_is_not_a_page_is_the_same_with_variants_and_without(tmp_path, built):
    alone = fresh(tmp_path, "alone")
    alone.build()
    plain = {p: d for p, d in alone.tree().items() if not re.search(r"\.html$|sitemap|\.wenzhai", p)}
    assert {p: d for p, d in built.tree().items() if p in plain} == plain


# --- faults


def test_a_language_that_the_theme_has_no_words_for_is_a_fault(site):
    site.edit(SETTINGS, "[zh-Hant, en]", "[zh-Hant, fr]")
    said = failure(site)
    assert said.startswith("content/site.yaml:3:")
    assert "the theme `kid` has no words for `fr`" in said
    assert "languages it has words for: en, zh-Hant" in said


def test_a_child_theme_brings_a_language_and_its_name(site):
    site.edit(SETTINGS, "[zh-Hant, en]", "[fi, sv]")
    site.write("themes/kid/words/fi.yaml", "language: suomi\npage: {topics: Aiheet}\n")
    site.write("themes/kid/words/sv.yaml", "page: {topics: Ämnen}\n")
    site.build()
    said = [a.text for a in page(site, "index.html").findall(".//nav[@class='languages']//a")]
    assert said == ["suomi", "sv"]
    assert "Aiheet" in site.read("site/fi/topics/index.html")


@pytest.mark.parametrize(
    ("listed", "said"),
    [("[en, zh-Hans]", "is the site's own language"), ("[en, en]", "stands twice in `variants`")],
)
def test_a_language_that_the_site_has_already_is_a_fault(site, listed, said):
    site.edit(SETTINGS, "[zh-Hant, en]", listed)
    assert said in failure(site)


def test_a_missing_extra_is_a_fault_that_says_what_to_install(site, monkeypatch):
    monkeypatch.setattr(hant, "find_spec", lambda _: None)
    said = failure(site)
    assert said.startswith("content/site.yaml:3:")
    assert "pip install 'wenzhai[hant]'" in said
    site.edit(SETTINGS, "[zh-Hant, en]", "[en]")
    site.build()


# --- conversion


def traditional(html):
    return hant.convert(html, "s2tw", "zh-Hant")


def test_characters_are_told_apart_by_phrase_and_words_stay_the_authors():
    assert (
        traditional("头发、发布、台湾、软件、皇后、后来、支持") == "頭髮、發佈、臺灣、軟件、皇后、後來、支持"
    )


@pytest.mark.parametrize(
    "html",
    [
        '<p lang="en">John Ma (马云) said</p>',
        '<blockquote lang="ja"><p>台湾の発電</p></blockquote>',
        '<p lang="zh-Hant">裏面</p>',
        "<code>发布</code>",
        "<pre><b>发布</b></pre>",
        '<a href="tags/发布.html?后=发#发">x</a>',
        '<p id="发布" class="发" data-label="发布">x</p>',
        '<script type="application/ld+json">{"name":"发布 <b>"}</script>',
        "<!-- 发布 --><!doctype html>",
        "<time datetime='2026年发'>x</time>",
        '<meta name="robots" content="发布">',
        '<input value="发布">',
        "a < b & c > d, <3, </>, <a",
    ],
)
def test_what_is_no_text_of_ours_is_left_byte_for_byte(html):
    assert traditional(html) == html


def test_words_in_attributes_are_texts_too():
    html = (
        '<img alt="头发" title=\'发布\'><nav aria-label="头发"></nav><meta name="description" content="发布">'
    )
    assert traditional(html) == (
        '<img alt="頭髮" title=\'發佈\'><nav aria-label="頭髮"></nav><meta name="description" content="發佈">'
    )


def test_quotation_marks_inside_an_attribute_stay():
    assert traditional("""<img alt="'发布'" title='"发"'>""") == """<img alt="'發佈'" title='"發"'>"""


def test_converted_words_say_that_they_are_traditional_and_verbatim_ones_that_they_are_not():
    html = '<html lang="zh-Hans"><p lang="zh-CN">头发</p><meta name="DC.language" content="zh-Hans">'
    assert traditional(html) == (
        '<html lang="zh-Hant"><p lang="zh-Hant">頭髮</p><meta name="DC.language" content="zh-Hant">'
    )
    html = '<blockquote class="credit">转自</blockquote><a lang="zh-Hans" translate="no">简体</a>发'
    assert traditional(html) == html.replace('"credit"', '"credit" lang="zh-Hans"').replace("发", "發")


def test_chinese_inside_a_foreign_quotation_is_converted_where_it_is_marked():
    html = '<div lang="en">Ma <i lang="zh-Hans">头发</i> 头发<br>头发</div>头发'
    assert traditional(html) == '<div lang="en">Ma <i lang="zh-Hant">頭髮</i> 头发<br>头发</div>頭髮'


def test_elements_left_open_end_with_the_one_around_them():
    assert traditional("<ul><li lang=en>发<li>发</ul>发") == "<ul><li lang=en>发<li>发</ul>發"


def test_a_page_is_converted_but_for_quotation_code_address_and_credit_line(site):
    body = (
        "甲文的头发，见[后面](two.md)和 `发布`，[发](https://e.org/发布)。\n\n"
        "::: quote {lang=en}\nThe 发 sign.\n:::\n"
    )
    site.edit(ONE, "甲文第一段，讲一个港口。", body)
    site.edit(ONE, "collected:", "credit_line: 转自 亿邦\ncollected:")
    site.build()
    made = site.read("site/zh-Hant/articles/one.html")
    assert '<html lang="zh-Hant">' in made
    for kept in ("甲文的頭髮", "<code>发布</code>", "https://e.org/%E5%8F%91%E5%B8%83", "The 发 sign."):
        assert kept in made
    assert '<blockquote class="credit" lang="zh-Hans">转自 亿邦</blockquote>' in made
    assert 'articles/two.html">後面</a>' in made
    assert ">转自 亿邦</td>" in site.read("site/zh-Hant/credits/2026.html")


def test_a_text_in_traditional_characters_stays_as_it_was_written(site):
    site.edit(ONE, "collected:", "lang: zh-Hant\ncollected:")
    site.edit(ONE, "甲文第一段，讲一个港口。", "裏面說甚麼。")
    site.build()
    assert "裏面說甚麼。" in site.read("site/zh-Hant/articles/one.html")


def test_no_simplified_character_is_left_in_a_converted_page_but_in_its_switch(built):
    for path in pages(built, "zh-Hant/"):
        for text, lang in texts(page(built, path)):
            assert lang == "zh-Hans" or traditional(text) == text, (path, text)


def test_dates_and_sentences_are_said_in_the_words_of_the_language(built):
    assert "首發" not in built.read("site/articles/two.html")
    assert "黑羊網（網易號）稱經授權，轉自新華社。" in built.read("site/zh-Hant/articles/two.html")
    said = "黑羊网 (网易号), which says it has permission, reposted it from 新华社."
    assert said in built.read("site/en/articles/two.html")
    assert "20 November 2026" in built.read("site/en/articles/one.html")
    assert "November 2026" in built.read("site/en/archive/2026-11.html")


def test_a_part_of_a_day_is_said_in_the_words_of_the_language(site):
    site.edit(ONE, "what: 港口开工,", "what: 港口开工, part_of_day: 凌晨,")
    site.build()
    assert "19 November 2026, early hours" in site.read("site/en/articles/one.html")
    assert "2026年11月19日凌晨" in site.read("site/articles/one.html")


# --- links and twins


def links(site, path):
    """Give the files that a page's own links lead to."""
    for element in page(site, path).iter():
        for name in ("href", "src"):
            target = element.get(name) if isinstance(element.tag, str) else None
            if target and not re.match("(https?:|mailto:|data:|#)", target):
                yield element, normpath(join(dirname(path), unquote(target.partition("#")[0])))


def test_links_lead_to_files_that_are_there_and_stay_in_the_language(built):
    files = built.tree().keys()
    for lang in ("zh-Hant/", "en/"):
        for path in pages(built, lang):
            for element, target in links(built, path):
                assert target in files, (path, target)
                twin = element.get("hreflang") or target == "search.html"
                assert twin or not target.endswith(".html") or target.startswith(lang), (path, target)


def test_feeds_data_and_assets_are_the_sites_own(built):
    found = {target for path in pages(built, "en/") for _, target in links(built, path)}
    for path in ("feed.atom", "topics/port.ics", "credits/2026.csv", "assets/style.css", "assets/icon.svg"):
        assert path in found


def test_a_page_among_the_static_files_is_the_sites_own(site):
    site.write("content/static/plain.html", "<p>plain</p>\n")
    site.edit(SETTINGS, "footer: [", "footer: [{text: 旧, url: plain.html}, ")
    site.build()
    assert 'href="../plain.html"' in site.read("site/en/index.html")


def alternates(tree):
    found = tree.findall(".//head/link[@hreflang]")
    return [(link.get("hreflang"), link.get("href")) for link in found]


def test_each_listed_page_and_its_twins_name_each_other(built):
    base = "https://small.example/"
    for path in ("index.html", "about.html", "issues/2026-11-21.html", "topics/port.html"):
        address = "" if path == "index.html" else path
        expected = [
            ("zh-Hans", base + address),
            ("zh-Hant", f"{base}zh-Hant/{address}"),
            ("en", f"{base}en/{address}"),
            ("x-default", base + address),
        ]
        for lang, folder in (("zh-Hans", ""), ("zh-Hant", "zh-Hant/"), ("en", "en/")):
            tree = page(built, folder + path)
            assert alternates(tree) == expected
            assert tree.find(".//link[@rel='canonical']").get("href") == dict(expected)[lang]
            assert tree.get("lang") == lang


def test_a_page_that_search_engines_leave_out_names_no_twin_to_them_but_to_readers(built):
    tree = page(built, "en/articles/two.html")
    assert tree.find(".//meta[@name='robots']").get("content") == "noindex, follow"
    assert alternates(tree) == []
    switch = tree.findall(".//nav[@class='languages']//a")
    assert [(a.get("href"), a.get("hreflang"), a.get("lang"), a.get("rel"), a.text) for a in switch] == [
        ("../../articles/two.html", "zh-Hans", "zh-Hans", "alternate", "简体中文"),
        ("../../zh-Hant/articles/two.html", "zh-Hant", "zh-Hant", "alternate", "繁體中文"),
    ]


def test_a_page_that_sends_search_engines_elsewhere_does_so_in_every_language(site):
    site.edit("content/rights.yaml", "wording:", "canonical: true, wording:")
    site.build()
    for path in ("articles/one.html", "en/articles/one.html"):
        tree = page(site, path)
        assert tree.find(".//link[@rel='canonical']").get("href") == "https://example.com/one"
        assert alternates(tree) == []


def test_the_sitemap_lists_what_may_be_listed_in_every_language(built):
    listed = re.findall(
        "<loc>(.*?)</loc>", "".join(built.read(f"site/sitemap-{n}.xml") for n in ("pages", "2026"))
    )
    own = {url for url in listed if "/en/" not in url and "/zh-Hant/" not in url}
    for lang in ("en", "zh-Hant"):
        assert {u.replace(f"/{lang}/", "/") for u in listed if f"/{lang}/" in u} == own
    assert "https://small.example/en/topics/port.html" in listed
    assert not any("two.html" in url for url in listed)


def test_only_the_sites_own_pages_carry_linked_data(built):
    assert "ld+json" in built.read("site/articles/one.html")
    assert not any("ld+json" in built.read(f"site/{path}") for path in pages(built, "zh-Hant/"))


# --- a page in another language than its texts


NAMES = ("小站", "小编", "亿邦动力网", "新华社", "黑羊网", "网易号", "某公司")


def test_chinese_on_an_english_page_says_so_but_for_names_in_a_sentence(site):
    site.edit(
        ONE, "summary:", "edits: [{op: cut, note: 删一句}]\ncredit_line: 转自亿邦\nexcerpt: 摘一段\nsummary:"
    )
    site.edit(ONE, "collected:", "corrections: [{date: 2026-11-22, text: 改一处}]\neditor: 老王\ncollected:")
    site.build()
    for path in pages(site, "en/"):
        for text, lang in texts(page(site, path)):
            left = text
            for name in NAMES:
                left = left.replace(name, "")
            assert lang.startswith("zh") or not HAN.search(left), (path, text)


def test_a_foreign_title_on_a_page_in_its_language_needs_no_mark_and_elsewhere_has_one(site):
    site.edit(TWO, "title: 第二篇", "title: The second\nlang: en")
    site.build()
    assert '<h1 class="p-name">The second</h1>' in site.read("site/en/articles/two.html")
    assert '<h1 class="p-name" lang="en">The second</h1>' in site.read("site/zh-Hant/articles/two.html")


def test_a_chinese_name_of_a_foreign_outlet_is_chinese(site):
    site.edit(ONE, "tags:", "citations: [{work: 'Bartz v. Anthropic（加州）', lang: en}]\ntags:")
    site.edit("content/sources.yaml", "ebrun: {name: 亿邦动力网,", "ebrun: {name: 亿邦动力网, lang: en,")
    site.build()
    assert '<h1 class="p-name">亿邦动力网</h1>' in site.read("site/sources/ebrun.html")
    assert '<h1 class="p-name" lang="zh-Hans">亿邦动力网</h1>' in site.read("site/en/sources/ebrun.html")
    assert "億邦動力網</h1>" in site.read("site/zh-Hant/sources/ebrun.html")
    assert '<span lang="en">Bartz v. Anthropic（加州）</span>' in site.read("site/zh-Hant/articles/one.html")


# --- the gate


def test_nothing_withheld_leaves_in_another_language(built):
    assert "乙文的正文" in built.read(TWO)
    for data in built.tree().values():
        assert "乙文的正文".encode() not in data
        assert "乙文的正文，沒有".encode() not in data


def test_a_withdrawn_article_is_a_tombstone_in_every_language(built):
    built.edit(ONE, "tags:", "withdrawn: {date: 2026-11-22, reason: 来源要求}\ntags:")
    built.build()
    for folder in ("", "zh-Hant/", "en/"):
        assert 'class="tombstone"' in built.read(f"site/{folder}articles/one.html")
        for path in pages(built, folder):
            assert not re.search("甲文|港口开工|港口開工|峰会|峰會|第一篇的摘要", built.read(f"site/{path}"))
    assert "來源要求" in built.read("site/zh-Hant/articles/one.html")


def test_what_is_no_variant_any_more_goes(built):
    built.edit(SETTINGS, "[zh-Hant, en]", "[en]")
    built.build()
    assert not (built.out / "zh-Hant").exists()
    assert (built.out / "en/index.html").exists()


# --- the memo, the preview


def test_a_build_of_an_unchanged_site_renders_nothing(built):
    assert work(built.build()) == (0, 0, 0)


def test_an_edit_of_a_text_renders_its_page_in_each_language(built, tmp_path):
    built.edit(ONE, "讲一个港口", "讲两个港口")
    before = {path: built.out.joinpath(path).read_bytes() for path in pages(built)}
    built.build()
    changed = {path for path in pages(built) if built.out.joinpath(path).read_bytes() != before[path]}
    assert changed == {"articles/one.html", "zh-Hant/articles/one.html", "en/articles/one.html"}
    assert built.tree() == built.clean(tmp_path / "clean")


def test_another_opencc_renders_the_converted_pages_again(built, monkeypatch):
    monkeypatch.setattr(hant, "version", lambda _: "999")
    assert built.build().work.rendered == len(pages(built, "zh-Hant/"))


def test_words_of_one_language_leave_the_pages_of_the_others(built):
    built.write("themes/kid/words/en.yaml", "page: {topics: Stories}\n")
    report = built.build()
    assert report.disc.written
    assert all(path.startswith("en/") for path in report.disc.written)


def test_more_hands_make_the_same_pages(built, tmp_path):
    assert built.tree() == built.clean(tmp_path / "clean", jobs=2)


def test_a_preview_shows_what_a_build_writes_and_follows_an_edit(built):
    live = Live(Request(root=str(built.root), jobs=1))
    live.refresh()
    assert {p: live.sight(p).data for p in pages(built)} == {p: built.tree()[p] for p in pages(built)}
    built.edit(ONE, "讲一个港口", "讲两个头发")
    assert live.refresh([ONE]) == (ONE,)
    assert "講兩個頭髮" in live.sight("zh-Hant/articles/one.html").data.decode()
    assert live.shown.pages[ONE] == "articles/one.html"
    live.close()


# --- the words of the interface


def said(lang):
    def leaves(value):
        if isinstance(value, dict):
            for more in value.values():
                yield from leaves(more)
        elif isinstance(value, list):
            for more in value:
                yield from leaves(more)
        else:
            yield value

    return list(leaves(yaml.load((WORDS / f"{lang}.yaml").read_text("utf-8"), yaml.BaseLoader)))


def test_traditional_words_are_written_as_a_converted_page_writes_them():
    assert [word for word in said("zh-Hant") if traditional(word) != word] == []


def test_english_words_hold_no_chinese():
    assert [word for word in said("en") if HAN.search(word)] == []
