"""Many figures are written as each alone would be; one that is wrong fails alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.internals import MANY, jobs_of
from timeline import Browser, BrowserError, ExportError, UsageError, save, save_all


def figure(number: int) -> dict[str, Any]:
    bar = {"type": "bar", "y": [number, 2, 3]}
    size = {"width": 300, "height": 200}
    return {"data": [bar], "layout": {"title": {"text": f"Figure {number}"}, **size}}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.browser
def test_many_at_once_are_as_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "once").mkdir()
    (tmp_path / "each").mkdir()
    figures = {n: figure(n) for n in range(2 * MANY)}
    names = [(n, f"{n}.{end}") for n in figures for end in ("png", "svg", "pdf", "html")]
    save_all({str(tmp_path / "once" / name): figures[n] for n, name in names}, scale=1)
    with Browser() as browser:
        for n, each in figures.items():
            files = [tmp_path / "each" / name for m, name in names if m == n]
            save(each, *files, scale=1, browser=browser)
    assert contents(tmp_path / "once") == contents(tmp_path / "each")


@pytest.mark.browser
def test_what_is_wrong_is_named_and_the_rest_is_written(tmp_path: Path) -> None:
    figures = {f"{n}.svg": figure(n) for n in range(8)}
    wrong = {"data": [{"type": "gantt"}], "layout": {"title": {"text": "Wrong"}}}
    figures |= {"1.svg": wrong, "5.svg": {**wrong, "layout": {"title": {"text": "Wrong too"}}}}
    (tmp_path / "5.svg").write_text("as it was")
    with Browser(tabs=2) as browser, pytest.raises(ExportError) as caught:
        save_all({str(tmp_path / name): one for name, one in figures.items()}, browser=browser)
    first, *rest = str(caught.value).splitlines()
    assert first == "2 of 8 figures were not written:"
    assert [line.partition(":")[0] for line in rest] == ["Wrong", "Wrong too"]
    assert {path.name for path in tmp_path.iterdir()} == {f"{n}.svg" for n in range(8) if n != 1}
    assert (tmp_path / "5.svg").read_text() == "as it was"


def test_pages_need_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/none")
    save_all({str(tmp_path / f"{n}.html"): figure(n) for n in range(3)}, jobs=2)
    assert len(contents(tmp_path)) == 3
    with pytest.raises(BrowserError, match="/none is no file"):
        save_all({str(tmp_path / f"{n}.png"): figure(n) for n in range(3)})
    assert len(contents(tmp_path)) == 3


def test_nothing_is_begun_where_a_file_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text("mine")
    files = {str(tmp_path / name): figure(1) for name in ("a.html", "b.html")}
    with pytest.raises(UsageError, match="exists already"):
        save_all(files, overwrite=False)
    assert contents(tmp_path) == {"b.html": b"mine"}


def test_what_is_no_figure_is_told(tmp_path: Path) -> None:
    files = [str(tmp_path / f"{n}.html") for n in range(2)]
    with pytest.raises(UsageError, match="not of the kind int"):
        save_all(dict.fromkeys(files, 3))
    with pytest.raises(ExportError, match="2 of 2 figures were not written"):
        save_all(dict(zip(files, (3, "June"), strict=True)))
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("jobs", [0, -1])
def test_so_many_at_once_are_no_number(jobs: int) -> None:
    with pytest.raises(UsageError, match=f"jobs is {jobs}; a number from 1 is wanted"):
        jobs_of(jobs)
