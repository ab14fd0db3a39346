import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import all_east, coded, parse_dates, seconds_east


@given(st.integers(-720, 840).filter(bool))
def test_an_offset_comes_back_as_it_was_written(minutes: int) -> None:
    hours, rest = divmod(abs(minutes), 60)
    text = f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
    assert seconds_east(text) == minutes * 60
    zone = parse_dates([f"1953-06-10T20:00{text}"]).zone
    assert all_east(zone).tolist() == [minutes * 60]


def test_local_time_has_no_offset_and_utc_none_to_add() -> None:
    assert math.isnan(seconds_east(""))
    found = all_east(coded(["", "Z", "+00:00"])).tolist()
    assert math.isnan(found[0])
    assert found[1:] == [0.0, 0.0]
    assert np.isnan(all_east(coded(["", ""]))).all()
