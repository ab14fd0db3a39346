"""A notebook user's first lines: data frames as they are, errors that name keywords."""

from __future__ import annotations

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

import timeline as tl
from tests.internals import in_keywords

FRAME = pd.DataFrame(
    {"name": ["Assault", "Relief"], "day": ["1953-06-10", "1953-06-12"], "who": ["UK", "US"]}
)
NAMES = {"title": "name", "start": "day", "side": "who"}
CHARTS = [
    (tl.gantt, {}),
    (tl.bars, {"measure": "events", "by": "side"}),
    (tl.panels, {"charts": [{"chart": "gantt"}]}),
]


@pytest.mark.parametrize(("chart", "options"), CHARTS)
def test_a_chart_reads_a_frame_by_the_keywords_of_reading(chart, options):
    read = chart(tl.read_events(FRAME, mapping=NAMES), **options)
    assert chart(FRAME, mapping=NAMES, **options) == read


def test_a_path_is_read_by_them_too(tmp_path):
    (tmp_path / "a.csv").write_text("name;day\nAssault;10.6.1953\n")
    names = {"title": "name", "start": "day"}
    figure = tl.gantt(tmp_path / "a.csv", mapping=names, date_format="%d.%m.%Y", delimiter=";")
    assert figure.layout.title.text == "Assault"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: tl.gantt(FRAME, NAMES), "gantt takes one table, and options by name"),
        (lambda: tl.gantt(FRAME, maping=NAMES), 'did you mean "mapping"?'),
        (lambda: tl.gantt(tl.read_events(FRAME, mapping=NAMES), mapping=NAMES),
         "read already (give mapping to read_events)"),
        (lambda: tl.gantt(FRAME), 'did you mean "name"? mapping={"title": "name"}'),
        (lambda: tl.bars(FRAME, mapping=NAMES, measure="shells"), 'measure="events" counts its'),
    ],
)  # fmt: skip
def test_errors_speak_of_keywords(call, message):
    with pytest.raises(tl.TimelineError) as error:
        call()
    assert message in str(error.value)
    assert "--" not in str(error.value)


def test_a_text_of_the_user_is_not_an_option():
    assert in_keywords('no row has side "--mapped"') == 'no row has side "--mapped"'


def test_the_traceback_of_a_notebook_ends_at_the_line_of_its_user(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))  # the home may be read-only
    shell = InteractiveShell()
    shell.run_cell(
        "import timeline as tl\ndef mine():\n    return tl.gantt(b'title,start')\nmine()"
    )
    lines = capsys.readouterr().out.splitlines()

    assert [line.partition(", ")[2] for line in lines[:2]] == [
        "mine()", "return tl.gantt(b'title,start')",
    ]  # fmt: skip
    assert lines[2].startswith("UsageError: table: the table has no rows to draw")
    assert len(lines) == 3


def test_a_table_prints_rows_span_problems_and_its_first_events():
    phase = {"name": "Phase", "day": "1953-05", "part": "whole"}
    frame = pd.DataFrame([{"id": "whole", "name": "All", "day": "1953-06"}, phase]).fillna("")
    names = {"title": "name", "start": "day", "parent": "part"}
    lines = str(tl.read_events(frame, mapping=names)).splitlines()

    assert lines[0] == "data frame: 2 rows read, 2 events, 0 claims, 1953-05 to 1953-06"
    assert lines[1].startswith('warning: data frame:2: day: "1953-05" begins before')
    assert lines[2].split() == ["title", "start"]
    assert lines[4].split() == ["1", "All", "1953-06"]
    assert len(lines) == 6


def test_a_table_shows_the_same_as_html_with_signs_escaped():
    events = tl.read_events(b"title,start,end\n<b>Assault</b>,1953,..\n")
    shown = events._repr_html_()
    assert "1 row read, 1 event, 0 claims, 1953 and going on" in shown
    assert "&lt;b&gt;Assault" in shown
    assert "<b>" not in shown
