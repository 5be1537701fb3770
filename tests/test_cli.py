"""The door: what is typed, what is said, what code comes out."""

import os
import re
import resource
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import generator
from generator.cli import main
from generator.new import new_site

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh = tiny["fresh"]

REPOSITORY = Path(generator.__file__).parents[1]


@pytest.fixture
def site(tmp_path):
    return fresh(tmp_path)


def run(*words):
    """Run a command; an exception that reaches the door is no result."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def build(site, *words):
    return run("build", site.root, "--jobs", 1, *words)


def test_a_build_says_how_much_it_did_and_what_to_open(site):
    result = build(site)
    assert result.exit_code == 0
    assert "11 parsed" in result.output
    assert f"open {site.out / 'index.html'}\n" in result.output


def test_the_site_may_be_the_folder_one_stands_in(site, monkeypatch):
    monkeypatch.chdir(site.root)
    result = run("build", "--jobs", "1")
    assert (result.exit_code, "open site/index.html" in result.output) == (0, True)


def test_options_reach_the_build(site, tmp_path):
    site.edit("content/articles/three.md", "tags:", "draft: true\ntags:")
    site.edit("content/issues/2026-11-22.md", "::: item three\n按语二。\n:::\n", "按语二。\n")
    out = tmp_path / "out"
    result = build(
        site, "--out", out, "--drafts", "--as-of", "2026-11-25", "--base-url", "https://b.example/x/"
    )
    assert result.exit_code == 0
    assert (out / "articles/three.html").is_file()
    assert "https://b.example/x/" in (out / "feed.atom").read_text()
    assert not site.out.exists()


def test_what_was_skipped_is_said_with_its_reason(site):
    site.edit("content/articles/three.md", "tags:", "draft: true\ntags:")
    assert "content/articles/three.md: skipped: draft\n" in build(site).output


def test_faults_give_code_1_all_at_once_with_place_and_hint(site):
    site.edit("content/articles/one.md", "source: 亿邦动力网", "source: 亿邦动网")
    site.edit("content/articles/three.md", "rights: own", "rigths: own")
    result = build(site)
    assert result.exit_code == 1
    assert "content/articles/one.md:3:1: fault: unknown source `亿邦动网`\n  did you mean" in result.output
    assert "content/articles/three.md:6:1: fault: " in result.output
    assert "2 faults; nothing was written.\n" in result.output
    assert not site.out.exists()


def test_one_fault_is_one_fault(site):
    site.edit("content/articles/three.md", "rights: own", "rigths: own")
    assert "1 fault; nothing was written.\n" in build(site).output


def test_warnings_are_shown_and_are_faults_under_strict(site):
    site.write("content/notes.txt", "x")
    assert "content/notes.txt: warning: " in (result := build(site)).output
    assert result.exit_code == 0
    assert build(site, "--strict").exit_code == 1


def test_faults_go_to_the_error_stream(site):
    site.edit("content/articles/three.md", "rights: own", "rigths: own")
    result = build(site)
    assert result.stdout == ""
    assert "rigths" in result.stderr


def test_a_folder_without_a_site_gives_code_1_and_says_what_to_do(tmp_path):
    result = run("build", tmp_path)
    assert result.exit_code == 1
    assert "there is no content folder" in result.output
    assert "wenzhai new site" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_site_without_settings_gives_code_1(tmp_path):
    (tmp_path / "content").mkdir()
    result = run("build", tmp_path)
    assert (result.exit_code, "there is no site.yaml" in result.output) == (1, True)


@pytest.mark.parametrize(
    "words",
    [
        ("build", "no-such-folder"),
        ("build", "--no-such-option"),
        ("build", "--as-of", "tomorrow"),
        ("build", "--as-of", "2026-13-01"),
        ("build", "--as-of", "unknown"),
        ("build", "--as-of", ""),
        ("build", "--as-of", "2026-12"),
        ("build", "--as-of", "2026-12-01 10:00"),
        ("build", "--base-url", "https://a.org/x?y=1"),
        ("build", "--base-url", "https://a.org/#z"),
        ("new", "issue", "unknown"),
        ("build", "--base-url", "example.org"),
        ("build", "--jobs", "0"),
        ("build", "--jobs", "many"),
        ("build", "--out"),
        ("build", "one", "two"),
        ("no-such-command",),
    ],
    ids=" ".join,
)
def test_wrong_usage_gives_code_2_and_says_what_is_wrong(words, site, monkeypatch):
    monkeypatch.chdir(site.root)
    result = run(*words)
    assert result.exit_code == 2
    assert "Error: " in result.output
    assert not site.out.exists()


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no /proc here")
@pytest.mark.parametrize(
    "words", [("new", "site", "/proc/x"), ("credit", "--file", "/proc/self/mem")], ids=" ".join
)
def test_what_the_system_refuses_is_a_fault_with_its_place(words):
    result = run(*words)
    assert result.exit_code == 1
    assert f"{words[-1]}: fault: this cannot be read or written: " in result.stderr


def test_a_disc_that_is_full_is_a_fault_of_each_command_that_writes(site):
    site.edit("content/articles/one.md", "example.com/one", "example.com/one?utm_source=a")
    for words in (("check", site.root, "--fix"), ("new", "article", "x", "--root", site.root)):
        result = subprocess.run(
            [sys.executable, "-m", "generator", *map(str, words)],
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (result.returncode, "Traceback" in result.stderr) == (1, False), result.stderr
        assert "fault: this cannot be read or written: File too large" in result.stderr
    assert "utm_source" in site.read("content/articles/one.md")


def test_an_output_folder_that_is_a_file_is_wrong_usage(site):
    site.write("taken", "a file")
    assert build(site, "--out", site.root / "taken").exit_code == 2


def test_the_version_is_told():
    assert run("--version").output == f"wenzhai, version {generator.__version__}\n"


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_names_the_commands_and_each_command_its_options(word):
    assert "build" in run(word).output
    said = run("build", word).output
    for option in ("--out", "--strict", "--drafts", "--as-of", "--base-url", "--jobs", "--force", "--why"):
        assert option in said


def test_help_loads_nothing_heavy():
    code = "import sys, generator.cli; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = _python("-c", code).stdout.split()
    assert not {"jinja2", "lxml", "markdown_it", "msgspec", "nh3", "yaml", "sqlite3"} & set(loaded)


def test_the_package_runs_as_a_program(site):
    result = _python("-m", "generator", "build", str(site.root), "--jobs", "1")
    slow = re.compile(r"\w+: .*\d\.\d s\n")  # on a machine that has much to do
    assert (result.returncode, slow.sub("", result.stderr)) == (0, "")
    assert (site.out / "index.html").is_file()
    assert _python("-m", "generator", "--help").stdout.startswith("Usage: wenzhai")


def test_names_in_any_script_are_printed_where_the_terminal_knows_only_ascii(site):
    site.edit("content/articles/one.md", "source: 亿邦动力网", "source: 亿邦动网")
    result = _python("-m", "generator", "build", str(site.root), LC_ALL="C", PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


def _python(*words, **more):
    path = os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, *words],
        env={**os.environ, "PYTHONPATH": path, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_workflow_for_github_pages_comes_with_a_new_site_or_to_one_that_is_there(tmp_path):
    workflow = tmp_path / ".github/workflows/pages.yml"
    assert run("new", "site", tmp_path).exit_code == 0
    assert not workflow.exists()
    result = run("new", "site", tmp_path, "--github-pages")
    assert (result.exit_code, result.output.split("\n")[0]) == (0, str(workflow))
    steps = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]["publish"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == [
        "pip install wenzhai",
        'wenzhai build --base-url "$ADDRESS/"',
    ]
    assert run("new", "site", tmp_path / "other", "--github-pages").exit_code == 0
    assert (tmp_path / "other/.github/workflows/pages.yml").is_file()
    assert run("new", "site", tmp_path, "--github-pages").exit_code == 1


@pytest.mark.parametrize("most", [10, 150])
def test_a_new_site_that_the_disc_does_not_hold_is_not_there_by_halves(most, tmp_path):
    resource = pytest.importorskip("resource", reason="no such limits on this system")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            new_site(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    new_site(tmp_path)
    assert run("build", tmp_path).exit_code == 0
