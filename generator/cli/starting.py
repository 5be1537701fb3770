"""Start a site, an article or an issue; say by which keys an editor completes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.told import checked, done

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.new import Place


@click.group()
def new() -> None:
    """Start a site, an article or an issue."""


@new.command("site")
@click.argument("root", default=".", type=click.Path(file_okay=False))
@click.option("--github-pages", is_flag=True, help="Add the workflow that publishes it on GitHub Pages.")
def _new_site(root: str, *, github_pages: bool) -> None:
    """Write the shortest site that works into ROOT."""
    from generator.new import new_site

    _scaffold(lambda: new_site(Path(root), github_pages=github_pages), root)
    click.echo(f"now: wenzhai build {root}")


@new.command("article")
@click.argument("id_", metavar="ID")
@click.option("--root", default=".", type=click.Path(file_okay=False, exists=True), help="The site's folder.")
def _new_article(id_: str, root: str) -> None:
    """Write the article ID as a draft to be filled in."""
    from generator.new import new_article

    _scaffold(lambda: new_article(Path(root), id_), root)


@new.command("issue")
@click.argument("date", required=False)
@click.option("--series", metavar="ID", help="The series it belongs to (default: the first).")
@click.option("--root", default=".", type=click.Path(file_okay=False, exists=True), help="The site's folder.")
def _new_issue(date: str | None, series: str | None, root: str) -> None:
    """Write an issue of DATE (default: today) with the articles that no issue has used."""
    from generator.new import new_issue

    if date is not None:
        checked("DATE", date, _known_day)
    _scaffold(lambda: new_issue(Path(root), date, series), root)


def _scaffold(step: Callable[[], Place], root: str) -> None:
    for path in done(step, root).written:
        click.echo(path)


def _known_day(date: str) -> None:
    from generator import edtf

    if edtf.first_day(edtf.parse(date), "UTC") is None:
        raise ValueError(f"`{date}` is no day: write `2026-11-23`")


@click.command()
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of the front matter: of all kinds, or of one (article, issue, site, …)."""
    from generator.schema import KINDS
    from generator.schema import schema as schema_of

    if kind is not None and kind not in KINDS:
        raise click.BadParameter(f"one of: {', '.join(KINDS)}", param_hint="KIND")
    click.echo(schema_of(kind), nl=False)
