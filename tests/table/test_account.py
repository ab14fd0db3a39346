"""Every row is drawn or told to be left out: a law over many tables and many figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import Account, account_bytes, bars_chart, gantt_chart, refusal_of
from timeline import EventTable, UsageError, ValidationError, read_events

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1953-06-10", "1953-06", "1953-07-XX", "1952~", "-0479", "soon"]),
        st.sampled_from(["", "..", "/", "1954"]),
        st.sampled_from(["PVA", "UN", ""]),
        st.sampled_from(["", "shells", "killed"]),
        st.sampled_from(["", "12", "~30", "5..9"]),
    ),
    min_size=1,
    max_size=12,
)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "side": st.sampled_from(["PVA", "UN"]),
        "since": st.sampled_from(["1953", "1953-06-11"]),
        "until": st.sampled_from(["1953-06", "1952"]),
    },
)


SUMS = {"measure": "shells", "period": "month"}


def csv(rows: Sequence[tuple[str, ...]]) -> bytes:
    lines = ["title,start,end,side,measure,value,claimed_by,source"]
    lines += [f"x,{','.join(row)},c,s" for row in rows]
    return "\n".join(lines).encode()


def accounts(events: EventTable, filters: dict[str, Any]) -> list[Account]:
    """Return the accounts of every figure that can be made of a table."""
    found = []
    chosen: tuple[dict[str, Any], ...] = ({}, {"measure": "shells"}, SUMS)
    for options in chosen:
        try:
            chart: Any = bars_chart if options else gantt_chart
            rows = chart(events, **options, **filters).account["rows"]
        except UsageError:
            continue  # no row is left to draw, which is an answer, too
        found.append(Account(rows["read"], rows["drawn"], rows["left_out"]))
    return found


@given(ROWS, FILTERS)
@settings(max_examples=60, deadline=None)
def test_rows_read_are_rows_drawn_and_rows_reported(
    rows: list[tuple[str, ...]], filters: dict[str, Any]
) -> None:
    try:
        found = accounts(read_events(csv(rows)), filters)
    except ValidationError as error:
        told = refusal_of(error)["rows"]
        assert told == {
            "read": len(rows), "drawn": 0, "left_out": {"of a table with errors": len(rows)},
        }  # fmt: skip
        return
    for account in found:
        assert account.read == len(rows)
        assert account.drawn > 0
        assert account.read == account.drawn + sum(account.left_out.values())
        assert all(count > 0 for count in account.left_out.values())


@pytest.mark.parametrize("period", [None, "month"])
def test_the_drawn_rows_are_those_that_have_a_bar(period: str | None) -> None:
    rows = [("1953-06-10", "", "PVA", "shells", "12"), ("1953", "", "UN", "shells", "7")]
    chart = bars_chart(read_events(csv(rows)), measure="shells", period=period)
    assert chart.account["rows"]["drawn"] == (1 if period else 2)
    layout = chart.lay_out(chart.width, chart.theme)
    drawn = sum(len(panel.bars) for panel in layout.panels)
    assert drawn == (1 if period else 2)


def test_an_account_is_written_with_letters_as_they_are() -> None:
    assert "Höhe" in account_bytes({"table": "Höhe.csv"}).decode()


def test_characters_that_our_font_lacks_are_named() -> None:
    frame = pd.DataFrame({"title": ["上甘岭 Höhe", "Бой 🔥"], "start": ["1952", "1953"]})
    chart = gantt_chart(read_events(frame))
    assert chart.account["missing_glyphs"] == "CJK: 上岭甘; symbols: 🔥"
    plain = gantt_chart(read_events(frame.assign(title=["Höhe", "Бой"])))
    assert "missing_glyphs" not in plain.account
