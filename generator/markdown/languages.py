"""The values of `lang` and `dir`."""

import re

_TAG = re.compile(
    r"""(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})   # language
    (?:-[a-z]{4})?                                    # script
    (?:-(?:[a-z]{2}|\d{3}))?                          # region
    (?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*               # variants
    (?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*                 # extensions
    (?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+     # private use
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIRECTIONS = frozenset(["ltr", "rtl", "auto"])


def is_language(tag: str) -> bool:
    """Say whether a text has the form of a language tag (BCP 47)."""
    return bool(_TAG.fullmatch(tag))


def fault_in(key: str, value: str) -> tuple[str, str]:
    """Give the complaint about a `lang` or `dir` and what to write; both empty where it is right."""
    if key == "lang" and not is_language(value):
        written = value.replace("_", "-")
        better = f'write "{written}"' if is_language(written) else "write a tag such as en, ja or zh-Hant"
        return f'"{value}" is not a language tag', better
    if key == "dir" and value not in _DIRECTIONS:
        return f'"{value}" is not a direction', "write ltr, rtl or auto"
    return "", ""
