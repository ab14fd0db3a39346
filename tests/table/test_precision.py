import pyarrow as pa
import pytest

from tests.internals import coarsened, coarser, day_only, parse_dates, windows


def texts(*cells: str) -> pa.LargeStringArray:
    return pa.array(cells, pa.large_string())


@pytest.mark.parametrize(
    ("level", "edtf"),
    [
        ("day", "1942-01-04"),
        ("day~", "1942-01-04~"),
        ("week", "[1942-01-01..1942-01-07]"),
        ("month", "1942-01"),
        ("month~", "1942-01~"),
        ("year", "1942"),
        ("decade", "194X"),
        ("century", "19XX"),
        ("millennium", "1XXX"),
        ("", "1942-01-04"),
    ],
)
def test_a_date_is_no_sharper_than_its_code(level: str, edtf: str) -> None:
    assert coarser("1942-01-04", level) == edtf
    assert parse_dates([edtf]).error[0] == ""


def test_codes_stand_beside_their_dates() -> None:
    dates, codes = texts("1947-06-30", "1947-06-30", "soon"), texts("1", "4.0", "4")
    assert coarsened(dates, codes, {"4": "month"}).to_pylist() == ["1947-06-30", "1947-06", "soon"]


def test_windows_and_days() -> None:
    first, last = texts("1990-01-01", "1990-01-01"), texts("1990-01-05", "1990-01-05")
    assert windows(first, last, [True, False]).to_pylist() == [
        "1990-01-01", "[1990-01-01..1990-01-05]"
    ]  # fmt: skip
    assert day_only(texts("1990-01-05T00:00:00Z", "1990")).to_pylist() == ["1990-01-05", "1990"]
