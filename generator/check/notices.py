"""Paragraphs that many pages carry: notices of platforms and pages, which make no text a copy of another."""

import re
from functools import lru_cache

from generator.check.page import Block, Page
from generator.credits.reading import NO_NAMES, read

_NOTICE = re.compile(r"\W{0,4}(?:特别|特別|免责|免責|版权|版權|郑重|鄭重)?(?:声明|聲明|提示|说明|說明)\W")


def is_notice(page: Page, block: Block) -> bool:
    """Say whether a paragraph is a platform's or a page's own notice, which many pages carry."""
    return block.start + len(block.text) <= page.read_until and _is_notice(block.text)


@lru_cache(1000)
def _is_notice(text: str) -> bool:
    return bool(_NOTICE.match(text)) or read(" ".join(text.split()), NO_NAMES).kind not in {"", "credit"}
