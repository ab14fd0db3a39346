from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import instant, nights
from timeline import UsageError

HARRY = {"latitude": 38.3, "longitude": 127.4, "utc_offset_hours": 9.0}
DAY = 86400.0


def test_dusk_and_dawn_are_those_of_the_library() -> None:
    from astral import Observer
    from astral.sun import dawn, dusk

    found = nights(instant(1953, 6, 10, 12), instant(1953, 6, 11, 12), **HARRY)
    zone = dt.timezone(dt.timedelta(hours=9))
    place = Observer(38.3, 127.4)
    evening = dusk(place, dt.date(1953, 6, 10), 6, zone)
    morning = dawn(place, dt.date(1953, 6, 11), 6, zone)
    expected = [instant(t.year, t.month, t.day, t.hour, t.minute, t.second)
                for t in (evening, morning)]  # fmt: skip
    assert found[0] == pytest.approx(expected, abs=90)
    assert len(found) == 1


@settings(max_examples=60, deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(-5000, 12000), st.floats(0.1, 6))
def test_nights_are_sorted_apart_and_inside(
    latitude: float, longitude: float, year: int, days: float
) -> None:
    low = instant(year, 3, 1)
    high = low + days * DAY
    place = {"latitude": latitude, "longitude": longitude, "utc_offset_hours": longitude / 15}
    found = nights(low, high, **place)
    edges = [edge for night in found for edge in night]
    assert edges == sorted(edges)
    assert all(low <= edge <= high for edge in edges)
    assert all(stop > start for start, stop in found)


def test_the_poles_have_one_night_a_year() -> None:
    pole = {"latitude": 89.0, "longitude": 20.0, "utc_offset_hours": 1.0}
    june, december = instant(1953, 6, 10), instant(1953, 12, 10)
    assert nights(june, june + 5 * DAY, **pole) == []
    assert nights(december, december + 5 * DAY, **pole) == [(december, december + 5 * DAY)]


def test_white_nights_are_not_nights() -> None:
    at = instant(1953, 6, 21)
    assert nights(at, at + DAY, latitude=66.0, longitude=25.0, utc_offset_hours=2.0) == []


def test_far_years_have_the_nights_of_their_place_in_the_cycle() -> None:
    def hours(year: int) -> list[tuple[float, float]]:
        low = instant(year, 9, 20)
        return [(a - low, b - low) for a, b in nights(low, low + 3 * DAY, **HARRY)]

    assert hours(12400) == hours(2000)
    assert hours(-479)[1][0] / 3600 == pytest.approx(hours(1921)[1][0] / 3600, abs=0.1)


def test_the_clock_only_shifts() -> None:
    low = instant(1953, 6, 10, 6)
    local = nights(low, low + DAY, **HARRY)
    other = nights(low - 9 * 3600, low - 9 * 3600 + DAY, **{**HARRY, "utc_offset_hours": 0.0})
    assert [b - a for a, b in local] == pytest.approx([b - a for a, b in other], abs=2)


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0)])
def test_no_such_place(place: tuple[float, float]) -> None:
    with pytest.raises(UsageError, match="no such place"):
        nights(0, DAY, latitude=place[0], longitude=place[1], utc_offset_hours=0)


def test_too_many_days_are_refused() -> None:
    with pytest.raises(UsageError, match="4000 days"):
        nights(instant(1900), instant(1953), **HARRY)
    with pytest.raises(UsageError, match="4000 days"):
        nights(0, float("inf"), **HARRY)
