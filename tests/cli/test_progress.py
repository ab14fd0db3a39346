"""Progress: a bar for people, quiet lines for logs."""

import sys

import pytest

from tests.internals import Progress, Reading


def test_where_no_terminal_is_each_figure_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        progress.update("losses", 1, 2)
        progress.update("shells", 2, 2)
    assert capsys.readouterr().err == "1/2 losses\n2/2 shells\n"


def test_a_terminal_has_a_bar_that_ends_full(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress() as progress:
        progress.update("losses", 1, 2)
        progress.update("shells", 2, 2)
    told = capsys.readouterr()
    assert "1/2 losses" not in told.err
    assert "100%" in told.err


def test_a_long_query_shows_progress_by_quarters_and_a_short_one_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Reading().update(0.5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(Reading, "LONG", 0.0)
    reading = Reading()
    for part in (0.1, 0.3, 0.4, 0.8, 1.0, 0.3):
        reading.update(part)
    assert capsys.readouterr().err == "reading: 25 %\nreading: 75 %\nreading: 25 %\n"


def test_a_long_query_has_a_bar_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(Reading, "LONG", 0.0)
    reading = Reading()
    for part in (0.3, 0.6, 1.0):
        reading.update(part)
    assert "100%" in capsys.readouterr().err
