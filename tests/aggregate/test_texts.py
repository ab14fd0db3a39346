"""Groups as texts: dates of any year, sums that are read as what they are."""

import pyarrow as pa
import pytest

from timeline.aggregate.texts import cell_texts, clock_texts, sum_texts
from timeline.table.numbertext import number_text
from timeline.table.values import parse_values


def column(values, kind):
    return pa.chunked_array([pa.array(values, kind)])


def test_days_are_written_from_before_our_era_on():
    days = column([-894_000, -719_528, 0, None], pa.date32())
    assert cell_texts(days) == ["-0478-04-25", "0000-01-01", "1970-01-01", ""]


def test_times_are_dates_where_all_are_midnight():
    midnight, eve = column([0], pa.timestamp("us")), column([72_000_000_000], pa.timestamp("us"))
    assert clock_texts([midnight, midnight]) == [["1970-01-01"], ["1970-01-01"]]
    assert clock_texts([midnight, eve]) == [["1970-01-01T00:00:00"], ["1970-01-01T20:00:00"]]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_times_of_every_unit_are_read(unit):
    assert clock_texts([column([90], pa.timestamp(unit))])[0][0].startswith("1970-01-01")


def test_cells_of_other_kinds_are_written_as_of_a_frame():
    assert cell_texts(column([1, None], pa.int64())) == ["1", ""]
    assert cell_texts(column(["a", None], pa.string()).dictionary_encode()) == ["a", ""]


@pytest.mark.parametrize("number", [22.639, 0.1 + 0.2, 6e9, -5.0, 1e22, 1e-7, 123456.789])
def test_a_sum_is_read_as_the_number_it_is(number):
    assert parse_values([number_text(number, None)]).best[0] == number
    if abs(number) < 1e20 and abs(number) > 1e-5:
        assert parse_values([number_text(number, ",")], decimal=",").best[0] == number


def test_a_claim_that_is_made_many_times_is_as_loose_as_one():
    kinds = ["1450..1600", "~3", ">5", "<50", "12.5", "about 9", " ", ""]
    texts = sum_texts(kinds, [0.0] * 8, [2] * 8, decimal=None)
    assert texts == ["2900..3200", "~6", ">10", "<100", "25", "about 9", "", ""]
