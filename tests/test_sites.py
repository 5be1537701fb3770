"""Tiny whole sites in sites/<name>/: content/ built is expected/, as far as expected/ goes.

Only telling files stand in expected/. `pytest --rewrite` writes them anew; a new one begins empty.
"""

import shutil
from pathlib import Path

import pytest

SITES = sorted(path for path in (Path(__file__).parent / "sites").iterdir() if (path / "content").is_dir())


@pytest.mark.parametrize("folder", SITES, ids=lambda path: path.name)
def test_a_site_comes_out_as_expected(folder, site, request):
    place = site({})
    shutil.copytree(folder / "content", place.root / "content", dirs_exist_ok=True)
    built = place.build()
    expected = folder / "expected"
    paths = sorted(p.relative_to(expected).as_posix() for p in expected.rglob("*") if p.is_file())
    assert paths
    for path in paths:
        if request.config.getoption("--rewrite"):
            (expected / path).write_bytes(built.files[path])
        assert built.files[path].decode() == (expected / path).read_bytes().decode(), path
