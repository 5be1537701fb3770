"""What the terminal says while a preview runs: the same as the pages do."""

import time

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from generator.serve.faults import Told, printable
from generator.serve.preview import Turn

_NAMED = 5
_COLOURS = {"fault": "bold red", "warning": "yellow", "notice": "cyan"}


class Terminal:
    """Prints, a line for a turn, and every problem with its source line."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, soft_wrap=True)
        self._faulty = False

    def begin(self, root: str, address: str, articles: int, turn: Turn) -> None:
        """Say what is served and where."""
        line = Text.assemble(
            ("wenzhai", "bold"), f" shows {printable(root)} at ", (address, "bold underline")
        )
        self._print(line)
        published = f"{articles} {'article' if articles == 1 else 'articles'} in {_took(turn.seconds)}"
        self._print(Text(f"{published}{_left_out(turn)}. Ctrl-C ends.", "dim"))
        self._show(turn.problems)

    def turn(self, turn: Turn) -> None:
        """Say what changed and what is wrong."""
        files = [printable(change.file) for change in turn.changed]
        named = ", ".join(files[:_NAMED]) + (
            f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
        )
        said = Text.assemble((time.strftime("%H:%M:%S "), "dim"), named or "looked again")
        said.append(f"  {_took(turn.seconds)}", "dim")
        self._print(said)
        self._show(turn.problems)

    def page(self, faults: tuple[Told, ...]) -> None:
        """Say what keeps a page that was looked at from being rendered, or that it is mended."""
        for problem in faults:
            self._problem(problem)
        if faults:
            self._print(Text("the page stays as it was.", "red"))
        else:
            self._print(Text("the page is mended", "green"))

    def tell(self, words: str) -> None:
        """Say something that the editor should know."""
        self._print(Text(printable(words), "yellow"))

    def _print(self, text: Text) -> None:
        """Print, as long as somebody reads it: the preview goes on without."""
        try:
            self._console.print(text)
        except (OSError, SystemExit):  # what rich raises where a pipe was closed
            self._console.quiet = True

    def _show(self, problems: tuple[Told, ...]) -> None:
        faults = sum(problem.severity == "fault" for problem in problems)
        for problem in problems:
            self._problem(problem)
        if faults:
            count = f"{faults} {'fault' if faults == 1 else 'faults'}"
            self._print(Text(f"{count}; the pages stay as they were.", "red"))
        elif self._faulty:
            self._print(Text("mended", "green"))
        self._faulty = bool(faults)

    def _problem(self, problem: Told) -> None:
        colour = _COLOURS.get(problem.severity, "")
        head = Text.assemble(
            (problem.place, "bold"), ": ", (problem.severity, colour), f": {problem.message}"
        )
        self._print(head)
        if problem.before or problem.after:
            indent = "    "
            self._print(Text(f"{indent}{problem.before}{problem.after}"))
            self._print(Text(indent + " " * cell_len(problem.before) + "^", colour))
        if problem.hint:
            self._print(Text(f"  {problem.hint}"))


def _took(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _left_out(turn: Turn) -> str:
    parts = []
    if turn.skipped:
        parts.append(f"{len(turn.skipped)} skipped")
    if turn.degraded:
        parts.append(f"{turn.degraded} published in part")
    return "; " + ", ".join(parts) if parts else ""
