import os
import subprocess
import sys
import warnings
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.edtf import (
    UNKNOWN,
    Words,
    bounds,
    first_day,
    html_datetime,
    in_zone,
    last_day,
    local_days,
    local_time,
    parse,
    part_hours,
    rfc3339,
    short,
    sort_key,
    words,
    years,
    zone,
)

CASES = Path(__file__).parent / "cases" / "dates"
SHANGHAI, NEW_YORK = "Asia/Shanghai", "America/New_York"


def read(name):
    return yaml.load((CASES / name).read_text("utf-8"), yaml.BaseLoader)


READ, REFUSED = read("edtf.yaml"), read("edtf-refused.yaml")
WORDS = {lang: msgspec.convert(said, Words) for lang, said in read("words.yaml").items()}
HANS, ENGLISH = WORDS["zh-Hans"], WORDS["en"]


def instant(text, zone_name=SHANGHAI):
    if text == "~":
        return None
    return int(datetime.fromisoformat(text).replace(tzinfo=zone(zone_name)).timestamp())


def stamp(second):
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# --- reading ---


@pytest.mark.parametrize("case", READ, ids=lambda case: case["text"])
def test_a_date_has_its_canonical_text_precision_bounds_and_words(case):
    when = parse(case["text"])
    assert when.text == case.get("canonical", case["text"])
    assert when.precision == case["precision"]
    assert list(bounds(when, SHANGHAI)) == [instant(text) for text in case["bounds"]]
    assert {lang: words(when, said) for lang, said in WORDS.items()} == {lang: case[lang] for lang in WORDS}


@pytest.mark.parametrize(("text", "reason"), REFUSED.items())
def test_what_is_no_date_is_refused_with_what_to_write(text, reason):
    with pytest.raises(ValueError, match="is not a date") as refusal:
        parse(text)
    assert str(refusal.value).startswith(f'"{text}" is not a date: {reason}')


@pytest.mark.parametrize(
    "reason", [reason for reason in REFUSED.values() if reason.startswith("write 2") and "," not in reason]
)
def test_what_a_complaint_says_to_write_is_a_date(reason):
    parse(reason.removeprefix("write "))


def test_white_space_around_a_date_does_not_matter():
    assert parse(" 2016-09\u3000\n") == parse("2016-09")


def test_two_ways_to_write_one_time_give_one_value():
    assert parse("2026-11-23 10:32") == parse("2026-11-23T10:32")
    assert parse("2026-11-23T10:32+00:00") == parse("2026-11-23t10:32z")


def test_marks_are_told_apart():
    marks = {mark: (parse(f"2016{mark}").approximate, parse(f"2016{mark}").uncertain) for mark in "~?%"}
    assert marks == {"~": (True, False), "?": (False, True), "%": (True, True)}
    assert parse("2016~/2017?").approximate
    assert parse("2016~/2017?").uncertain
    assert not parse("2016").approximate


def test_an_open_end_is_not_an_unknown_one():
    assert parse("2017/..").open_end
    assert not parse("2017/").open_end
    assert parse("../2017").open_start
    assert not parse("/2017").open_start


def test_an_interval_is_as_precise_as_its_coarser_side():
    assert parse("2016/2017-03-04").precision == "year"
    assert parse("2016-09-04/2017").precision == "year"
    assert parse("2016-09/..").precision == "month"


def test_unknown_says_so():
    assert parse("unknown") is UNKNOWN
    assert UNKNOWN.is_unknown
    assert UNKNOWN.precision == "unknown"
    assert not UNKNOWN.has_time
    assert bounds(UNKNOWN, SHANGHAI) == (None, None)


def test_a_value_can_be_a_key_and_travel_as_json():
    when = parse("2016-09-04~/2016-09-05")
    assert {when: 1}[parse("2016-09-04~/2016-09-05")] == 1
    assert msgspec.json.decode(msgspec.json.encode(when), type=type(when)) == when


@pytest.mark.parametrize(
    "text", ["约" * 100_000, "2016-" * 50_000, "-" * 100_000, "2016年" * 50_000, "/" * 9]
)
def test_a_long_text_is_refused_at_once_and_not_quoted_whole(text):
    with pytest.raises(ValueError, match="is not a date") as refusal:
        parse(text)
    assert len(str(refusal.value)) < 250


# --- bounds and order ---


def test_a_part_of_the_day_narrows_a_day_and_nothing_else():
    night = part_hours("凌晨")
    assert bounds(parse("2017-01-10"), SHANGHAI, night) == (
        instant("2017-01-10"),
        instant("2017-01-10 06:00"),
    )
    for text in ("2017-01", "2017-01-10 03:20", "2017-01-10/2017-01-11"):
        assert bounds(parse(text), SHANGHAI, night) == bounds(parse(text), SHANGHAI)


def test_a_part_of_the_day_may_end_on_the_next_day():
    assert bounds(parse("2017-01-10"), SHANGHAI, (22, 28))[1] == instant("2017-01-11 04:00")


def test_a_time_that_comes_twice_covers_both():
    first, last = bounds(parse("2016-11-06 01:30"), NEW_YORK)
    assert (stamp(first), stamp(last)) == ("2016-11-06T05:30:00Z", "2016-11-06T06:31:00Z")


def test_a_time_that_a_clock_change_skips_is_read_as_if_it_had_not_come():
    first, last = bounds(parse("2016-03-13 02:30"), NEW_YORK)
    assert (stamp(first), stamp(last)) == ("2016-03-13T07:30:00Z", "2016-03-13T07:31:00Z")
    assert rfc3339(parse("2016-03-13 02:30"), NEW_YORK) == "2016-03-13T03:30:00-04:00"


def test_a_day_is_as_long_as_its_zone_makes_it():
    lengths = {}
    for text in ("2016-03-13", "2016-11-06", "2016-07-04"):
        first, last = bounds(parse(text), NEW_YORK)
        lengths[text] = (last - first) // 3600
    assert lengths == {"2016-03-13": 23, "2016-11-06": 25, "2016-07-04": 24}


def test_a_day_whose_midnight_is_skipped_starts_at_the_change():
    first, _ = bounds(parse("2017-10-15"), "America/Sao_Paulo")
    assert stamp(first) == "2017-10-15T03:00:00Z"


def test_a_day_that_a_zone_left_out_still_has_an_instant():
    first, last = bounds(parse("2011-12-30"), "Pacific/Apia")
    assert first < last


def test_an_interval_within_a_skipped_hour_does_not_run_backwards():
    first, last = bounds(parse("2016-03-13 02:30/2016-03-13 03:00"), NEW_YORK)
    assert first < last


def test_the_ends_of_the_calendar_are_reached():
    for text in ("0001-01-01", "0001", "9999-12-31", "9999", "99XX", "9999-24", "0001-01-01T00:00+14:00"):
        when = parse(text)
        for name in (SHANGHAI, NEW_YORK, "Pacific/Kiritimati"):
            first, last = bounds(when, name)
            assert first < last
            assert first_day(when, name) <= last_day(when, name)
            assert years(when, name)
            assert rfc3339(when, name)


def test_a_timeline_is_sorted_by_earliest_then_latest_then_precision():
    ordered = [
        "../2017",
        "2016-09-04 00:00:00",
        "2016-09-04 00:00",
        "2016-09-04",
        "2016-09-04/2016-09-05",
        "2016-09-05",
        "2017-01-01",
        "2017-01",
        "2017",
        "2017/..",
        "unknown",
    ]
    keys = [sort_key(parse(text), SHANGHAI) for text in ordered]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_of_one_span_the_finer_statement_comes_first():
    assert sort_key(parse("2016-12-31/2016-12-31"), SHANGHAI) == sort_key(parse("2016-12-31"), SHANGHAI)
    quarter, months = parse("2016-33"), parse("2016-01/2016-03")
    assert bounds(quarter, SHANGHAI) == bounds(months, SHANGHAI)
    assert sort_key(months, SHANGHAI) < sort_key(quarter, SHANGHAI)


# --- days and years ---


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016-09-04", "2016-09-04", "2016-09-04"),
        ("2016-09", "2016-09-01", "2016-09-30"),
        ("2016-24", "2016-12-01", "2017-02-28"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2016-12-31T20:00Z", "2017-01-01", "2017-01-01"),
        ("2016-09-04/2016-09-05", "2016-09-04", "2016-09-05"),
        ("2017/..", "2017-01-01", None),
        ("../2017", None, "2017-12-31"),
        ("unknown", None, None),
    ],
)
def test_a_date_has_a_first_and_a_last_day_in_the_zone(text, first, last):
    assert (first_day(parse(text), SHANGHAI), last_day(parse(text), SHANGHAI)) == (first, last)


@pytest.mark.parametrize(
    ("text", "touched"),
    [
        ("2016-09-04", (2016, 2016)),
        ("201X", (2010, 2019)),
        ("2016-24", (2016, 2017)),
        ("2016-12-31T20:00Z", (2017, 2017)),
        ("2017/..", (2017, None)),
        ("/2017", (None, 2017)),
        ("unknown", None),
    ],
)
def test_a_date_touches_years(text, touched):
    assert years(parse(text), SHANGHAI) == touched


def test_before_dawn_in_shanghai_is_the_day_before_in_new_york():
    day = parse("2017-01-10")
    assert local_days(day, SHANGHAI, NEW_YORK, part_hours("凌晨")) == ("2017-01-09", "2017-01-09")
    assert local_days(day, SHANGHAI, NEW_YORK) == ("2017-01-09", "2017-01-10")
    assert local_days(parse("2017-01-10 14:00"), SHANGHAI, NEW_YORK) == ("2017-01-10", "2017-01-10")


def test_what_is_coarser_than_a_day_has_no_day_elsewhere():
    for text in ("2017-01", "2017-01-XX", "2017-01-10/..", "unknown"):
        assert local_days(parse(text), SHANGHAI, NEW_YORK) is None


def test_a_time_is_restated_by_another_clock():
    assert local_time(parse("2017-01-10 03:20"), SHANGHAI, NEW_YORK) == "2017-01-09T14:20"
    assert local_time(parse("2026-11-23T10:32:05Z"), SHANGHAI, SHANGHAI) == "2026-11-23T18:32:05"
    assert local_time(parse("2017-01-10"), SHANGHAI, NEW_YORK) is None
    assert in_zone(parse("2017-01-10 03:20/.."), SHANGHAI, NEW_YORK).text == "2017-01-09T14:20/.."
    assert in_zone(parse("/2017-01-10 03:20"), SHANGHAI, NEW_YORK).text == "/2017-01-09T14:20"
    assert in_zone(parse("2017-01"), SHANGHAI, NEW_YORK) is parse("2017-01")


def test_times_around_a_clock_set_back_keep_their_offset_where_they_would_read_backwards():
    meeting = parse("2016-11-06T05:50Z/2016-11-06T06:10Z")
    assert in_zone(meeting, SHANGHAI, NEW_YORK) == meeting


# --- for machines ---


@pytest.mark.parametrize(
    ("text", "feed", "html"),
    [
        ("2016", "2016-01-01T00:00:00+08:00", "2016"),
        ("2016-09", "2016-09-01T00:00:00+08:00", "2016-09"),
        ("2016-09-XX", "2016-09-01T00:00:00+08:00", "2016-09"),
        ("2016-09-04~", "2016-09-04T00:00:00+08:00", "2016-09-04"),
        ("2026-11-23 10:32", "2026-11-23T10:32:00+08:00", "2026-11-23T10:32+08:00"),
        ("2026-11-23T10:32:05Z", "2026-11-23T18:32:05+08:00", "2026-11-23T10:32:05Z"),
        ("2026-11-23T10:32-03:30", "2026-11-23T22:02:00+08:00", "2026-11-23T10:32-03:30"),
        ("201X", "2010-01-01T00:00:00+08:00", None),
        ("2016-21", "2016-03-01T00:00:00+08:00", None),
        ("2016-09-04/2016-09-05", "2016-09-04T00:00:00+08:00", None),
        ("../2017", None, None),
        ("unknown", None, None),
    ],
)
def test_a_date_has_the_forms_that_machines_read(text, feed, html):
    assert (rfc3339(parse(text), SHANGHAI), html_datetime(parse(text), SHANGHAI)) == (feed, html)


def test_an_offset_with_seconds_is_said_in_utc():
    assert rfc3339(parse("1899"), SHANGHAI) == "1898-12-31T15:54:17Z"
    assert html_datetime(parse("1899-01-01 08:05:43"), SHANGHAI) == "1899-01-01T00:00:00Z"


# --- words ---


@pytest.mark.parametrize(
    ("text", "hans", "english"),
    [
        ("2016-09-04", "9月4日", "4 September"),
        ("2016-09-04/2016-09-05", "9月4日至5日", "4–5 September"),
        ("2016-09~", "约9月", "c. September"),
        ("2016-09-04 10:32", "9月4日 10:32", "4 September, 10:32"),
        ("2016-22", "夏季", "summer"),
        ("2016-09/2017-01", "2016年9月至2017年1月", "September 2016 – January 2017"),
        ("2016", "2016年", "2016"),
        ("2016-09/..", "9月起", "from September"),
        ("unknown", "日期未知", "date unknown"),
    ],
)
def test_within_a_year_a_date_is_said_without_it(text, hans, english):
    assert (short(parse(text), HANS), short(parse(text), ENGLISH)) == (hans, english)


def test_the_part_of_the_day_and_the_weekday_are_said_with_a_day():
    assert words(parse("2017-01-10"), HANS, part_of_day="凌晨") == "2017年1月10日凌晨"
    assert words(parse("2017-01-10"), HANS, part_of_day="凌晨", weekday=True) == "2017年1月10日 周二凌晨"
    assert words(parse("2026-11-23"), HANS, weekday=True) == "2026年11月23日 周一"
    assert words(parse("2026-11-23 10:32"), HANS, weekday=True) == "2026年11月23日 周一 10:32"
    assert words(parse("2026-11-23"), ENGLISH, weekday=True) == "Monday, 23 November 2026"
    assert words(parse("2017-01-10"), ENGLISH, part_of_day="before dawn") == "10 January 2017, before dawn"
    assert words(parse("2017-01"), HANS, part_of_day="凌晨", weekday=True) == "2017年1月"


def test_a_template_with_a_part_that_dates_do_not_have_is_refused():
    said = read("words.yaml")["en"]
    with pytest.raises(msgspec.ValidationError, match=r"\{yaer\} means nothing here; it may use .*\{year\}"):
        msgspec.convert({**said, "full": {**said["full"], "month": "{month} {yaer}"}}, Words)
    with pytest.raises(msgspec.ValidationError, match=r"day: \{end_day\} means nothing here"):
        msgspec.convert({**said, "short": {**said["short"], "day": "{end_day}"}}, Words)
    with pytest.raises(msgspec.ValidationError, match=r"time: \{zone\} means nothing here"):
        msgspec.convert({**said, "time": "{date} {zone}"}, Words)
    with pytest.raises(msgspec.ValidationError, match="months needs 12 names"):
        msgspec.convert({**said, "months": ["January"]}, Words)


# --- zones and parts of day ---


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Asia/Shangai", "Asia/Shanghai"),
        ("Asia/Beijing", "Asia/Shanghai"),
        ("america/new york", "America/New_York"),
        ("../../etc/passwd", "write its IANA name"),
        ("", "write its IANA name"),
    ],
)
def test_an_unknown_zone_is_refused_with_the_nearest(name, near):
    with pytest.raises(ValueError, match=near):
        zone(name)


def test_a_part_of_the_day_has_its_hours_in_three_languages():
    assert part_hours("凌晨") == (0, 6)
    assert part_hours("夜裡") == part_hours("夜里")
    assert part_hours("Before dawn") == (0, 6)
    assert part_hours("深夜")[1] > 24


def test_an_unknown_part_of_the_day_is_refused_with_the_nearest():
    with pytest.raises(ValueError, match="did you mean 凌晨"):
        part_hours("凌辰")
    with pytest.raises(ValueError, match="write 凌晨, 上午"):
        part_hours("🌙")


def test_nothing_hangs_on_the_zone_or_language_of_the_machine():
    program = (
        "from generator.edtf import *\n"
        "texts = ['2016-03-13 02:30', '2016-09', '2026-11-23T10:32Z']\n"
        "print([(bounds(w, z), first_day(w, z), rfc3339(w, z)) for w in map(parse, texts)"
        f" for z in ('{SHANGHAI}', '{NEW_YORK}')])\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "TZ": tz, "LC_ALL": locale, "PYTHONTZPATH": "/nowhere"},
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[1],
        ).stdout
        for tz, locale in (("UTC", "C"), ("Pacific/Kiritimati", "zh_CN.UTF-8"), ("America/St_Johns", "tr_TR"))
    }
    assert len(printed) == 1


# --- for any text ---

YEARS = st.integers(1, 9999)
MONTHS = st.sampled_from([*range(1, 13), *range(21, 25), *range(33, 37), 40, 41])
DATES = st.one_of(
    st.dates().map(date.isoformat),
    st.builds("{:04}-{:02}".format, YEARS, MONTHS),
    YEARS.map("{:04}".format),
    st.integers(1, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
    st.builds("{:04}-{}".format, YEARS, st.sampled_from(["XX", "XX-XX", "02-XX"])),
)
QUALIFIED = st.builds(str.__add__, DATES, st.sampled_from(["", "~", "?", "%"]))
OFFSETS = st.sampled_from(["", "Z", "+08:00", "-03:30", "+14:00"])
TIMES = st.builds(
    "{}{}{}".format, st.datetimes().map(lambda t: t.isoformat(" ", "seconds")), st.just(""), OFFSETS
)
SIDES = st.sampled_from(["", ".."])
INTERVALS = st.one_of(
    st.builds("{}/{}".format, QUALIFIED, SIDES),
    st.builds("{}/{}".format, SIDES, QUALIFIED),
    st.tuples(st.dates(), st.dates()).map(sorted).map(lambda days: "/".join(map(str, days))),
)
GOOD = st.one_of(QUALIFIED, TIMES, INTERVALS, st.just("unknown"))
ZONES = st.sampled_from([SHANGHAI, NEW_YORK, "Pacific/Apia", "Europe/London", "Asia/Kolkata"])
NEARLY = st.text(alphabet="0123456789-/:.XTZ~?% +年月日号时分约至起０１２／", max_size=24)


@given(st.one_of(st.text(), NEARLY))
def test_any_text_is_a_date_or_is_refused_in_words(text):
    try:
        when = parse(text)
    except ValueError as refusal:
        assert " is not a date: " in str(refusal)  # noqa: PT017 - either outcome is right
    else:
        assert parse(when.text) == when


@given(GOOD)
def test_the_canonical_text_of_a_date_reads_as_the_same_value(text):
    when = parse(text)
    assert parse(when.text) == when


@given(GOOD, ZONES)
def test_every_date_has_ordered_bounds_days_and_words(text, name):
    when = parse(text)
    first, last = bounds(when, name)
    if first is not None and last is not None:
        assert first < last
        assert first_day(when, name) <= last_day(when, name)
    for said in WORDS.values():
        assert words(when, said)
        assert "None" not in words(when, said) + short(when, said)
    assert in_zone(when, name, SHANGHAI).kind == when.kind
    html_datetime(when, name)


@given(GOOD, GOOD, ZONES)
def test_the_order_of_dates_agrees_with_their_bounds(one, other, name):
    a, b = parse(one), parse(other)
    if a.is_unknown or b.is_unknown:
        assert (sort_key(a, name) <= sort_key(b, name)) == (b.is_unknown)
        return
    (a_first, a_last), (b_first, b_last) = bounds(a, name), bounds(b, name)
    if a_last is not None and b_first is not None and a_last <= b_first:
        assert sort_key(a, name) < sort_key(b, name)
    if b_last is not None and a_first is not None and b_last <= a_first:
        assert sort_key(b, name) < sort_key(a, name)


def beyond_the_edtf_package(text):
    return (
        text.startswith("9999")  # its bounds run over the end of the calendar
        or text[5:7] in {"24", "XX"}  # its winter ends with the year, and 2016-XX-XX it widens
        or (text[-1] in "~?%" and text[5:7] in {"21", "22", "23", "33", "34", "35", "36", "40", "41"})
    )


@given(QUALIFIED)
def test_the_edtf_package_reads_the_same_days(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        edtf = pytest.importorskip("edtf")
    assume(not beyond_the_edtf_package(text))
    theirs = edtf.parse_edtf(text)
    assert first_day(parse(text), "UTC") == "{:04}-{:02}-{:02}".format(*theirs.lower_strict()[:3])
    assert last_day(parse(text), "UTC") == "{:04}-{:02}-{:02}".format(*theirs.upper_strict()[:3])


@pytest.mark.parametrize(
    "text",
    [
        *("2016-09-04T10:32:05", "2016-09-04T10:32:05Z", "2016-09-04T10:32:05+08:00", "2016-09~/2017?"),
        *("2017/..", "../2017", "2017/", "/2017", "2016-XX-XX", "2016-24", "2016-41"),
    ],
)
def test_the_edtf_package_accepts_our_canonical_text(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        edtf = pytest.importorskip("edtf")
    assert parse(text).text == text
    assert edtf.parse_edtf(text)
