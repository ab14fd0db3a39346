"""The parts of a figure are told by content: each changes with its own files alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.internals import Entry, Gallery, files_of, home, parts

inputs = home("program_digest")


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    (tmp_path / "events.csv").write_text("title,start\nAssault,1953\n")
    return Entry("june", "gantt", tmp_path / "events.csv", ("html",), 2.0, {}, {"notes": True})


def told(entry: Entry, script: str = "shared") -> dict[str, str]:
    folder = entry.table.parent
    return parts(entry, Gallery(folder / "figures.toml", folder / "out", script, (entry,)))


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {part for part in before if before[part] != after[part]}


@pytest.mark.parametrize("name", ["events.csv", "events.sources.csv", "datapackage.json"])
def test_the_table_changes_with_what_explains_it(entry: Entry, name: str) -> None:
    before = told(entry)
    entry.table.with_name(name).write_text("")
    assert changed(before, told(entry)) == {"table"}


def test_a_file_that_an_option_names_counts(entry: Entry) -> None:
    with_theme = replace(entry, options={"theme": "my.toml"}, reading={"mapping": {"a": "b"}})
    before = told(with_theme)
    theme = entry.table.with_name("my.toml")
    theme.write_text("")
    assert changed(before, told(with_theme)) == {"table"}
    assert theme in files_of(with_theme, entry.table.parent)


def test_a_text_that_is_no_file_name_is_left_alone(entry: Entry) -> None:
    odd = {"title": "a\0b", "subtitle": "x" * 100_000, "group": ["", ".", "/"]}
    assert len(files_of(replace(entry, options=odd), entry.table.parent)) == 3


@pytest.mark.parametrize(
    "change", [{"scale": 1.0}, {"options": {"notes": False}}, {"chart": "bars"}, {"name": "july"}]
)
def test_the_entry_changes_with_each_of_its_keys(entry: Entry, change: dict[str, object]) -> None:
    after = replace(entry, **change)  # type: ignore[arg-type]
    assert changed(told(entry), told(after)) == {"entry"}


def test_the_script_of_the_gallery_is_part_of_every_entry(entry: Entry) -> None:
    assert changed(told(entry), told(entry, script="inline")) == {"entry"}


def test_the_formats_and_the_folder_are_no_part(entry: Entry, tmp_path: Path) -> None:
    assert told(entry) == told(replace(entry, formats=("svg", "pdf")))
    (tmp_path / "else").mkdir()
    moved = tmp_path / "else" / "events.csv"
    moved.write_bytes(entry.table.read_bytes())
    assert told(entry) == told(replace(entry, table=moved))


def test_the_program_changes_with_our_files_and_with_plotly(
    entry: Entry, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "package"
    package.mkdir()
    monkeypatch.setattr(inputs, "PACKAGE", package)
    seen = set()
    for step in (
        lambda: None,
        lambda: (package / "theme.py").write_text("ink = 1"),
        lambda: (package / "theme.py").write_text("ink = 2"),
        lambda: monkeypatch.setattr(inputs, "version", lambda name: "99"),
    ):
        step()
        inputs.program_digest.cache_clear()
        seen.add(told(entry)["program"])
    assert len(seen) == 4
    (package / "cli.py").write_text("")
    inputs.program_digest.cache_clear()
    assert told(entry)["program"] in seen
    monkeypatch.undo()
    inputs.program_digest.cache_clear()
