"""The SQL for files in DuckDB."""

import gzip

import pytest

from tests.internals import FILE, ROW, open_files, reader_of, sql_text
from timeline import ReadError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_names_and_paths_with_quotes_are_safe(folder):
    (folder / "it's.csv").write_text('"a ""b""",start\nx,1953\n')
    files = open_files("it's.csv", memory_limit="256MB")

    assert sql_text("it's") == "'it''s'"
    assert files.relation().columns == ['a "b"', "start"]
    assert files.relation().fetchall() == [("x", "1953")]


def test_rows_know_their_file_and_line(folder):
    (folder / "a.csv").write_text("A title\n\ntitle,start\nx,1953\ny,1954\n")
    (folder / "b.csv").write_text("title,start\nz,1955\n")
    rows = open_files("*.csv", memory_limit="256MB").relation(placed=True)

    assert rows.columns == ["title", "start", FILE, ROW]
    assert sorted(row[2:] for row in rows.fetchall()) == [("a.csv", 4), ("a.csv", 5), ("b.csv", 2)]


def test_a_packed_file_is_read(folder):
    (folder / "a.csv.gz").write_bytes(gzip.compress(b"title;start\nx;1953\n"))
    assert open_files("a.csv.gz", memory_limit="256MB").relation().fetchall() == [("x", "1953")]


def test_a_duplicate_column_is_reported(folder):
    (folder / "a.csv").write_text("title,note,note\nx,y,z\n")
    (problem,) = reader_of(["a.csv"], None).remarks
    assert str(problem).startswith("a.csv:1: note: stands twice in the header")


def test_an_empty_file_is_not_a_table(folder):
    (folder / "a.csv").write_text("")
    with pytest.raises(ReadError, match="is empty"):
        reader_of(["a.csv"], None)
