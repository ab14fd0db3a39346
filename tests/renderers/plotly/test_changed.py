"""Figures that kaleido draws: a browser that hangs is ended, and started a second time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.internals import draw_changed, find_browser
from timeline.errors import BrowserError

FIGURE = {"data": [{"x": [1, 2], "y": [3, 4]}], "layout": {"title": {"text": "Two points"}}}


def write_browser(folder: Path, *, hangs: str) -> Path:
    """Write a program that notes its process, and hangs if the shell's test is true."""
    program, processes = folder / "browser", folder / "processes"
    program.write_text(
        f'#!/bin/sh\necho $$ >> "{processes}"\nif {hangs}; then exec sleep 600; fi\n'
        f'exec "{find_browser()}" "$@"\n'
    )
    program.chmod(0o755)
    return processes


def is_running(process: str) -> bool:
    try:
        return "sleep" in Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return False


@pytest.mark.browser
def test_a_browser_that_hangs_once_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = write_browser(tmp_path, hangs=f'[ $(wc -l < "{tmp_path}/processes") = 1 ]')
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "browser"))
    assert b"Two points" in draw_changed(FIGURE, {"svg"}, timeouts=(10, 90))["svg"]
    assert len(processes.read_text().split()) > 1


@pytest.mark.browser
def test_browsers_that_hang_are_named_and_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = write_browser(tmp_path, hangs="true")
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "browser"))
    with pytest.raises(BrowserError, match=r'"Two points".* took more than 5 and 6 seconds'):
        draw_changed(FIGURE, {"svg"}, timeouts=(5, 6))
    started = processes.read_text().split()
    assert started
    time.sleep(0.2)
    assert not any(is_running(process) for process in started)
