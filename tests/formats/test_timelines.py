"""A topic's events as a calendar and for TimelineJS."""

import json
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from generator.formats import ics, timelinejs
from generator.model.feed import TimelineDoc


@pytest.fixture
def doc(publisher):
    def make(*events):
        return TimelineDoc(
            publisher=publisher, id="ewtp", title="eWTP", summary="世界电子贸易平台", path="topics/ewtp.html",
            stamp="2026-11-23T00:00:00+08:00",
            events=tuple((event, "某时", "articles/ma.html", "亿邦动力网") for event in events),
        )  # fmt: skip

    return make


def entries(data):
    return Calendar.from_ical(data).walk("VEVENT")


def slides(data):
    return json.loads(data)["events"]


def test_the_name_of_a_calendar_is_one_line_of_text(doc, event):
    given = replace(doc(event("2017-01-10")), title="一，二;三,四\n五")
    calendar = Calendar.from_ical(ics.write(given))
    assert {str(calendar[key]) for key in ("NAME", "X-WR-CALNAME")} == {r"一，二\;三\,四 五"}


def test_a_day_is_an_all_day_entry_with_an_exclusive_end(doc, event):
    (entry,) = entries(ics.write(doc(event("2017-01-10"))))
    assert entry["DTSTART"].params["VALUE"] == "DATE"
    assert entry.decoded("DTSTART") == date(2017, 1, 10)
    assert entry.decoded("DTEND") == date(2017, 1, 11)


def test_several_days_are_one_entry(doc, event):
    (entry,) = entries(ics.write(doc(event("2016-09-04/2016-09-05"))))
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (date(2016, 9, 4), date(2016, 9, 6))


def test_a_time_is_an_instant_in_utc(doc, event):
    (entry,) = entries(ics.write(doc(event("2017-01-10 06:30"))))
    assert entry.decoded("DTSTART") == datetime(2017, 1, 9, 22, 30, tzinfo=UTC)
    assert "DTEND" not in entry


def test_two_times_are_a_span(doc, event):
    (entry,) = entries(ics.write(doc(event("2017-01-10T06:30/2017-01-10T08:00"))))
    assert entry.decoded("DTEND") == datetime(2017, 1, 10, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "when",
    [
        "2016-09",
        "2016",
        "2017-01-10~",
        "2017-01-10?",
        "2016-09-XX",
        "2017-01-10/..",
        "../2017-01-10",
        "unknown",
    ],
)
def test_what_has_no_certain_day_is_no_calendar_entry(doc, event, when):
    assert entries(ics.write(doc(event(when)))) == []


def test_a_forecast_is_tentative_and_a_report_is_confirmed(doc, event):
    given = doc(
        event(),
        event(status="forecast"),
        event(status="claim"),
        event(status="scheduled"),
        event(disputed=True),
    )
    assert [str(e["STATUS"]) for e in entries(ics.write(given))] == [
        "CONFIRMED", "TENTATIVE", "TENTATIVE", "CONFIRMED", "TENTATIVE",
    ]  # fmt: skip


def test_an_entry_keeps_its_uid_when_others_come_and_go(doc, event):
    one, other = event(), event("2016-03-23", what="博鳌亚洲论坛")
    uid = str(entries(ics.write(doc(one)))[0]["UID"])
    assert uid.endswith("@wenzhai.example")
    assert uid in {str(e["UID"]) for e in entries(ics.write(doc(other, one)))}


def test_an_entry_keeps_its_uid_when_the_site_moves_to_another_address(doc, event):
    here = doc(event())
    moved = replace(here, publisher=replace(here.publisher, url="https://elsewhere.example/"))
    uids = [[str(e["UID"]) for e in entries(ics.write(given))] for given in (here, moved)]
    assert uids[0] == uids[1]


def test_entries_that_look_alike_still_differ_in_uid(doc, event):
    uids = [str(e["UID"]) for e in entries(ics.write(doc(event(), event(), event(event="meeting"))))]
    assert len(set(uids)) == 3


def test_an_entry_says_who_says_so_and_leads_to_the_article(doc, event):
    (entry,) = entries(ics.write(doc(event())))
    assert entry["SUMMARY"] == "两人在纽约会面"
    assert entry["DESCRIPTION"] == "亿邦动力网\nhttps://wenzhai.example/articles/ma.html"
    assert entry["URL"] == "https://wenzhai.example/articles/ma.html"
    assert entry.decoded("DTSTAMP") == datetime(2026, 11, 22, 16, tzinfo=UTC)


def test_a_part_of_the_day_is_told_in_words(doc, event):
    (entry,) = entries(ics.write(doc(event(part_of_day="凌晨"))))
    assert entry.decoded("DTSTART") == date(2017, 1, 10)
    assert entry["DESCRIPTION"].startswith("某时\n")


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2016", {"year": 2016}, None),
        ("2016-09", {"year": 2016, "month": 9}, None),
        ("2017-01-10", {"year": 2017, "month": 1, "day": 10}, None),
        ("2017-01-10 06:05", {"year": 2017, "month": 1, "day": 10, "hour": 6, "minute": 5}, None),
        ("2017-01-09T22:05Z", {"year": 2017, "month": 1, "day": 10, "hour": 6, "minute": 5}, None),
        ("2016/2017", {"year": 2016}, {"year": 2017}),
        ("2017/..", {"year": 2017}, None),
        ("../2017", {"year": 2017}, None),
        ("201X", {"year": 2010, "month": 1}, {"year": 2019, "month": 12}),
        ("2016-33", {"year": 2016, "month": 1}, {"year": 2016, "month": 3}),
    ],
)
def test_a_slide_has_its_date_in_parts(doc, event, when, start, end):
    (slide,) = slides(timelinejs.write(doc(event(when))))
    assert slide["start_date"] == start
    assert slide.get("end_date") == end
    assert slide["display_date"] == "某时"


def test_an_event_without_any_date_is_no_slide(doc, event):
    assert slides(timelinejs.write(doc(event("unknown")))) == []


def test_a_slide_names_who_says_so(doc, event):
    document = json.loads(timelinejs.write(doc(event())))
    assert document["title"]["text"] == {"headline": "eWTP", "text": "世界电子贸易平台"}
    (slide,) = document["events"]
    assert slide["group"] == "亿邦动力网"
    assert "https://wenzhai.example/articles/ma.html" in slide["text"]["text"]


def test_hostile_words_stay_words(doc, event, hostile):
    given = doc(event(what=hostile + "\rEND:VEVENT"))
    (entry,) = entries(ics.write(given))
    assert entry["SUMMARY"] == "</script><script>alert(1)</script> ]]> &amp; {{ x }}\nEND:VEVENT"
    (slide,) = slides(timelinejs.write(given))
    assert "<" not in slide["text"]["headline"]
    assert "\u202e" not in slide["text"]["headline"]


def test_timelines_are_the_same_bytes_each_time(doc, event):
    for write in (ics.write, timelinejs.write):
        data = write(doc(event(), event("2016-09")))
        assert data == write(doc(event(), event("2016-09")))
        assert data.endswith(b"\n")
        assert b"None" not in data
        assert b"null" not in data
