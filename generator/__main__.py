"""`python -m generator` is `wenzhai`."""

from generator.cli import main

main(prog_name="wenzhai")
