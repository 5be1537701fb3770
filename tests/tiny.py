"""A site of a few files that tests edit and build; loaded by `runpy`, since tests are no package."""

import shutil
from pathlib import Path

from generator.build import build
from generator.compose import Request

FILES = {
    "content/site.yaml": """
title: 小站
url: https://small.example/
as_of: 2026-11-23
editor: 小编
theme: kid
series: {daily: {title: 每日}}
footer: [{text: 关于, url: about.html}]
""",
    "content/sources.yaml": """
xinhua: {name: 新华社, kind: agency, aliases: [新华网], url: "https://www.news.cn/"}
ebrun: {name: 亿邦动力网, aliases: [亿邦动力]}
heiyang: {name: 黑羊网, kind: account, platform: 网易号}
netease: {name: 网易号, kind: platform}
""",
    "content/rights.yaml": """
deal: {grantor: 亿邦动力网, basis: authorised, until: 2026-12-31, wording: 经授权转载}
""",
    "content/anchors.yaml": "g20: 2016-09-04/2016-09-05\n",
    "content/articles/one.md": """---
title: 第一篇
source: 亿邦动力网
url: https://example.com/one
published: 2026-11-20
collected: 2026-11-21
summary: 第一篇的摘要。
rights: deal
topics: [port]
tags: [港口]
timeline:
  - {when: 2026-11-19, what: 港口开工, key: true}
  - {anchor: g20, what: 峰会}
---
甲文第一段，讲一个港口。

甲文第二段，见[第二篇](two.md)。
""",
    "content/articles/two.md": """---
title: 第二篇
chain:
  - {source: 新华社, date: 2026-11-20, url: "https://example.com/two"}
  - {source: 黑羊网, permission: claimed}
collected: 2026-11-21
summary: 第二篇的摘要。
topics: [port]
tags: [物流]
---
乙文的正文，没有授权，不会发表。
""",
    "content/articles/three.md": """---
title: 第三篇
source: {name: 某公司, kind: company}
published: 2025-03-04
summary: 第三篇的摘要。
rights: own
tags: [港口]
expires: 2026-12-15
---
丙文只有一段。
""",
    "content/issues/2026-11-21.md": """---
number: 1
lede: 第一期的导语。
---
## 要闻

::: item one two
按语一。
:::

- [一条快讯](https://example.com/brief) — 新华社
""",
    "content/issues/2026-11-22.md": """---
number: 2
---
::: item three
按语二。
:::
""",
    "content/topics/port.md": "---\ntitle: 港口\nsummary: 港口的近况。\n---\n港口的背景。\n",
    "content/pages/about.md": "---\ntitle: 关于\n---\n关于本站。\n",
    "content/static/map.txt": "map 1\n",
    "themes/kid/theme.yaml": "extends: base\n",
    "themes/kid/topic.html": '{% extends "base/topic.html" %}'
    "{% block main %}kid 1{{ super() }}{% endblock %}\n",
    "themes/kid/words/zh-Hans.yaml": "page:\n  search: 找\n",
    "themes/kid/assets/style.css": ".kid { color: red }\n",
    "themes/kid/assets/icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
}


class Tiny:
    """A site in a folder."""

    def __init__(self, root, files=FILES):
        self.root = Path(root)
        self.out = self.root / "site"
        self.write(files)

    def write(self, path, text=None):
        for name, data in ({path: text} if isinstance(path, str) else path).items():
            file = self.root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data if isinstance(data, bytes) else data.encode())

    def read(self, path):
        return (self.root / path).read_text("utf-8")

    def edit(self, path, old, new):
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def remove(self, path):
        (self.root / path).unlink()

    def build(self, **more):
        return build(Request(**{"root": str(self.root), "jobs": 1, **more}))

    def tree(self, out=None):
        """Give every file of an output folder."""
        out = Path(out or self.out)
        return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}

    def clean(self, into, **more):
        """Build the same sources in a fresh folder, without a memo, and give the files."""
        shutil.rmtree(into, ignore_errors=True)
        shutil.copytree(self.root, into, ignore=shutil.ignore_patterns("site", ".wenzhai"))
        other = Tiny(into, {})
        other.build(**more)
        return other.tree()

    def forget(self):
        shutil.rmtree(self.root / ".wenzhai")


def work(report):
    """Give what a build did in three numbers: parsed, rendered, written."""
    return report.work.parsed, report.work.rendered, len(report.disc.written)


def fresh(folder, name="site"):
    """Make a site of its own in a folder."""
    return Tiny(Path(folder) / name)


def grow(site, count):
    """Give a site so many articles more."""
    for number in range(count):
        text = f"""---
title: 第{number}条
source: {("新华社", "亿邦动力网", "黑羊网")[number % 3]}
published: {2025 + number % 2}-{1 + number % 12:02}-{1 + number % 28:02} 23:30
rights: own
topics: [port]
tags: [标签{number % 7}, 港口]
timeline: [{{when: 2016-{1 + number % 12:02}, what: 事件{number % 5}, event: e{number % 5}}}]
---
正文{number}，**强调**。
"""
        site.write(f"content/articles/{number % 9}/n{number}.md", text)


def different(one, other):
    """Give the paths of files that are not the same."""
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}
