"""What engines say of tables that they cannot read is told in our words, and never raised."""

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import timeline as tl
from tests.aggregate.engines import spark
from tests.internals import reason_of, told_errors
from timeline import ReadError, UsageError, ValidationError

TABLE = pa.table({"title": ["Raid"] * 5, "start": ["1953-06-10"] * 5})


def drawn(source):
    return tl.bars(tl.scan_events(source), measure="events", by="month")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pq.write_table(TABLE, "a.parquet")
    return tmp_path


def damaged(path):
    data = path.read_bytes()
    path.write_bytes(data[:10] + b"\xff" * 150 + data[160:])


def test_a_file_that_is_not_there_is_named(folder):
    with pytest.raises(ReadError, match=r"none\.parquet: is not there any more, or never was"):
        drawn(pl.scan_parquet("data/none.parquet"))


def test_a_file_that_vanishes_between_opening_and_reading_is_named(folder):
    pq.write_table(TABLE, "b.parquet")
    scan = tl.scan_events(f"{folder}/*.parquet")
    (folder / "b.parquet").unlink()
    with pytest.raises(ReadError, match=r"b\.parquet: is not there any more, or never was \(look"):
        tl.bars(scan, measure="events", by="month")


@pytest.mark.parametrize("of", [lambda path: path, pl.scan_parquet], ids=["path", "polars"])
def test_a_damaged_parquet_file_is_told_as_such(folder, of):
    for spoil in (damaged, lambda path: path.write_bytes(b"title,start\n"),
                  lambda path: path.write_bytes(b"")):  # fmt: skip
        pq.write_table(TABLE, "a.parquet")
        spoil(folder / "a.parquet")
        with pytest.raises(ReadError, match="is no Parquet file, or is damaged or cut short"):
            drawn(of("a.parquet"))


def test_files_of_different_columns_are_told(folder):
    pq.write_table(pa.table({"title": ["Raid"], "start": [1953]}), "b.parquet")
    with pytest.raises(ReadError, match="has files of different columns or types"):
        drawn(pl.scan_parquet("*.parquet"))


def test_a_query_that_fails_in_its_engine_is_told_in_one_line(folder):
    relation = duckdb.sql("SELECT title, CAST(title AS int) AS start FROM 'a.parquet'")
    frame = pl.LazyFrame({"title": ["a"], "start": ["x"]}).cast({"start": pl.Int64})
    for source in (relation, frame):
        with pytest.raises(ReadError, match=r"^data frame: cannot be read: [^\n]*$"):
            drawn(source)


@pytest.mark.parametrize("of", [lambda table: table, pl.from_arrow, lambda table: "a.parquet"])
def test_columns_that_hold_no_cells_are_told_before_a_row_is_read(folder, of):
    for column in (pa.array([[1]]), pa.array([3600], pa.time32("s")), pa.array([True])):
        table = pa.table({"title": ["Raid"], "start": column})
        pq.write_table(table, "a.parquet")
        with pytest.raises(ValidationError, match=r"start: is a column of the type \w+"):
            drawn(of(table))


@pytest.mark.parametrize("of", [lambda table: table, pl.from_arrow, lambda table: "a.parquet"])
def test_a_column_that_is_missing_is_told_before_a_row_is_read(folder, of):
    table = pa.table({"name": ["Raid"], "date": ["1953"]})
    pq.write_table(table, "a.parquet")
    with pytest.raises(ValidationError, match=r"start: is a column .* --map start=date") as caught:
        drawn(of(table))
    assert len(caught.value.problems) == 2


def test_a_table_without_rows_is_a_table(folder):
    pq.write_table(TABLE.slice(0, 0), "a.parquet")
    checked = tl.check(tl.scan_events("a.parquet"))
    assert (checked.rows, checked.problems) == (0, ())
    with pytest.raises(UsageError, match="the table has no rows to draw"):
        tl.gantt("a.parquet")


def test_a_fault_of_our_own_is_not_hidden():
    with pytest.raises(ZeroDivisionError), told_errors("a.parquet"):
        1 / 0  # noqa: B018


def test_what_nobody_foresaw_is_told_by_its_first_line():
    assert reason_of(pa.ArrowInvalid("\n odd\nmore"), "a.parquet") == (
        "a.parquet: cannot be read: odd"
    )


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
def test_spark_names_the_file_that_vanished_or_is_damaged(folder):
    pq.write_table(TABLE, "b.parquet")
    for spoil, told in (
        (damaged, "is no Parquet file, or is damaged or cut short"),
        (lambda path: path.unlink(), "is not there any more, or never was"),
    ):
        frame = spark().read.parquet(f"{folder}/a.parquet", f"{folder}/b.parquet")
        spoil(folder / "b.parquet")
        with pytest.raises(ReadError, match=rf"b\.parquet: {told}"):
            drawn(frame)
        pq.write_table(TABLE, "b.parquet")
