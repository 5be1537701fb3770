"""Words without which a form of the grammar finds nothing: one look at a line says which forms to try."""

from functools import cache

from generator.credits.reading.words import words

_NEEDS: dict[str, tuple[str, ...]] = {
    "phrases": ("phrases", "needs"),
    "agencies": ("outlets", "agencies"),
    "platforms": ("notices", "platforms"),
    "notices": ("notices", "needs"),
    "contacts": ("notices", "contacts"),
    "licences": ("rights", "licences"),
    "grants": ("rights", "grants"),
    "lacks": ("rights", "lacks"),
    "onward": ("onward", "needs"),
}
_PLAIN: dict[str, tuple[str, ...]] = {
    "rules": ("未标", "凡", "注明", "本站", "本网", "本号", "本公众号", "本平台", "本栏目", "本博客"),
    "according": ("据", "援引", "引述", "综合"),
    "quoting": ("援引", "引述", "引用", "转引"),
    "made": ("编译", "整理", "综合", "整合", "编写", "改编", "采写", "撰写", "编辑", "翻译", "汇编"),
    "titles": ("原文", "原标题", "原题"),
    "pictures": ("图自", "图源", "图据", "图片自", "图片源", "图片据", "摄自", "拍自", "截图自", "截取自"),
    "reporters": ("记者", "通讯员", "实习生", "特派员", "通信员", "特约撰稿", "编译", "摄影"),
    "shots": ("摄", "供图", "图/", "/图", "资料图", "资料照", "提供"),
    "turned": ("/", "|"),
    "makers": ("编译", "翻译", "由", "原创", "首发", "专稿", "特稿", "独家稿件", "出品", "供稿", "荣誉推出"),
    "thanks": ("感谢",),
    "submitted": ("投稿", "供稿", "推荐", "来稿"),
    "stations": (
        "电视台",
        "通讯社",
        "新闻社",
        "广播公司",
        "邮报",
        "商报",
        "导报",
        "先驱报",
        "论坛报",
        "纪事报",
        "日报",
        "晚报",
        "时报",
        "早报",
        "晨报",
        "周刊",
        "卫视",
        "新闻网",
    ),
    "heads": (
        "日 -",
        "日 —",
        "社/",
        "通/",
        "】",
        "】(",
        "】 (",
        "](",
        "电",
        "讯",
        "消息",
        "报道",
        "报导",
        "|",
        "丨",
    ),
}
_VERBS = ("via", "original", "translation", "adaptation", "excerpt-of", "compilation", "together", "weak")


@cache
def _wanted() -> tuple[dict[str, frozenset[str]], dict[int, tuple[tuple[str, frozenset[str]], ...]]]:
    """Give the forms that need each sign of one letter, and the longer signs by their first two."""
    forms: dict[str, frozenset[str]] = {}
    listed = [(form, word) for form, path in _NEEDS.items() for word in words(*path)]
    listed += [("verbs", word) for kind in _VERBS for word in words("verbs", kind, languages=("zh",))]
    listed += [(form, word) for form, plain in _PLAIN.items() for word in plain]
    for form, word in listed:
        forms[word] = forms.get(word, frozenset()) | {form}
    pairs: dict[int, tuple[tuple[str, frozenset[str]], ...]] = {}
    for word, needing in forms.items():
        for pair in pairs_of(word[:2]):
            pairs[pair] = (*pairs.get(pair, ()), (word, needing))
    return {word: needing for word, needing in forms.items() if len(word) == 1}, pairs


def pairs_of(text: str) -> frozenset[int]:
    """Give each two letters that touch as one number."""
    codes = text.encode("utf-32-le")
    even, odd = (memoryview(part[: len(part) // 8 * 8]).cast("Q") for part in (codes, codes[4:]))
    return frozenset(even.tolist()).union(odd.tolist())


def signs(key: str, pairs: frozenset[int]) -> frozenset[str]:
    """Give the forms whose words stand in a folded line with these pairs of letters."""
    letters, wanted = _wanted()
    found: set[str] = set()
    for letter in letters.keys() & set(key):
        found |= letters[letter]
    for pair in wanted.keys() & pairs:
        for word, forms in wanted[pair]:
            if len(word) == 2 or word in key:  # noqa: PLR2004 - the pair is the word
                found |= forms
    return frozenset(found)
