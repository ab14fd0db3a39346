"""The grammar: what has the shape of a date, and what its shape alone tells."""

import pytest

from tests.internals import PARTS_OF_DAY, moment_shape

UNITS = {
    "00": "century", "000": "decade", "0000": "year", "-0000": "year", "Y00000": "year",
    "Y-00E0": "year", "0000S0": "year", "XXXX": "year", "0000-00": "month", "0X00-0X": "month",
    "0000-00-XX": "day", "?0000-~00-%00": "day", "0000-00-00T00": "hour",
    "0000-00-00 00:00Z": "minute", "0000-00-00T00:00:00.000+00:00": "second",
    "0000-00-00 night~": "part",
}  # fmt: skip


@pytest.mark.parametrize(("shape", "unit"), UNITS.items())
def test_the_finest_unit_stated(shape: str, unit: str) -> None:
    moment = moment_shape(shape, 0)
    assert moment is not None
    assert moment.unit == unit


@pytest.mark.parametrize(
    "shape",
    [
        "", "0", "00000", "0000-0", "0000-00-0", "0000-00-00T", "0000-00-00T0", "000-00", "00-00",
        "0000-00-XXT00", "XXXX-00-00 night", "0000?-00-00T00", "Y00E0-00", "0000S0-00", "+0000",
        "0000-00-00t00", "0000-00-00T00:00z", "0000-00-00T00Z00", "--00-00", "0000--00", " 0000",
        "0000-00-00  night", "0000-00-00 midnight", "0000/0000", "é000",
    ],
)  # fmt: skip
def test_what_has_not_the_shape_of_a_date(shape: str) -> None:
    assert moment_shape(shape, 0) is None


def test_places_count_from_the_beginning_of_the_text() -> None:
    moment = moment_shape("-0X00-XX?", 7)
    assert moment is not None
    year, month = moment.slots
    assert (year.places, year.weights) == ((8, 10, 11), (1000.0, 10.0, 1.0))
    assert (month.places, moment.month_open) == ((), 120)
    assert (moment.negative, moment.year_spread, moment.qualifier) == (True, 900, "?")


@pytest.mark.parametrize("name", PARTS_OF_DAY)
def test_parts_of_the_day_stand_behind_a_blank_or_a_t(name: str) -> None:
    for between in " T":
        moment = moment_shape(f"0000-00-00{between}{name}", 0)
        assert moment is not None
        assert (moment.part, moment.has("hour")) == (name, False)
