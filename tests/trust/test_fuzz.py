"""The targets of `fuzz.py` hold for what their search begins with, and for what it once found."""

import runpy
from pathlib import Path

import pytest

fuzz = runpy.run_path(str(Path(__file__).with_name("fuzz.py")))
TARGETS = fuzz["TARGETS"]
FOUND = {
    "front-matter": [
        b"\n?",
        b"---\n?\n---\n",
        b'---\ntitle: "\xe2\x80\xa9a\xe2\x80\xa9"\n---\n',
        b"[" * 50_000,
    ],
    "files": [b"\6?", b"\0---\ntitle: [" + b"[" * 50_000],
}


@pytest.mark.parametrize("name", TARGETS)
def test_a_parser_takes_or_refuses_what_its_search_begins_with(name):
    target, seeds = TARGETS[name]
    tried = [*seeds(), *FOUND.get(name, []), b"", b"\0", b"\xff"]
    for data in tried:
        target(data)
    assert len(tried) > 4


def test_a_parser_that_fails_prints_its_input(capsys):
    def broken(_):
        raise IndexError

    with pytest.raises(IndexError):
        fuzz["telling"](broken)(b"\xe6?")
    assert capsys.readouterr().out == "fails at b'\\xe6?'\n"
