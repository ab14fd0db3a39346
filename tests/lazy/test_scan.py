"""Inputs that are scanned, and their options."""

import pyarrow as pa
import pytest

import timeline as tl
from timeline import ReadError, UsageError, scan_events


def test_an_object_that_is_not_a_table_is_reported():
    with pytest.raises(ReadError, match="a int is not a table to scan"):
        scan_events(3)


def test_arguments_are_checked_before_anything_is_read():
    with pytest.raises(UsageError, match="%y needs a century"):
        scan_events("none.csv", date_format="%m/%d/%y")


def test_a_small_scan_can_be_read_and_a_large_one_is_not():
    scan = scan_events(pa.table({"name": ["A", "B"], "start": ["1953", "1954"]}),
                       mapping={"title": "name"})  # fmt: skip
    assert scan.read(2).frame["title"].tolist() == ["A", "B"]
    assert scan.read(1) is None


def test_the_sources_of_a_table_are_named(tmp_path):
    (tmp_path / "s.csv").write_text("key,title\na,The article\n")
    table = pa.table({"title": ["A"] * 3, "start": ["1953"] * 3, "source": ["a"] * 3})
    scan = scan_events(table, sources=tmp_path / "s.csv")
    figure = tl.bars(scan, measure="events", period="year", by="measure")
    assert figure.layout.meta["source"] == "Source: The article"
