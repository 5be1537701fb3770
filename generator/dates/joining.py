"""Passages put together: ranges, and the words around them that open a side, make it about, or look ahead."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from generator.dates.sheet import Sheet
from generator.dates.values import Said, Sides
from generator.dates.words import Table, eastern, either, words

_LONGEST = 24
"""No word before a date is longer."""
_NOT_ABOUT = "[纽签合节预公条违契相特简婚租履邀制有]"
"""Before 约 these make other words of it: 纽约, 签约."""

Changes = dict[str, bool | int]


class _Marks:
    """The words around dates, compiled once."""

    def __init__(self, east: dict[str, Table], west: dict[str, Table]) -> None:
        """Make the patterns of the tables."""
        marks, english = east["marks"], west["marks"]
        self.range = re.compile(
            f" ?(?:{either(marks['begun'])},? ?)?(?:{either(marks['range'])}|-{{1,2}}|—{{1,2}}|–|~|〜) ?"
            f"|,? {either(english['range'])} (?:the )?"
        )
        self.link = re.compile(
            f" ?(?:{either(marks['range'])}|-{{1,2}}|—{{1,2}}|[–~〜、/]) ?"
            f"| {either([*english['range'], *english['both']])} "
        )
        self.from_to = re.compile(f"[^,.。;!?\n]{{0,12}}{either(marks['range'])}")
        self.moved_before = re.compile(f"(?<![a-z]){either(english['moved_before'])} .*from $")
        self.both = re.compile(f" {either(english['both'])} ")
        self.both_before = re.compile(f"(?<![a-z]){either(english['both_before'])} $")
        self.since_before = _before(marks["since_before"], english["since_before"])
        self.from_before = _before([], english["since_before_with_behind"])
        self.after_before = _before([], english["after_before"])
        self.noun = re.compile(" [a-z]")
        self.closely = re.compile(f"(?<![a-z]){either(english['closely'])} (?:before|after) $")
        self.bound = re.compile(f"(?<![a-z]){either(english['bound'])}(?![a-z])")
        self.until_before = _before(marks["until_before"], english["until_before"])
        self.about_before = re.compile(
            f"(?:(?<!{_NOT_ABOUT}){either(marks['about_before'])}"
            f"|(?<![a-z]){either(english['about_before'])}) ?$"
        )
        self.perhaps_before = _before(marks["perhaps_before"], english["perhaps_before"])
        self.about = re.compile(f"的? ?{either(marks['about'])}")
        self.since = re.compile(_behind(marks, "since", {"起": "not_after_since", "后": "not_after_later"}))
        self.since_farther = re.compile(either(marks["since_farther"]))
        self.since_then = re.compile(f"[^,。;0-9]{{1,8}}{either(marks['since_farther'])}")
        self.onward = re.compile(f" {either(english['since'])}(?![a-z])")
        self.until = re.compile(_behind(marks, "until", {"前": "not_after_ago"}))
        self.within = re.compile(either(marks["within"]))
        self.past_after = re.compile(f"[ 的]?{either([*marks['past_after'], *english['past_after']])}")
        self.ahead_before = re.compile(either(east["lean"]["ahead_before"]))
        self.ahead_after = re.compile(either(east["lean"]["ahead_after"]))
        self.ahead_next = re.compile(f",[^,。;!?\n称示说布露告]{{0,12}}{either(east['lean']['ahead_next'])}")
        behind = either(east["lean"]["behind"])
        self.behind_before = re.compile(f"{behind}(?:于|在|自|从)?$")
        self.behind_after = re.compile(f"[^,。;]{{0,3}}{behind}")
        self.reported_before = re.compile(f"{either(east['lean']['reported_before'])}$")
        self.reported_after = re.compile(either(east["lean"]["reported_after"]))
        self.nearest_before = re.compile(either(east["lean"]["nearest_before"]))
        self.nearest = re.compile(f" ?{either(east['lean']['nearest'])}")
        looks, back = (either(west["lean"][side]) for side in ("ahead", "behind"))
        self.ahead = re.compile(f"(?<![a-z]){looks}(?![a-z])(?!.* {back} )")
        self.until_ahead = frozenset([*marks["until_ahead"], *english["until_ahead"]])
        self.with_before = frozenset(marks["since_with_before"])


def _before(eastern_words: Sequence[str], english: Sequence[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{either(eastern_words)} ?|(?<![a-z]){either(english)} (?:the )?)$")


def _behind(marks: Table, name: str, not_after: dict[str, str]) -> str:
    """Make words that stand behind a date and are not the beginning of another word: 起, not 起诉."""
    plain = either(word for word in marks[name] if word not in not_after)
    careful = [
        f"{word}(?!{either(marks[unless])})" for word, unless in not_after.items() if word in marks[name]
    ]
    return f" ?(?:{'|'.join([plain, *careful])})"


@cache
def _marks() -> _Marks:
    return _Marks(eastern("zh", "ja", "ko"), words("en"))


def joined(sheet: Sheet, passages: Sequence[Said]) -> Iterator[Sides]:
    """Give each passage, or each two that are a range, with what the words around them say."""
    marks, at, done = _marks(), 0, 0
    while at < len(passages):
        first = passages[at]
        last = passages[at + 1] if at + 1 < len(passages) else None
        if last is not None and _is_range(sheet, first, last, marks):
            at += 2
        else:
            at, last = at + 1, None
            if first.bare and not first.has_month_or_year:
                continue
        plain = Sides(first=first, last=last, start=first.start, end=(last or first).end)
        marked = _marked(sheet, plain, marks)
        free = passages[at].start if at < len(passages) else len(sheet.text)
        sides = marked if marked.start >= done and marked.end <= free else plain
        yield sides
        done = sides.end


def _is_range(sheet: Sheet, first: Said, last: Said, marks: _Marks) -> bool:
    if first.reach or last.reach or last.basis == "anchor" or last.start - first.end > _LONGEST:
        return False
    between = sheet.text[first.end : last.start]
    if first.bare:
        return bool(marks.link.fullmatch(between))
    if marks.range.fullmatch(between):
        return not (between.isascii() and marks.moved_before.search(sheet.before(first.start)))
    before = sheet.text[max(0, first.start - _LONGEST) : first.start]
    if marks.from_to.fullmatch(between) and marks.since_before.search(before):
        return True
    return bool(marks.both.fullmatch(between) and marks.both_before.search(before))


def _marked(sheet: Sheet, sides: Sides, marks: _Marks) -> Sides:
    """Read the words around, and take into the span those that open a side."""
    text, start, end = sheet.text, sides.start, sides.end
    if sides.first.reach:
        return sides
    before = text[max(0, start - _LONGEST) : start]
    changes = _leant(sheet, sides, before, marks)
    ahead = changes["ahead"]
    if match := marks.perhaps_before.search(before):
        changes["perhaps"] = True
    if match := marks.about_before.search(before):
        changes.update(about=True, start=start - len(match.group()))
    elif match := marks.about.match(text, end):
        changes.update(about=True, end=match.end())
    end = int(changes.get("end", end))
    if match := marks.within.match(text, end):
        changes["end"] = match.end()
    elif sides.last is None:
        changes |= _opened(sheet, sides, end, marks)
        opening = text[end : int(changes.get("end", end))]
        begins = opening.endswith("起") and bool(sides.first.weekday) and not sides.first.unit
        changes["ahead"] = ahead or begins or bool(changes.get("ahead"))
    return msgspec.structs.replace(sides, **changes)


def _leant(sheet: Sheet, sides: Sides, before: str, marks: _Marks) -> Changes:
    """Give to which side its clause looks."""
    text, end, clause = sheet.text, sides.end, sheet.before(sides.start)
    nearest = marks.nearest_before.search(clause) is not None
    if nearest or (sides.first.slot and marks.past_after.match(text, end)):
        ahead = False
    else:
        ahead = bool(
            marks.ahead_before.search(clause)
            or marks.ahead.search(clause)
            or marks.ahead_after.search(sheet.after(end))
            or (sides.first.month and marks.ahead_next.match(text, end))
        )
    behind = marks.behind_before.search(before) or marks.behind_after.match(text, end)
    reported = marks.reported_before.search(before) or marks.reported_after.match(text, end)
    return {
        "ahead": ahead,
        "behind": bool(behind) and not ahead,
        "nearest": nearest,
        "reported": bool(reported),
    }


def _opened(sheet: Sheet, sides: Sides, end: int, marks: _Marks) -> Changes:
    """Give what opens a side: 自…起, …以来, 截至…, …前."""
    before = sheet.text[max(0, sides.start - _LONGEST) : sides.start]
    if marks.closely.search(before) or (before.endswith("before ") and _is_edge(sheet, sides, marks)):
        return {}
    behind = marks.until.match(sheet.text, end)
    if match := marks.until_before.search(before):
        return {
            "open_start": True,
            "start": sides.start - len(match.group()),
            "end": behind.end() if behind else end,
            "ahead": match.group().strip() in marks.until_ahead,
        }
    if changes := _since(sheet, sides.start, end, marks):
        return changes
    if behind and not sides.first.of_text:
        return {"open_start": True, "end": behind.end(), "nearest": True}
    return {}


def _is_edge(sheet: Sheet, sides: Sides, marks: _Marks) -> bool:
    """Say whether it is midnight or noon: what happened before it was still on that day."""
    clause = sheet.before(sides.start)
    edge = sheet.text.startswith(("midnight", "noon", "midday", "dawn"), sides.start)
    return edge and not (marks.ahead.search(clause) or marks.bound.search(clause))


def _since(sheet: Sheet, start: int, end: int, marks: _Marks) -> Changes:
    """Give what leaves the end open: 自…起, …以来, since."""
    before = sheet.text[max(0, start - _LONGEST) : start]
    since = marks.since_before.search(before)
    behind = marks.since.match(sheet.text, end)
    if behind and (since or behind.group().strip() not in marks.with_before):
        nearest = bool(marks.nearest.match(sheet.text, behind.start()))
        begin = start - len(since.group()) if since else start
        return {"open_end": True, "start": begin, "end": behind.end(), "nearest": nearest}
    if since and (since.group().isascii() or marks.since_farther.search(sheet.after(end))):
        return {"open_end": True, "start": start - len(since.group())}
    if sides_open := marks.since_then.match(sheet.text, end):
        return {"open_end": True, "end": sides_open.end()}
    onward = marks.onward.match(sheet.text, end) if (led := marks.from_before.search(before)) else None
    if led and onward:
        return {"open_end": True, "start": start - len(led.group()), "end": onward.end()}
    led = marks.after_before.search(before)
    if led and not (led.group().endswith("the ") and marks.noun.match(sheet.text, end)):
        return {"open_end": True, "start": start - len(led.group())}
    return {}
