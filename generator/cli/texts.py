"""Say what is stated in a page, a line, a text from elsewhere."""

import sys
from pathlib import Path

import click

from generator.cli.told import checked, done, show


@click.command()
@click.argument("what", metavar="FILE|URL|-")
@click.option("--root", default=".", type=click.Path(file_okay=False, exists=True), help="The site's folder.")
@click.option("--on", metavar="DATE", help="The day it was collected (default: today).")
@click.option("--stdout", "printed", is_flag=True, help="Print the article; write nothing.")
def clip(what: str, root: str, on: str | None, *, printed: bool) -> None:
    """Make a draft of a page from elsewhere, and say what is known of its origin and what is not."""
    from generator.clip import clip as clip_page
    from generator.model.kinds import day
    from generator.web import BOUNDS

    if on is not None:
        checked("--on", on, day)
    data = sys.stdin.buffer.read(BOUNDS.bytes + 1) if what == "-" else None
    clipping = done(lambda: clip_page(what, Path(root), data=data, on=on, write=not printed), root)
    for line in clipping.review:
        click.echo(line, err=printed)
    click.echo(clipping.text if printed else str(Path(root, clipping.path)), nl=not printed)


@click.command()
@click.argument("text", required=False)
@click.option("--file", "path", type=click.Path(dir_okay=False, exists=True), help="Read each line of FILE.")
@click.option("--json", "as_data", is_flag=True, help="Give all that was found, for programs.")
@click.option(
    "--root", default=".", type=click.Path(file_okay=False, exists=True), help="The site whose names count."
)
def credit(text: str | None, path: str | None, root: str, *, as_data: bool) -> None:
    """Say what a line states of its source: who published it first, who passed it on, by what right."""
    if (text is None) == (path is None):
        raise click.UsageError("give a TEXT or a --file")
    import json

    from generator.credit import lines, registered, said
    from generator.credits.reading import as_json, read

    names = done(lambda: registered(Path(root)), root)
    texts = done(lambda: lines(Path(path)), path) if path is not None else (text or "").split("\n")
    readings = [read(line, names) for line in texts]
    if as_data:
        click.echo(json.dumps(as_json(readings), ensure_ascii=False, indent=2))
        return
    for number, reading in enumerate(readings, 1):
        click.echo(said(number, reading))


@click.command()
@click.argument("text")
@click.option("--on", metavar="DATE", help="The article's date, by which 昨日 and 9月4日 are read.")
@click.option("--root", default=".", type=click.Path(file_okay=False, exists=True), help="The site's folder.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def dates(text: str, on: str | None, root: str, *, as_json: bool) -> None:
    """Print the dates that TEXT names, as EDTF; times of content/anchors.yaml are known by their names."""
    from generator.dates import find, json_list, table

    if on is not None:
        checked("--on", on, _known_date)
    found = find(text, on, anchors=_anchors(Path(root)))
    click.echo(json_list(found) if as_json else table(found))
    if on is None and any(not one.edtf and not one.fault for one in found):
        said = "some of these dates hang on the day of the article: `--on DATE` would place them"
        click.echo(said, err=True)


def _anchors(root: Path) -> dict[str, str]:
    """Read the named times of a site's folder; none where it has none."""
    from generator.parse import parse
    from generator.read import registry

    document = done(lambda: registry(root, "anchors"), str(root))
    parsed = parse(document) if document else None
    if parsed and parsed.problems:
        show(parsed.problems)
        sys.exit(1)
    return dict(getattr(parsed and parsed.doc, "entries", ()))


def _known_date(date: str) -> None:
    from generator import edtf

    edtf.parse(date)
