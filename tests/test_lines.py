"""Lines of a card: broken by the rules of Chinese, smaller before they are cut."""

import pytest

from generator.formats.lines import fitted, visible


def wide(unit, size):
    """Measure as in a type as wide as it is high, Latin half as wide."""
    return size * len(unit.text) * (1 if unit.wide else 0.5)


def lines(text, lang="zh-Hans", steps=((20, 3), (10, 4)), width=200):
    found = fitted(text, lang, steps, width, wide)
    return found.size, [[unit.text for _, unit in line] for line in found.lines]


def joined(lines_):
    return ["".join(line) for line in lines_]


LONG = "《意见》提出：“海外仓”建设、通关便利（一）、「二」等，自2026年起施行；各地须于年底前上报，细则另定。"


@pytest.mark.parametrize("width", range(60, 600, 15))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(width):
    for steps in (((20, 99),), ((20, 2),)):
        found = joined(lines(LONG, steps=steps, width=width)[1])
        assert not [line for line in found if line[0] in "、，。：；》”）」…"]
        assert not [line for line in found if line[-1] in "《“（「"]


@pytest.mark.parametrize("width", range(100, 500, 25))
def test_words_are_not_broken(width):
    text = "The quick brown fox jumps over the lazy dog"
    _, found = lines(text, "en", ((20, 99),), width)
    assert [word for line in found for word in line] == text.split()


def test_a_text_is_set_smaller_before_it_is_cut():
    ten = "一二三四五六七八九十"
    assert lines(ten) == (20, [[*ten]])
    size, found = lines(ten * 4)
    assert (size, "".join(joined(found))) == (10, ten * 4)
    size, found = lines(ten * 20)
    assert (size, joined(found)) == (10, [ten * 2] * 3 + [f"{ten * 2}"[:-1] + "…"])


def test_a_word_too_long_for_a_line_is_broken_at_the_last_size():
    size, found = lines("中文" + "a" * 60 + "中文")
    assert size == 10
    assert "".join(joined(found)) == "中文" + "a" * 60 + "中文"


def test_an_ellipsis_stands_after_no_comma():
    for number in range(1, 12):
        (found,) = joined(lines("字" * number + "，字字" * 40, steps=((20, 1),))[1])
        assert found.endswith("字…")


def test_lines_rather_end_where_the_text_pauses():
    _, found = lines("训练语料的官司：三份判决说了什么", width=220)
    assert joined(found) == ["训练语料的官司：", "三份判决说了什么"]


def test_marks_of_both_scripts_are_wide_only_in_chinese():
    def said(text, lang):
        found = fitted(text, lang, ((20, 9),), 9999, wide)
        return "".join(unit.text for line in found.lines for _, unit in line if unit.wide)

    assert said("He said “yes” — it’s", "en") == ""
    assert said("“是”——OpenAI’s 的", "zh-Hans") == "“是”——的"


def test_marks_stand_closer_and_scripts_a_little_apart():
    def ends(text, lang="zh-Hans"):
        return fitted(text, lang, ((100, 1),), 9999, wide).width

    assert ends("甲乙") == 200
    assert ends("甲a乙") == 275
    assert ends("甲 a") == 200
    assert ends("“甲") == 150
    assert ends("甲：“乙") == 350
    assert ends("甲：“乙", "zh-Hant") == 400
    assert ends("甲，") == 150


def test_what_is_not_seen_is_not_set():
    assert visible("甲\u200b乙\ufe0f \n 丙\u3000丁\u202e ") == "甲乙 丙\u3000丁"
