"""No save is missed: however an editor writes, whatever else happens in the folders."""

import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.serve.watch import silent_system

tests = Path(__file__).parent
fresh = runpy.run_path(str(tests / "tiny.py"))["fresh"]
Served = runpy.run_path(str(tests / "serving.py"))["Served"]

EDITS = 50
ONE = "content/articles/one.md"
ARTICLE = "---\ntitle: {0}\nsource: 新华社\ncollected: 2026-11-21\nrights: own\n---\n{1}\n"


def in_place(file, data):
    """As nano and VS Code do: the file is emptied, then written."""
    file.write_bytes(data)


def rename_over(file, data):
    """As gedit and many tools do: a new file takes the old one's name."""
    other = file.with_name(f".{file.name}.tmp")
    other.write_bytes(data)
    other.replace(file)


def with_backup(file, data):
    """As vim does: the old file becomes the backup, a new one is written, the backup goes."""
    probe, backup = file.with_name("4913"), file.with_name(f"{file.name}~")
    probe.touch()
    probe.unlink()
    file.rename(backup)
    with file.open("wb") as new:
        new.write(data[: len(data) // 2])
        new.flush()
        new.write(data[len(data) // 2 :])
    backup.unlink()


@pytest.fixture
def site(tmp_path):
    return fresh(tmp_path)


@pytest.mark.parametrize("save", [in_place, rename_over, with_backup])
def test_every_save_is_noticed_and_is_one_update(site, save):
    text = site.read(ONE)
    with Served(site.root) as preview:
        for number in range(EDITS):
            save(site.root / ONE, f"{text}\n第 {number} 改。\n".encode())
            preview.until_shown("articles/one.html", f"第 {number} 改。")
        preview.until_said(f"{ONE} ", times=EDITS)
        assert preview.words.count(f"{ONE} ") == EDITS


def test_a_file_in_a_folder_that_is_new_is_noticed(site):
    with Served(site.root) as preview:
        for number in range(EDITS):
            folder = f"content/articles/new{number}/deep"
            site.write(f"{folder}/x{number}.md", ARTICLE.format(f"新{number}", "一。"))
            preview.until_shown(f"articles/x{number}.html", "一。")
            site.write(f"{folder}/x{number}.md", ARTICLE.format(f"新{number}", "二。"))
            preview.until_shown(f"articles/x{number}.html", "二。")


def test_a_burst_of_500_files_is_noticed_whole_and_as_a_few_updates(site):
    with Served(site.root) as preview:
        site.write({f"content/articles/b/b{n}.md": ARTICLE.format(f"第{n}", "一。") for n in range(500)})
        preview.until_shown("articles/b499.html", "一。", 60)
        site.write({f"content/articles/b/b{n}.md": ARTICLE.format(f"第{n}", "二。") for n in range(500)})
        for number in range(500):
            preview.until_shown(f"articles/b{number}.html", "二。", 60)
        assert len(preview.words.splitlines()) < 20


def test_renamed_and_deleted_files_and_folders_are_noticed(site):
    site.write("content/articles/month/four.md", ARTICLE.format("第四篇", "四。"))
    articles = site.root / "content/articles"
    with Served(site.root) as preview:
        (articles / "month").rename(articles / "moon")
        (articles / "moon/four.md").rename(articles / "moon/vier.md")
        preview.until(lambda: preview.ask("/articles/vier.html")[0] == 200)
        assert preview.ask("/articles/four.html")[0] == 404
        shutil.rmtree(articles / "moon")
        preview.until(lambda: preview.ask("/articles/vier.html")[0] == 404)


def test_a_folder_of_themes_that_comes_later_is_noticed(site):
    theme = site.root / "themes"
    theme.rename(site.root / "away")
    with Served(site.root) as preview:
        preview.until_said("there is no theme `kid`")
        (site.root / "away").rename(theme)
        preview.until_shown("topics/port.html", "kid 1")
        site.edit("themes/kid/topic.html", "kid 1", "kid 2")
        preview.until_shown("topics/port.html", "kid 2")


def test_content_that_is_taken_away_and_comes_back_is_noticed(site):
    content = site.root / "content"
    with Served(site.root) as preview:
        content.rename(site.root / "away")
        preview.until_said("there is no content folder")
        assert preview.page("articles/one.html").count("讲一个港口") == 1
        (site.root / "away").rename(content)
        preview.until_said("mended")
        site.edit(ONE, "讲一个港口", "讲两个港口")
        preview.until_shown("articles/one.html", "讲两个港口")


def test_a_file_that_is_half_saved_is_no_fault(site):
    text = site.read(ONE)
    with Served(site.root) as preview:
        for number in range(10):
            site.write(ONE, "")
            site.write(ONE, f"{text}\n第 {number} 改。\n")
            preview.until_shown("articles/one.html", f"第 {number} 改。")
        assert "fault" not in preview.words


def test_an_editors_own_files_are_no_change(site):
    with Served(site.root) as preview:
        site.write({"content/articles/.one.md.swp": "x", "content/articles/one.md~": "x"})
        site.edit(ONE, "讲一个港口", "讲两个港口")
        preview.until_shown("articles/one.html", "讲两个港口")
        assert ".swp" not in preview.words


# ---- where no events come


def limited(name, number):
    """Begin a command in a user namespace of its own, whose limit on inotify is this."""
    if not shutil.which("unshare"):
        pytest.skip("there is no unshare on this machine")
    limit = f'echo {number} > /proc/sys/user/{name} && exec "$@"'
    before = ["unshare", "-Ur", "sh", "-c", limit, "sh"]
    if subprocess.run([*before, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody have a user namespace")
    return before


@pytest.mark.parametrize(("name", "number"), [("max_inotify_watches", 5), ("max_inotify_instances", 0)])
def test_when_inotify_is_exhausted_it_says_so_and_looks_in_turns(site, name, number):
    text = site.read(ONE)
    with Served(site.root, before=limited(name, number)) as preview:
        preview.until_said("looking at all files in turns")
        for edit in range(10):
            site.write(ONE, f"{text}\n第 {edit} 改。\n")
            preview.until_shown("articles/one.html", f"第 {edit} 改。")
        site.write("content/articles/new/five.md", ARTICLE.format("第五篇", "五。"))
        preview.until_shown("articles/five.html", "五。")


def test_when_inotify_is_exhausted_by_new_folders_it_says_so_and_misses_nothing(site):
    folders = sum(path.is_dir() for path in (site.root / "content").rglob("*"))
    folders += sum(path.is_dir() for path in (site.root / "themes").rglob("*")) + 2
    with Served(site.root, before=limited("max_inotify_watches", folders + 2)) as preview:
        for number in range(6):
            path = f"content/articles/n{number}/x{number}.md"
            site.write(path, ARTICLE.format(f"新{number}", "一。"))
            preview.until_shown(f"articles/x{number}.html", "一。")
            site.write(path, ARTICLE.format(f"新{number}", "二。"))
            preview.until_shown(f"articles/x{number}.html", "二。")
        preview.until_said("fs.inotify.max_user_watches")


MOUNTS = """\
22 1 0:20 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:30 / /home/press rw shared:2 - nfs4 server:/press rw
31 22 0:31 / /mnt/c rw - 9p drvfs rw
32 22 0:32 / /mnt/far\\040away rw - fuse.sshfs far: rw
33 30 0:33 / /home/press/local rw - btrfs /dev/sdb rw
"""


@pytest.mark.parametrize(
    ("place", "system"),
    [
        ("/home/me/digest", ""),
        ("/home/press/digest", "nfs4"),
        ("/home/pressure", ""),
        ("/home/press/local/digest", ""),
        ("/mnt/c/digest", "9p"),
        ("/mnt/far away/digest", "fuse.sshfs"),
    ],
)
def test_a_network_disc_is_known_by_its_mount(place, system):
    assert silent_system(MOUNTS, Path(place)) == system
