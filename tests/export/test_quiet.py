"""A start that is given up leaves nothing behind and says nothing of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

BEGUN = """
import sys, time
from timeline.export.driver.browser import Browser
with Browser():
    time.sleep(float(sys.argv[1]))
"""
LOOK = """
import sys
from timeline.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert end.code == 0, end.code
print(*(name for name in ("plotly", "kaleido", "pandas") if name in sys.modules))
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder with a short name: sockets in it have a limit."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "TMPDIR": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("seconds", [0, 0.05, 0.1, 0.2, 0.3, 0.5])
def test_a_browser_that_is_not_needed_after_all_says_nothing(folder: Path, seconds: float) -> None:
    done = run(folder, "-c", BEGUN, str(seconds))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not list(folder.iterdir())


@pytest.mark.parametrize("browser", ["", "/bin/false", "/bin/cat"])
def test_a_table_with_an_error_is_all_that_is_told(
    folder: Path, browser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if browser:
        monkeypatch.setenv("BROWSER_PATH", browser)
    (folder / "bad.csv").write_text("title,start\nA,soon\n")
    done = run(folder, "-m", "timeline", "gantt", "bad.csv", "-o", "x.png")
    assert done.returncode == 1
    assert done.stderr.startswith('bad.csv:2: start: "soon" is not a date (')
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in folder.iterdir()] == ["bad.csv"]


@pytest.mark.parametrize("command", ["gantt", "bars"])
def test_nothing_of_plotly_is_imported_for_a_picture_or_a_page(folder: Path, command: str) -> None:
    (folder / "a.csv").write_text(
        "title,start,side,measure,value\nA,1953,US,,\nB,1953,US,shots,9\n"
    )
    more = ["--measure", "shots"] if command == "bars" else []
    done = run(folder, "-c", LOOK, command, "a.csv", "-o", "a.png", "-o", "a.html", *more)
    assert (done.stdout, done.returncode) == ("pandas\n", 0), done.stderr
    assert (folder / "a.png").stat().st_size > 1000


def test_nothing_of_plotly_is_imported_for_a_gallery(folder: Path) -> None:
    (folder / "a.csv").write_text("title,start\nA,1953\n")
    (folder / "figures.toml").write_text(
        '[[figure]]\nname = "a"\nchart = "gantt"\ntable = "a.csv"\nformats = ["html", "svg"]\n'
    )
    done = run(folder, "-c", LOOK, "build", "figures.toml", "--out", "made")
    assert (done.stdout, done.returncode) == ("pandas\n", 0), done.stderr
