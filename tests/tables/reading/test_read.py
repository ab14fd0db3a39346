import gzip
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import RawTable, distinct, moved, read_table, zeros
from timeline import Problem, ReadError, TimelineError, UsageError

ROWS = [{"title": "Leipzig", "start": "1813-10-16"}, {"title": "Möckern", "start": "1813-10-16"}]
TEXT = "title,start\nLeipzig,1813-10-16\nMöckern,1813-10-16\n"


def codes(raw: RawTable) -> list[str]:
    return [remark.code for remark in raw.remarks]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_every_usual_way_to_write_a_table_gives_the_same_cells(
    sign: str, end: str, encoding: str
) -> None:
    raw = read_table(TEXT.replace(",", sign).replace("\n", end).encode(encoding))
    assert raw.frame.to_dict("records") == ROWS
    assert raw.lines.tolist() == [2, 3]
    assert raw.delimiter == sign
    assert codes(raw) == (["encoding"] if encoding == "cp1252" else [])


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "title,start,side\n上甘岭战役,1952-10-14,中国人民志愿军\n"),
        ("cp932", "title,start\n関ヶ原の戦い,1600-10-21\n桶狭間の戦い,1560\n"),
        ("cp1252", "title,start\nSiège de Besançon – “la citadelle”,1674\n"),
    ],
)
def test_a_legacy_encoding_is_detected_and_reported(encoding: str, text: str) -> None:
    raw = read_table(text.encode(encoding), name="old.csv")
    assert raw.frame.title.iloc[0] == text.splitlines()[1].split(",")[0]
    assert str(raw.remarks[0]) == (
        f"old.csv: is not UTF-8 and was read as {encoding} (overrule with --encoding)"
    )


def test_an_encoding_that_is_given_overrules() -> None:
    data = "title,start\nПолтава,1709\n".encode("koi8-r")
    assert read_table(data, encoding="koi8-r").frame.title.tolist() == ["Полтава"]
    with pytest.raises(ReadError, match=r"table:2: byte 0xF0 is not utf-8 \(name the encoding"):
        read_table(data, encoding="utf-8")
    with pytest.raises(UsageError, match='encoding "utf-9" is unknown'):
        read_table(data, encoding="utf-9")


def test_one_wrong_byte_in_utf8_is_refused_and_not_guessed_at() -> None:
    text = "title,start\n" + "Überfahrt über die Öre,1813\n" * 9
    with pytest.raises(ReadError, match=r"a\.csv:11: byte 0xFC is not UTF-8"):
        read_table(text.encode() + b"f\xfcnf,1813\n", name="a.csv")


def test_a_delimiter_that_is_given_overrules() -> None:
    raw = read_table(b"title,a;start\nx,y;1813\n", delimiter="semicolon")
    assert raw.frame.to_dict("records") == [{"title,a": "x,y", "start": "1813"}]
    with pytest.raises(UsageError, match="cannot be used"):
        read_table(b"title", delimiter="::")


def test_text_stays_as_it_was_written() -> None:
    raw = read_table(b'title,start\n007,1.0\nNA,null\n nan ,""\n1e5,TRUE\n')
    assert raw.frame.to_numpy().tolist() == [
        ["007", "1.0"], ["NA", "null"], [" nan ", ""], ["1e5", "TRUE"]
    ]  # fmt: skip


def test_lines_are_those_of_the_file_behind_quoted_breaks_and_blank_rows() -> None:
    text = 'A title\n\ntitle,start\n"two\nlines",1\n\n,\n"say ""x""\n\n",2\nlast,3'
    for end in ("\n", "\r\n"):
        raw = read_table(text.replace("\n", end).encode(), name="a.csv")
        assert raw.lines.tolist() == [4, 8, 11]
        assert raw.frame.title.tolist() == [
            f"two{end}lines", f'say "x"{end}{end}', "last"
        ]  # fmt: skip
        assert raw.header_line == 3
        assert list(map(str, raw.remarks)) == [
            'a.csv:1: "A title" stands above the header and is read as a title',
            "a.csv: 2 blank rows were left out",
        ]


def test_lone_returns_with_quoted_breaks_keep_their_lines() -> None:
    raw = read_table(b'title,start\r"a\rb",1\rc,2\r')
    assert raw.lines.tolist() == [2, 4]
    assert raw.frame.title.tolist() == ["a\rb", "c"]


def test_rows_of_another_width_are_reported_by_line() -> None:
    data = b"title,start,end\na,1\nb,1,2,\nc,1,2,3 men\nd,1,2\n"
    raw = read_table(data, name="a.csv")
    assert list(map(str, raw.remarks)) == [
        "a.csv:2: has 2 cells where the header has 3 (the missing ones are taken as empty)",
        "a.csv:3: has 4 cells where the header has 3 (the empty ones at its end are left out)",
        'a.csv:4: "3 men" has 4 cells where the header has 3 '
        "(quote the cell that holds a delimiter)",
    ]
    assert [remark.fatal for remark in raw.remarks] == [False, False, True]
    assert raw.frame.end.tolist() == ["", "2", "2", "2"]


def test_quotes_that_are_not_where_they_belong() -> None:
    raw = read_table(b'title,start\n12" guns,1\n"ab"c,2\nd,"3\n', name="a.csv")
    assert raw.frame.title.tolist() == ['12" guns', "abc"]
    assert [(remark.line, remark.message) for remark in raw.remarks] == [
        (3, "has text behind a closing quote"),
        (4, "opens a quote that never closes"),
    ]
    assert all(remark.fatal for remark in raw.remarks)


def test_duplicate_columns() -> None:
    raw = read_table(b"title,start,x,x,title,\na,1,2,3,4,5\n")
    assert list(raw.frame) == ["title", "start", "x", "x (2)", "title (2)", "column 6"]
    assert [(remark.column, remark.fatal) for remark in raw.remarks] == [
        ("x", False),
        ("title", True),
    ]


def test_zero_bytes_are_refused_by_line() -> None:
    raw = read_table(b"title,start\na,1\nb\0c,2\n", name="a.csv")
    assert [(remark.line, remark.code, remark.fatal) for remark in raw.remarks] == [
        (3, "zero-byte", True)
    ]


def test_packed_tables_are_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("__MACOSX/._a.csv", "x")
        archive.writestr("a.csv", TEXT)
    for data in (gzip.compress(TEXT.encode()), packed.getvalue()):
        assert read_table(data).frame.to_dict("records") == ROWS
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("b.csv", TEXT)
    with pytest.raises(ReadError, match=r"holds 2 files, not one \(a.csv, b.csv; unpack"):
        read_table(packed.getvalue())
    with pytest.raises(ReadError, match="cannot be unpacked"):
        read_table(gzip.compress(TEXT.encode())[:-9])


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b",,\n,,\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_reported(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"empty\.csv: is empty"):
        read_table(data, name="empty.csv")


def test_a_header_alone_is_a_table_of_no_rows() -> None:
    for data in (b"title,start", b"title,start\n", b"title,start\r\n\r\n"):
        raw = read_table(data)
        assert list(raw.frame) == ["title", "start"]
        assert len(raw.frame) == len(raw.lines) == 0


def test_files_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(TEXT, encoding="utf-8")
    assert read_table(tmp_path / "events.csv").name == "events.csv"
    with pytest.raises(ReadError, match=r'no such file .did you mean "events\.csv"'):
        read_table(tmp_path / "event.csv")
    with pytest.raises(ReadError, match="is a folder"):
        read_table(tmp_path)
    with pytest.raises(ReadError, match=r"^float is not a table"):
        read_table(1.5)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    raw = read_table("-")
    assert (raw.name, raw.frame.to_dict("records")) == ("standard input", ROWS)


def test_a_data_frame_is_read_as_the_table_that_it_shows() -> None:
    frame = pd.DataFrame(
        {
            "title": ["a", None],
            "start": pd.to_datetime(["1953-06-10", "1953-06-11"]),
            "end": pd.to_datetime(pd.Series(["1953-06-10T20:00", None])),
            "value": [13.0, np.nan],
            "n": [1, 2],
        }
    )
    raw = read_table(frame)
    assert raw.frame.to_numpy().tolist() == [
        ["a", "1953-06-10", "1953-06-10T20:00:00", "13", "1"], ["", "1953-06-11", "", "", "2"]
    ]  # fmt: skip
    assert raw.lines.tolist() == [1, 2]
    assert raw.sha256 == read_table(frame.copy()).sha256 != read_table(frame[:1]).sha256


def test_an_arrow_table_is_a_data_frame_too() -> None:
    pa = pytest.importorskip("pyarrow")
    raw = read_table(pa.table({"title": ["a"], "start": [1953]}))
    assert raw.frame.to_dict("records") == [{"title": "a", "start": "1953"}]


SPECTRUM = Path(__file__).parents[2] / "real_tables" / "csv-spectrum"
#: The one cell that the package itself tells twice: its name, row, column, in the CSV, in the JSON.
DISPUTED = [("location_coordinates", 0, "Contact Phone Number", "2095257564", "1234567890")]


def test_csv_spectrum_is_read_as_its_json_says() -> None:
    """In every cell of all twelve files but one, of which the CSV says something else itself."""
    paths = sorted(SPECTRUM.glob("*.csv"))
    assert len(paths) == 12
    others = []
    for path in paths:
        held = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        told = held if isinstance(held, list) else [held]
        read = read_table(path).frame.to_dict("records")
        assert [list(row) for row in read] == [list(row) for row in told], path.name
        others += [
            (path.stem, at, name, cell, told[at][name])
            for at, row in enumerate(read)
            for name, cell in row.items()
            if cell != told[at][name]
        ]
    assert others == DISPUTED
    assert b"\n2095257564," in (SPECTRUM / "location_coordinates.csv").read_bytes()


SIGN = st.sampled_from(list(' \t\r\n",;|')) | st.characters(
    codec="utf-8", exclude_categories=("Cc", "Z")
)
CELL = st.text(SIGN, max_size=8)


@given(
    st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"])
)
def test_quoted_text_round_trips(rows: list[tuple[str, ...]], end: str) -> None:
    quoted = ["title,start,note"]
    quoted += [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    raw = read_table(end.join(quoted).encode())
    kept = [list(row) for row in rows if any(cell.strip() for cell in row)]
    assert raw.frame.to_numpy().tolist() == kept
    lines = end.join(quoted).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line, row in zip(raw.lines, kept, strict=True):
        start = (
            '"' + row[0].replace('"', '""').replace("\r\n", "\n").replace("\r", "\n").split("\n")[0]
        )
        assert lines[line - 1].startswith(start)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_an_error_of_ours(data: bytes) -> None:
    try:
        raw = read_table(data)
    except TimelineError:
        return
    assert len(raw.frame) == len(raw.lines)
    assert (np.diff(raw.lines) > 0).all()


@pytest.mark.slow
def test_a_header_longer_than_any_sample_is_read_whole() -> None:
    header = ["title", "start", *(f"column {number}" for number in range(9_000))]
    text = ",".join(header) + "\n" + "a,1953" + ",x" * 9_000 + "\n"
    assert list(read_table(text.encode()).frame) == header


def test_more_columns_than_a_spreadsheet_has_are_reported() -> None:
    text = "title,start" + "".join(f",{number}" for number in range(16_383)) + "\n"
    with pytest.raises(ReadError, match=r"^a\.csv:1: has 16,385 columns.*rows and columns swapped"):
        read_table(text.encode(), name="a.csv")


@given(st.lists(st.sampled_from(["", "a", "b", "a (2)", "column 1", "title"]), max_size=8))
def test_names_become_different_and_keep_their_order(names: list[str]) -> None:
    made, problems = distinct(names, "a.csv", 1)
    assert len(set(made)) == len(made) == len(names)
    for name, called in zip(names, made, strict=True):
        assert called.startswith(name or "column")
    assert len(problems) == sum(called not in (name, f"column {at}") for at, (name, called) in
                                enumerate(zip(names, made, strict=True), 1))  # fmt: skip


def test_our_columns_must_be_unique() -> None:
    _, problems = distinct(["title", "x", "title", "x"], "a.csv", 3)
    assert [(p.line, p.column, p.fatal) for p in problems] == [(3, "title", True), (3, "x", False)]


def test_the_first_zero_byte_is_reported_by_line() -> None:
    assert str(zeros(b"a\r\nb\rc\n\0\0", "a.csv")[0]).startswith("a.csv:4: holds 2 zero bytes")
    assert str(zeros(b"a\0", "a.csv")[0]).startswith("a.csv:1: holds a zero byte (")
    assert zeros(b"a\n", "a.csv") == []


def test_a_problem_is_moved_with_all_that_it_says() -> None:
    problem = Problem("a.csv", 2, "x", "y", "is odd", "mend it", "odd", fatal=False, rows=3)
    assert moved(problem, 5) == Problem("a.csv", 7, "x", "y", "is odd", "mend it", "odd", False, 3)
