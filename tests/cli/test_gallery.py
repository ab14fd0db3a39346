"""The output of a build in a few lines, and its exit code."""

from __future__ import annotations

import errno
import gzip
import os
from pathlib import Path

import pytest

from tests.internals import Built, exit_code, print_built, print_stale, shared_weight
from timeline import BrowserError, ExportError, LayoutError, Problem, UsageError

LACKING = BrowserError("no browser was found")
STALE = {"a.svg": "is missing"}
ROWS = {"read": 3, "drawn": 2, "left_out": {"are claims": 1}}
WARNING = Problem("a.csv", 2, "source", "", "is not named", fatal=False)


@pytest.mark.parametrize(
    ("failed", "code"),
    [
        ({}, 0),
        ({"a": LACKING, "b": LACKING}, 3),
        ({"a": LACKING, "b": UsageError("x")}, 2),
        ({"a": LACKING, "b": UsageError("x"), "c": LayoutError("y")}, 1),
    ],
)
def test_the_code_is_of_the_browser_only_where_it_alone_fails(failed, code):
    assert exit_code(Built(failed=failed)) == code


def test_a_check_that_finds_nothing_is_silent(capsys):
    print_stale(Built())
    assert capsys.readouterr().err == ""
    assert exit_code(Built(), check=True) == 0


def test_a_check_names_the_files_and_why(capsys):
    print_stale(Built(stale=STALE))
    assert capsys.readouterr().err.splitlines() == [
        "a.svg: is missing", "1 file is outdated",
    ]  # fmt: skip
    assert exit_code(Built(stale=STALE), check=True) == 1


@pytest.mark.parametrize(
    ("built", "message"),
    [
        (Built(), ["nothing has changed"]),
        (Built((Path("made/a.svg"),), stale=STALE, folder=Path("made"), rows={"a": ROWS}),
         ["a: 2 of 3 rows drawn (1 is a claim)", "wrote 1 file to made"]),
        (Built((Path("a.svg"),) * 2, stale=STALE, warnings=(WARNING,)),
         ["wrote 2 files to .", "1 warning in a.csv (see timeline check)"]),
        (Built(removed=(Path("b.svg"),)),
         ["wrote 0 files", "b.svg: removed, as no figure has it any more"]),
        (Built(failed={"a": LACKING, "b": LACKING, "c": ExportError("c is wrong")}, stale=STALE),
         ["wrote 0 files", "c: not built: c is wrong", "no browser was found"]),
        (UsageError("no"), ["no"]),
    ],
)  # fmt: skip
def test_browser_errors_are_reported_once(capsys, built, message):
    print_built(built)
    assert capsys.readouterr().err.splitlines() == message


def test_a_full_disk_is_reported_once_with_the_figures(capsys):
    def full(name: str, number: int = errno.ENOSPC) -> ExportError:
        error = ExportError(f"{name}.svg: cannot be written: {os.strerror(number).lower()}")
        error.__cause__ = OSError(number, os.strerror(number))
        return error

    other = full("c", errno.EACCES)
    print_built(Built(failed={"a": full("a"), "c": other, "b": full("b")}, stale=STALE))
    assert capsys.readouterr().err.splitlines() == [
        "wrote 0 files",
        "c: not built: c.svg: cannot be written: permission denied",
        "2 figures not built, the disk is full: a, b (make room, and build again)",
    ]
    print_built(Built(failed={"a": full("a")}, stale=STALE))
    assert capsys.readouterr().err.splitlines() == [
        "wrote 0 files",
        "a: not built: a.svg: cannot be written: no space left on device",
    ]


def test_a_build_reports_the_size_of_its_pages(tmp_path, capsys):
    words = b" ".join(f"event {n}".encode() for n in range(3000))
    for name, data in (("a", words), ("b", b"x"), ("b.embed", words)):
        (tmp_path / f"{name}.html").write_bytes(data)
    pages = tuple(sorted(tmp_path.glob("*.html")))
    print_built(Built(pages, stale=STALE, folder=tmp_path))
    size = len(gzip.compress(words)) // 1000 + 1
    alone = f"wrote 3 files to {tmp_path}: 2 pages of 1 to {size} kB"
    assert capsys.readouterr().err == f"{alone} (compressed)\n"
    (tmp_path / "timeline-figure.js").touch()
    print_built(Built(pages, stale=STALE, folder=tmp_path))
    told = capsys.readouterr().err
    assert told.startswith(f"{alone}, and the {shared_weight()} kB that they share")
