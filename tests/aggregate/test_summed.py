"""What bars ask of a table that is not read."""

import pyarrow as pa
import pytest

from tests.internals import Asked, summed
from timeline import UsageError, scan_events

TABLE = pa.table(
    {
        "title": ["Raid"] * 4,
        "start": ["1953-06-10T20:00", "1953-06-10T21:00", "1953-06-10T20:00", "1953-06-11"],
        "side": ["a"] * 4,
        "lost": [1, 2, 3, 4],
    }
)


def test_hours_of_a_day_are_told_apart_only_where_a_bound_is_one():
    days = Asked("lost", ("side",), period="day")
    assert len(summed(scan_events(TABLE), days)) == 2
    for bound in ("1953-06-10T20:30", "1953-06-10 night"):
        hours = Asked("lost", ("side",), period="day", window=(bound, None))
        assert len(summed(scan_events(TABLE), hours)) == 3


def test_claims_are_not_shown_one_by_one():
    with pytest.raises(UsageError, match="give a period"):
        summed(scan_events(TABLE), Asked("lost", ("side",)))
