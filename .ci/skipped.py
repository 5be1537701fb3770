"""Refuse a test run in which a test was skipped: here everything a test may need is installed."""

import sys
from pathlib import Path

from lxml import etree


def main(report: str) -> int:
    """Name each skipped test with its reason."""
    tree = etree.fromstring(Path(report).read_bytes())
    skipped = tree.xpath("//testcase[skipped[not(@type='pytest.xfail')]]")
    for case in skipped:
        print(f"skipped: {case.get('classname')}.{case.get('name')}: {case.find('skipped').get('message')}")
    print(f"{len(tree.xpath('//testcase'))} tests, {len(skipped)} skipped")
    return 1 if skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
