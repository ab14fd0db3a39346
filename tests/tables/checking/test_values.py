import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import one_value, parse_values


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "qualifier"),
    [
        ("22000", 22000, 22000, 22000, ""),
        (" 22000 ", 22000, 22000, 22000, ""),
        ("0", 0, 0, 0, ""),
        ("-12.5", -12.5, -12.5, -12.5, ""),
        ("−5", -5, -5, -5, ""),
        ("1.5e6", 1.5e6, 1.5e6, 1.5e6, ""),
        ("22,639", 22639, 22639, 22639, ""),
        ("1,234,567.25", 1234567.25, 1234567.25, 1234567.25, ""),
        ("22 639", 22639, 22639, 22639, ""),
        ("22\u202f639", 22639, 22639, 22639, ""),
        ("22\u00a0639", 22639, 22639, 22639, ""),
        ("22’639", 22639, 22639, 22639, ""),
        ("1.234.567", 1234567, 1234567, 1234567, ""),
        ("0.125", 0.125, 0.125, 0.125, ""),
        ("1234.567", 1234.567, 1234.567, 1234.567, ""),
        ("~22000", 22000, 22000, 22000, "~"),
        ("~ 22,000", 22000, 22000, 22000, "~"),
        (">12000", 12000, 12000, np.inf, ">"),
        (">=500", 500, 500, np.inf, ">="),
        ("≥ 500", 500, 500, np.inf, ">="),
        ("<=500", 0, 500, 500, "<="),
        ("≤1,500", 0, 1500, 1500, "<="),
        ("<=-5", -np.inf, -5, -5, "<="),
        ("<50", 0, 50, 50, "<"),
        ("<-5", -np.inf, -5, -5, "<"),
        ("1450..1600", 1450, np.nan, 1600, ".."),
        ("1,450 .. 1,600", 1450, np.nan, 1600, ".."),
        ("", np.nan, np.nan, np.nan, ""),
    ],
)
def test_a_value_is_read_as_people_write_it(
    text: str, low: float, best: float, high: float, qualifier: str
) -> None:
    assert one_value(text.strip()) == pytest.approx(
        (low, best, high, qualifier, "", ""), nan_ok=True
    )
    values = parse_values([text])
    got = (values.low[0], values.best[0], values.high[0])
    np.testing.assert_equal(got, (low, best, high))
    assert (values.qualifier[0], values.error[0]) == (qualifier, "")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("about 22000", "write ~22000"),
        ("ca. 22,000", "write ~22000"),
        ("over 12000", "write >12000"),
        ("at least 12000", "write >=12000"),
        ("12000+", "write >=12000"),
        ("up to 50", "write <=50"),
        ("1450-1600", "write 1450..1600"),
        ("1450–1600", "write 1450..1600"),
        ("between 1450 and 1600", "write 1450..1600"),
        ("1600..1450", "write 1450..1600"),
        ("1,5", "write 1.5"),
        ("1.234,5", "write 1234.5"),
        ("45%", 'write 45 and "%" in the column unit'),
        ("300 men", 'write 300 and "men" in the column unit'),
        ("about 300 men", 'write ~300 and "men" in the column unit'),
        ("22.639", "write 22639, 22.6390, or say which sign is the decimal one"),
        ("n/a", "leave the cell empty where no number is known"),
        ("many", "write a number such as 22000, ~22000, >12000, >=500, <50 or 1450..1600"),
    ],
)
def test_cells_that_are_not_numbers_are_reported_with_a_correction(text: str, hint: str) -> None:
    values = parse_values([text])
    assert values.error[0]
    assert values.hint[0] == hint
    assert np.isnan([values.low[0], values.best[0], values.high[0]]).all()


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1_000", "1e999", "0x10", "1,23,456", "١٢"])
def test_texts_that_only_python_reads_as_numbers_are_refused(text: str) -> None:
    assert parse_values([text]).error[0]


def test_the_decimal_mark_resolves_ambiguity() -> None:
    assert parse_values(["22.639"], decimal=".").best[0] == 22.639
    assert parse_values(["22.639", "1,5", "1.234,5"], decimal=",").best.tolist() == [
        22639,
        1.5,
        1234.5,
    ]


def test_columns_keep_the_order_and_length_of_the_cells() -> None:
    cells = ["3", "", "x", "3", "~4"] * 3
    values = parse_values(cells)
    np.testing.assert_equal(values.best, [3, np.nan, np.nan, 3, 4] * 3)
    assert [bool(error) for error in values.error] == [False, False, True, False, False] * 3
    assert len(parse_values([]).best) == 0


@given(st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: round(number, 2)))
def test_a_number_written_plainly_is_read_back(number: float) -> None:
    assert parse_values([repr(number)], decimal=".").best[0] == number


@given(st.integers(0, 10**15))
def test_thousands_signs_change_nothing(number: int) -> None:
    assert parse_values([f"{number:,}", f"{number}"]).best.tolist() == [number, number]


@given(st.lists(st.text(max_size=12)))
def test_any_text_is_a_number_or_an_error_and_never_both(cells: list[str]) -> None:
    values = parse_values(cells)
    known = ~np.isnan(values.low)
    assert not (known & (values.error != "")).any()
    assert all(
        error or not cell.strip()
        for cell, error in zip(
            np.array(cells, dtype=object)[~known], values.error[~known], strict=True
        )
    )
