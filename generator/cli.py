"""The door: arguments in, report and exit code out."""

from __future__ import annotations

import gc
import os
import sys
import time
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from generator import __version__, seal
from generator.utf8 import in_utf8

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.build import Report
    from generator.errors import Problem
    from generator.new import Place

_SHOWN = 20
T = TypeVar("T")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wenzhai")
def main() -> None:
    """Build a news digest whose every item says who published it first, who passed it on, by what right."""
    in_utf8()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no Chinese gets escapes
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("root", default=".", type=click.Path(file_okay=False, exists=True))
@click.option(
    "--out", type=click.Path(file_okay=False), help="Where the site goes (default: site/ under ROOT)."
)
@click.option(
    "--release",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Build a new release in DIR/releases and lead DIR/current to it, instead.",
)
@click.option("--strict", is_flag=True, help="Take warnings as faults.")
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--as-of", metavar="DATE", help="The day that counts as today.")
@click.option("--base-url", metavar="URL", help="The site's address, above site.yaml's.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes (default: one a processor).")
@click.option(
    "--executor", metavar="ADDRESS", help="Parse and render on a Dask cluster: tcp://scheduler:8786."
)
@click.option("--force", is_flag=True, help="Parse and render everything anew.")
@click.option("--profile", is_flag=True, help="Say how long each stage took.")
@click.option("--why", is_flag=True, help="Name, for each output written, the input that changed.")
def build(  # noqa: PLR0913, PLR0917 - one parameter for each option
    root: str,
    out: str | None,
    release: str | None,
    as_of: str | None,
    base_url: str | None,
    jobs: int | None,
    executor: str | None,
    *,
    strict: bool,
    drafts: bool,
    force: bool,
    profile: bool,
    why: bool,
) -> None:
    """Build the site in ROOT."""
    _check_options(as_of, base_url)
    if out and release:
        raise click.UsageError("--out and --release are two ways to say where the site goes: give one")
    began = time.perf_counter()
    folder, place = Path(root, seal.FOLDER), seal.out_of(Path(root), out)
    asked = [__version__, str(place.absolute()), as_of, base_url, strict, drafts]
    sealed = None if force or profile or release else seal.unbroken(folder, asked, Path(root), place)
    if sealed:
        _say(sealed.said, (sealed.outputs, 0, 0, 0, 0), time.perf_counter() - began, place)
        return

    from generator.build import build as build_site  # noqa: PLC0415 - `wenzhai --help` loads nothing heavy
    from generator.compose import Request  # noqa: PLC0415 - as above
    from generator.errors import BuildFailed  # noqa: PLC0415 - as above
    from generator.progress import table, watcher  # noqa: PLC0415 - as above
    from generator.write import PartlyWritten  # noqa: PLC0415 - as above

    request = Request(
        root=root,
        out=out,
        release=release,
        strict=strict,
        drafts=drafts,
        as_of=as_of,
        base_url=base_url,
        jobs=jobs,
        executor=executor,
        force=force,
        why=why,
    )
    watch = watcher()
    try:
        report = build_site(request, watch)
    except BuildFailed as failure:
        _show_problems(failure.problems)
        faults = sum(p.severity == "fault" for p in failure.problems)
        click.echo(f"{faults} {'fault' if faults == 1 else 'faults'}; nothing was written.", err=True)
        sys.exit(1)
    except OSError as error:
        partly = isinstance(error, PartlyWritten)
        state = "the site is partly the new one: build again." if partly else "nothing was written."
        click.echo(f"{error.filename or root}: {error.strerror or error}; {state}", err=True)
        sys.exit(1)
    finally:
        watch.close()
    if profile:
        click.echo(table(report.stages, time.perf_counter() - began), err=True)
    for path in report.disc.overwritten:
        click.echo(f"{path}: was changed by hand and is written anew", err=True)
    for path, inputs in report.reasons:
        click.echo(f"{path} <- {_listed(inputs)}")
    told, work, disc = _told(report), report.work, report.disc
    counts = (report.outputs, work.parsed, work.rendered, len(disc.written), len(disc.removed))
    _say(told, counts, time.perf_counter() - began, Path(release, "current") if release else place)
    seal.put(folder, seal.Seal(asked, report.evidence, told, report.outputs) if report.evidence else None)


@main.command()
@click.argument("root", default=".", type=click.Path(file_okay=False, exists=True))
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Another one lets other machines in.")
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@click.option("--open", "browse", is_flag=True, help="Open a browser.")
def serve(root: str, port: int, host: str, *, drafts: bool, browse: bool) -> None:
    """Show the site in ROOT while it is edited; nothing is written."""
    gc.disable()  # until the site stands: what is made till then stays
    from generator.compose import Request  # noqa: PLC0415 - as above
    from generator.errors import BuildFailed  # noqa: PLC0415 - as above
    from generator.serve import serve as serve_site  # noqa: PLC0415 - as above

    try:
        serve_site(Request(root=root, drafts=drafts), host, port, browse=browse)
    except BuildFailed as failure:
        _show_problems(failure.problems)
        sys.exit(1)


@main.command("check")
@click.argument("root", default=".", type=click.Path(file_okay=False, exists=True))
@click.option("--rules", type=click.Choice(["cn-news"]), help="Rules to apply besides the usual ones.")
@click.option(
    "--whitelist",
    type=click.Path(dir_okay=False, exists=True),
    help="The list of sources for cn-news (default: whitelist.yaml under ROOT).",
)
@click.option("--links", is_flag=True, help="Ask whether the addresses of the web still lead anywhere.")
@click.option("--json", "in_json", is_flag=True, help="Print the findings as a JSON list.")
@click.option("--fix", is_flag=True, help="Put right what cannot be wrong.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes (default: one a processor).")
def _check_site(  # noqa: PLR0913 - one parameter for each option
    root: str,
    rules: str | None,
    whitelist: str | None,
    jobs: int | None,
    *,
    links: bool,
    in_json: bool,
    fix: bool,
) -> None:
    """Look for what had better not be published as it stands in ROOT."""
    from generator.check import Asked  # noqa: PLC0415 - `wenzhai --help` loads nothing heavy
    from generator.check import check as check_site  # noqa: PLC0415 - as above
    from generator.check.told import annotations, as_json  # noqa: PLC0415 - as above
    from generator.errors import BuildFailed  # noqa: PLC0415 - as above

    news = rules == "cn-news"
    try:
        report = check_site(Asked(root=root, news=news, whitelist=whitelist, links=links, fix=fix, jobs=jobs))
    except BuildFailed as failure:
        _show_problems(failure.problems)
        sys.exit(1)
    for line in report.mended:
        click.echo(f"mended: {line}", err=True)
    if in_json:
        click.echo(as_json(report))
    else:
        for line in _complaints(finding.problem for finding in report.findings):
            click.echo(line)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            for line in annotations(report, root):
                click.echo(line)
        count = len(report.findings)
        click.echo(f"{count or 'no'} finding{'' if count == 1 else 's'}", err=True)
    sys.exit(0 if report.clean else 1)


@main.group()
def new() -> None:
    """Start a site, an article or an issue."""


@new.command("site")
@click.argument("root", default=".", type=click.Path(file_okay=False))
@click.option("--github-pages", is_flag=True, help="Add the workflow that publishes it on GitHub Pages.")
def _new_site(root: str, *, github_pages: bool) -> None:
    """Write the shortest site that works into ROOT."""
    from generator.new import new_site  # noqa: PLC0415 - `wenzhai --help` loads nothing heavy

    _scaffold(lambda: new_site(Path(root), github_pages=github_pages))
    click.echo(f"now: wenzhai build {root}")


@new.command("article")
@click.argument("id_", metavar="ID")
@click.option("--root", default=".", type=click.Path(file_okay=False, exists=True), help="The site's folder.")
def _new_article(id_: str, root: str) -> None:
    """Write the article ID as a draft to be filled in."""
    from generator.new import new_article  # noqa: PLC0415 - as above

    _scaffold(lambda: new_article(Path(root), id_))


@new.command("issue")
@click.argument("date", required=False)
@click.option("--series", metavar="ID", help="The series it belongs to (default: the first).")
@click.option("--root", default=".", type=click.Path(file_okay=False, exists=True), help="The site's folder.")
def _new_issue(date: str | None, series: str | None, root: str) -> None:
    """Write an issue of DATE (default: today) with the articles that no issue has used."""
    from generator.new import new_issue  # noqa: PLC0415 - as above

    if date is not None:
        _check("DATE", date, _known_day)
    _scaffold(lambda: new_issue(Path(root), date, series))


def _scaffold(step: Callable[[], Place]) -> None:
    for path in _done(step).written:
        click.echo(path)


def _done(step: Callable[[], T]) -> T:
    """Take a step; where something is at fault, say what and leave."""
    from generator.errors import BuildFailed  # noqa: PLC0415 - as above

    try:
        return step()
    except BuildFailed as failure:
        _show_problems(failure.problems)
        sys.exit(1)


@main.command()
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
    import json  # noqa: PLC0415 - `wenzhai --help` loads nothing heavy

    from generator.credit import lines, registered, said  # noqa: PLC0415 - as above
    from generator.credits.reading import as_json, read  # noqa: PLC0415 - as above
    from generator.errors import BuildFailed  # noqa: PLC0415 - as above

    try:
        names = registered(Path(root))
        texts = lines(Path(path)) if path is not None else (text or "").split("\n")
    except BuildFailed as failure:
        _show_problems(failure.problems)
        sys.exit(1)
    readings = [read(line, names) for line in texts]
    if as_data:
        click.echo(json.dumps(as_json(readings), ensure_ascii=False, indent=2))
        return
    for number, reading in enumerate(readings, 1):
        click.echo(said(number, reading))


@main.command()
@click.argument("what", metavar="FILE|URL|-")
@click.option("--root", default=".", type=click.Path(file_okay=False, exists=True), help="The site's folder.")
@click.option("--on", metavar="DATE", help="The day it was collected (default: today).")
@click.option("--stdout", "printed", is_flag=True, help="Print the article; write nothing.")
def clip(what: str, root: str, on: str | None, *, printed: bool) -> None:
    """Make a draft of a page from elsewhere, and say what is known of its origin and what is not."""
    from generator.clip import clip as clip_page  # noqa: PLC0415 - as above

    data = sys.stdin.buffer.read() if what == "-" else None
    clipping = _done(lambda: clip_page(what, Path(root), data=data, on=on, write=not printed))
    for line in clipping.review:
        click.echo(line, err=printed)
    click.echo(clipping.text if printed else str(Path(root, clipping.path)), nl=not printed)


@main.command()
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of the front matter: of all kinds, or of one (article, issue, site, …)."""
    from generator.schema import KINDS  # noqa: PLC0415 - as above
    from generator.schema import schema as schema_of  # noqa: PLC0415 - as above

    if kind is not None and kind not in KINDS:
        raise click.BadParameter(f"one of: {', '.join(KINDS)}", param_hint="KIND")
    click.echo(schema_of(kind), nl=False)


@main.command()
@click.argument("text")
@click.option("--on", metavar="DATE", help="The article's date, by which 昨日 and 9月4日 are read.")
@click.option("--root", default=".", type=click.Path(file_okay=False, exists=True), help="The site's folder.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def dates(text: str, on: str | None, root: str, *, as_json: bool) -> None:
    """Print the dates that TEXT names, as EDTF; times of content/anchors.yaml are known by their names."""
    from generator.dates import find, json_list, table  # noqa: PLC0415 - `wenzhai --help` loads nothing heavy

    if on is not None:
        _check("--on", on, _known_date)
    found = find(text, on, anchors=_anchors(Path(root)))
    click.echo(json_list(found) if as_json else table(found))


def _anchors(root: Path) -> dict[str, str]:
    """Read the named times of a site's folder; none where it has none."""
    from generator.parse import parse  # noqa: PLC0415 - as above
    from generator.read import registry  # noqa: PLC0415 - as above

    document = _done(lambda: registry(root, "anchors"))
    parsed = parse(document) if document else None
    if parsed and parsed.problems:
        _show_problems(parsed.problems)
        sys.exit(1)
    return dict(getattr(parsed and parsed.doc, "entries", ()))


def _known_date(date: str) -> None:
    from generator import edtf  # noqa: PLC0415 - as above

    edtf.parse(date)


def _check_options(as_of: str | None, base_url: str | None) -> None:
    if as_of is None and base_url is None:
        return
    from generator.model.kinds import base_address, day  # noqa: PLC0415 - `wenzhai --help` loads nothing heavy

    if as_of is not None:
        _check("--as-of", as_of, day)
    if base_url is not None:
        _check("--base-url", base_url, base_address)


def _known_day(date: str) -> None:
    from generator import edtf  # noqa: PLC0415 - as above

    if edtf.first_day(edtf.parse(date), "UTC") is None:
        raise ValueError(f"`{date}` is no day: write `2026-11-23`")


def _check(name: str, value: str, check: Callable[[str], object]) -> None:
    try:
        check(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=name) from error


def _show_problems(problems: Iterable[Problem]) -> None:
    for line in _complaints(problems):
        click.echo(line, err=True)


def _complaints(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        colour = {"fault": "red", "warning": "yellow"}.get(problem.severity, "blue")
        place = click.style(str(problem.location), bold=True)
        yield f"{place}: {click.style(problem.severity, fg=colour)}: {problem.message}"
        if problem.hint:
            yield f"  {problem.hint}"


def _told(report: Report) -> tuple[list[str], list[str]]:
    """Give what there is to complain of in a build, and what it left out, line by line."""
    stays = "is no longer part of the site, but was changed by hand and stays"
    complaints = [*_complaints(report.warnings), *(f"{path}: {stays}" for path in report.disc.kept)]
    left_out = [f"{skipped.path}: skipped: {skipped.reason}" for skipped in report.skipped]
    left_out += [f"{degraded.path}: {degraded.reason}" for degraded in report.degraded]
    return complaints, left_out


def _say(told: Sequence[Sequence[str]], counts: Sequence[int], seconds: float, out: Path) -> None:
    for line in told[0]:
        click.echo(line, err=True)
    for line in told[1]:
        click.echo(line)
    outputs, parsed, rendered, written, removed = counts
    click.echo(
        f"{outputs} files: {parsed} parsed, {rendered} rendered, {written} written, {removed} removed "
        f"in {seconds:.2f} s{'' if written or removed else ': nothing changed'}"
    )
    click.echo(f"open {out / 'index.html'}")


def _listed(inputs: tuple[str, ...]) -> str:
    if len(inputs) <= _SHOWN:
        return ", ".join(inputs)
    return ", ".join(inputs[:_SHOWN]) + f" and {len(inputs) - _SHOWN} more"
