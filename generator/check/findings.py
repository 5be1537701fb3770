"""What a check found."""

from generator.errors import Problem
from generator.model.kinds import Noun


class Finding(Noun, frozen=True, kw_only=True):
    """A complaint, and the rule that it comes from."""

    rule: str
    problem: Problem


class Report(Noun, frozen=True, kw_only=True):
    """Everything that a check found, in the order of places."""

    findings: tuple[Finding, ...]
    mended: tuple[str, ...] = ()
    # what `--fix` did, a line each

    @property
    def clean(self) -> bool:
        """Say whether nothing worse than information was found."""
        return all(f.problem.severity == "notice" for f in self.findings)
