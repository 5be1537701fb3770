"""Texts that tests clip, and what their articles hold; loaded by `runpy`, since tests are no package."""

from generator.clip import clip
from generator.frontmatter import load, split

DAY = "2026-11-23"
STORY = (
    "港口三期扩建工程正式开工，总投资约三十亿元，工期四年。这是该市十年来最大的一项工程，当天有三百人到场。"
)
MORE = "工程由三家公司承担，其中一家来自外地，负责疏浚，另外两家负责岸线与堆场，市长说大家都等了很久。"


def clipped(folder, text, name="a.txt", **more):
    """Clip a text, and give what its file holds."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Article(clip(str(file), folder, **{"on": DAY, "write": False, **more}))


class Article:
    """A clipped article, read as a build reads it."""

    def __init__(self, made):
        self.path, self.text, self.review = made.path, made.text, "\n".join(made.review)
        parts, problems = split(made.text, made.path)
        loaded, more = load(parts.matter, made.path)
        assert not problems + more
        self.values, self.body = loaded.values, parts.body.strip()
