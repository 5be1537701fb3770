"""What the proofs of docs/promises.md share: the figures that they print and put down there."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

PROMISES = Path(__file__).parents[2] / "docs" / "promises.md"
_PLACE = re.compile(r"<!-- figures of ([a-z-]+) -->[^|\n]*")


@pytest.fixture
def figure(request):
    """Put down what a proof tried and found: `figure("incremental", "20 histories, 0 files differ")`."""

    def put(promise, text):
        request.node.user_properties.append(("promise", (promise, text)))
        print(f"\n{promise}: {text}")

    return put


@pytest.fixture
def case(request):
    """Count a case that a test of its own proves: `case("odd-bytes", "{} names refused")`."""

    def put(promise, text):
        request.node.user_properties.append(("case", (promise, text)))

    return put


class Figures:
    """The figures of a run, wherever its tests ran."""

    def __init__(self):
        self.texts = defaultdict(dict)
        self.cases = defaultdict(lambda: defaultdict(set))
        self.failed = False

    def pytest_runtest_logreport(self, report):
        if "trust" not in Path(report.fspath).parts:
            return
        self.failed |= report.failed or report.skipped
        if report.when != "call":
            return
        for name, value in report.user_properties:
            if name == "promise":
                promise, text = value
                self.texts[promise].setdefault(report.nodeid, []).append(text)
            if name == "case":
                promise, text = value
                self.cases[promise][text].add(report.nodeid)

    def pytest_sessionfinish(self):
        text = PROMISES.read_text("utf-8")
        whole = set(_PLACE.findall(text)) <= self.texts.keys()
        if whole and not self.failed:
            made = _PLACE.sub(self._stated, text)
            if made != text:
                PROMISES.write_text(made, "utf-8", newline="\n")

    def _stated(self, place):
        found = [(node, text) for node, texts in self.texts[place[1]].items() for text in texts]
        found += [(min(nodes), text.format(len(nodes))) for text, nodes in self.cases[place[1]].items()]
        parts = [text for _, text in sorted(found, key=lambda one: one[0])]
        return f"<!-- figures of {place[1]} --> {'; '.join(parts)} "


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Figures(), "promises")
