"""How long a text reads."""

import re

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_TOKEN = re.compile(f"([{HAN}]++)|[^\\W{HAN}]++(?:['’.\\-][^\\W{HAN}]++)*")


def count(text: str) -> int:
    """Count the reading length: each Han character and each word of another script is one."""
    runs = _TOKEN.findall(text)
    return len("".join(runs)) + runs.count("")  # a word of another script is a run of no Han characters
