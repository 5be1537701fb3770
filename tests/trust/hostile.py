"""A site whose every text is hostile, of which the gate refuses some; loaded by `runpy`.

A line of a source file holds one payload of one field, or several that are one text; so the place of a fault
says which payload the gate refused. What is refused is left out, and the site is built again.
"""

import re
from collections import defaultdict
from pathlib import Path
from shutil import rmtree

from generator.build import build
from generator.compose import Request
from generator.errors import BuildFailed, shown

SIZE, LENGTH = 16, 8000
"""Payloads on one article, at most, and the characters that they may have together if they are several."""
EVERY = 16
"""Of so many articles one is there again as a tombstone and as an excerpt, under an old address too."""
TOPIC = 24
"""Articles on one topic and in one issue."""
BETWEEN = " ◆ "
TURNS = 9

ALONE = ("source", "url", "address", "byline", "tag", "event", "body", "note", "registry")
"""Fields that hold one payload each; an `address` has one behind a host, a `url` nothing else."""
JOINED = ("title", "summary")
"""Fields that hold all payloads of an article as one text."""
ASKED = ("title", "byline", "source", "url", "address", "summary", "body", "event", "tag")

_RAW = re.compile(
    '[\x00-\x1f\x7f-\xa0"\\\\\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]'
)
_ENDS = re.compile("\r\n|\r|\n")
_SETTINGS = """\
title: 敌
url: https://digest.example/
contact: desk@digest.example
as_of: 2026-12-31
theme: {theme}
cards: {cards}
"""


def quoted(text):
    """Write a text as YAML, with an escape for what may not stand there as itself."""
    return '"' + _RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + '"'


class Hostile:
    """A folder with a site of payloads, and what of them the gate has refused."""

    def __init__(self, root, payloads, addresses=(), *, cards=False):
        self.root, self.payloads, self.addresses, self.cards = Path(root), payloads, addresses, cards
        self.groups = list(_grouped(payloads))
        self.refused = defaultdict(set)
        # by field: the numbers of payloads
        self._lines = {}
        # by file: what each of its lines holds
        rmtree(self.root, ignore_errors=True)

    def build(self, theme):
        """Build the site into a folder of the theme's name; leave out what is refused until nothing is."""
        settings = _SETTINGS.format(theme=theme, cards=str(self.cards).lower())
        self._write("content/site.yaml", [(line, "", ()) for line in settings.splitlines()])
        for _ in range(TURNS):
            self._write_all()
            faults = self._faults(theme)
            if not faults:
                return self.root / theme
            self._leave_out(faults)
        raise AssertionError(f"the site is still refused after {TURNS} turns")

    def held(self, field, group):
        """Give the payloads of a group that a field holds."""
        return [number for number in group if number not in self.refused[field]]

    def text(self, field, group):
        return BETWEEN.join(self.payloads[number] for number in self.held(field, group))

    def counted(self):
        """Give how many times a payload was offered, refused, and published, over the fields asked for."""
        refused = sum(len(self.refused[field]) for field in ASKED)
        offered = len(ASKED) * len(self.payloads)
        return offered, refused, offered - refused

    def _faults(self, theme):
        try:
            build(Request(root=str(self.root), out=str(self.root / theme), jobs=2))
        except BuildFailed as failure:
            return [problem for problem in failure.problems if problem.severity == "fault"]
        return []

    # ---- Writing

    def _write_all(self):
        sources = [part for n, group in enumerate(self.groups) for part in self._registered(n, group)]
        self._write("content/sources.yaml", sources)
        for number, group in enumerate(self.groups):
            self._write(f"content/articles/a{number}.md", self._article(number, group))
            self._write(f"content/articles/k{number}.md", self._short(number, group))
            if number % EVERY == 0:
                self._write(f"content/articles/w{number}.md", self._withdrawn(number, group))
                self._write(f"content/articles/e{number}.md", self._excerpt(number, group))
        self._write("content/articles/l0.md", self._links())
        for number, first in enumerate(range(0, len(self.groups), TOPIC)):
            self._write(f"content/topics/t{number}.md", self._topic(self.groups[first]))
            self._write(f"content/issues/2026-01-{number + 1:02}.md", self._issue(first))

    def _write(self, path, parts):
        file = self.root / path
        text, lines = [], []
        for part, field, numbers in parts:
            text.append(part)
            lines += [(field, numbers)] * len(_ENDS.split(part))
        self._lines[path] = lines
        data = "".join(f"{part}\n" for part in text).encode()
        if not file.exists() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    def _links(self):
        """Give addresses of scripts as the targets of links."""
        yield "---\ntitle: 链接\nsource: {name: 源}\ntopics: [t0]", "", ()
        yield from self._end(0)
        for number, address in enumerate(self.addresses):
            if number not in self.refused["link"]:
                yield f"- [词](<{address}>) <{address}> ![图](<{address}>)\n", "link", (number,)

    def _registered(self, number, group):
        yield f"s{number}:", "", ()
        yield f"  name: 源{number}", "", ()
        yield "  url: https://source.example/", "", ()
        yield "  feed: https://source.example/feed", "", ()
        yield "  aliases:", "", ()
        yield f"  - 别名{number}", "", ()
        for one in self.held("registry", group) if number % 2 == 0 else ():
            yield f"  - {quoted(self.payloads[one])}", "registry", (one,)

    def _article(self, number, group):
        yield "---", "", ()
        yield from self._said("title", group, "无题")
        yield "chain:", "", ()
        yield "- {source: {name: 源}, role: original}", "", ()
        for one in self.held("source", group):
            name = quoted(self.payloads[one])
            yield f"- {{source: {{name: {name}}}, account: {name}, platform: {name}}}", "source", (one,)
        yield from self._listed("byline", "byline", "name: {}", group)
        yield from self._said("summary", group, "无")
        yield "citations:", "", ()
        yield "- {work: 书}", "", ()
        for field, before in (("url", ""), ("address", "https://news.example/")):
            for one in self.held(field, group):
                yield f"- {{work: 书, url: {quoted(before + self.payloads[one])}}}", field, (one,)
        yield f"topics: [t{number // TOPIC}]", "", ()
        if number % EVERY == 0:
            yield f"aliases: [old/a{number}.html]", "", ()
        yield from self._end(number)
        yield from self._body("body", group)

    def _short(self, number, group):
        """Give what lists of one payload an entry hold, in an article whose own texts are short."""
        yield "---", "", ()
        yield f"title: 短{number}", "", ()
        yield f"source: s{number}", "", ()
        yield from self._listed("tags", "tag", "{}", group)
        event = "when: 2016-03-23, what: {0}, says: {{name: {0}}}"
        yield from self._listed("timeline", "event", event, group)
        yield f"topics: [t{number // TOPIC}]", "", ()
        yield from self._end(number)

    def _withdrawn(self, number, group):
        yield "---", "", ()
        yield from self._said("title", group, "无题")
        yield "source: {name: 源}", "", ()
        reason = quoted(self.text("summary", group) or "无")
        yield f"withdrawn: {{date: 2026-03-01, reason: {reason}}}", "", ()
        yield from self._end(number)

    def _excerpt(self, number, group):
        yield "---", "", ()
        yield from self._said("title", group, "无题")
        yield "source: {name: 源}", "", ()
        said = quoted(self.text("summary", group) or "无")
        yield f"credit_line: {said}", "", ()
        yield f"excerpt: {said}", "", ()
        yield f"corrections: [{{date: 2026-03-01, text: {said}}}]", "", ()
        yield "mode: excerpt", "", ()
        yield from self._end(number)

    def _topic(self, group):
        yield "---", "", ()
        yield from self._said("title", group, "无题")
        yield from self._said("summary", group, "无")
        yield "---", "", ()

    def _issue(self, first):
        yield "---", "", ()
        yield from self._said("title", self.groups[first], "无题")
        yield f"lede: {quoted(self.text('summary', self.groups[first]) or '无')}", "", ()
        yield "---", "", ()
        for number in range(first, min(first + TOPIC, len(self.groups))):
            yield f"::: item a{number}", "", ()
            yield from self._body("note", self.groups[number])
            yield ":::\n", "", ()

    def _said(self, field, group, otherwise):
        said = quoted(self.text(field, group) or otherwise)
        yield f"{field}: {said}", field, tuple(self.held(field, group))

    def _listed(self, key, field, form, group):
        if held := self.held(field, group):
            yield f"{key}:", "", ()
            for one in held:
                value = form.format(quoted(self.payloads[one]))
                yield f"- {{{value}}}" if ":" in form else f"- {value}", field, (one,)

    def _end(self, number):
        yield f"published: 2026-{1 + number % 4:02}-{1 + number % 28:02}", "", ()
        yield "rights: own", "", ()
        yield "---", "", ()

    def _body(self, field, group):
        """Give each payload an entry of a list, which ends whatever it opens."""
        for one in self.held(field, group):
            yield "- " + re.sub("(\r\n|\r|\n)", r"\1  ", self.payloads[one]), field, (one,)
            yield "", "", ()

    # ---- Refusing

    def _leave_out(self, faults):
        before = sum(map(len, self.refused.values()))
        whole = []
        for fault in faults:
            if fault.message.startswith("`tags/") and ".atom`" in fault.message:
                continue  # the feed of a tag whose page is complained of too
            path, line = fault.location.path, fault.location.line
            field, numbers = self._lines[path][line - 1] if line else self._meant(fault)
            assert field, f"not for any payload: {fault}"
            if field in JOINED:
                whole.append((field, numbers))
            else:
                self.refused[field].update(numbers)
        for field, numbers in whole:
            self.refused[field].update(self.refused["byline"].intersection(numbers) or numbers)
        assert sum(map(len, self.refused.values())) > before, faults[:3]

    def _meant(self, fault):
        """Give the tag that would be written where another one is."""
        number = int(re.search(r"/k(\d+)\.md", fault.location.path)[1])
        named = [
            one for one in self.held("tag", self.groups[number]) if shown(self.payloads[one]) in fault.message
        ]
        assert named, fault
        return "tag", (max(named, key=lambda one: len(self.payloads[one])),)


def _grouped(payloads):
    """Part the numbers of payloads into groups of neighbours."""
    group, length = [], 0
    for number, payload in enumerate(payloads):
        if group and (len(group) == SIZE or length + len(payload) > LENGTH):
            yield tuple(group)
            group, length = [], 0
        group.append(number)
        length += len(payload)
    yield tuple(group)
