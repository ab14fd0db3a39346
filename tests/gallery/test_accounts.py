"""Every figure of a gallery has its account, built now or before."""

import json

import pytest

from timeline import UsageError, build

TABLE = (
    "title,start,measure,value,unit\nAssault,1953-06-10,,,\nShells,1953-06-10,shells,90,rounds\n"
)
GALLERY = """
formats = ["html"]
[[figure]]
name = "events"
chart = "gantt"
table = "events.csv"
[[figure]]
name = "shells"
chart = "bars"
measure = "shells"
table = "events.csv"
"""


@pytest.fixture
def gallery(tmp_path):
    (tmp_path / "events.csv").write_text(TABLE)
    (tmp_path / "figures.toml").write_text(GALLERY)
    return tmp_path / "figures.toml"


def figures(gallery, **options):
    report = gallery.parent / "account.json"
    built = build(gallery, report=report, **options)
    return built, json.loads(report.read_text())["figures"]


def test_rows_read_are_rows_drawn_and_rows_told_in_every_figure(gallery):
    _, told = figures(gallery)

    assert list(told) == ["events", "shells"]
    for account in told.values():
        rows = account["rows"]
        assert rows["read"] == rows["drawn"] + sum(rows["left_out"].values()) == 2
    assert {problem["code"] for problem in told["shells"]["problems"]} == {"unsourced"}


def test_what_stays_as_it_is_keeps_its_account(gallery):
    _, before = figures(gallery)
    built, after = figures(gallery)

    assert built.written == ()
    assert after == before


def test_a_check_has_no_report(gallery):
    with pytest.raises(UsageError, match="a check builds nothing and has no report"):
        build(gallery, check=True, report=gallery.parent / "account.json")
