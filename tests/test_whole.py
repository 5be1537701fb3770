"""An editor's files are put down whole, and as open to others as they were."""

import os
import resource

import pytest

from generator.write import put


@pytest.fixture
def mask():
    before = os.umask(0o027)
    yield
    os.umask(before)


def permissions(file):
    return file.stat().st_mode & 0o777


@pytest.mark.usefixtures("mask")
def test_a_new_file_is_as_open_as_the_umask_says_and_an_old_one_as_it_was(tmp_path):
    file = tmp_path / "a/b.md"
    put(file, b"one")
    assert (file.read_bytes(), permissions(file)) == (b"one", 0o640)
    file.chmod(0o600)
    put(file, b"two")
    assert (file.read_bytes(), permissions(file)) == (b"two", 0o600)
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_takes_the_place_of_another(links, tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    if not links:  # as on a disc that knows none
        monkeypatch.setattr(os, "link", refuse)
    file = tmp_path / "a.md"
    put(file, b"one", new=True)
    with pytest.raises(FileExistsError) as told:
        put(file, b"two", new=True)
    assert told.value.filename == str(file)
    assert file.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("new", [True, False])
def test_a_file_that_the_disc_does_not_take_leaves_the_old_one_or_none(new, tmp_path):
    file = tmp_path / "a.md"
    if not new:
        put(file, b"one")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            put(file, b"x" * 200, new=new)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [entry.read_bytes() for entry in tmp_path.iterdir()] == ([] if new else [b"one"])
