"""Chart options, and the messages for invalid ones."""

import inspect
from pathlib import Path

import pandas as pd
import pytest

import timeline
from tests.internals import CHART_OPTIONS, KEYWORDS, check_colors
from timeline import ReadError, UsageError, ValidationError, bars, gantt, read_events

TABLE = b"title,start\nHarry,1953-06-10\n"


def test_a_chart_takes_a_path_bytes_or_a_data_frame(tmp_path: Path) -> None:
    path = tmp_path / "harry.csv"
    path.write_bytes(TABLE)
    frame = pd.DataFrame({"title": ["Harry"], "start": ["1953-06-10"]})
    for given in (path, str(path), TABLE, frame, read_events(TABLE)):
        assert gantt(given, title="x").layout.title.text == "x"
    assert gantt(events=frame, title="y").layout.title.text == "y"


def test_an_unknown_keyword_is_reported_with_the_nearest() -> None:
    with pytest.raises(UsageError) as told:
        gantt(TABLE, groups="Harry")  # type: ignore[call-arg]
    assert str(told.value) == 'gantt has no argument "groups" (did you mean "group"?)'
    with pytest.raises(UsageError, match=r'"zzzz" \(it has: measure, by'):
        bars(TABLE, measure="x", zzzz=1)  # type: ignore[call-arg]


def test_missing_arguments_are_reported() -> None:
    with pytest.raises(UsageError, match=r"gantt needs a table \(from"):
        gantt()  # type: ignore[call-arg]
    with pytest.raises(UsageError, match='bars needs the argument "measure"'):
        bars(TABLE)  # type: ignore[call-arg]
    with pytest.raises(ReadError, match="int is not a table"):
        gantt(3)


def test_two_columns_of_one_name_are_reported_as_in_a_file() -> None:
    frame = pd.DataFrame([["Harry", "1953", "1954"]], columns=["title", "start", "start"])
    with pytest.raises(ValidationError, match="start: stands twice in the header"):
        gantt(frame)


def test_orders_and_colours_that_are_none_are_refused() -> None:
    with pytest.raises(UsageError, match='there is no column "sidee" to colour by'):
        check_colors(read_events(TABLE), "sidee", None, "light")


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("order", "size", r'order "size" is not known \(one of: table, value\)'),
        ("period", "months", r'period "months" is not known \(did you mean "month"\?\)'),
        ("combine", "mean", r'combine "mean" is not known \('),
        ("count_by", "end", r'count_by "end" is not known \(one of: start, split\)'),
    ],
)
def test_a_value_that_is_none_of_the_choices_is_refused(
    option: str, value: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        bars(TABLE, measure="events", **{option: value})


def keywords(name: str) -> dict[str, object]:
    return {
        name: parameter.default
        for name, parameter in inspect.signature(getattr(timeline, name)).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }


@pytest.mark.parametrize("chart", CHART_OPTIONS)
def test_signatures_agree_with_the_list_of_options(chart: str) -> None:
    given = {
        name: None if default in (inspect.Parameter.empty, ()) else default
        for name, default in keywords(chart).items()
    }
    assert given == {option.name: option.default for option in CHART_OPTIONS[chart]}


def test_charts_read_a_table_by_the_keywords_of_read_events() -> None:
    assert set(KEYWORDS) == set(keywords("read_events"))
