"""Whoever waits is told how far a build is; whoever does not is told nothing."""

import io
import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from generator import progress
from generator.cli import main
from generator.executor.stages import Stage, Stages
from generator.progress import Bars, Lines, table

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))


def passing(watcher, *names, items=4):
    """Let some stages pass, each in two parts."""
    stages = Stages(watcher)
    for name in names:
        with stages(name, items) as advance:
            advance(items // 2)
            advance(items - items // 2)
    return stages


@pytest.fixture
def screen(monkeypatch):
    """What is drawn on a terminal."""
    drawn = io.StringIO()
    terminal = Console(file=drawn, force_terminal=True, width=100)
    monkeypatch.setattr("rich.console.Console", lambda **_: terminal)
    return drawn


def test_a_short_build_draws_nothing(screen):
    bars = Bars()
    passing(bars, "parse", "render")
    bars.close()
    assert screen.getvalue() == ""


def test_a_long_build_draws_the_stage_that_passes_and_takes_the_bar_away(screen, monkeypatch):
    monkeypatch.setattr(progress, "_SHORT", -1)
    bars = Bars()
    passing(bars, "parse")
    bars._progress.refresh()  # noqa: SLF001 - it draws ten times a second
    assert "parse" in screen.getvalue()
    assert "4/4" in screen.getvalue()
    passing(bars, "render", items=6)
    bars._progress.refresh()  # noqa: SLF001 - as above
    drawn = screen.getvalue()
    assert "6/6" in drawn
    bars.close()
    assert screen.getvalue() > drawn
    assert screen.getvalue().endswith("\x1b[1A\x1b[2K")


def test_where_there_is_no_terminal_a_stage_that_took_a_while_is_a_line(capsys, monkeypatch):
    monkeypatch.setattr(progress, "_SHORT", -1)
    passing(Lines(), "parse", items=1234)
    assert capsys.readouterr().err == "parse: 1,234 in 0.0 s\n"


def test_a_stage_of_no_time_is_no_line(capsys):
    passing(Lines(), "parse")
    assert capsys.readouterr().err == ""


def test_a_profile_is_a_table_of_stages():
    said = table([Stage("read", 0, 0.25), Stage("parse", 1000, 1.5)], 2.0)
    assert said.splitlines() == [
        "stage       seconds     items   µs each",
        "read          0.250",
        "parse         1.500     1,000     1,500",
        "the whole     2.000",
    ]


def test_a_build_with_a_profile_says_its_stages(tmp_path):
    site = tiny["fresh"](tmp_path)
    said = CliRunner().invoke(main, ["build", str(site.root), "--profile"]).stderr
    named = [line.split()[0] for line in said.splitlines()]
    assert [name for name in named if name in ("read", "parse", "assemble", "plan", "render", "write")] == [
        "read",
        "parse",
        "assemble",
        "plan",
        "render",
        "write",
    ]
