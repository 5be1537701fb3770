"""Refuse a test run in which a test was skipped: here everything a test may need is installed.

What a machine itself may refuse is excused, and said.
"""

import sys
from pathlib import Path

from lxml import etree

EXCUSED = ("there is no /dev/fuse", "no disc may be mounted here", "this disc holds no such name")


def main(report: str) -> int:
    """Name each skipped test with its reason."""
    tree = etree.fromstring(Path(report).read_bytes())
    skipped = tree.xpath("//testcase[skipped[not(@type='pytest.xfail')]]")
    for case in skipped:
        print(f"skipped: {case.get('classname')}.{case.get('name')}: {case.find('skipped').get('message')}")
    skipped = [case for case in skipped if not case.find("skipped").get("message").endswith(EXCUSED)]
    print(f"{len(tree.xpath('//testcase'))} tests, {len(skipped)} skipped without excuse")
    return 1 if skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
