"""The record of a build is read as it was written, and one that is damaged is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.internals import Made, Record, digest_of, record_file

MADE = Made(
    {"table": "1", "entry": "2"},
    browser="156.0.1",
    links=("png", "svg"),
    files={"june.svg": "3"},
    extras={"june.md": "4"},
)
RECORD = Record({"june": MADE, "may": Made({})}, {"plotly.min.js": "5"})


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "figures.lock.json"
    path.write_bytes(RECORD.to_bytes())
    assert Record.read(path) == RECORD
    assert MADE.all_files == {"june.svg": "3", "june.md": "4"}


def test_the_order_of_the_figures_changes_no_byte() -> None:
    turned = Record(dict(reversed(list(RECORD.figures.items()))), RECORD.shared)
    assert turned.to_bytes() == RECORD.to_bytes()


@pytest.mark.parametrize("text", ["", "[]", "null", '{"form": 99}', '{"form": 1}', "[" * 100_000])
def test_what_is_no_record_is_an_empty_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "figures.lock.json"
    path.write_text(text)
    assert Record.read(path) == Record()
    assert Record.read(tmp_path / "none") == Record()


@pytest.mark.parametrize("part", ["parts", "browser", "links", "files", "extras"])
def test_a_record_that_lacks_a_part_is_an_empty_one(tmp_path: Path, part: str) -> None:
    told = json.loads(RECORD.to_bytes())
    del told["figures"]["june"][part]
    path = tmp_path / "figures.lock.json"
    path.write_text(json.dumps(told))
    assert Record.read(path) == Record()


def test_a_digest_is_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest_of(tmp_path / "a") == expected
    assert digest_of(tmp_path) == ""
    assert record_file(tmp_path, Path("data/june.toml")).name == "june.lock.json"
