"""Duplicate ids and unknown parents are reported, with their counts."""

import pyarrow as pa
import pytest

import timeline as tl
from tests.internals import identity_faults
from tests.lazy.engines import ENGINES, NAMES
from timeline import scan_events

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
TABLE = pa.table(
    {
        "id": ["a", "b", "a", "a", "", None, "b"],
        "title": ["Raid"] * 7,
        "start": ["1953"] * 7,
        "parent": ["", "a", "c", "c", "b", None, "d"],
    }
)


@pytest.mark.slow
@pytest.mark.parametrize("engine", NAMES)
def test_faults_have_the_counts_of_the_table_in_memory(engine):
    scan = scan_events(ENGINES[engine](TABLE))
    found = identity_faults(scan, "id", "parent")

    assert [(one.code, one.value, one.rows) for one in found] == [
        ("duplicate-id", "a", 2),
        ("duplicate-id", "b", 1),
        ("parent", "c", 2),
        ("parent", "d", 1),
    ]
    whole = [one for one in tl.check(TABLE).problems if one.code in ("duplicate-id", "parent")]
    assert sum(one.rows for one in whole) == sum(one.rows for one in found)


def test_the_last_reported_problem_summarises_the_rest():
    names = [f"n{number:02}" for number in range(50)]
    found = identity_faults(scan_events(pa.table({"id": names * 3})), "id")

    assert len(found) == 20
    assert found[-1].message == "is the id of 3 rows, and 30 more like it"
    assert sum(one.rows for one in found) == 100


def test_a_check_of_a_scan_reports_them():
    checked = tl.check(scan_events(TABLE))
    assert checked.fatal
    assert {one.code for one in checked.problems} >= {"duplicate-id", "parent"}
    assert checked.rows == 7
