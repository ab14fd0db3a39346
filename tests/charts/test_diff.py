"""The figure of changes: new rows solid, old rows in outline."""

import pytest

from tests.internals import diff_chart
from tests.stats.test_diff import HEAD, NEW, OLD
from timeline import UsageError, diff_gantt, read_events

BEFORE, AFTER = (read_events((HEAD + rows).encode()) for rows in (OLD, NEW))


def test_old_rows_are_outlines_and_new_ones_solid() -> None:
    chart = diff_chart(BEFORE, AFTER)
    layout = chart.lay_out(1080, chart.theme)
    styles = {bar.style for bar in layout.panels[0].bars}
    ghosts = [bar for bar in layout.panels[0].bars if bar.style == "ghost"]
    marks = [mark for mark in layout.panels[0].marks if mark.hollow]
    assert styles <= {"certain", "possible", "ghost"}
    assert len(ghosts) + len(marks) == 2
    assert not any(bar.pattern for bar in ghosts)


def test_a_label_in_an_outline_has_the_colour_of_ink() -> None:
    old = read_events(
        b"title,start,end,side\nAssault,1953-06-10,1953-06-18,PVA\nLull,1953-06-10,,\n"
    )
    new = read_events(b"title,start,end,side\nLull,1953-06-10,,\n")
    chart = diff_chart(old, new)
    (label,) = [
        text
        for text in chart.lay_out(1080, chart.theme).texts
        if text.role == "label" and "Assault" in text.text
    ]
    assert label.color == "ink"


def test_the_figure_explains_its_symbols_and_accounts_for_both_tables() -> None:
    figure = diff_gantt(BEFORE, AFTER)
    assert figure.layout.meta["subtitle"].startswith("+ added (1), − withdrawn (1)")
    assert figure.layout.meta["account"].startswith("10 rows read, 6 drawn, 4 ")
    assert figure.layout.meta["alt"].count("moved (1)") == 1
    assert len(figure.layout.meta["notes"]) == 2
    assert diff_chart(BEFORE, AFTER, notes=False).figure()["layout"]["meta"]["notes"] == []


def test_two_tables_without_a_change_can_be_drawn_or_are_refused() -> None:
    assert diff_gantt(AFTER, AFTER).layout.meta["subtitle"] == "Nothing changed"
    with pytest.raises(UsageError, match="nothing changed, and there is no event to draw"):
        diff_gantt(AFTER, AFTER, unchanged=False)
