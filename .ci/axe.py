"""Open a page of every kind in Chromium, light and dark, narrow and wide, and hold it to axe-core."""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from playwright.sync_api import Page, Route, sync_playwright

import kinds
import links

CHROMIUM = "/usr/bin/chromium"
MODULES = Path(os.environ.get("WENZHAI_NODE_MODULES", Path(__file__).parent / "node_modules"))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (360, 1280)
NARROWEST = 320
OFF = {
    "p-as-heading": "an experiment that takes the site's name, which stands on every page, for a heading",
}
"""Rules that are not asked, and why; all others are, experiments and WCAG's level AAA among them."""

ASK = """
async off => {
  const asked = axe.getRules().map(rule => rule.ruleId).filter(rule => !off.includes(rule));
  const rules = Object.fromEntries([...asked, ...off].map(rule => [rule, {enabled: !off.includes(rule)}]));
  const said = await axe.run({rules});
  const places = found => found.flatMap(
    rule => rule.nodes.map(node => [rule.id, node.target.join(' '), node.failureSummary || ''])
  );
  return {asked: asked.length, faults: places(said.violations), open: places(said.incomplete)};
}
"""


class Report:
    """What was asked of how many pages, what is wrong, what axe-core leaves to a reader's eye."""

    def __init__(self) -> None:
        self.pages, self.states, self.rules = 0, 0, 0
        self.faults: list[str] = []
        self.open: Counter[str] = Counter()


def look(site: Path, pages: Mapping[str, str]) -> Report:
    """Ask all of these pages, by kind."""
    report = Report()
    source = (MODULES / "axe-core/axe.min.js").read_text("utf-8")
    with links.server(site, "") as base, sync_playwright() as program:
        browser = program.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_context(bypass_csp=True).new_page()
        for kind, path in pages.items():
            _open(tab, base + quote(path))
            tab.evaluate(f"{source};0")
            report.pages += 1
            report.faults += [f"{path} ({kind}): {fault}" for fault in _page(tab, report)]
        browser.close()
    return report


def _open(tab: Page, address: str) -> None:
    """Go to a page and stay there, also where it leads on by itself."""

    def stay(route: Route) -> None:
        leads_on = route.request.is_navigation_request() and route.request.url != address
        route.fulfill(status=204) if leads_on else route.continue_()

    tab.unroute_all()
    tab.route("**/*", stay)
    tab.goto(address)


def _page(tab: Page, report: Report) -> Iterator[str]:
    for scheme in SCHEMES:
        for width in WIDTHS:
            tab.emulate_media(color_scheme=scheme)
            tab.set_viewport_size({"width": width, "height": 900})
            said: dict[str, Any] = tab.evaluate(ASK, list(OFF))
            report.states += 1
            report.rules = said["asked"]
            report.open.update(rule for rule, _, _ in said["open"])
            for rule, target, why in said["faults"]:
                yield f"{scheme}, {width} px: {rule}: {target}: {' '.join(why.split())}"
    tab.set_viewport_size({"width": NARROWEST, "height": 900})
    if (wide := tab.evaluate("document.documentElement.scrollWidth")) > NARROWEST:
        yield f"{NARROWEST} px: scrolls sideways, {wide} px wide"


def faults(site: Path, *chosen: str) -> list[str]:
    """Give what is wrong with a site's pages of the chosen kinds."""
    every = kinds.every(site)
    return look(site, {kind: every[kind] for kind in chosen}).faults


def main(site: Path) -> int:
    """Ask a page of every kind and print what is wrong."""
    report = look(site, kinds.every(site))
    print(f"axe-core: {report.pages} pages, {report.states} states, {report.rules} rules, ", end="")
    print(f"{len(report.faults)} faults")
    for fault in report.faults:
        print(f"  {fault}")
    for rule, count in report.open.most_common():
        print(f"  (left to the eye: {rule}, {count} places)")
    return 1 if report.faults or not report.pages else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
