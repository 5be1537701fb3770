"""The reference in the READMEs names every key there is, and no other."""

import re
from configparser import ConfigParser
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from generator.model import article, chain, issue, kinds, rights, source, timeline, topic
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


def commands(name):
    """Give the blocks of code that name no language."""
    text = (REPOSITORY / name).read_text("utf-8")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block for language, block in blocks if not language]


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
    first, second = (commands(name) for name in ("README.md", "README.zh.md"))
    bare = [[re.sub(r"\s+#.*", "", block) for block in blocks] for blocks in (first, second)]
    assert bare[0] == bare[1]
    assert bare[0][:2] == ["pip install . && wenzhai build\n", "pip install -e '.[all,test]' && pytest\n"]


def test_the_floors_that_are_told_are_those_that_are_held():
    linted = ConfigParser()
    linted.read(REPOSITORY / ".importlinter", "utf-8")
    layers = linted["importlinter:contract:floors"]["layers"].strip().splitlines()
    (rows,) = [rows for rows in tables("CONTRIBUTING.md").values() if code(rows[0][1])[:1] == ["__main__"]]
    assert [set(code(row[1])) for row in rows] == [set(re.findall(r"\w+", layer)) for layer in layers]
