"""Files are scanned as one table; problems are reported by file and line."""

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import timeline as tl
from tests.internals import engine_errors, engine_reason, group_events, open_files
from tests.lazy.engines import spark
from timeline import ReadError, UsageError, ValidationError, scan_events

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problems_of(source):
    with pytest.raises(ValidationError) as caught:
        group_events(scan_events(source))
    return [str(problem) for problem in caught.value.problems]


def test_a_glob_is_one_table_whatever_the_order_of_its_columns(folder):
    (folder / "a.csv").write_text("title,start,side\nRaid,1953-06-10,PVA\n")
    (folder / "b.csv").write_text("start;title;side\n1953-06-10;Raid;PVA\n1953-07;Raid;UN\n")
    events = group_events(scan_events("*.csv"), asked=["side"])

    assert events.name == "*.csv"
    assert events.frame[["start", "side", "rows it stands for"]].values.tolist() == [
        ["1953-06-10", "PVA", 2],
        ["1953-07", "UN", 1],
    ]


def test_parquet_and_csv_give_the_figure_of_the_table_in_memory(folder):
    import pyarrow.csv
    import pyarrow.parquet

    rows = "".join(
        f"Raid,1953-06-{1 + n % 30:02},{'PVA' if n % 3 else 'UN'},{n}\n" for n in range(900)
    )
    (folder / "a.csv").write_text("title,start,side,lost\n" + rows)
    pyarrow.parquet.write_table(pyarrow.csv.read_csv("a.csv"), "a.parquet")
    asked = {"measure": "lost", "by": "side", "period": "week"}
    whole = tl.bars("a.csv", **asked).to_plotly_json()["data"]

    for source in ("a.parquet", tl.scan_events("a.csv"), "*.csv"):
        found = tl.bars(source, **asked).to_plotly_json()["data"]
        assert [bar["name"] for bar in found] == [bar["name"] for bar in whole]
        assert [bar["hovertext"] for bar in found if "hovertext" in bar] == [
            bar["hovertext"] for bar in whole if "hovertext" in bar
        ]


def test_a_fault_is_reported_with_file_line_and_count(folder):
    (folder / "a.csv").write_text("title,start\nRaid,1953-06-10\n")
    (folder / "b.csv").write_text("title,start\nRaid,1953\nRaid,1953-06-31\nRaid,1953-06-31\n")
    (told,) = problems_of("*.csv")

    assert told.startswith('b.csv:3: start: "1953-06-31" ')
    assert ", and 1 more row like it" in told


def test_broken_rows_are_reported_by_line_and_nothing_is_drawn(folder):
    (folder / "a.csv").write_text('title,start\nRaid,1953\nRaid\nRaid,1953,x\nRaid,"19"53\n')
    found = problems_of("a.csv")

    assert "a.csv:3: has fewer cells than the header (give it a cell for each column)" in found
    assert (
        "a.csv:4: has more cells than the header (quote the cell that holds a delimiter)" in found
    )
    assert len(found) == 3


def test_numbers_that_the_engine_would_misread_are_refused_as_in_memory(folder):
    for text in ("1_000", "0x1f", "22.639", "about 9", "inf"):
        (folder / "a.csv").write_text(f"title,start,measure,value\nRaid,1953,shells,{text}\n")
        assert any(one.startswith(f'a.csv:2: value: "{text}"') for one in problems_of("a.csv"))


def test_numbers_that_are_written_otherwise_are_summed_as_in_memory(folder):
    cells = ["1e3", "007", "+5", "2.50", "~3", "", "-2", '"1,000"', " 8"]
    rows = "".join(f"Raid,1953-06-10,shells,{cell}\n" for cell in cells)
    (folder / "a.csv").write_text("title,start,measure,value\n" + rows)
    frame = group_events(scan_events("a.csv")).frame

    assert frame["value_best"].sum() == 1000 + 7 + 5 + 2.5 + 3 - 2 + 1000 + 8
    assert frame["value_best"].sum() == tl.read_events("a.csv").frame["value_best"].sum()


def test_a_check_also_gives_examples_of_warnings(folder):
    (folder / "a.csv").write_text("title,start\nRaid,1953\n,1954\n,1954\n")
    found = tl.check(scan_events("a.csv"))

    assert (found.rows, found.events, found.fatal) == (3, 3, False)
    assert str(found.problems[0]).startswith("a.csv:3: title: is empty, and 1 more row like it")


def test_an_order_is_not_checked_of_a_scan(folder):
    (folder / "a.csv").write_text("title,start\nRaid,1953\n")
    with pytest.raises(UsageError, match="order compares rows"):
        tl.check(scan_events("a.csv"), order=True)


def test_a_file_of_another_encoding_says_how_to_change_it(folder):
    (folder / "a.csv").write_bytes(
        "title,start\nÜberfall,1953\nAngriff bei Köln,1954\n".encode("cp1252")
    )
    with pytest.raises(ReadError, match="a scan reads UTF-8 only"):
        scan_events("a.csv")
    with pytest.raises(UsageError, match="iconv -f latin-1"):
        scan_events("a.csv", encoding="latin-1")


def test_a_missing_file_and_an_invalid_limit_are_reported(folder):
    with pytest.raises(ReadError, match="there is no such file"):
        scan_events("none/*.parquet")
    (folder / "a.csv").write_text("title,start\nRaid,1953\n")
    with pytest.raises(UsageError, match=r'memory limit "much" is not known \(write it as 512MB'):
        scan_events("a.csv", memory_limit="much")


def test_a_damaged_file_causes_no_traceback(folder):
    (folder / "a.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(
        ReadError, match=r"a\.parquet: is not a Parquet file, or is damaged or truncated"
    ):
        tl.bars("a.parquet", measure="events", by="year")


def test_query_progress_is_reported(folder):
    (folder / "a.csv").write_text("title,start\n" + "Raid,1953-06-10\n" * 50_000)
    parts = []
    files = open_files("a.csv", memory_limit="256MB", progress=parts.append)
    import narwhals.stable.v2 as nw

    files.collect(nw.from_native(files.relation()).lazy().select(nw.len()))
    assert parts[-1] == 1.0
    assert all(0 <= part <= 1 for part in parts)


def test_an_interruption_ends_the_query(folder):
    (folder / "a.csv").write_text("title,start\n" + "Raid,1953-06-10\n" * 10)

    def stop(part):
        raise KeyboardInterrupt

    files = open_files("a.csv", memory_limit="256MB", progress=stop)
    import narwhals.stable.v2 as nw

    with pytest.raises(KeyboardInterrupt):
        files.collect(nw.from_native(files.relation()).lazy())


def test_blank_rows_are_left_out_and_reported_as_in_memory(folder):
    (folder / "a.csv").write_text("title,start,side\nRaid,1953,x\n,,\n\n , ,\nRaid,1954,y\n")
    scanned = tl.check(scan_events("a.csv"))
    whole = tl.check("a.csv")

    assert (scanned.rows, scanned.fatal) == (whole.rows, whole.fatal) == (2, False)
    assert [str(one) for one in scanned.problems] == ["a.csv: 2 blank rows were left out"]


def test_days_before_our_era_are_checked_without_an_example(folder):
    import pyarrow.parquet

    table = pa.table(
        {
            "title": ["Salamis"] * 2,
            "start": pa.array([-894_000, 0], pa.date32()),
            "end": pa.array([-894_010, 0], pa.date32()),
        }
    )
    pyarrow.parquet.write_table(table, "a.parquet")
    (told,) = problems_of("a.parquet")
    assert told.startswith('a.parquet: end: "-0478-04-15" is before start "-0478-04-25"')


def test_data_beyond_memory_spills_to_disk_and_leaves_no_files(folder, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(folder / "spill"))
    (folder / "spill").mkdir()
    rows = "".join(f"Raid {n},1953-06-10,{n}\n" for n in range(60_000))
    (folder / "a.csv").write_text("title,start,side\n" + rows)
    events = group_events(scan_events("a.csv", memory_limit="40MB"), asked=["side"])

    assert len(events) == events.rows_read == 60_000
    del events
    assert list((folder / "spill").iterdir()) == []


TABLE = pa.table({"title": ["Raid"] * 5, "start": ["1953-06-10"] * 5})


def drawn(source):
    return tl.bars(tl.scan_events(source), measure="events", by="month")


@pytest.fixture
def refusals_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pq.write_table(TABLE, "a.parquet")
    return tmp_path


def damaged(path):
    data = path.read_bytes()
    path.write_bytes(data[:10] + b"\xff" * 150 + data[160:])


def test_a_file_that_is_missing_is_named(refusals_folder):
    with pytest.raises(ReadError, match=r"none\.parquet: is not there any more, or never was"):
        drawn(pl.scan_parquet("data/none.parquet"))


def test_a_file_that_vanishes_between_opening_and_reading_is_named(refusals_folder):
    pq.write_table(TABLE, "b.parquet")
    scan = tl.scan_events(f"{refusals_folder}/*.parquet")
    (refusals_folder / "b.parquet").unlink()
    with pytest.raises(ReadError, match=r"b\.parquet: is not there any more, or never was \(look"):
        tl.bars(scan, measure="events", by="month")


@pytest.mark.parametrize("of", [lambda path: path, pl.scan_parquet], ids=["path", "polars"])
def test_a_damaged_parquet_file_is_reported_as_such(refusals_folder, of):
    for spoil in (damaged, lambda path: path.write_bytes(b"title,start\n"),
                  lambda path: path.write_bytes(b"")):  # fmt: skip
        pq.write_table(TABLE, "a.parquet")
        spoil(refusals_folder / "a.parquet")
        with pytest.raises(ReadError, match="is not a Parquet file, or is damaged or truncated"):
            drawn(of("a.parquet"))


def test_files_of_different_columns_are_reported(refusals_folder):
    pq.write_table(pa.table({"title": ["Raid"], "start": [1953]}), "b.parquet")
    with pytest.raises(ReadError, match="has files of different columns or types"):
        drawn(pl.scan_parquet("*.parquet"))


def test_an_engine_error_is_reported_in_one_line(refusals_folder):
    relation = duckdb.sql("SELECT title, CAST(title AS int) AS start FROM 'a.parquet'")
    frame = pl.LazyFrame({"title": ["a"], "start": ["x"]}).cast({"start": pl.Int64})
    for source in (relation, frame):
        with pytest.raises(ReadError, match=r"^data frame: cannot be read: [^\n]*$"):
            drawn(source)


@pytest.mark.parametrize("of", [lambda table: table, pl.from_arrow, lambda table: "a.parquet"])
def test_columns_of_unsupported_types_are_reported_before_a_row_is_read(refusals_folder, of):
    for column in (pa.array([[1]]), pa.array([3600], pa.time32("s")), pa.array([True])):
        table = pa.table({"title": ["Raid"], "start": column})
        pq.write_table(table, "a.parquet")
        with pytest.raises(ValidationError, match=r"start: is a column of the type \w+"):
            drawn(of(table))


@pytest.mark.parametrize("of", [lambda table: table, pl.from_arrow, lambda table: "a.parquet"])
def test_a_column_that_is_missing_is_reported_before_a_row_is_read(refusals_folder, of):
    table = pa.table({"name": ["Raid"], "date": ["1953"]})
    pq.write_table(table, "a.parquet")
    with pytest.raises(
        ValidationError, match=r"start: is a column .* mapping={.start.: .date.}"
    ) as caught:
        drawn(of(table))
    assert len(caught.value.problems) == 2


def test_a_table_without_rows_is_a_table(refusals_folder):
    pq.write_table(TABLE.slice(0, 0), "a.parquet")
    checked = tl.check(tl.scan_events("a.parquet"))
    assert (checked.rows, checked.problems) == (0, ())
    with pytest.raises(UsageError, match="the table has no rows to draw"):
        tl.gantt("a.parquet")


def test_a_fault_of_our_own_is_not_hidden():
    with pytest.raises(ZeroDivisionError), engine_errors("a.parquet"):
        1 / 0  # noqa: B018


def test_unexpected_errors_are_reported_by_their_first_line():
    assert engine_reason(pa.ArrowInvalid("\n odd\nmore"), "a.parquet") == (
        "a.parquet: cannot be read: odd"
    )


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
def test_spark_names_the_file_that_vanished_or_is_damaged(refusals_folder):
    pq.write_table(TABLE, "b.parquet")
    for spoil, told in (
        (damaged, "is not a Parquet file, or is damaged or truncated"),
        (lambda path: path.unlink(), "is not there any more, or never was"),
    ):
        frame = spark().read.parquet(f"{refusals_folder}/a.parquet", f"{refusals_folder}/b.parquet")
        spoil(refusals_folder / "b.parquet")
        with pytest.raises(ReadError, match=rf"b\.parquet: {told}"):
            drawn(frame)
        pq.write_table(TABLE, "b.parquet")
