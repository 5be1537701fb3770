"""The door: arguments in, report and exit code out."""

import sys
from io import TextIOWrapper

import click

from generator import __version__
from generator.cli.building import build
from generator.cli.checking import check
from generator.cli.showing import serve
from generator.cli.starting import new, schema
from generator.cli.texts import clip, credit, dates
from generator.utf8 import in_utf8

COMMANDS = (build, serve, new, clip, credit, dates, check, schema)


@click.group(commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wenzhai")
def main() -> None:
    """Build a news digest whose every item says who published it first, who passed it on, by what right."""
    in_utf8()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no Chinese gets escapes
            stream.reconfigure(errors="backslashreplace")
