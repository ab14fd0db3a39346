"""Progress: a bar for people, quiet lines for logs."""

import sys

import pytest

from timeline.progress import Progress


def test_where_no_terminal_is_each_figure_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        progress.told("losses", 1, 2)
        progress.told("shells", 2, 2)
    assert capsys.readouterr().err == "1/2 losses\n2/2 shells\n"


def test_a_terminal_has_a_bar_that_ends_full(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress() as progress:
        progress.told("losses", 1, 2)
        progress.told("shells", 2, 2)
    told = capsys.readouterr()
    assert "1/2 losses" not in told.err
    assert "100%" in told.err
