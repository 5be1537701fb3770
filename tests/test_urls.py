"""Addresses and file names."""

from generator.urls import LONGEST_NAME, slug


def test_a_name_that_no_disc_holds_is_cut_and_stays_its_own():
    long = "很长的标签" * 60
    names = {slug(long), slug(long + "甲"), slug(long + "乙")}
    assert len(names) == 3
    assert all(len(name.encode()) <= LONGEST_NAME + len("-123456") for name in names)


def test_a_name_that_fits_stays_as_it_is():
    assert slug("跨境电商") == "跨境电商"
    assert slug("a" * LONGEST_NAME) == "a" * LONGEST_NAME
