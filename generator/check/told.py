"""A report in the forms that it is read in: JSON, and the annotations of GitHub's runs."""

import json
import os
from collections.abc import Iterator

from generator.check.findings import Finding, Report

_LEVEL = {"fault": "error", "warning": "warning", "notice": "notice"}


def as_json(report: Report) -> str:
    """Give the findings as a JSON list."""
    return json.dumps([_value(finding) for finding in report.findings], ensure_ascii=False, indent=2)


def annotations(report: Report, root: str) -> Iterator[str]:
    """Give the findings as workflow commands; paths count from where the repository lies."""
    above = os.path.relpath(root, os.environ.get("GITHUB_WORKSPACE") or ".").replace(os.sep, "/")
    for finding in report.findings:
        problem, place = finding.problem, finding.problem.location
        path = place.path if above == "." else f"{above}/{place.path}"
        known = {"file": path, "line": place.line, "col": place.column, "title": finding.rule}
        where = ",".join(f"{key}={_property(str(value))}" for key, value in known.items() if value)
        text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
        yield f"::{_LEVEL[problem.severity]} {where}::{_data(text)}"


def _value(finding: Finding) -> dict[str, object]:
    problem, place = finding.problem, finding.problem.location
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "rule": finding.rule,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
