"""The reference in the READMEs names every key there is, and no other."""

import re
from configparser import ConfigParser
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from generator.build import build
from generator.compose import Request
from generator.model import article, chain, issue, kinds, rights, source, timeline, topic
from generator.new import new_site
from generator.settings import SiteMatter

REPOSITORY = Path(__file__).parents[1]
TABLES = {
    "### site.yaml": SiteMatter,
    "### sources.yaml": source.SourceMatter,
    "### rights.yaml": rights.RecordMatter,
    "### Article": article.ArticleMatter,
    "Hop, in `chain`:": chain.HopMatter,
    "Person, in `byline`:": chain.PersonMatter,
    "Right, as `rights`:": rights.RightMatter,
    "Event, in `timeline`:": timeline.EventMatter,
    "### Issue": issue.IssueMatter,
    "### Topic": topic.TopicMatter,
    "### Page": topic.PageMatter,
}
SMALL = {
    "citations": chain.CitationMatter,
    "edits": article.EditMatter,
    "corrections": article.CorrectionMatter,
    "withdrawn": article.WithdrawalMatter,
    "images": article.ImageMatter,
    "unknown": article.UnknownMatter,
}
WORDS = {
    ("### sources.yaml", "kind"): kinds.SourceKind,
    ("### rights.yaml", "basis"): kinds.Basis,
    ("### rights.yaml", "modes"): kinds.Mode,
    ("### rights.yaml", "onward"): kinds.Onward,
    ("### Article", "genre"): kinds.Genre,
    ("### Article", "mode"): kinds.Mode,
    ("Hop, in `chain`:", "role"): kinds.Role,
    ("Hop, in `chain`:", "permission"): kinds.Claim,
    ("Hop, in `chain`:", "onward"): kinds.Onward,
    ("Person, in `byline`:", "role"): kinds.Part,
    ("Event, in `timeline`:", "status"): kinds.Status,
}


def tables(name):
    """Give the tables of a README by the line above each, the rows as cells."""
    lines = (REPOSITORY / name).read_text("utf-8").splitlines()
    found, above = {}, ""
    for line in lines:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            found.setdefault(above, []).append(cells)
        elif line.startswith("#") or line.endswith((":", "：")):
            above = line
    return {above: rows[2:] for above, rows in found.items()}


def code(cell):
    return re.findall(r"`([^`]+)`", cell)


def keys(rows, column=0):
    return [key for row in rows for key in code(row[column])]


def fields(matter):
    return {field.encode_name for field in msgspec.structs.fields(matter)}


def blocks(name, language=""):
    """Give the blocks of code of one language."""
    text = (REPOSITORY / name).read_text("utf-8")
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block for named, block in found if named == language]


@pytest.mark.parametrize("heading", TABLES)
def test_every_key_of_a_file_stands_in_its_table(heading):
    written = [k for k in keys(tables("README.md")[heading]) if k != "anchors.yaml"]
    assert sorted(written) == sorted(fields(TABLES[heading]))


def test_every_key_of_the_small_parts_stands_in_their_table():
    rows = tables("README.md")["Citation, edit, correction, withdrawal, image:"]
    written, part = {}, ""
    for first, *rest in rows:
        part = code(first)[0] if code(first) else part
        written.setdefault(part, set()).update(code(rest[0]))
    assert written == {name: fields(matter) for name, matter in SMALL.items()}


@pytest.mark.parametrize(("heading", "key"), WORDS)
def test_every_word_that_a_key_may_hold_is_named(heading, key):
    (row,) = [row for row in tables("README.md")[heading] if key in code(row[0])]
    assert set(code(row[1])) == set(get_args(WORDS[heading, key]))


def test_both_languages_have_the_same_tables_keys_and_values():
    english, chinese = (list(tables(name).values()) for name in ("README.md", "README.zh.md"))
    assert [keys(rows) for rows in english] == [keys(rows) for rows in chinese]
    assert [keys(rows, 1) for rows in english] == [keys(rows, 1) for rows in chinese]


def test_both_languages_give_the_same_commands():
    first, second = (blocks(name) for name in ("README.md", "README.zh.md"))
    bare = [[re.sub(r"\s+#.*", "", block) for block in said] for said in (first, second)]
    assert bare[0] == bare[1]
    assert bare[0][:2] == ["pip install . && wenzhai build\n", "pip install -e '.[all,test]' && pytest\n"]


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_what_the_tour_shows_builds_in_a_new_site(name, tmp_path):
    new_site(tmp_path)
    (first, sources, second) = blocks(name, "yaml")[:3]
    registry = tmp_path / "content/sources.yaml"
    registry.write_text(registry.read_text("utf-8") + sources, "utf-8")
    for id_, text in (("first", first), ("second", second)):
        (tmp_path / f"content/articles/{id_}.md").write_text(text, "utf-8")
    report = build(Request(root=str(tmp_path), jobs=1, as_of="2099-01-01"))
    assert (report.warnings, report.skipped) == ((), ())
    assert "articles/second.html" in report.disc.written


def test_both_languages_show_the_same_entries_of_sources():
    assert blocks("README.md", "yaml")[1] == blocks("README.zh.md", "yaml")[1]


def test_the_floors_that_are_told_are_those_that_are_held():
    linted = ConfigParser()
    linted.read(REPOSITORY / ".importlinter", "utf-8")
    layers = linted["importlinter:contract:floors"]["layers"].strip().splitlines()
    (rows,) = [rows for rows in tables("CONTRIBUTING.md").values() if code(rows[0][1])[:1] == ["__main__"]]
    assert [set(code(row[1])) for row in rows] == [set(re.findall(r"\w+", layer)) for layer in layers]
