"""A browser's folder is there while it is needed, and no longer."""

from __future__ import annotations

import os
import re
import tempfile
import time
from html import unescape
from pathlib import Path

import pytest

from tests.internals import Bundle, Workroom, home, sweep
from timeline import BrowserError, ExportError

workroom = home("Workroom")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def age(room: Path) -> None:
    old = time.time() - 3600
    os.utime(room / "lock", (old, old))


def test_the_page_fetches_nothing_but_files_that_are_there() -> None:
    room = Workroom(Path("/usr/bin/chromium"))
    page = room.page.read_text()
    named = re.findall(r'(?:src="|url\()([^")]+)', page)
    assert len(named) > 5
    assert all(Path(unescape(url).removeprefix("file://")).is_file() for url in named)
    assert "default-src 'none'" in unescape(page)
    room.remove()


def test_a_browser_from_a_snap_works_in_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    room = Workroom(Path("/snap/bin/chromium"))
    assert room.folder.parent == home
    room.remove()
    assert list(home.iterdir()) == []


def test_what_the_dead_left_is_swept_and_what_lives_is_not(tmp_path: Path) -> None:
    living, young, dead = (Workroom(Path("chromium")) for _ in range(3))
    for room in (young, dead):
        room._lock.close()
    for room in (living, dead):
        age(room.folder)
    sweep(tmp_path)
    assert [room.folder.exists() for room in (living, young, dead)] == [True, True, False]
    living.remove()
    assert not living.folder.exists()


def test_without_plotly_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(figures: object) -> Bundle:
        raise ExportError("plotly's script is not installed; pip install plotly")

    monkeypatch.setattr(workroom, "bundle_for", none)
    with pytest.raises(BrowserError, match="pip install plotly"):
        Workroom(Path("chromium"))
    assert list(tmp_path.iterdir()) == []


def test_the_small_page_has_the_small_script_and_the_full_page_the_full_one() -> None:
    room = Workroom(Path("/usr/bin/chromium"))
    small, full = room.page.read_text(), room.full_page.read_text()
    assert "package_data/plotly.min.js" in full
    assert small.replace("plotly-basic.min.js", "") != full
    assert len(small.split("<script")) == len(full.split("<script"))
    room.remove()
