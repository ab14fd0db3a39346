"""Tables that should be scanned rather than read."""

import subprocess
import sys

import pyarrow as pa
import pytest

from tests.internals import is_lazy
from tests.lazy.engines import ENGINES

pytestmark = pytest.mark.slow


def test_globs_parquet_and_lazy_frames_are_better_not_read(tmp_path):
    odd = tmp_path / "a[1].csv"
    odd.write_text("title,start\nRaid,1953\n")
    table = pa.table({"title": ["Raid"], "start": ["1953"]})

    assert [is_lazy(one) for one in ("a/*.csv", "a.pq", "a.csv", "-", odd)] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert is_lazy(ENGINES["polars lazy"](table))
    assert is_lazy(ENGINES["duckdb"](table))
    assert not is_lazy(ENGINES["polars"](table))
    assert not is_lazy(ENGINES["pandas"](table))


def test_a_table_that_is_read_is_drawn_without_narwhals(tmp_path):
    table = tmp_path / "events.csv"
    table.write_text("title,start\nRaid,1953\n")
    script = (
        "import sys; from timeline.charts.gantt import gantt_chart;"
        "gantt_chart(sys.argv[1]).figure();"
        "assert 'narwhals' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script, table], check=True)
