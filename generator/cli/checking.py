"""Say what had better not be published as it stands."""

from __future__ import annotations

import os
import sys

import click

from generator.cli.told import complaints, done


@click.command()
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
def check(  # noqa: PLR0913 - one parameter for each option
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
    from generator.check import Asked
    from generator.check import check as check_site
    from generator.check.told import annotations, as_json

    news = rules == "cn-news"
    asked = Asked(root=root, news=news, whitelist=whitelist, links=links, fix=fix, jobs=jobs)
    report = done(lambda: check_site(asked), root)
    for line in report.mended:
        click.echo(f"mended: {line}", err=True)
    if in_json:
        click.echo(as_json(report))
    else:
        for line in complaints(finding.problem for finding in report.findings):
            click.echo(line)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            for line in annotations(report, root):
                click.echo(line)
        count = len(report.findings)
        click.echo(f"{count or 'no'} finding{'' if count == 1 else 's'}", err=True)
    sys.exit(0 if report.clean else 1)
