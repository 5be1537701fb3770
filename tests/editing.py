"""An editor at work, for tests that build after each edit; loaded by `runpy`, since tests are no package."""

import os
import runpy
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from generator.errors import BuildFailed

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh = tiny["fresh"]

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where a site is built many times a second."""

TITLES = ("旧题", "新题", "<script>&", "《书名》")
BODIES = (
    "",
    "甲段。\n",
    "甲段。\n\n乙段，见[关于](../pages/about.md)。\n",
    "丙段*强调*。\n",
    "::: timeline\n:::\n\n丁段。\n",
)
SOURCES = ("xinhua", "ebrun", "黑羊网", "{name: 某公司, kind: company}")
RIGHTS = ("", "own", "deal", "quotation", "CC-BY-NC-4.0")
DAYS = ("2025-12-31", "2026-11-19", "2026-11-20", "2026-11-23")
TOPICS = ("port", "rail")
TAGS = ("港口", "物流", "AI")
PAGE = '{% extends "base/topic.html" %}{% block main %}TEXT{{ super() }}{% endblock %}'
PIECE = '{% include "base/pieces/card.html" %}<!-- TEXT -->'
NAMES = ("one", "two", "three", "four", "sub/five")


@dataclass
class Article:
    title: str = "旧题"
    headline: str = ""
    source: str = "ebrun"
    hop: str = ""
    rights: str = "own"
    day: str = "2026-11-20"
    body: str = BODIES[1]
    id: str = ""
    topics: tuple = ()
    tags: tuple = ()
    draft: bool = False
    withdrawn: bool = False
    expires: str = ""
    event: str = ""
    alias: str = ""

    def text(self):
        lines = {
            "title": f"'{self.title}'",
            "headline": self.headline,
            "chain": f"[{{source: {self.source}, url: 'https://e.org/x'}}{self.hop and ', ' + self.hop}]",
            "collected": self.day,
            "summary": "摘要一句。",
            "rights": self.rights,
            "id": self.id,
            "topics": f"[{', '.join(self.topics)}]" if self.topics else "",
            "tags": f"[{', '.join(self.tags)}]" if self.tags else "",
            "draft": "true" if self.draft else "",
            "withdrawn": "{date: 2026-11-22, reason: 应要求}" if self.withdrawn else "",
            "expires": self.expires,
            "timeline": f"[{self.event}]" if self.event else "",
            "aliases": f"[{self.alias}]" if self.alias else "",
        }
        return "---\n" + "".join(f"{k}: {v}\n" for k, v in lines.items() if v) + f"---\n{self.body}"


@dataclass
class Sources:
    names: dict = field(
        default_factory=lambda: {
            "xinhua": "新华社",
            "ebrun": "亿邦动力网",
            "heiyang": "黑羊网",
            "netease": "网易号",
        }
    )
    kinds: dict = field(
        default_factory=lambda: {"xinhua": "agency", "heiyang": "account", "netease": "platform"}
    )
    aliases: dict = field(default_factory=dict)
    platform: str = "网易号"

    def text(self):
        lines = []
        for id_, name in self.names.items():
            # the old names stay known, or every article would be at fault
            also = {"heiyang": ["黑羊网"], "ebrun": ["亿邦动力网"]}.get(id_, []) + self.aliases.get(id_, [])
            also = [a for a in dict.fromkeys(also) if a != name]
            lines.append(
                f"{id_}: {{name: {name}, kind: {self.kinds.get(id_, 'outlet')}, aliases: [{', '.join(also)}]"
                + (f", platform: {self.platform}" if id_ == "heiyang" else "")
                + "}\n"
            )
        return "".join(lines)


class Editing(RuleBasedStateMachine):
    """An editor at work; what is looked at after each edit, `check` says."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.site = fresh(self.folder)
        for name in ("one", "two", "three"):
            self.site.remove(f"content/articles/{name}.md")
        self.start_over()
        self.check()

    def start_over(self):
        """Be where a history begins."""
        self.articles = {
            "one": Article(
                topics=("port",), tags=("港口",), event="{when: 2026-11-19, what: 开工, key: true}"
            ),
            "two": Article(
                source="xinhua", hop="{source: heiyang, permission: claimed}", rights="", day="2026-11-21"
            ),
            "three": Article(rights="deal", day="2025-12-31", tags=("港口",), expires="2026-12-15"),
        }
        self.items = {"2026-11-21": ["one", "two"], "2026-11-22": ["three"]}
        self.notes = dict.fromkeys(self.items, "按语。")
        self.sources = Sources()
        self.options = {}

    def teardown(self):
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def check(self):
        """Build the site and look at what came out."""
        raise NotImplementedError

    def put(self):
        """Write down what the editor has."""
        for path in (self.site.root / "content/articles").rglob("*.md"):
            path.unlink()
        self.site.write({f"content/articles/{name}.md": a.text() for name, a in self.articles.items()})
        for issue, ids in self.items.items():
            items = "".join(f"::: item {id_}\n{self.notes[issue]}\n:::\n\n" for id_ in ids)
            self.site.write(f"content/issues/{issue}.md", f"---\nlede: 导语。\n---\n## 要闻\n\n{items}")
        self.site.write("content/sources.yaml", self.sources.text())

    def problems(self, make):
        try:
            make()
        except BuildFailed as failure:
            return failure.problems
        return ()

    def some(self, data):
        return data.draw(st.sampled_from(sorted(self.articles)))

    def id_of(self, name):
        return self.articles[name].id or name.rpartition("/")[2]

    def rename_item(self, old, new):
        for issue, ids in self.items.items():
            self.items[issue] = [new if id_ == old else id_ for id_ in ids if new or id_ != old]

    def change(self, data):
        """Change one thing about one article."""
        article = self.articles[self.some(data)]
        key, values = data.draw(
            st.sampled_from(
                [
                    ("title", TITLES),
                    ("headline", ("", "我们的题")),
                    ("body", BODIES),
                    ("source", SOURCES),
                    ("hop", ("", "{source: heiyang, permission: claimed}", "{source: 新华社, role: via}")),
                    ("rights", RIGHTS),
                    ("day", DAYS),
                    ("topics", ((), ("port",), ("port", "rail"))),
                    ("tags", ((), ("港口",), ("港口", "物流"), ("AI",))),
                    ("draft", (False, True)),
                    ("withdrawn", (False, True)),
                    ("expires", ("", "2026-11-22", "2026-12-15")),
                    ("event", ("", "{when: 2026-11, what: 开工}", "{anchor: g20, what: 峰会, event: g}")),
                    ("alias", ("", "old/page.html", "2020/")),
                ]
            )
        )
        setattr(article, key, data.draw(st.sampled_from(values)))

    @rule(data=st.data())
    def change_an_article(self, data):
        self.change(data)
        self.check()

    @rule(data=st.data(), body=st.sampled_from(BODIES))
    def change_a_text(self, data, body):
        self.articles[self.some(data)].body = body
        self.check()

    @rule(data=st.data())
    def change_two_things_at_once(self, data):
        self.change(data)
        self.change(data)
        self.check()

    @rule(name=st.sampled_from(NAMES), day=st.sampled_from(DAYS), issue=st.booleans())
    def add(self, name, day, issue):
        if name not in self.articles:
            self.articles[name] = Article(day=day)
            if issue:
                self.items["2026-11-22"].append(self.id_of(name))
        self.check()

    @rule(data=st.data())
    def delete(self, data):
        if len(self.articles) > 1:
            name = self.some(data)
            self.rename_item(self.id_of(name), "")
            del self.articles[name]
        self.check()

    @rule(data=st.data(), new=st.sampled_from([*NAMES, "七", "sub/one"]))
    def rename_a_file(self, data, new):
        old = self.some(data)
        if new not in self.articles:
            before = self.id_of(old)
            self.articles[new] = self.articles.pop(old)
            self.rename_item(before, self.id_of(new))
        self.check()

    @rule(data=st.data(), new=st.sampled_from(["", "x-1", "文章"]))
    def change_an_id(self, data, new):
        name = self.some(data)
        before = self.id_of(name)
        self.articles[name].id = new
        self.rename_item(before, self.id_of(name))
        self.check()

    @rule(id_=st.sampled_from(["xinhua", "heiyang", "ebrun"]), name=st.sampled_from(["甲社", "乙网"]))
    def rename_a_source(self, id_, name):
        self.sources.names[id_] = name
        self.check()

    @rule(id_=st.sampled_from(["xinhua", "ebrun"]), kind=st.sampled_from(["agency", "outlet", "company"]))
    def change_a_kind(self, id_, kind):
        self.sources.kinds[id_] = kind
        self.check()

    @rule(
        aliases=st.sampled_from([[], ["新华网"], ["新华网", "XH"]]),
        platform=st.sampled_from(["netease", "微博"]),
    )
    def change_aliases_and_a_platform(self, aliases, platform):
        self.sources.aliases["xinhua"] = aliases
        self.sources.platform = platform
        self.check()

    @rule(
        until=st.sampled_from(["2026-11-22", "2026-12-31"]),
        modes=st.sampled_from(["[full, summary]", "[summary]"]),
    )
    def change_a_rights_record(self, until, modes):
        self.site.write(
            "content/rights.yaml",
            f"deal: {{grantor: 亿邦动力网, basis: authorised, until: {until}, modes: {modes}}}\n",
        )
        self.check()

    @rule(day=st.sampled_from([None, "2026-11-20", "2026-11-23", "2026-12-20", "2027-01-01"]))
    def let_days_pass(self, day):
        self.options["as_of"] = day
        self.check()

    @rule(on=st.booleans())
    def ask_for_drafts(self, on):
        self.options["drafts"] = on
        self.check()

    @rule(text=st.sampled_from(["kid 1", "kid 2"]), child=st.booleans())
    def change_a_template(self, text, child):
        path = "themes/kid/topic.html" if child else "themes/kid/pieces/card.html"
        self.site.write(path, (PAGE if child else PIECE).replace("TEXT", text))
        self.check()

    @rule(word=st.sampled_from(["找", "搜"]))
    def change_a_word(self, word):
        self.site.write("themes/kid/words/zh-Hans.yaml", f"page:\n  search: {word}\n")
        self.check()

    @rule(colour=st.sampled_from(["red", "tan"]), icon=st.sampled_from(["<svg/>", "<svg></svg>"]))
    def change_the_stylesheet_and_an_asset(self, colour, icon):
        self.site.write("themes/kid/assets/style.css", f".kid {{ color: {colour} }}\n")
        self.site.write("themes/kid/assets/icon.svg", icon)
        self.check()

    @rule(
        title=st.sampled_from(["小站", "大站"]),
        commercial=st.booleans(),
        leads=st.sampled_from(["original", "digest"]),
    )
    def change_the_settings(self, title, commercial, leads):
        text = tiny["FILES"]["content/site.yaml"].replace("小站", title)
        more = f"commercial: {str(commercial).lower()}\nlink_target: {leads}\n"
        self.site.write("content/site.yaml", text + more)
        self.check()

    @rule(text=st.sampled_from(["港口的背景。\n", "见[关于](../pages/about.md)。\n"]), draft=st.booleans())
    def change_a_topic(self, text, draft):
        for name in TOPICS:
            matter = f"title: {name}\ndraft: {str(draft).lower()}\n"
            self.site.write(f"content/topics/{name}.md", f"---\n{matter}---\n{text}")
        self.check()

    @rule(
        text=st.sampled_from(["关于本站。\n", "关于*本站*。\n"]), name=st.sampled_from(["about", "imprint"])
    )
    def change_a_page(self, text, name):
        self.site.write(f"content/pages/{name}.md", f"---\ntitle: 关于\n---\n{text}")
        self.check()

    @rule(time=st.sampled_from(["2016-09-04/2016-09-05", "2016-09"]))
    def change_an_anchor(self, time):
        self.site.write("content/anchors.yaml", f"g20: {time}\n")
        self.check()

    @rule(note=st.sampled_from(["按语。", "**另一则**按语。", ""]))
    def change_a_note(self, note):
        self.notes["2026-11-21"] = note
        self.check()

    @rule(
        name=st.sampled_from(["map.txt", "deep/map.txt", "CNAME"]), text=st.sampled_from(["1\n", "2\n", ""])
    )
    def change_a_static_file(self, name, text):
        file = self.site.root / "content/static" / name
        if text:
            self.site.write(f"content/static/{name}", text)
        else:
            file.unlink(missing_ok=True)
        self.check()

    @rule(path=st.sampled_from(["content/articles/broken.md", "content/pages/broken.md"]))
    def break_something_and_mend_it(self, path):
        self.site.write(path, "---\ntitle: [\n---\n")
        self.check_failure(path)
        self.site.write("content/site.yaml", self.site.read("content/site.yaml") + "colour: red\n")
        self.check_failure("content/site.yaml")
        self.site.edit("content/site.yaml", "colour: red\n", "")
        if path.startswith("content/pages"):
            self.site.remove(path)
        self.check()

    def check_failure(self, path):
        before = self.site.tree()
        with pytest.raises(BuildFailed) as failure:
            self.site.build(**self.options)
        assert path in {problem.location.path for problem in failure.value.problems}
        assert self.site.tree() == before

    @rule()
    def forget_the_memo(self):
        self.site.forget()
        self.check()

    @rule(data=st.data())
    def spoil_an_output(self, data):
        if self.site.out.is_dir():
            paths = sorted(path for path in self.site.tree() if not path.startswith(".wenzhai"))
            path = data.draw(st.sampled_from(paths))
            (self.site.out / path).write_text("spoilt")
        self.check()
