"""Chinese and Arabic numerals to numbers."""

_DIGITS = {
    digit: value
    for value, digits in enumerate(["〇零○o", "一元", "二两", *"三四五六七八九"])
    for digit in digits
}
_UNITS = {"十": 10, "廿": 20, "卅": 30, "百": 100, "千": 1000}
NUMERALS = "〇零一二三四五六七八九十"


def number(text: str) -> int:
    """Read digits (2016, 二〇一六) or a number in words (二十三, 廿三, 两千零八)."""
    if text.isdecimal():
        return int(text)
    if not any(sign in _UNITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, digit = 0, 0
    for sign in text:
        unit = _UNITS.get(sign)
        if unit is None:
            digit = _DIGITS[sign]
        elif sign in "廿卅":
            total += unit
        else:
            total, digit = total + (digit or 1) * unit, 0
    return total + digit


def is_about(text: str) -> bool:
    """Say whether two numerals side by side mean somewhere between them: 三四年, 七八天."""
    return len(text) == 2 and (text in "一二三四五六七八九" or text in {"一两", "两三", "三五"})  # noqa: PLR2004
