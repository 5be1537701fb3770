"""What becomes of unusual chains, notes, days and withdrawals, each on a tiny site."""

import feedparser
import pytest

from generator.errors import BuildFailed

SOURCES = """\
--- file: content/sources.yaml
jia: {name: 甲报, url: "https://jia.example/"}
yi: {name: 乙号, kind: account, platform: 平台}
wang: {name: 平台, kind: platform}
"""
ONE = "title: 某事\nsource: jia\npublished: 2026-11-01\nsummary: 编辑的摘要。"


def article(id_, matter, body=""):
    return f"--- file: content/articles/{id_}.md\n---\n{matter}\n---\n{body}\n"


def issue(day, body, matter="number: 1"):
    return f"--- file: content/issues/{day}.md\n---\n{matter}\n---\n{body}\n"


def chain(*hops):
    lines = "".join(f"\n  - {{{hop}}}" for hop in hops)
    return f"title: 某事\ncollected: 2026-11-05\nsummary: 编辑的摘要。\nchain:{lines}"


def sentence(site, *hops):
    built = site(SOURCES + article("a", chain(*hops))).build()
    return built.json("feed.json")["items"][0]["_credit"]["sentence"]


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("original", "原载甲报。"),
        ("translation", "甲报翻译。"),
        ("compilation", "甲报综合。"),
        ("via", "经由甲报。"),
    ],
)
def test_a_single_hop_is_said_by_its_role(site, role, said):
    assert sentence(site, f"source: jia, role: {role}") == said


def test_an_account_is_named_with_the_platform_it_is_on(site):
    assert sentence(site, "source: jia", "source: wang, account: 黑羊号") == "平台（黑羊号）转自甲报。"


def test_two_originals_are_not_said_to_be_of_one_time(site):
    said = sentence(site, "source: jia, date: 2026-11-01", "source: yi, role: original, date: 2026-11-04")
    assert said == "乙号（平台）亦原载。"


def test_a_reposts_address_is_not_the_originals(site):
    hop = 'source: yi, url: "https://yi.example/1"'
    built = site(SOURCES + article("a", chain("source: jia", hop))).build()
    assert "external_url" not in built.json("feed.json")["items"][0]
    assert titles(built) == {"某事": None}


def titles(built):
    """Where the titles on the front page lead."""
    heads = built.page("index.html").all("h3[@class='card-title']")
    links = {"".join(head.itertext()).strip(): head.find("a") for head in heads}
    return {title: link.get("href") if link is not None else None for title, link in links.items()}


@pytest.mark.parametrize(("settings", "leads_to"), [("", None), ("link_target: digest\n", "articles/a.html")])
def test_a_title_does_not_lead_to_a_page_that_says_no_more(site, settings, leads_to):
    site_yaml = (
        f"--- file: content/site.yaml\ntitle: 试刊\nurl: https://digest.example/\nlang: zh-Hans\n{settings}"
    )
    built = site(site_yaml + SOURCES + article("a", chain("source: jia"))).build()
    assert titles(built) == {"某事": leads_to}
    assert [a.get("href") for a in built.page("index.html").all("a[@class='to-credit u-url']")] == (
        ["articles/a.html"] if leads_to is None else []
    )


def test_search_engines_are_sent_to_the_grantors_page(site):
    rights = "--- file: content/rights.yaml\nr: {grantor: 乙号, basis: authorised, canonical: true}\n"
    hops = ('source: jia, url: "https://jia.example/1"', 'source: yi, url: "https://yi.example/1"')
    built = site(SOURCES + rights + article("a", chain(*hops) + "\nrights: r")).build()
    head = built.page("articles/a.html")
    assert [link.get("href") for link in head.all("link") if link.get("rel") == "canonical"] == [
        "https://yi.example/1"
    ]
    assert not [meta for meta in head.all("meta") if meta.get("name") == "robots"]


def test_a_reporter_is_the_author_in_every_format(site):
    matter = ONE + "\nbyline: [{name: 王某, role: reporter}]"
    built = site(SOURCES + article("a", matter)).build()
    assert feedparser.parse(built.text("feed.atom")).entries[0].author == "王某"
    (author,) = [e for e in built.page("articles/a.html").all("*") if "p-author" in (e.get("class") or "")]
    assert "".join(author.itertext()) == "王某"


def test_links_of_a_note_lead_on_from_every_page_that_shows_it(site):
    topic = "--- file: content/topics/t.md\n---\ntitle: 某题\n---\n"
    note = issue("2026-11-02", "::: item a\n见[专题](../topics/t.md)。\n:::")
    built = site(SOURCES + topic + note + article("a", ONE)).build()
    for page in ("articles/a.html", "issues/2026-11-02.html"):
        assert "../topics/t.html" in [a.get("href") for a in built.page(page).all("a")]
    assert "https://digest.example/topics/t.html" in built.json("feed.json")["items"][0]["content_html"]


def test_a_licence_the_site_does_not_meet_is_said_to_be_refused_and_opens_nothing(site):
    matter = ONE + "\nrights: {basis: CC-BY-NC-4.0, index: true}"
    built = site(SOURCES + article("a", matter, "原文的一段话。")).build()
    assert "条件不合" in built.page("articles/a.html").words
    assert "articles/a.html" not in "".join(built.text(p) for p in built.files if p.startswith("sitemap"))
    assert "creativecommons" not in built.text("feed.atom")
    (degraded,) = built.report.degraded
    assert "forbids commercial use" in degraded.reason


@pytest.mark.parametrize("matter", ["rights: r", "excerpt: 原文的一句。\nrights: quotation", "mode: link"])
def test_what_is_published_as_less_is_listed_with_its_reason(site, matter):
    rights = "--- file: content/rights.yaml\nr: {grantor: 甲报, basis: authorised, until: 2026-11-10}\n"
    report = site(SOURCES + rights + article("a", f"{ONE}\n{matter}", "原文。")).build().report
    assert len(report.degraded) == (0 if matter == "mode: link" else 1)
    assert report.warnings == ()


def test_an_article_of_tomorrows_issue_waits_for_it(site):
    tomorrow = issue("2027-01-01", "::: item a\n:::")
    matter = ONE.replace("2026-11-01", "unknown")
    report = site(SOURCES + tomorrow + article("a", matter)).build().report
    assert {s.path: s.reason.partition(",")[0] for s in report.skipped} == {
        "content/articles/a.md": "dated 2027-01-01",
        "content/issues/2027-01-01.md": "dated 2027-01-01",
    }


def test_a_draft_without_a_source_can_be_looked_at(site):
    draft = article("d", "title: 未写完\npublished: 2026-10-01\ndraft: true")
    built = site(SOURCES + draft).build(drafts=True)
    assert "2026年10月1日" in built.page("articles/d.html").words


@pytest.mark.parametrize(
    ("one", "two", "disputed"),
    [
        ("when: 2026-11-01 10:00", "when: 2026-11-01T10:00:00+08:00", False),
        ("when: 2026-11-05", "when: 2026-11-05, part_of_day: 凌晨", False),
        ("when: 2026-11-05", "when: 2026-11-06", True),
        ("when: 2026-11", "when: 2026-11-05", True),
    ],
)
def test_accounts_differ_where_their_times_do_however_they_are_written(site, one, two, disputed):
    matter = f"{ONE}\ntimeline:\n  - {{{one}, what: 甲说, event: e}}\n  - {{{two}, what: 乙说, event: e}}"
    built = site(SOURCES + article("a", matter)).build()
    assert ("说法不一" in built.page("articles/a.html").words) is disputed


def test_an_undated_event_is_not_a_topics_last(site):
    topic = "--- file: content/topics/t.md\n---\ntitle: 某题\n---\n"
    events = "timeline: [{when: unknown, what: 不知何时}, {when: 2020, what: 知道的}]"
    built = site(SOURCES + topic + article("a", f"{ONE}\ntopics: [t]\n{events}")).build()
    assert "知道的" in built.page("index.html").words
    assert "不知何时" not in built.page("index.html").words


def test_a_site_without_named_series_has_no_empty_headings(site):
    built = site(SOURCES + issue("2026-11-02", "::: item a\n:::") + article("a", ONE)).build()
    assert all("".join(h.itertext()).strip() for h in built.page("issues/index.html").all("h2"))
    assert not built.json("series/issues/feed.json")["title"].endswith("· ")


def test_a_brief_of_a_registered_source_counts_with_it(site):
    body = "::: item a\n:::\n\n## 快讯\n\n- [某页](https://jia.example/2) — 甲报\n"
    built = site(SOURCES + issue("2026-11-02", body) + article("a", ONE)).build()
    hrefs = [a.get("href") for a in built.page("issues/2026-11-02.html").all("a")]
    assert hrefs.count("../sources/jia.html") >= 3


def test_an_old_address_is_redirected_as_it_was_written(site):
    built = site(SOURCES + article("a", f"{ONE}\naliases: [2019/old, 2018/x/]")).build()
    moves = built.text("_redirects")
    assert "/2019/old /articles/a.html" in moves
    assert "/2018/x/ /articles/a.html" in moves


def test_genres_are_labelled_in_the_ledger(site):
    built = site(SOURCES + article("a", f"{ONE}\ngenre: opinion")).build()
    assert "评论" in built.text("credits/2026.csv")
    assert "评论" in built.page("credits/2026.html").words


def test_a_contact_that_is_no_address_is_printed(site):
    built = site({"content/site.yaml": "title: 试\nurl: https://d.example/\ncontact: 010-12345678\n"}).build()
    assert "010-12345678" in built.page("index.html").words


WITHDRAWN = "\nwithdrawn: {date: 2026-11-20, reason: 应要求}"


def test_a_withdrawal_reaches_leftovers_that_someone_changed(site):
    secret = "独家的一句正文在这里。"
    place = site(SOURCES + article("w", f"{ONE}\nrights: own\ntags: [独]", secret) + article("b", ONE))
    built = place.build()
    for path in ("articles/w.ninjs.json", "tags/独.html"):
        file = built.out / path
        file.write_bytes(file.read_bytes() + b" ")
    place.write(article("w", f"{ONE}\nrights: own\ntags: [独]{WITHDRAWN}", secret))
    after = place.build()
    assert not [path for path, data in after.files.items() if secret.encode() in data]
    assert after.report.disc.kept == ()


def test_a_withdrawal_takes_its_own_leftovers_whatever_its_name_and_no_others(site):
    files = {"港口": f"{ONE}\nrights: own", "港口2": ONE}
    place = site(SOURCES + "".join(article(name, matter, "正文。") for name, matter in files.items()))
    built = place.build()
    for name in files:
        file = built.out / f"articles/{name}.ninjs.json"
        file.write_bytes(b"{}")
    place.write(article("港口", files["港口"] + WITHDRAWN, "正文。"))
    (place.root / "content/articles/港口2.md").unlink()
    report = place.build().report
    assert report.disc.kept == ("articles/港口2.ninjs.json",)
    assert not (built.out / "articles/港口.ninjs.json").exists()


def test_every_feed_that_held_a_withdrawn_article_says_so_however_old_it_is(site):
    many = "".join(article(f"n{i:02}", ONE.replace("11-01", "11-09")) for i in range(55))
    topic = "--- file: content/topics/t.md\n---\ntitle: 某题\n---\n"
    old = f"{ONE.replace('2026-11-01', '2020')}\ntopics: [t]\ntags: [独]{WITHDRAWN}"
    built = site(SOURCES + topic + many + article("old", old)).build()
    for path in ("feed.atom", "topics/t.atom", "tags/独.atom", "sources/jia.atom"):
        assert "deleted-entry" in built.text(path), path
        assert feedparser.parse(built.text(path)).feed.updated.startswith("2026-11-20")


def test_an_issue_is_news_again_when_one_of_its_items_is_withdrawn(site):
    built = site(SOURCES + issue("2026-11-02", "::: item a\n:::") + article("a", ONE + WITHDRAWN)).build()
    assert built.json("series/issues/feed.json")["items"][0]["date_modified"].startswith("2026-11-20")


def test_navigation_that_leads_nowhere_is_a_fault(site):
    place = site(
        {
            "content/site.yaml": "title: 试\nurl: https://d.example/\n"
            "navigation:\n  - {text: 关于, url: abot.html}\n",
            "content/pages/about.md": "---\ntitle: 关于\n---\n",
        }
    )
    with pytest.raises(BuildFailed) as failure:
        place.build()
    assert str(failure.value) == (
        "content/site.yaml:4:16: `navigation` leads to `abot.html`, which is not a page of the site\n"
        "  did you mean `about.html`?"
    )


def test_two_names_in_one_byline_are_two_people(site):
    built = site(SOURCES + article("a", f"{ONE}\nbyline: 张三、李四")).build()
    authors = built.page("articles/a.html").linked_data[0]["author"]
    assert [author["name"] for author in authors] == ["张三", "李四"]
