"""Scaffolding: the shortest site, article and issue that work."""

from pathlib import Path

from generator.build import survey
from generator.errors import BuildFailed, fault
from generator.model.kinds import Noun
from generator.model.site import Site
from generator.read import place_of, today
from generator.urls import is_id
from generator.write import put

_SITE = {
    "content/site.yaml": """\
title: 我的文摘
url: https://example.org/
editor: 编辑部
contact: editor@example.org
""",
    "content/sources.yaml": """\
editors: {name: 编辑部, rights: own}
""",
    "content/articles/welcome.md": """\
---
title: 第一篇
source: 编辑部
collected: {today}
summary: 这是编辑自己写的一篇，因此可以登全文。换成你要收录的文章，写明谁先发、谁转的、凭什么转。
---

正文写在这里。别人的文章没有授权时不登正文，只登 `summary` 里的摘要，并写明来处。
""",
    "content/issues/{today}.md": """\
---
number: 1
lede: 这一期说什么，一句话。
---

## 今天

::: item welcome
为什么值得看。
:::
""",
    ".gitignore": """\
.wenzhai/
""",
}
_PAGES = ".github/workflows/pages.yml"
_WORKFLOW = """\
name: Publish the digest

on:
  push:
    branches: [main]
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

concurrency:
  group: pages
  cancel-in-progress: false

jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.published.outputs.page_url }}
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: pip install wenzhai
      - id: pages
        uses: actions/configure-pages@v5
      - run: wenzhai build --base-url "$ADDRESS/"
        env:
          ADDRESS: ${{ steps.pages.outputs.base_url }}
      - uses: actions/upload-pages-artifact@v4
        with:
          path: site
      - id: published
        uses: actions/deploy-pages@v4
"""
_ARTICLE = """\
---
title:
source:
url:
published:
collected: {today}
summary:
draft: true
---
"""
_ISSUE = """\
---
number: {number}
{more}lede:
---
{items}"""
_ITEM = """
::: item {id}
<!-- {title}，{source} -->
:::
"""


class Place(Noun, frozen=True, kw_only=True):
    """The new files, for the report."""

    written: tuple[str, ...]


def new_site(root: Path, *, github_pages: bool = False) -> Place:
    """Write the shortest site that works; raise BuildFailed where a file of it exists.

    With `github_pages` also the workflow that publishes it there; that alone where there is a site.
    """
    workflow = {_PAGES: _WORKFLOW} if github_pages else {}
    if workflow and (root / "content/site.yaml").is_file():
        return _write(root, workflow)
    day = today("Asia/Shanghai")
    files = {name.replace("{today}", day): text.replace("{today}", day) for name, text in _SITE.items()}
    wanted = {
        name: text for name, text in files.items() if name != ".gitignore" or not (root / name).exists()
    }
    return _write(root, wanted | workflow)


def new_article(root: Path, id_: str) -> Place:
    """Write an article's front matter to be filled in, as a draft."""
    if not is_id(id_):
        hint = "use letters of any script, digits and hyphens"
        raise BuildFailed([fault(id_, "this cannot be an id", hint)])
    site = survey(root)
    day = today(site.settings.timezone)
    return _write(root, {f"content/articles/{day[:7]}/{id_}.md": _ARTICLE.format(today=day)})


def new_issue(root: Path, day: str | None, series: str | None) -> Place:
    """Write an issue with its next number and the articles no issue has used yet."""
    site = survey(root)
    names = [s.id for s in site.settings.series]
    chosen = series or names[0]
    if chosen not in names:
        message = f"there is no series `{chosen}`"
        raise BuildFailed([fault("content/site.yaml", message, f"series: {', '.join(names)}", key="series")])
    date = day or today(site.settings.timezone)
    first = chosen == names[0]
    stem = date.replace("/", "-") if first else f"{chosen}-{date.replace('/', '-')}"
    more = "" if first and stem == date else f"date: {date}\n"
    more += "" if first else f"series: {chosen}\n"
    number = max((i.number or 0 for i in site.issues if i.series == chosen), default=0) + 1
    text = _ISSUE.format(number=number, more=more, items=_unused(site))
    return _write(root, {f"content/issues/{stem}.md": text})


def _unused(site: Site) -> str:
    return "".join(
        _ITEM.format(id=a.id, title=a.name, source=a.first.source.name)
        for a in site.articles
        if not a.issues and not a.withdrawn
    )


def _write(root: Path, files: dict[str, str]) -> Place:
    """Put down all files whole, or none."""
    taken = [name for name in files if (root / name).exists()]
    if taken:
        hint = "remove it, or give another name or date"
        raise BuildFailed([fault(name, "this file exists already", hint) for name in taken])
    places = [(place_of(root, name), text.encode()) for name, text in files.items()]
    for number, (place, data) in enumerate(places):
        try:
            put(place, data, new=True)
        except OSError:
            for made, _ in places[:number]:
                made.unlink(missing_ok=True)
            raise
    return Place(written=tuple(str(root / name) for name in files))
