"""Themes and data stay inside: no link, template or field leads out, and a build calls nobody."""

import contextlib
import itertools
import json
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.compose import Request
from generator.errors import BuildFailed
from generator.live import Live
from generator.parse import Document, parse
from generator.schema import KINDS, schema

HERE = Path(__file__).parent
tiny = runpy.run_path(str(HERE.with_name("tiny.py")))
processes_ = runpy.run_path(str(HERE / "processes.py"))
settings, Processes = processes_["settings"], processes_["Processes"]

CANARY = "canary-8d1f4a-which-nobody-may-read"
OUTSIDE = {
    "canary.txt": CANARY,
    "canary.md": f"---\ntitle: {CANARY}\nsource: 新华社\npublished: 2026-11-20\nrights: own\n---\n{CANARY}\n",
    "canary.yaml": f"{CANARY}: {{name: {CANARY}}}\n",
    "canary.html": f"{CANARY}\n",
    "folder/canary.md": CANARY,
    "folder/canary.html": CANARY,
    "folder/theme.yaml": "extends: base\n",
}


@pytest.fixture
def site(tmp_path):
    """A site that is built, beside files that are none of its business."""
    made = tiny["fresh"](tmp_path)
    for name, text in OUTSIDE.items():
        made.write(f"../{name}", text)
    made.build()
    return made


@pytest.fixture
def processes():
    made = Processes()
    yield made
    made.close()


class Watched:
    """Looks whether a site's output, and all around it, is as it was."""

    def __init__(self, site):
        self.site, self.tree = site, site.tree()
        self.around = self.others()

    def others(self):
        root = self.site.root.parent
        files = {p.relative_to(root).as_posix(): p for p in root.rglob("*") if not p.is_dir()}
        ours = ("site/site/", "site/.wenzhai/", "site/content/", "site/themes/")
        return {path: file.read_bytes() for path, file in files.items() if not path.startswith(ours)}

    def untouched(self):
        return self.others() == self.around

    def inside(self):
        """Say whether nothing of outside is in the output."""
        return self.untouched() and not any(CANARY.encode() in data for data in self.site.tree().values())


def refused(site):
    """Give what a build that is at fault says."""
    with pytest.raises(BuildFailed) as failure:
        site.build()
    return failure.value.problems


# --- links


LINKED = {
    "content": True,
    "content/site.yaml": False,
    "content/sources.yaml": False,
    "content/rights.yaml": False,
    "content/anchors.yaml": False,
    "content/articles": True,
    "content/articles/link.md": False,
    "content/articles/deep": True,
    "content/articles/deep/deeper/link.md": False,
    "content/issues/link.md": False,
    "content/topics/link.md": False,
    "content/pages/link.md": False,
    "content/static": True,
    "content/static/link.txt": False,
    "content/static/.well-known": True,
    "themes": True,
    "themes/kid": True,
    "themes/kid/theme.yaml": False,
    "themes/kid/page.html": False,
    "themes/kid/pieces": True,
    "themes/kid/words/zh-Hans.yaml": False,
    "themes/kid/assets": True,
    "themes/kid/assets/link.svg": False,
}
"""Where a link may lie, and whether it is in a folder's place."""


def leading(target, other, kind):
    """Give links by their place, the first of which is asked for, that lead to a file or a folder."""
    chain = [other.with_name(f"{other.name}-{n}") for n in range(3)]
    return {
        "to it": [(None, target)],
        "to it by a way from here": [(None, os.path.relpath(target, kind))],
        "to a link": [(None, chain[0]), (chain[0], target)],
        "to a chain of links": [
            (None, chain[0]),
            (chain[0], chain[1]),
            (chain[1], chain[2]),
            (chain[2], target),
        ],
        "to itself": [(None, None)],
        "to a link that leads back": [(None, chain[0]), (chain[0], None)],
        "to nothing": [(None, other / "nothing")],
    }


def test_no_link_is_followed_out_of_content_or_a_theme(site, figure):
    original, tried = site.root.with_name("original"), 0
    shutil.copytree(site.root, original, ignore=shutil.ignore_patterns("site", ".wenzhai"))
    watched = Watched(site)
    for path, is_folder in LINKED.items():
        place = site.root / path
        suffix = place.suffix if place.suffix in {".md", ".yaml", ".html"} else ".txt"
        target = site.root.parent / ("folder" if is_folder else f"canary{suffix}")
        for links in leading(target, site.root.parent / "link", place.parent).values():
            if place.is_dir():
                shutil.rmtree(place)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            made = [(link or place) for link, _ in links]
            for (_, to), link in zip(links, made, strict=True):
                link.symlink_to(to or place)
            (problem, *_) = [p for p in refused(site) if p.location.path == path]
            assert "symbolic link" in problem.message
            assert "itself here" in problem.hint
            assert site.tree() == watched.tree
            for link in made:
                link.unlink()
            assert watched.inside()
            tried += 1
        for folder in ("content", "themes"):
            shutil.rmtree(site.root / folder, ignore_errors=True)
            shutil.copytree(original / folder, site.root / folder)
    site.build()
    assert site.tree() == watched.tree
    figure("inside", f"{tried} links in {len(LINKED)} places: 0 followed")


COMMANDS = {
    "content/anchors.yaml": [["dates", "港口", "--root", "ROOT"], ["check", "ROOT"]],
    "content/sources.yaml": [["credit", "来源：新华社", "--root", "ROOT"], ["check", "ROOT"]],
    "content/articles": [["new", "article", "x", "--root", "ROOT"], ["check", "ROOT"]],
    "whitelist.yaml": [["check", "ROOT", "--rules", "cn-news"]],
}


def test_no_command_follows_a_link_that_a_build_does_not(site, processes, figure):
    watched, tried = Watched(site), 0
    for path, commands in COMMANDS.items():
        place = site.root / path
        kept = place.rename(site.root / "kept") if place.exists() else None
        is_folder = kept and kept.is_dir()
        place.symlink_to(site.root.parent / ("folder" if is_folder else "canary.yaml"))
        for words in commands:
            code, said = processes.run([str(site.root) if word == "ROOT" else word for word in words])
            assert code == 1, said
            assert "symbolic link" in said
            assert CANARY not in said
            tried += 1
        place.unlink()
        if kept:
            kept.rename(place)
        assert watched.inside()
    figure("inside", f"{tried} other commands given links: 0 followed")


def test_a_preview_follows_no_link_either(site):
    (site.root / "content/articles/link.md").symlink_to(site.root.parent / "canary.md")
    live = Live(Request(root=str(site.root), jobs=1))
    live.refresh()
    live.close()
    assert any("symbolic link" in problem.message for problem in live.problems)


def test_a_hard_link_is_the_file_itself(site):
    """It has no other place to be told by: SECURITY.md says so."""
    os.link(site.root.parent / "canary.txt", site.root / "content/static/hard.txt")
    site.build()
    assert site.read("site/hard.txt") == CANARY


# --- templates


WAYS = [
    "{% include NAME %}",
    "{% include NAME ignore missing %}",
    "{% include [NAME, 'page.html'] %}",
    "{% include 'pieces/' ~ NAME %}",
    "{% set name = NAME %}{% include name %}",
    "{% extends NAME %}",
    "{% extends 'base/' ~ NAME %}",
    "{% import NAME as it %}",
    "{% from NAME import it %}",
    "{{ once(NAME) }}",
]


def away(root):
    """Give names that would lead out of a folder, absolute, upwards and in disguise."""
    canary = root.parent / "canary.txt"
    return [
        "/etc/passwd",
        str(canary),
        "../../etc/passwd",
        "../canary.txt",
        "../../canary.txt",
        "../../../canary.html",
        "..\\..\\canary.txt",
        "\\\\server\\canary.txt",
        "C:\\canary.txt",
        f"file://{canary}",
        "file:../canary.txt",
        "%2e%2e/%2e%2e/canary.txt",
        "..%2f..%2fcanary.txt",
        "%2e%2e%5ccanary.txt",
        "articles/../../../canary.txt",
        "base/../../../canary.html",
        "about\0canary.txt",
    ]


def test_no_template_is_taken_from_outside_a_theme(site, figure):
    watched, tried = Watched(site), 0
    names = away(site.root)
    for way in WAYS:
        for number, name in enumerate(names):
            quoted = json.dumps(name).replace("\\u0000", "\\x00")  # Jinja reads escapes as Python does
            site.write(f"themes/kid/away-{number}.html", way.replace("NAME", quoted))
        found = {problem.location.path: problem for problem in refused(site)}
        assert sorted(found) == sorted(f"themes/kid/away-{number}.html" for number in range(len(names)))
        assert all(problem.hint for problem in found.values())
        tried += len(found)
    assert site.tree() == watched.tree
    assert watched.inside()
    figure("inside", f"{tried} templates that name a file outside: 0 taken")


# --- fields


WORDS = {
    "article": {
        *("title", "headline", "source", "credit_line", "byline", "editor", "rights", "summary", "excerpt"),
        *("byline[]", "byline[].name", "chain[]", "chain[].source", "chain[].account", "chain[].platform"),
        *("tags[]", "timeline[].what", "timeline[].says", "timeline[].anchor", "timeline[].at"),
        *("images{}", "images{}.credit", "images{}.rights", "images{}.alt"),
        *("citations[].source", "citations[].work", "citations[].upstream", "citations[].at"),
        *("edits[].at", "edits[].note", "corrections[].text", "withdrawn.reason"),
        *("rights.basis", "rights.record", "rights.holder", "rights.note"),
        *("unknown.source", "unknown.author", "unknown.title", "unknown.editor"),
        *(
            f"{where}source.{key}" if where != "timeline[]." else f"timeline[].says.{key}"
            for where in ("", "chain[].", "citations[].", "timeline[].")
            for key in ("name", "aliases[]", "platform", "rights", "contact")
        ),
    },
    "issue": {"title", "lede", "editor", "thanks", "thanks[]", "corrections[].text"},
    "topic": {"title", "summary"},
    "page": {"title", "summary"},
    "site": {"title", "tagline", "editor", "contact", "series{}.title", "navigation[].text", "footer[].text"},
    "sources": {f"{{}}.{key}" for key in ("name", "aliases[]", "platform", "rights", "contact")},
    "rights": {"{}.grantor", "{}.evidence", "{}.wording"},
    "anchors": {"{}"},
}
"""Fields that hold words and name no file: a new field belongs here, or has a form that leads nowhere."""
ADDRESSES = {"aliases[]", "navigation[].url", "footer[].url"}
"""Those that name a page of the site, whose root a slash is."""
FILES = {
    **{kind: f"content/{kind}s/case.md" for kind in ("article", "issue", "topic", "page")},
    **{kind: f"content/{kind}.yaml" for kind in ("site", "sources", "rights", "anchors")},
}


def fields(part, parts, path=""):
    """Give every field of a schema that text can be written into, by its way; keys of mappings are `{}`."""
    if "$ref" in part:
        yield from fields(parts[part["$ref"].rpartition("/")[2]], parts, path)
    elif "anyOf" in part:
        for one in part["anyOf"]:
            yield from fields(one, parts, path)
    elif part.get("type") == "object":
        for name, inner in part.get("properties", {}).items():
            yield from fields(inner, parts, f"{path}.{name}" if path else name)
        inner = part.get("additionalProperties")
        if isinstance(inner, dict):
            yield f"{path}{{}}"
            yield from fields(inner, parts, f"{path}{{}}")
    elif part.get("type") == "array":
        yield from fields(part["items"], parts, f"{path}[]")
    elif part.get("type") not in {"null", "boolean", "integer"}:
        yield path


def every_field():
    """Give every field of every kind of file, as the schema that `wenzhai schema` prints has them."""
    parts = json.loads(schema())["$defs"]
    return {kind: sorted(set(fields(parts[kind], parts[kind].get("$defs", {})))) for kind in KINDS}


def nested(field, value, siblings):
    """Give a value in its place, and what has to stand beside it on the way there."""
    steps = field.replace("[]", ".[]").replace("{}", ".{}").strip(".").split(".")
    for number in range(len(steps) - 1, -1, -1):
        above, step = "".join(steps[:number]), steps[number]
        if step == "[]":
            value = [value]
        elif step == "{}":
            value = {value: {}} if isinstance(value, str) else {"id": value}
        else:
            value = {**siblings.get(above, {}), step: value}
    return value


def written(kind, field, value):
    """Write a file that holds nothing but a field."""
    text = json.dumps(nested(field, value, {}), ensure_ascii=False)
    return f"---\n{text}\n---\n" if FILES[kind].endswith(".md") else f"{text}\n"


def faults(kind, field, value):
    """Give what parsing says of a field, at its place."""
    document = Document(path=FILES[kind], kind=kind, data=written(kind, field, value).encode())
    return {p for p in parse(document).problems if p.severity == "fault" and p.location.line}


def test_a_field_of_a_form_takes_no_path_that_leads_out(tmp_path, figure):
    tried = set()
    for kind, names in every_field().items():
        assert WORDS[kind] <= set(names), WORDS[kind] - set(names)
        for field in names:
            if field in WORDS[kind]:
                continue
            missing = faults(kind, field, "x")  # what has to stand beside it
            for name in away(tmp_path / "site"):
                if field in ADDRESSES and name.startswith("/"):
                    continue
                found = faults(kind, field, name) - missing
                assert found, (kind, field, name)
                tried.add((kind, field, name))
    count = len({(kind, field) for kind, field, _ in tried})
    figure("inside", f"{len(tried)} paths in {count} fields of a form: 0 let through")


LOOKED_UP = {
    *("source", "rights", "rights.basis", "rights.record", "chain[]", "chain[].source", "citations[].source"),
    *("timeline[].says", "timeline[].anchor", "timeline[].at", "citations[].at", "edits[].at"),
}
"""Words of an article that have to be known: a name, a right, a time, a paragraph."""
SIBLINGS = {
    "byline[]": {"name": "某人"},
    "chain[]": {"source": "新华社"},
    "timeline[]": {"when": "2016-09", "what": "一事"},
    "citations[]": {"work": "一书"},
    "edits[]": {"op": "cut"},
    "corrections[]": {"date": "2026-11-20", "text": "一处"},
    "withdrawn": {"date": "2026-11-20", "reason": "应要求"},
    **{way: {"name": "某社"} for way in ("source", "chain[]source", "citations[]source", "timeline[]says")},
    "navigation[]": {"url": "about.html"},
    "footer[]": {"url": "about.html"},
}
"""What else has to stand beside a field."""
BESIDE = {
    "article": {"title": "一题", "source": "新华社", "published": "2026-11-20", "rights": "own"},
    "issue": {"date": "2026-11-20"},
    "topic": {"title": "一事"},
    "page": {"title": "一页"},
    "site": {"title": "小站", "url": "https://small.example/", "as_of": "2026-11-23", "theme": "kid"},
    "sources": {"name": "某社"},
    "rights": {"grantor": "新华社", "basis": "authorised"},
}


def whole(kind, field, value):
    """Give all that a file, or an entry of a registry, says: a field, and what it cannot do without."""
    made = nested(field.removeprefix("{}."), value, SIBLINGS)
    beside = {
        k: v for k, v in BESIDE[kind].items() if k not in made and not (k == "source" and "chain" in made)
    }
    return beside | made


def put(site, chosen, value):
    """Write a file, or an entry, for each of the fields, and give their paths."""
    paths = []
    for number, (kind, field) in enumerate(chosen):
        made = whole(kind, field, value)
        if kind in {"sources", "rights"}:
            paths.append(FILES[kind])
            made = {f"case-{number}": made}
            site.write(paths[-1], site.read(paths[-1]) + json.dumps(made, ensure_ascii=False)[1:-1] + "\n")
            continue
        paths.append(FILES[kind].replace("case", f"case-{number}"))
        text = json.dumps(made, ensure_ascii=False)
        site.write(paths[-1], f"---\n{text}\n---\n一段。\n" if paths[-1].endswith(".md") else text)
    return paths


def test_a_field_of_words_is_nothing_but_words(site, figure):
    watched, built = Watched(site), 0
    names = [name for name in away(site.root)[1::4] if name.isprintable()]  # all else no text may hold
    known = [("article", field) for field in sorted(LOOKED_UP)]
    free = {kind: [(kind, field) for field in sorted(WORDS[kind])] for kind in WORDS}
    free["article"] = [one for one in free["article"] if one not in known]
    many = [one for kind in ("article", "issue", "topic", "page", "rights") for one in free[kind]]
    plain = {path: site.read(path) for path in (FILES["sources"], FILES["rights"])}
    for name in names:
        site.write(plain)
        put(site, many, name)
        built += len(many)
        for one, other in itertools.zip_longest(free["site"], free["sources"]):
            site.write(FILES["sources"], plain[FILES["sources"]])
            chosen = [each for each in (one, other) if each]
            put(site, chosen, name)
            site.build()
            assert watched.inside()
            built += len(chosen)
        asked = put(site, known, name)
        faulty = {problem.location.path: problem for problem in refused(site) if problem.severity == "fault"}
        assert sorted(faulty) == sorted(asked)
        assert all(problem.hint and problem.location.line for problem in faulty.values())
        for path in asked:
            site.remove(path)
    count = len(names) * len(known)
    figure(
        "inside",
        f"{built} paths in fields of words: 0 read; {count} where a name is to be known: 0 let through",
    )


def test_a_text_that_links_a_file_outside_takes_nothing_from_it(site, figure):
    watched, tried = Watched(site), 0
    for form in ("![图](<NAME>)", "[文](<NAME>)", '<img src="NAME">', '<a href="NAME">文</a>'):
        for number, name in enumerate(away(site.root)):
            text = form.replace("NAME", name.replace("\0", "&#0;"))
            site.write(f"content/pages/case-{number}.md", f"---\ntitle: 一页\n---\n{text}\n")
            tried += 1
        with contextlib.suppress(BuildFailed):
            site.build()
        assert watched.inside()
    figure("inside", f"{tried} links of texts to files outside: 0 taken")


# --- connections


PAGE = """<!doctype html><html lang="zh"><head><title>一页</title><link rel="stylesheet" href="https://example.com/s.css">
<link rel="canonical" href="https://example.com/a-page"></head><body><article><h1>一页</h1>
<p>来源：新华社</p><p><img src="https://example.com/i.png">一个港口开工了，港口很大，船很多，人也很多，这是一段够长的话。</p>
<p>第二段也说这个港口，说它什么时候开工，什么时候完工，还说谁来建，谁来用，谁来管。</p></article></body></html>
"""
CALLS = "connect,sendto,sendmsg,sendmmsg"
HAND = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"


def calls(words, log):
    """Run a Python under strace, and give the calls that it and all that it starts make to a network."""
    done = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-o", str(log), "-e", f"trace={CALLS}", sys.executable, *words],
        env=settings(), capture_output=True, check=False,
    )  # fmt: skip
    return done, [line for line in log.read_text("utf-8", "replace").splitlines() if "AF_INET" in line]


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_neither_a_build_nor_a_check_nor_a_clipped_file_calls_anybody(site, figure):
    pytest.importorskip("trafilatura")
    tiny["grow"](site, 600)  # more than one process is given
    site.write("../page.html", PAGE)
    log, root = site.root.with_name("calls.log"), str(site.root)
    assert calls(["-c", HAND], log)[1], "strace sees no calls here"
    commands = [
        ["build", root, "--force", "--jobs=2"],
        ["check", root],
        ["clip", str(site.root.with_name("page.html")), "--root", root],
    ]
    for words in commands:
        done, found = calls(["-m", "generator", *words], log)
        assert done.returncode in ({0, 1} if words[0] == "check" else {0}), done.stderr
        assert b"Traceback" not in done.stderr
        assert not found, found
    figure("inside", f"{', '.join(words[0] for words in commands)}: 0 calls to a network")
