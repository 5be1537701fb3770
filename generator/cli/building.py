"""Build a site, or see that it stands as it was asked for."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__, seal
from generator.cli.told import checked, complaints, problems_of, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.build import Report
    from generator.compose import Request

_SHOWN = 20


@click.command()
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

    from generator.compose import Request
    from generator.progress import table

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
    report = _built(request)
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


def _built(request: Request) -> Report:
    """Build; where something is at fault, or the disc fails, say what and leave."""
    from generator.build import build as build_site
    from generator.errors import BuildFailed
    from generator.progress import watcher
    from generator.write import PartlyWritten

    watch = watcher()
    try:
        return build_site(request, watch)
    except (BuildFailed, OSError) as failure:
        problems = problems_of(failure, request.root)
        show(problems)
        faults = sum(p.severity == "fault" for p in problems)
        partly = isinstance(failure, PartlyWritten)
        state = "the site is partly the new one: build again" if partly else "nothing was written"
        click.echo(f"{faults} {'fault' if faults == 1 else 'faults'}; {state}.", err=True)
        sys.exit(1)
    finally:
        watch.close()


def _check_options(as_of: str | None, base_url: str | None) -> None:
    if as_of is None and base_url is None:
        return
    from generator.model.kinds import base_address, day

    if as_of is not None:
        checked("--as-of", as_of, day)
    if base_url is not None:
        checked("--base-url", base_url, base_address)


def _told(report: Report) -> tuple[list[str], list[str]]:
    """Give what there is to complain of in a build, and what it left out, line by line."""
    stays = "is no longer part of the site, but was changed by hand and stays"
    told = [*complaints(report.warnings), *(f"{path}: {stays}" for path in report.disc.kept)]
    left_out = [f"{skipped.path}: skipped: {skipped.reason}" for skipped in report.skipped]
    left_out += [f"{degraded.path}: {degraded.reason}" for degraded in report.degraded]
    return told, left_out


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
