"""The parser, compared with other projects' cases and an oracle, and its properties."""

import csv
import re
from pathlib import Path
from typing import Any

import edtf
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import SECONDS_PER_DAY, Dates, instant, parse_dates, set_ranges
from timeline import UsageError

HERE = Path(__file__).parents[1]
DOCS = (HERE.parent / "docs" / "dates.md").read_text("utf-8")


def one(text: str, calendar: str = "gregorian") -> dict[str, object]:
    dates = parse_dates([text], calendar=calendar)
    return {name: column[0] for name, column in vars(dates).items()}


def cases() -> list[dict[str, str]]:
    with (HERE / "edtf_cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stated(text: str) -> float:
    match = re.fullmatch(r"Y?(-?\d+)-(\d\d)-(\d\d)", text)
    return instant(*map(int, match.groups())) if match else float(text)


def differs(case: dict[str, str], read: dict[str, object]) -> bool:
    if (read["state"] == "invalid") == (case["valid"] == "yes"):
        return True
    lower, upper = float(str(read["lower"])), float(str(read["upper"]))
    if read["end_state"]:
        upper = float(str(read["end_upper"]))
    day = SECONDS_PER_DAY
    first = lower if np.isinf(lower) else np.floor(lower / day) * day
    last = upper if np.isinf(upper) else (np.ceil(upper / day) - 1) * day
    told = case["lower"] and stated(case["lower"]) != first
    return bool(told or (case["upper"] and stated(case["upper"]) != last))


def test_the_cases_of_other_projects_differ_where_the_documents_say_and_nowhere_else() -> None:
    rows = cases()
    dates = parse_dates([case["string"] for case in rows])
    columns = zip(*vars(dates).values(), strict=True)
    table = [dict(zip(vars(dates), row, strict=True)) for row in columns]
    agreed: dict[str, set[str]] = {case["string"]: set() for case in rows}
    for case in rows:
        agreed[case["string"]].add(case["valid"])
    found = {
        case["string"]
        for case, read in zip(rows, table, strict=True)
        if (case["valid"] == "yes" or len(agreed[case["string"]]) == 1) and differs(case, read)
    }
    section = DOCS.split("## Where we differ")[1]
    listed = set(re.findall(r"`([^`]+)`", "\n".join(re.findall(r"(?m)^\| (`.*?) \|", section))))
    assert len(rows) == 816
    assert found == listed


@pytest.mark.parametrize(
    ("text", "message"), re.findall(r"(?m)^\| `([^`]+)` \| (.*\(.*\)) \|$", DOCS)
)
def test_the_documents_quote_the_messages(text: str, message: str) -> None:
    read = one(text)
    assert f"{read['error']} ({read['hint']})" == message


def test_every_form_in_the_documents_is_read() -> None:
    section = DOCS.split("## What you can write")[1].split("In the column")[0]
    forms = [row.split("|")[2] for row in section.splitlines() if row.startswith("| ")]
    texts = [text for form in forms for text in re.findall(r"`([^`]+)`", form)]
    whole = [text if not re.fullmatch(r"-\d\d", text) else f"1953{text}" for text in texts]
    dates = parse_dates([text for text in whole if "…" not in text])
    assert len(dates) > 50
    assert dates.error.tolist() == [""] * len(dates)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "precision", "unspecified"),
    [
        ("1953-05", (1953, 5, 1), (1953, 6, 1), "month", False),
        ("1953-05-XX", (1953, 5, 1), (1953, 6, 1), "day", True),
        ("195X", (1950, 1, 1), (1960, 1, 1), "year", True),
        ("195", (1950, 1, 1), (1960, 1, 1), "decade", False),
        ("-0044-03-15", (-44, 3, 15), (-44, 3, 16), "day", False),
        ("-01XX", (-199, 1, 1), (-99, 1, 1), "year", True),
        ("-000X", (-9, 1, 1), (0, 1, 1), "year", True),
        ("1952-24", (1952, 12, 1), (1953, 3, 1), "season", False),
        ("XXXX-02-29", (0, 2, 29), (9996, 3, 1), "day", True),
        ("1953-XX-31", (1953, 1, 31), (1954, 1, 1), "day", True),
        ("1953-X1-3X", (1953, 1, 30), (1953, 12, 1), "day", True),
        ("1XX3-02-2X", (1003, 2, 20), (1993, 3, 1), "day", True),
        ("1953-06-10 night", (1953, 6, 10, 18), (1953, 6, 11, 6), "part", False),
        ("1953-06-14 early morning", (1953, 6, 14), (1953, 6, 14, 6), "part", False),
        ("1953-06-10T20", (1953, 6, 10, 20), (1953, 6, 10, 21), "hour", False),
        ("1953-06-10T24:00", (1953, 6, 11), (1953, 6, 11, 0, 1), "minute", False),
        ("Y17E7", (170_000_000, 1, 1), (170_000_001, 1, 1), "year", False),
        ("Y12000-06-10", (12000, 6, 10), (12000, 6, 11), "day", False),
        ("{1960,1961-12}", (1960, 1, 1), (1962, 1, 1), "month", False),
        ("[1667,1668..1670]", (1667, 1, 1), (1671, 1, 1), "year", True),
    ],
)
def test_bounds(
    text: str, lower: tuple[int, ...], upper: tuple[int, ...], precision: str, unspecified: bool
) -> None:
    read = one(text)
    assert (read["lower"], read["upper"]) == (instant(*lower), instant(*upper))
    assert (read["precision"], read["unspecified"], read["state"]) == (
        precision,
        unspecified,
        "date",
    )


def test_units_are_the_finest_stated() -> None:
    dates = parse_dates(
        ["1953-05-XX", "1953-XX", "195X", "1953-06-10T20", "1953-06-10T20:00:00.25"]
    )
    assert dates.unit_seconds.tolist() == [86400.0, 31 * 86400.0, 365 * 86400.0, 3600.0, 0.01]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [("1953?", "?"), ("?1953-06", "?"), ("1953-~06", "~"), ("1953?-~06", "%"), ("1953%", "%")],
)
def test_qualifiers_of_parts_are_united(text: str, qualifier: str) -> None:
    assert one(text)["qualifier"] == qualifier


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("1953-06-10T20:00", ""), ("1953-06-10T20:00Z", "Z"), ("1953-06-10 20:00+0900", "+09:00"),
        ("1953-06-10T20-03", "-03:00"), ("1953-06-10T20:00:00+00:00", "+00:00"),
    ],
)  # fmt: skip
def test_zones_are_kept_and_the_clock_stays_local(text: str, zone: str) -> None:
    read = one(text)
    assert read["zone"] == zone
    assert read["lower"] == instant(1953, 6, 10, 20)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("", ("empty", "")), ("..", ("open", "")), ("/", ("unknown", "unknown")),
        ("1950/..", ("interval", "open")), ("1950/", ("interval", "unknown")),
        ("../1950", ("open", "date")), ("/1950", ("unknown", "date")),
        ("1950/[1952,1953]", ("interval", "date")), ("1950 ", ("invalid", "")),
    ],
)  # fmt: skip
def test_states(text: str, states: tuple[str, str]) -> None:
    read = one(text)
    assert (read["state"], read["end_state"]) == states


def test_offsets_count_when_an_interval_is_put_in_order() -> None:
    later = "1953-06-10T20:00+09:00/1953-06-10T12:00Z"
    assert parse_dates([later, "1953-06-10T20:00/1953-06-10T12:00"]).state.tolist() == [
        "interval",
        "invalid",
    ]


@pytest.mark.parametrize(
    "text", ["1950/53", "1914/18", "[..]", "[1..[2]]", "1953-06-XXT20", "१९५३"]
)
def test_ambiguous_input_is_refused(text: str) -> None:
    assert one(text)["state"] == "invalid"


BEYOND = [
    "Y" + "1" * 500, "1" * 5000, "1953-06-10T20:00:00." + "5" * 400, "[" + "1," * 3000 + "1]",
    "é" * 2000, "Y1E99", "Y9E999",
]  # fmt: skip


@pytest.mark.parametrize("text", BEYOND, ids=range(len(BEYOND)))
def test_texts_beyond_measure_are_refused(text: str) -> None:
    assert one(text)["state"] == "invalid"


def test_a_likely_misreading_is_warned_of() -> None:
    dates = parse_dates(["1939-41", "2001-41", "53", "1953-12"])
    assert dates.error.tolist() == [""] * 4
    assert [bool(hint) for hint in dates.hint] == [True, True, True, False]


def test_julian_dates_become_gregorian_instants() -> None:
    dates = parse_dates(["1917-10-25", "1700-02-29", "1917-10-25", "0001-01"],
                        calendar=["julian", "julian", "", "julian"])  # fmt: skip
    expected = [(1917, 11, 7), (1700, 3, 11), (1917, 10, 25), (0, 12, 30)]
    assert dates.lower.tolist() == [instant(*day) for day in expected]
    with pytest.raises(UsageError, match='"mayan" is not known'):
        parse_dates(["1953"], calendar="mayan")


def test_columns_of_any_kind_are_read() -> None:
    texts = ["1953-06-10", "", "1950~"]
    kinds: list[Any] = [texts, np.array(texts, object), np.array(texts), pd.Series(texts),
             pd.Series(texts, dtype=object), pd.Series(["x", *texts])[1:]]  # fmt: skip
    states = [parse_dates(kind).state.tolist() for kind in kinds]
    assert states == [["date", "empty", "date"]] * len(kinds)
    assert parse_dates([None, "1953"]).state.tolist() == ["empty", "date"]  # type: ignore[list-item]
    assert len(parse_dates([])) == 0


def days(dates: Dates) -> tuple[list[float], list[float]]:
    return (dates.lower / SECONDS_PER_DAY).tolist(), (dates.upper / SECONDS_PER_DAY).tolist()


years = st.integers(1, 9999).map(lambda year: f"{year:04}")
months = st.integers(1, 12).map(lambda month: f"{month:02}")
month_days = st.integers(1, 28).map(lambda day: f"{day:02}")
plain = st.one_of(
    years,
    st.tuples(years, months).map("-".join),
    st.tuples(years, months, month_days).map("-".join),
    st.tuples(years, months, st.just("XX")).map("-".join),
    years.map(lambda year: year[:3] + "X"),
    st.tuples(years, st.sampled_from("?~%")).map("".join),
)

likely = st.text("0123456789-X/.~?TZ:+YES [{,]}", max_size=18)


@settings(deadline=None, max_examples=60)
@given(plain)
def test_strict_bounds_are_those_of_the_oracle(text: str) -> None:
    oracle = edtf.parse_edtf(text)
    first, last = oracle.lower_strict(), oracle.upper_strict()
    read = one(text)
    assert read["lower"] == instant(*first[:3])
    assert read["upper"] == instant(*last[:3]) + SECONDS_PER_DAY


@settings(deadline=None, max_examples=50)
@given(st.lists(st.one_of(plain, st.text(max_size=12), likely), max_size=20))
def test_a_row_is_read_alike_alone_and_among_others(texts: list[str]) -> None:
    together = parse_dates(texts)
    for row, text in enumerate(texts):
        alone = one(text)
        for name, column in vars(together).items():
            assert column[row] == alone[name] or (column[row] != column[row]), (text, name)


@settings(deadline=None, max_examples=60)
@given(st.lists(likely))
def test_any_text_is_read_or_explained(texts: list[str]) -> None:
    dates = parse_dates(texts)
    read = np.isin(dates.state, ["date", "interval", "open", "unknown"])
    assert (dates.upper[read] > dates.lower[read]).all()
    invalid = dates.state == "invalid"
    assert all(dates.error[invalid])
    assert all(dates.hint[invalid])
    assert not any(dates.error[~invalid])


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("[1667]", [("1667", "1667")]),
        ("{1960 ,  1961-12}", [("1960", "1960"), ("1961-12", "1961-12")]),
        ("[..1760-12-03]", [("..", "1760-12-03")]),
        ("{1760..,1812}", [("1760", ".."), ("1812", "1812")]),
    ],
)
def test_ranges(text: str, ranges: list[tuple[str, str]]) -> None:
    assert set_ranges(text) == ranges


@pytest.mark.parametrize(
    "text", ["[]", "[1999}", "{1999", "[1,,2]", "[..]", "[[1]]", "[1..[2]]", "[1/2]"]
)
def test_texts_that_are_not_sets(text: str) -> None:
    assert set_ranges(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "[1953..1952]",
        "{1987-10..1988}",
        "[1,x]",
        "[..1950,1952..]",
        "[1953-06-10T20Z,1953-06-10T20]",
    ],
)
def test_invalid_sets(text: str) -> None:
    assert parse_dates([text]).state.tolist() == ["invalid"]


def test_a_set_has_the_finest_unit_and_all_marks_of_its_members() -> None:
    dates = parse_dates(["[1953,1954-02~]", "{1950?,1951~}", "[1953-06-10T20Z..1953-06-10T22Z]"])
    assert dates.precision.tolist() == ["month", "year", "hour"]
    assert dates.qualifier.tolist() == ["~", "%", ""]
    assert dates.unspecified.tolist() == [True, False, True]
    assert dates.zone.tolist() == ["", "", "Z"]
    assert dates.unit_seconds[0] == 28 * 86400.0
