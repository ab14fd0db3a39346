from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from tests.claim_rows import claims, look
from tests.internals import BarOptions, Columns, bars_chart, columns_of
from timeline import LayoutError, UsageError, read_events

EVER = (float("-inf"), float("inf"))


def row(day: str, value: object, **more: str) -> dict[str, str]:
    return {"start": day, "end": day, "value": str(value), **more}


def columns(
    *rows: Mapping[str, str], window: tuple[float, float] = EVER, **options: Any
) -> tuple[Columns, list[str]]:
    bar_options = BarOptions(**{"period": "month", **options})
    return columns_of(claims(*rows).frame, look(), bar_options, window=window)


MANY = tuple(row("1953-01-05", 100 - at, place=f"place {at:02}") for at in range(12))


def test_the_smallest_series_are_joined_last_and_named() -> None:
    found, notes = columns(*MANY, by="place", stack=True)
    sums = found.facets[""]
    assert sums.names == (*(f"place {at:02}" for at in range(5)), "other (7)")
    assert sums.drawn[-1].sum() == sum(100 - at for at in range(5, 12))
    assert any(note.startswith("other (7): place 05 (95), place 06 (94)") for note in notes)
    assert len(set(found.looks.values())) == 6


def test_only_several_items_are_joined() -> None:
    found, notes = columns(*MANY[:7], by="place")
    assert found.facets[""].names[-1] == "other (2)"
    assert "other (2): place 05 (95), place 06 (94)" in notes


def test_other_shows_no_sums_that_do_not_add_up() -> None:
    _, notes = columns(*MANY, by="place", adds=False)
    joined = ", ".join(f"place {at:02}" for at in range(5, 12))
    assert f"other (7): {joined}" in notes


def test_six_series_are_all_drawn() -> None:
    found, notes = columns(*MANY[:6], by="place")
    assert len(found.facets[""].names) == 6
    assert not [note for note in notes if note.startswith("other")]


def test_sides_keep_their_colours() -> None:
    found, _ = columns(row("1953-01-05", 1), row("1953-01-05", 2, side="UN Command"))
    assert found.looks == {"PVA": look().of("PVA"), "UN Command": look().of("UN Command")}


def test_rivals_over_time_are_series_of_their_own() -> None:
    rows = (row("1953-01-05", 1), row("1953-01-06", 5, claimed_by="PVA"))
    found, _ = columns(*rows)
    assert found.facets[""].names == ("PVA, according to UN Command", "PVA, according to PVA")
    assert len(set(found.looks.values())) == 2
    with pytest.raises(UsageError, match=r'rival claims of PVA killed: "UN Command" \(line 2\)'):
        columns(*rows, stack=True)


def test_a_stack_never_counts_a_total_with_its_parts() -> None:
    rows = (row("1953-01-05", 1), row("1953-01-05", 5, measure="casualties"))
    with pytest.raises(UsageError, match=r'"killed" twice, within "casualties"'):
        columns(*rows, stack=True)
    found, notes = columns(*rows)
    assert found.facets[""].names == ("PVA, killed", "PVA, casualties")
    assert "Casualties counts killed too, and is not to be added to it" in notes


def test_gaps_and_rows_without_a_place_are_reported() -> None:
    _, notes = columns(row("1953-01-05", 1), row("1953-04-05", 5),
                       {"value": "9", "end": "1953-07-01"}, row("1953-01-07", ""))  # fmt: skip
    assert notes == [
        "Claimed by: UN Command",
        "no record: February–March 1953",
        "not drawn, as longer than one period: 1 row (line 4)",
        "without a number: 1 row (line 5)",
    ]


def test_rates_are_divided_by_the_days_of_their_period() -> None:
    found, _ = columns(row("1953-02-05", 56), per_day=True)
    assert found.facets[""].drawn.tolist() == [[2]]
    assert found.unit == "people per day"


def test_facets_share_their_periods() -> None:
    rows = (row("1953-01-05", 1, place="a"), row("1953-03-05", 5, place="b"))
    found, notes = columns(*rows, across="place")
    assert list(found.facets) == ["a", "b"]
    assert found.facets["a"].edges.tolist() == found.facets["b"].edges.tolist()
    assert "b: no record: January–February 1953" in notes


def test_the_largest_comes_first_on_request() -> None:
    rows = (row("1953-01-05", 1), row("1953-01-05", 5, side="UN Command"))
    assert columns(*rows)[0].facets[""].names == ("PVA", "UN Command")
    assert columns(*rows, order="value")[0].facets[""].names == ("UN Command", "PVA")


def test_faults_are_reported() -> None:
    with pytest.raises(UsageError, match=r'no column "plce" .did you mean "place"'):
        columns(*MANY, by="plce")
    with pytest.raises(UsageError, match="logarithmic axis cannot show a stack"):
        columns(*MANY, by="place", stack=True, log=True)
    rivals = [row("1953-01-05", 1, claimed_by=f"c{at}") for at in range(9)]
    with pytest.raises(UsageError, match="9 series are too many"):
        columns(*rivals)
    with pytest.raises(LayoutError, match="25 panels are too many"):
        columns(*(row("1953-01-05", 1, place=f"p{at}") for at in range(25)), across="place")


def test_a_total_beside_its_parts_is_an_outline() -> None:
    measures = ["casualties", "killed", "wounded"]
    frame = pd.DataFrame(
        {"title": "x", "start": "1953-05", "measure": measures, "value": ["900", "300", "600"],
         "unit": "people", "side": "PVA", "source": "a"}
    )  # fmt: skip
    events = read_events(frame)
    styles = {}
    for asked in (measures, measures[1:], measures[:1]):
        chart = bars_chart(events, measure=asked, by="measure", period="month")
        layout = chart.lay_out(1080, chart.theme)
        styles[len(asked)] = {bar.name: bar.style for bar in layout.panels[0].bars}
        assert {entry.text: entry.style for entry in layout.key} in ({}, styles[len(asked)])
    assert styles[3] == {"casualties": "ghost", "killed": "certain", "wounded": "certain"}
    assert styles[2] == {"killed": "certain", "wounded": "certain"}
    assert styles[1] == {"casualties": "certain"}


def test_blank_series_are_not_stated_and_come_last() -> None:
    found, _ = columns(row("1953-01-05", 9, place=""), row("1953-01-05", 2, place="East"),
                       by="place", stack=True)  # fmt: skip
    assert found.facets[""].names == ("East", "not stated")
