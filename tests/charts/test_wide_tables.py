"""Bars of foreign tables: several columns as measures, rules for long rows, the largest."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import bars_chart, refusal_of
from timeline import TimelineError, UsageError, ValidationError, read_events

WIDE = b"name,day,killed,wounded\nA,1953-06-01,5,\nB,1953-06-02,,7\nC,1953-07-01,2,9\nD,1953,,\n"
LONG = (
    b"name,from,to,killed\nShiloh,1862-04-06,1862-04-07,3482\n"
    b"Stones River,1862-12-31,1863-01-03,1730\nGettysburg,1863-07-01,1863-07-03,3155\n"
)


def wide(**options):
    return bars_chart(read_events(WIDE, mapping={"title": "name", "start": "day"}), **options)


def long(**options):
    names = {"title": "name", "start": "from", "end": "to"}
    events = read_events(LONG, mapping=names)
    return bars_chart(events, measure="killed", by="title", period="year", stack=True, **options)


def said(chart):
    """All texts of a figure."""
    return str(chart.lay_out(900, chart.theme))


def test_several_columns_are_measures_at_once():
    chart = wide(measure=["killed", "wounded"], by="title")
    assert [row[:3] for row in chart.tabulate()[1:]] == [
        ("A", "killed", "5"), ("C", "killed", "2"), ("C", "wounded", "9"), ("B", "wounded", "7"),
    ]  # fmt: skip
    rows = chart.account["rows"]
    assert rows == {"read": 4, "drawn": 3, "left_out": {"are events": 1}}
    months = wide(measure=["killed", "wounded"], by="measure", period="month")
    assert [tuple(row) for row in months.tabulate()[1:]] == [
        ("June 1953", "5", "7"), ("July 1953", "2", "9"),
    ]  # fmt: skip


def test_a_column_that_is_missing_is_reported_beside_another():
    with pytest.raises(UsageError, match="missing"):
        wide(measure=["missing", "kills"], by="title")


def test_a_decimal_mark_is_that_of_every_column():
    table = b"title,start,tons\nA,1917,3.729\nB,1918,1.5\n"
    with pytest.raises(UsageError, match="may mean 3729"):
        bars_chart(read_events(table), measure="tons", by="title")
    chart = bars_chart(read_events(table, decimal="."), measure="tons", by="title")
    assert [row[2] for row in chart.tabulate()[1:]] == ["3.729", "1.5"]


def test_a_row_in_two_periods_is_left_out_and_reported():
    chart = long()
    assert chart.account["rows"]["left_out"] == {"longer than one period": 1}
    (told,) = [one for one in chart.remarks if one.code == "longer-than-period"]
    assert (told.line, told.message) == (3, "1 claim is about more than one year and not drawn")
    assert "--count-by start" in told.hint
    assert "Stones River" not in said(chart)


@pytest.mark.parametrize(
    ("rule", "years"),
    [("start", ["1,730", "no data"]), ("split", ["about 432.5", "about 1,297.5"])],
)
def test_a_row_of_two_periods_is_drawn_by_a_rule(rule, years):
    chart = long(count_by=rule)
    assert chart.account["rows"] == {"read": 3, "drawn": 3, "left_out": {}}
    header, *rows = chart.tabulate()
    assert [row[list(header).index("Stones River")] for row in rows] == years
    assert "Stones River" in said(chart)
    assert "Longer than one period" in said(chart)


def test_a_rule_needs_a_period_and_claims():
    events = read_events(WIDE, mapping={"title": "name", "start": "day"})
    with pytest.raises(UsageError, match="count_by needs a period"):
        bars_chart(events, measure="killed", count_by="start")
    with pytest.raises(UsageError, match='"strat" is not known'):
        bars_chart(events, measure="killed", period="year", count_by="strat")
    with pytest.raises(UsageError, match="count_by is for claims"):
        bars_chart(events, measure="events", period="year", count_by="start")


def many():
    rows = [(f"e{n}", str(1850 + n % 9), f"T{n % 7}", str(n % 7 + 1)) for n in range(70)]
    return read_events(pd.DataFrame(rows, columns=["title", "start", "theater", "killed"]))


def test_sums_of_hundreds_of_rows_are_drawn_and_the_largest_separately():
    chart = bars_chart(many(), measure="killed", by="theater", combine="sum", top=2)
    assert "Other (5): T4 (50), T3 (40), T2 (30), T1 (20), T0 (10)." in said(chart)
    assert chart.account["rows"]["drawn"] == 70
    over_time = bars_chart(many(), measure="killed", by="theater", period="decade", top=2)
    assert list(over_time.tabulate()[0])[1:] == ["T5", "T6", "other (5)"]


def test_the_largest_need_sums():
    apart = bars_chart(many(), measure="killed", by="theater", top=2)
    with pytest.raises(UsageError, match="top needs sums"):
        apart.lay_out(900, apart.theme)
    with pytest.raises(UsageError, match="top 0 must be 1 or more"):
        bars_chart(many(), measure="killed", by="theater", combine="sum", top=0)


@pytest.mark.parametrize("stack", [True, False])
def test_a_blank_is_not_stated(stack):
    table = b"name,day,theater,killed\nA,1953-06-01,East,5\nB,1953-06-02,,7\nC,1953-07-01,West,2\n"
    events = read_events(table, mapping={"title": "name", "start": "day"})
    options = {"measure": "killed", "by": "theater"}
    header, june, _ = bars_chart(events, **options, period="month", stack=stack).tabulate()
    assert dict(zip(header, june, strict=True))["not stated"] == "7"
    assert "killed" not in header
    assert "not stated" in said(bars_chart(events, **options))


SHARES = (
    b"title,start,end,side,turnout\nA,1850-01,,N,60%\nB,1850-03,,N,50%\nC,1850-03,1851-02,S,7%\n"
)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"period": "year"}, '2 of "N" are of one year .choose a period shorter than one year'),
        ({"period": "month", "per_day": True}, "percentages have no rate per day"),
        ({"period": "year", "by": "title", "count_by": "split"}, "be split over time .line 4"),
        ({"combine": "sum"}, "percentages have no sum .lines 2, 3.: leave out combine"),
    ],
)  # fmt: skip
def test_percentages_are_not_added_up(options, message):
    with pytest.raises(UsageError, match=message):
        said(bars_chart(read_events(SHARES), measure="turnout", **options))


@pytest.mark.parametrize("options", [{}, {"period": "month"}, {"period": "year", "by": "title"}])
def test_percentages_are_drawn_each_alone(options):
    chart = bars_chart(read_events(SHARES), measure="turnout", **options)
    assert "60" in said(chart)


def test_claims_over_time_are_summed_and_never_joined_otherwise():
    chart = wide(measure="killed", by="title", period="month", combine="median")
    with pytest.raises(UsageError, match='combine "median" is for bars without a period'):
        said(chart)


SPANS = st.sampled_from(
    [("1862-04-06", "1862-04-07"), ("1862-12-31", "1863-01-03"), ("1863", ""), ("186X", ""),
     ("1861-06", "1864-02"), ("1863-05", "..")]
)  # fmt: skip
SIDES = st.sampled_from(["", "East", "West", "Sea"])
ODD = [("1862-02-30", "", "East", "9", "9"), ("1863", "", "", "some", ""), ("", "", "", "4", "5k")]
MEASURES = ["killed", "wounded"]
IN_PERIODS = {
    "period": st.sampled_from(["month", "year", "decade"]), "stack": st.booleans(),
    "count_by": st.sampled_from([None, "start", "split"]), "per_day": st.booleans(),
}  # fmt: skip
ASKED = st.fixed_dictionaries(
    {
        "measure": st.sampled_from(["killed", MEASURES]),
        "by": st.sampled_from(["theater", "title", "measure"]),
        "combine": st.sampled_from([None, "sum", "range", "median"]),
    },
    optional={
        "across": st.just("theater"), "since": st.just("1863"), "order": st.just("value"),
        "top": st.integers(1, 3),
    },
)  # fmt: skip


@st.composite
def tables(draw):
    """A table of two measures, side by side or below one another, and how it is read."""
    decimal = draw(st.sampled_from([None, ".", ","]))
    parts = [f"1{decimal}5", f"3{decimal}729"] if decimal else []
    cells = st.sampled_from(["", "5", "~12", ">3", "<=7", "4..9", "0", *parts])
    rows = draw(st.lists(st.tuples(SPANS, SIDES, cells, cells), min_size=1, max_size=9))
    rows = [(*span, *rest) for span, *rest in rows] + draw(st.sampled_from([[], [], [], ODD]))
    names = ["start", "end", "theater", *MEASURES]
    if draw(st.booleans()):
        names[3:] = ["measure", "value"]
        rows = [
            (*row[:3], "" if cell == "" else name, cell)
            for row in rows
            for name, cell in zip(MEASURES, row[3:], strict=True)
        ]
    frame = pd.DataFrame(rows, columns=names)
    frame.insert(0, "title", [f"e{number}" for number in range(len(frame))])
    lenient = {name: draw(st.booleans()) for name in ("skip_faulty", "accept")}
    return frame, {"decimal": decimal, **lenient}


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(table=tables(), asked=ASKED, over_time=st.none() | st.fixed_dictionaries(IN_PERIODS))
def test_every_row_is_drawn_or_left_out_with_every_option_of_bars(table, asked, over_time):
    frame, lenient = table
    try:
        chart = bars_chart(read_events(frame, **lenient), **asked, **(over_time or {}))
        chart.lay_out(900, chart.theme)
    except ValidationError as error:
        told = refusal_of(error)["rows"]
        assert told["read"] == sum(told["left_out"].values()) == len(frame)
        return
    except TimelineError:
        return  # two options that do not go together, or nothing to draw
    account = chart.account["rows"]
    assert account["read"] == len(frame)
    assert account["read"] == account["drawn"] + sum(account["left_out"].values())
    assert account["drawn"] > 0
    assert all(count > 0 for count in account["left_out"].values())
    if asked["by"] == "title" and not {"across", "top"} & asked.keys() and over_time is None:
        assert len({row[0] for row in chart.tabulate()[1:]}) == account["drawn"]
