"""Bad input: what an editor reads, line by line.

The cases stand in cases/errors/, a file each: a sentence, the files of a site, what `wenzhai build` prints.
`pytest --rewrite` writes what is printed now.
"""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main

CASES = sorted((Path(__file__).parent / "cases" / "errors").glob("*.md"))
_CASE = re.compile(
    r"# (?P<sentence>[^\n]+)\n(?P<words>.*?)"
    r"(?P<files>^--- file: .*?)?"
    r"^--- expected(?: with (?P<options>[^\n]+))?:\n(?P<expected>.*?)"
    r"(?:^--- shown on (?P<page>\S+):\n(?P<shown>.*))?\Z",
    re.MULTILINE | re.DOTALL,
)


def printed(site, options):
    result = CliRunner().invoke(main, ["build", str(site.root), "--jobs", "1", *options])
    skipped = [line for line in result.stdout.splitlines(keepends=True) if ": skipped: " in line]
    return result.exit_code, result.stderr + "".join(skipped)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_fault_is_told_where_it_is_and_what_to_write(case, site, page, request):
    text = case.read_text(encoding="utf-8")
    found = _CASE.fullmatch(text)
    assert found, "a case has a title, files and `--- expected:`"
    place = site(found["files"] or "")
    code, said = printed(place, (found["options"] or "").split())
    if request.config.getoption("--rewrite"):
        start, end = found.span("expected")
        case.write_text(text[:start] + said + text[end:], encoding="utf-8")
        return
    assert said == found["expected"]
    assert code == (1 if said.endswith("nothing was written.\n") else 0)
    assert code == 0 or not (place.root / "site").exists()
    for line in (found["shown"] or "").splitlines():
        words = page((place.root / "site" / found["page"]).read_text(encoding="utf-8")).words
        assert line in words
