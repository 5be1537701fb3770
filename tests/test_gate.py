"""The rights gate as a table, cases/gate.txt: what is held and asked for, what goes out and why not more."""

from pathlib import Path

import pytest

from generator.assemble.gate import Say, Texts, right_of, verdict
from generator.model.article import ArticleMatter, EditMatter
from generator.model.rights import RecordMatter, RightMatter

TODAY = "2026-11-23"
RECORDS = {
    "all": RecordMatter(grantor="甲报", basis="authorised"),
    "no-full": RecordMatter(grantor="甲报", basis="authorised", modes=("excerpt", "summary")),
    "full-only": RecordMatter(grantor="甲报", basis="authorised", modes=("full",)),
    "ended": RecordMatter(grantor="甲报", basis="authorised", until="2026-11-22"),
    "ends-today": RecordMatter(grantor="甲报", basis="authorised", until="2026-11-23"),
    "ends-this-month": RecordMatter(grantor="甲报", basis="authorised", until="2026-11"),
    "begins-today": RecordMatter(grantor="甲报", basis="authorised", from_="2026-11-23"),
    "begins-tomorrow": RecordMatter(grantor="甲报", basis="authorised", from_="2026-11-24"),
    "open-end": RecordMatter(grantor="甲报", basis="authorised", from_="2026-11-01", until="unknown"),
    "nc": RecordMatter(grantor="甲报", basis="licence", licence="CC-BY-NC-4.0"),
    "licence-without-id": RecordMatter(grantor="甲报", basis="licence"),
    "on-file-none": RecordMatter(grantor="甲报", basis="none"),
    "on-file-quotation": RecordMatter(grantor="甲报", basis="quotation"),
    "quote-no-excerpt": RecordMatter(grantor="甲报", basis="quotation", modes=("summary", "link")),
    "on-file-facts": RecordMatter(grantor="甲报", basis="facts-only"),
    "own-ended": RecordMatter(grantor="甲报", basis="own", until="2026-01-01"),
}

_TABLE = (Path(__file__).parent / "cases" / "gate.txt").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.split("|")] for line in _TABLE[1:]]


def held(word):
    if word == "quotation with note":
        return RightMatter(basis="quotation", note="引以说明")
    return None if word == "-" else word


def right_to(word):
    found = []
    right = right_of(held(word), RECORDS, TODAY, Say("x.md", "rights", found))
    assert found == []
    return right


@pytest.mark.parametrize("row", ROWS, ids=lambda row: ", ".join(cell for cell in row[:4] if cell))
def test_the_gate_lets_out_what_the_table_says(row):
    word, asked, texts, further, mode, reason = row
    edits = (EditMatter(op="cut"),) if "edited" in further else ()
    matter = ArticleMatter(title="一", source="甲报", mode=asked or None, edits=edits)
    there = Texts(**{name: name in texts.split() for name in Texts.__struct_fields__})
    decided = verdict(matter, right_to(word), there, commercial="noncommercial" not in further)
    assert (decided.mode, decided.reason) == (mode, reason)


@pytest.mark.parametrize(
    "word", ["来源", "转自", "侵删", "authorised", "claimed", "none", "licence", "CC-BY", "所有"]
)
def test_a_credit_or_a_hope_is_no_right(word):
    found = []
    right = right_of(word, RECORDS, TODAY, Say("x.md", "rights", found))
    assert right.basis == "none"
    assert [p.severity for p in found] == ["fault"]


@pytest.mark.parametrize("basis", ["authorised", "licence"])
def test_an_authorisation_exists_only_through_a_record_and_a_licence_through_its_id(basis):
    found = []
    right_of(RightMatter(basis=basis), RECORDS, TODAY, Say("x.md", "rights", found))
    assert len(found) == 1


@pytest.mark.parametrize("stated", ["old", RightMatter(record="old"), RightMatter(record="old", index=True)])
def test_a_lapsed_record_names_no_basis_and_no_index(stated):
    old = RecordMatter(grantor="甲报", basis="authorised", until="2020", index=True, canonical=True)
    right = right_of(stated, {"old": old}, TODAY, Say("x.md", "rights", []))
    assert (right.basis, right.index, right.canonical) == ("none", False, False)
