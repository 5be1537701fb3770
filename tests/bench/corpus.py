"""Made-up articles, the same for every generator: a seed and a number always give the same bytes."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

WORDS = """
港口 航线 运价 订单 仓库 海关 电商 平台 卖家 买家 物流 快递 清关 税率 政策 试点 办法 通知 会议 协定
关税 出口 进口 贸易 企业 工厂 园区 基金 银行 汇率 结算 支付 数据 模型 算力 芯片 电池 风电 光伏 电网
储能 汽车 铁路 机场 航班 旅客 酒店 景区 学校 医院 药品 疫苗 试验 论文 团队 记者 编辑 作者 读者 报告
调查 法院 判决 律师 合同 专利 标准 规则 机构 协会 部门 城市 乡村 居民 宣布 表示 指出 认为 预计 增长
下降 持平 恢复 启动 完成 推迟 取消 扩大 缩小 提高 降低 达到 超过 接近 同比 环比 上月 本周 去年
""".split()
LINKS = "的 了 在 和 与 对 将 已 从 向 为 也 仍 被 把 由 至".split()
LATIN = (
    "API GPU SaaS eWTP WTO RFC Reuters Bloomberg Linux browser cloud tariff export logistics payment".split()
)
FAMILIES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱", "安博晨东凡国海佳凯立明宁平青然思天文欣宜"
OUTLETS = tuple(
    f"{place}{kind}"
    for place in "东方 南江 北原 西岭 海陆 云程 长河 新岸".split()
    for kind in "日报 周刊 观察 在线 新闻".split()
)
TAGS = tuple(f"{one}{two}" for one in WORDS[:12] for two in WORDS[40:52])
FIRST, LAST = datetime(2024, 1, 1, 0, 10), datetime(2026, 9, 30)  # noqa: DTZ001 - the site's own zone


@dataclass(frozen=True)
class Facts:
    """What one article says, whatever the generator."""

    stem: str
    title: str
    outlet: str
    author: str
    url: str
    published: str
    summary: str
    tags: tuple[str, ...]
    events: tuple[tuple[str, str], ...]
    body: str
    sender: str = ""
    # the outlet that passed it on, if another did

    @property
    def outlets(self) -> str:
        """Give who published it and who passed it on, as an entry of a YAML list."""
        return f"{self.outlet}, {self.sender}" if self.sender else self.outlet


def facts(number: int, of: int) -> Facts:
    """Make the article of a number, among so many spread over the same years."""
    dice = random.Random(f"wenzhai {number}")
    moment = FIRST + (LAST - FIRST) / of * number
    url = f"https://news.example/{moment:%Y/%m}/{number}.html"
    return Facts(
        stem=f"{number:06d}-{dice.choice(LATIN).lower()}",
        title=_sentence(dice, 16, end=""),
        outlet=dice.choice(OUTLETS),
        author=dice.choice(FAMILIES) + "".join(dice.sample(GIVEN, dice.choice((1, 2)))),
        url=url,
        published=f"{moment:%Y-%m-%d %H:%M}",
        summary=_sentence(dice, 60),
        tags=tuple(dice.sample(TAGS, dice.randint(2, 4))),
        events=tuple(
            (f"{moment - timedelta(days=dice.randint(1, 700)):%Y-%m-%d}", _sentence(dice, 18, end=""))
            for _ in range(3)
        ),
        body=_body(dice, url),
    )


def added(number: int, to: int) -> Facts:
    """Make an article more for a site of so many, newer than all: four tags, two sources."""
    made = facts(to + number, to)
    first = number * 4 % len(TAGS)
    others = [outlet for outlet in OUTLETS if outlet != made.outlet]
    return replace(made, tags=TAGS[first : first + 4], sender=others[number % len(others)])


def _sentence(dice: random.Random, length: int, end: str = "。") -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < length:
        parts.append(dice.choice(WORDS))
        chance = dice.random()
        if chance < 0.3:
            parts.append(dice.choice(LINKS))
        elif chance < 0.38:
            parts.append("，")
        elif chance < 0.41:
            parts.append(f" {dice.choice(LATIN)} ")
        elif chance < 0.43:
            parts.append(f"{dice.randint(2, 9000)}{dice.choice(('万', '亿', '%', '个'))}")
    return "".join(parts).strip("， ") + end


def _paragraph(dice: random.Random, url: str) -> str:
    sentences = [_sentence(dice, dice.randint(20, 50)) for _ in range(dice.randint(2, 4))]
    chance = dice.random()
    if chance < 0.3:
        sentences.insert(1, f"**{_sentence(dice, 8)}**")
    elif chance < 0.55:
        sentences.insert(1, f"据[{_sentence(dice, 6, end='')}]({url}?p={dice.randint(1, 99)})报道，")
    elif chance < 0.6:
        sentences.insert(1, f"用 `{dice.choice(LATIN)}-{dice.randint(1, 9)}` 记。")
    return "".join(sentences)


def _body(dice: random.Random, url: str) -> str:
    blocks: list[str] = []
    while sum(len(block.encode()) for block in blocks) < 1900:
        chance = dice.random()
        if chance < 0.08:
            blocks.append(f"## {_sentence(dice, 8, end='')}")
        elif chance < 0.13:
            blocks.append("\n".join(f"- {_sentence(dice, 14)}" for _ in range(3)))
        elif chance < 0.17:
            blocks.append(f"> {_sentence(dice, 30)}")
        elif chance < 0.19:
            rows = (f"| {dice.choice(WORDS)} | {dice.randint(1, 999)} |" for _ in range(3))
            blocks.append("| 项 | 数 |\n| --- | --- |\n" + "\n".join(rows))
        else:
            blocks.append(_paragraph(dice, url))
    return "\n\n".join(blocks) + "\n"


Put = Callable[[Facts, Path], Path]
"""Writes an article for a generator into its site's folder, and says where."""


def write(of: int, folder: Path, put: Put) -> None:
    """Write so many articles."""
    for number in range(of):
        put(facts(number, of), folder)


def settings_for_wenzhai(folder: Path) -> None:
    """Write what a site needs beside its articles."""
    settings = "title: 试刊\nurl: https://digest.example/\nas_of: 2026-12-31\ncontact: desk@digest.example\n"
    (folder / "content").mkdir(parents=True)
    (folder / "content/site.yaml").write_text(settings, "utf-8")
    sources = "".join(f"o{number}: {{name: {name}}}\n" for number, name in enumerate(OUTLETS))
    (folder / "content/sources.yaml").write_text(sources, "utf-8")


def for_wenzhai(made: Facts, folder: Path) -> Path:
    """Write an article with all that it says of its way here."""
    source = f"source: {made.outlet}\nurl: {made.url}\n"
    if made.sender:
        source = f"chain:\n  - {{source: {made.outlet}, url: {made.url}}}\n  - {made.sender}\n"
    matter = (
        f"title: {made.title}\n{source}published: {made.published}\n"
        f"collected: {made.published[:10]}\nbyline: {made.author}\nrights: CC-BY-4.0\n"
        f"summary: {made.summary}\ntags: [{', '.join(made.tags)}]\ntimeline:\n{_events(made)}"
    )
    return _write(folder / "content/articles", made, matter, made.body)


def for_hugo(made: Facts, folder: Path) -> Path:
    """Write the same article for Hugo."""
    matter = (
        f"title: {made.title}\nslug: {made.stem}\ndate: {made.published.replace(' ', 'T')}:00+08:00\n"
        f"sources: [{made.outlets}]\noriginal: {made.url}\nauthor: {made.author}\nlicence: CC-BY-4.0\n"
        f"summary: {made.summary}\ntags: [{', '.join(made.tags)}]\ntimeline:\n{_events(made)}"
    )
    return _write(folder / "content/articles", made, matter, made.body)


def for_eleventy(made: Facts, folder: Path) -> Path:
    """Write it for Eleventy, which takes Hugo's front matter as it is."""
    return for_hugo(made, folder)


def for_pelican(made: Facts, folder: Path) -> Path:
    """Write it for Pelican, whose front matter has no lists: the sources are a category, the events text."""
    matter = (
        f"title: {made.title}\nslug: {made.stem}\ndate: {made.published}\n"
        f"category: {made.outlet}\noriginal: {made.url}\nauthor: {made.author}\n"
        f"summary: {made.summary}\ntags: {', '.join(made.tags)}\n"
    )
    events = "".join(f"- {when} {what}\n" for when, what in made.events)
    return _write(folder / "content/articles", made, matter, f"{made.body}\n{events}")


def _events(made: Facts) -> str:
    return "".join(f"  - {{when: {when}, what: {what}}}\n" for when, what in made.events)


def _write(folder: Path, made: Facts, matter: str, body: str) -> Path:
    path = folder / made.published[:7] / f"{made.stem}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{matter}---\n{body}", "utf-8")
    return path
