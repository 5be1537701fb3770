"""The wheel alone, in an environment of its own, builds a site from any folder."""

import os
import runpy
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from email import message_from_string
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import generator

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh = tiny["fresh"]
Served = runpy.run_path(str(Path(__file__).with_name("serving.py")))["Served"]

REPOSITORY = Path(generator.__file__).parents[1]

NEEDED = {
    "cards": "PIL.Image, manimgx_fonts_cjk",
    "check": "rensa",
    "clip": "bs4, charset_normalizer, lxml, markdownify, rapidfuzz, trafilatura",
    "cluster": "dask, distributed",
    "hant": "opencc",
    "lunar": "borax.calendars.lunardate",
}
"""What the program imports of each extra."""
PAGE = "<title>港口开工</title><body><article><h1>港口开工</h1><p>来源：示例日报</p><p>港口在十一月开工。</p>"

pytest.importorskip("hatchling", reason="hatchling builds the package")
pytest.importorskip("pip", reason="pip installs it")
pytestmark = pytest.mark.skipif(
    not (REPOSITORY / "pyproject.toml").is_file(), reason="a package does not package itself"
)


def test_the_least_versions_carry_the_fixes_of_known_holes():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    assert {"nh3>=0.3.8", "markdown-it-py>=4.3.0", "Jinja2>=3.1.6"} <= set(project["dependencies"])


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=REPOSITORY)
    (made,) = folder.glob("*.tar.gz")
    return made


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory):
    """Build the wheel from the sdist, as an index or a distribution would."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # before 3.11.4 there is none
        archive.extractall(folder)
    (source,) = folder.iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist", cwd=source)
    (made,) = (folder / "dist").glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install the wheel beside what it needs, away from the checkout, and give the folder of commands."""
    env = tmp_path_factory.mktemp("env")
    run(sys.executable, "-m", "venv", "--without-pip", env)
    paths = sysconfig.get_paths("venv", vars={"base": str(env), "platbase": str(env)})
    (Path(paths["purelib"]) / "needs.pth").write_text(sysconfig.get_paths()["purelib"])
    python = next(Path(paths["scripts"]).glob("python*"))
    words = ("install", "--no-deps", "--no-index", "--ignore-installed", "--quiet", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *words, env=_clean())
    return Path(paths["scripts"])


def _asked(requirements, extra):
    """Give the requirements that hold here for an extra."""
    for words in requirements:
        wanted = Requirement(words)
        if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
            yield wanted


def _needs(wheel, extra):
    """Give what an extra brings by the metadata alone, read as pip before 23.3 does: `a_b` is not `a-b`."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        stated = message_from_string(archive.read(name).decode()).get_all("Requires-Dist")
    found = {}
    ahead = [*_asked(stated, ""), *_asked(stated, extra)]
    while ahead:
        wanted = ahead.pop()
        done = found.setdefault(wanted.name, set())
        here = distribution(wanted.name)
        known = wanted.extras & set(here.metadata.get_all("Provides-Extra", ()))
        for new in {"", *known} - done:
            ahead += _asked(here.requires or (), new)
        done |= {"", *known}
    return found


def _by_itself(wheel, extra, folder):
    """Make a folder of the wheel and of nothing but what an extra brings."""
    try:
        needs = _needs(wheel, extra)
    except PackageNotFoundError as missing:
        pytest.skip(f"{missing.name} is not installed")
    zipfile.ZipFile(wheel).extractall(folder)
    for name in needs:
        here = distribution(name)
        for top in {path.parts[0] for path in here.files if path.parts[0] not in ("..", "__pycache__")}:
            if not (folder / top).exists():
                (folder / top).symlink_to(here.locate_file(top))
    return {**_clean(), "PYTHONPATH": str(folder)}


def _clean():
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _here(pattern):
    found = (path for path in REPOSITORY.glob(pattern) if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(REPOSITORY).as_posix() for path in found}


def test_the_wheel_holds_the_program_its_grammars_and_the_themes_and_nothing_else(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == _here("generator/**/*") | {f"generator/{path}" for path in _here("themes/**/*")}
    assert {
        "generator/edtf/parts_of_day.toml",
        "generator/frontmatter/spoken.toml",
        "generator/themes/base/article.html",
        "generator/themes/base/pieces/card.html",
        "generator/themes/base/words/zh-Hant.yaml",
        "generator/themes/base/assets/style.css",
        "generator/themes/broadsheet/theme.yaml",
    } <= names


def test_the_sdist_holds_what_the_wheel_is_made_of_and_no_site(sdist):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "LICENSE",
        "README.md",
        "pyproject.toml",
        *_here("themes/**/*"),
        *_here("generator/**/*"),
    } <= names
    assert not [name for name in names if name.startswith(("content/", "site/", ".wenzhai"))]


def test_the_installed_command_builds_a_site_from_another_folder(installed, tmp_path):
    site = fresh(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    said = run(installed / "wenzhai", "build", site.root, cwd=tmp_path / "elsewhere", env=_clean())
    assert "11 parsed" in said
    site.out.rename(tmp_path / "by the wheel")
    site.forget()
    site.build()
    assert site.tree(tmp_path / "by the wheel") == site.tree()


def test_the_installed_command_previews_a_site(installed, tmp_path):
    site = fresh(tmp_path)
    with Served(site.root, command=[installed / "wenzhai"], cwd=tmp_path, env=_clean()) as preview:
        assert "讲一个港口" in preview.page("articles/one.html")
        assert preview.ask("/.wenzhai/preview.js")[0] == preview.ask("/.wenzhai/preview.css")[0] == 200


def test_the_installed_package_finds_its_own_themes(installed, tmp_path):
    code = "import generator.read as r; print(r.PACKAGE); print(r.bundled_themes())"
    package, themes = run(installed / "python", "-c", code, cwd=tmp_path, env=_clean()).splitlines()
    assert not Path(package).is_relative_to(REPOSITORY)
    assert Path(themes) == Path(package) / "themes"


def test_the_installed_command_tells_the_version_of_the_package(installed, wheel, tmp_path):
    said = run(installed / "wenzhai", "--version", cwd=tmp_path, env=_clean())
    assert said == f"wenzhai, version {generator.__version__}\n"
    assert f"wenzhai-{generator.__version__}-" in wheel.name


def test_each_extra_has_its_modules_named_here():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    assert {*NEEDED, "all", "test"} == set(project["optional-dependencies"])


@pytest.mark.parametrize("extra", NEEDED)
def test_what_an_extra_brings_can_be_imported_with_nothing_else_installed(extra, wheel, tmp_path):
    alone = _by_itself(wheel, extra, tmp_path / "alone")
    run(sys.executable, "-S", "-c", f"import {NEEDED[extra]}", cwd=tmp_path, env=alone)


def test_a_page_is_clipped_with_nothing_installed_but_the_extra(wheel, tmp_path):
    alone = _by_itself(wheel, "clip", tmp_path / "alone")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    words = ("clip", "page.html", "--stdout", "--on", "2026-11-20")
    said = run(sys.executable, "-S", "-m", "generator", *words, cwd=tmp_path, env=alone)
    assert "title: 港口开工" in said
    assert said.endswith("\n---\n\n港口在十一月开工。\n")
