"""Digests of a figure's inputs: each changes only with its own files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.internals import (
    MANIFEST,
    Entry,
    FigureRecord,
    Gallery,
    Record,
    digest_of,
    files_of,
    home,
    parts,
    record_file,
)
from timeline import UsageError, build

inputs = home("program_digest")


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    (tmp_path / "events.csv").write_text("title,start\nAssault,1953\n")
    return Entry("june", "gantt", tmp_path / "events.csv", ("html",), 2.0, {}, {"notes": True})


def digests(entry: Entry, script: str = "shared") -> dict[str, str]:
    folder = entry.table.parent
    return parts(entry, Gallery(folder / "figures.toml", folder / "out", script, (entry,)))


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {part for part in before if before[part] != after[part]}


@pytest.mark.parametrize("name", ["events.csv", "events.sources.csv", "datapackage.json"])
def test_the_digest_of_a_table_includes_its_sources(entry: Entry, name: str) -> None:
    before = digests(entry)
    entry.table.with_name(name).write_text("")
    assert changed(before, digests(entry)) == {"table"}


def test_a_file_that_an_option_names_counts(entry: Entry) -> None:
    with_theme = replace(entry, options={"theme": "my.toml"}, reading={"mapping": {"a": "b"}})
    before = digests(with_theme)
    theme = entry.table.with_name("my.toml")
    theme.write_text("")
    assert changed(before, digests(with_theme)) == {"table"}
    assert theme in files_of(with_theme, entry.table.parent)


def test_a_text_that_is_not_a_file_name_is_left_alone(entry: Entry) -> None:
    odd = {"title": "a\0b", "subtitle": "x" * 100_000, "group": ["", ".", "/"]}
    assert len(files_of(replace(entry, options=odd), entry.table.parent)) == 3


@pytest.mark.parametrize(
    "change", [{"scale": 1.0}, {"options": {"notes": False}}, {"chart": "bars"}, {"name": "july"}]
)
def test_the_entry_changes_with_each_of_its_keys(entry: Entry, change: dict[str, object]) -> None:
    after = replace(entry, **change)  # type: ignore[arg-type]
    assert changed(digests(entry), digests(after)) == {"entry"}


def test_the_script_of_the_gallery_is_part_of_every_entry(entry: Entry) -> None:
    assert changed(digests(entry), digests(entry, script="inline")) == {"entry"}


def test_formats_and_folder_are_not_part_of_it(entry: Entry, tmp_path: Path) -> None:
    assert digests(entry) == digests(replace(entry, formats=("svg", "pdf")))
    (tmp_path / "else").mkdir()
    moved = tmp_path / "else" / "events.csv"
    moved.write_bytes(entry.table.read_bytes())
    assert digests(entry) == digests(replace(entry, table=moved))


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
        seen.add(digests(entry)["program"])
    assert len(seen) == 4
    (package / "cli").mkdir()
    (package / "cli" / "tables.py").write_text("")
    inputs.program_digest.cache_clear()
    assert digests(entry)["program"] in seen
    monkeypatch.undo()
    inputs.program_digest.cache_clear()


MADE = FigureRecord(
    {"table": "1", "entry": "2"},
    links=("png", "svg"),
    files={"june.svg": "3"},
    extras={"june.md": "4"},
)
RECORD = Record({"june": MADE, "may": FigureRecord({})}, {"plotly.min.js": "5"})


def test_written_files_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "figures.lock.json"
    path.write_bytes(RECORD.to_bytes())
    assert Record.read(path) == RECORD
    assert MADE.all_files == {"june.svg": "3", "june.md": "4"}


def test_the_order_of_the_figures_changes_no_byte() -> None:
    turned = Record(dict(reversed(list(RECORD.figures.items()))), RECORD.shared)
    assert turned.to_bytes() == RECORD.to_bytes()


@pytest.mark.parametrize("text", ["", "[]", "null", '{"form": 99}', '{"form": 1}', "[" * 100_000])
def test_an_invalid_lock_file_is_an_empty_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "figures.lock.json"
    path.write_text(text)
    assert Record.read(path) == Record()
    assert Record.read(tmp_path / "none") == Record()


@pytest.mark.parametrize("part", ["parts", "links", "files", "extras"])
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


TABLE = "title,start,side\nAssault,1953-06-10,PVA\n"
FIGURE = 'chart = "gantt"\ntable = "events.csv"\nembed = ["markdown"]\n'


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    (tmp_path / "events.csv").write_text(TABLE)
    names = ("june", "may")
    text = "".join(f'[[figure]]\nname = "{name}"\ntitle = "On {name}"\n{FIGURE}' for name in names)
    (tmp_path / "figures.toml").write_text(f'out = "made"\n{text}')
    return tmp_path / "figures.toml"


@pytest.mark.browser
def test_every_file_is_recorded_with_its_hash_and_a_partial_build_keeps_the_others(
    gallery: Path,
) -> None:
    folder = gallery.parent / "made"
    assert build(gallery).failed == {}
    first = (folder / MANIFEST).read_bytes()
    assert build(gallery).written == ()

    told = json.loads(first)["figures"]
    assert list(told) == ["june", "may"]
    assert told["june"]["title"] == "On june"
    assert told["june"]["alt"].startswith("On june")
    assert told["june"]["table_sha256"] == hashlib.sha256(TABLE.encode()).hexdigest()
    for name, file in told["june"]["files"].items():
        data = (folder / name).read_bytes()
        assert file == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert {"june.html", "june.md", "june.csv", "june.plot.dark.svg"} <= set(told["june"]["files"])

    build(gallery, only=["may"], force=True)
    assert (folder / MANIFEST).read_bytes() == first
    (folder / MANIFEST).unlink()
    build(gallery)
    assert (folder / MANIFEST).read_bytes() == first


def test_a_gallery_without_embeds_has_no_manifest(gallery: Path) -> None:
    gallery.write_text(gallery.read_text().replace('embed = ["markdown"]', ""))
    build(gallery)
    assert not (gallery.parent / "made" / MANIFEST).exists()


ACCOUNTS_TABLE = (
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
def accounts_gallery(tmp_path):
    (tmp_path / "events.csv").write_text(ACCOUNTS_TABLE)
    (tmp_path / "figures.toml").write_text(GALLERY)
    return tmp_path / "figures.toml"


def figures(accounts_gallery, **options):
    report = accounts_gallery.parent / "account.json"
    built = build(accounts_gallery, report=report, **options)
    return built, json.loads(report.read_text())["figures"]


def test_rows_read_are_rows_drawn_and_rows_reported_in_every_figure(accounts_gallery):
    _, told = figures(accounts_gallery)

    assert list(told) == ["events", "shells"]
    for account in told.values():
        rows = account["rows"]
        assert rows["read"] == rows["drawn"] + sum(rows["left_out"].values()) == 2
    assert {problem["code"] for problem in told["shells"]["problems"]} == {"unsourced"}


def test_unchanged_figures_keep_their_reports(accounts_gallery):
    _, before = figures(accounts_gallery)
    built, after = figures(accounts_gallery)

    assert built.written == ()
    assert after == before


def test_a_check_has_no_report(accounts_gallery):
    with pytest.raises(UsageError, match="a check builds nothing and has no report"):
        build(accounts_gallery, check=True, report=accounts_gallery.parent / "account.json")
