"""The columns of a table that a chart needs."""

import numpy as np
import pandas as pd
import pytest

from tests.internals import Mapping, RawTable, mapping_of, plan_of
from timeline import UsageError


def header(*names):
    frame = pd.DataFrame({name: pd.Series([], dtype="str") for name in names})
    return RawTable(frame, np.empty(0, np.int64), "a.csv", "")


def test_unused_columns_are_not_read():
    raw = header("id", "title", "start", "side", "note", "lane", "weather", "value", "parent")
    plan = plan_of(raw, Mapping(), asked=["side"])

    assert plan.keys == ("side",)
    assert plan.dates == ("start",)
    assert plan.numbers == ("value",)
    assert plan.present == {"title": "title", "parent": "parent"}


def test_a_requested_column_is_a_key():
    plan = plan_of(header("title", "start", "lane", "Weather"), Mapping(), asked=["lane", "title"])
    assert set(plan.keys) == {"lane", "title"}
    assert plan.present == {}


def test_columns_of_a_mapping_are_read_under_their_own_names():
    mapping = mapping_of({"title": "battle", "start": "year,month", "value": "=3"})
    plan = plan_of(header("battle", "year", "month", "day"), mapping)

    assert plan.keys == ("year", "month")
    assert (plan.dates, plan.numbers, plan.repeated) == ((), (), True)
    assert plan.present == {"title": "battle"}


def test_dates_of_another_form_are_keys_as_they_stand():
    mapping = mapping_of({"start": "day"})
    mapping = Mapping(columns=mapping.columns, date_format="%d.%m.%Y")
    assert plan_of(header("title", "day"), mapping).keys == ("day",)


def test_a_column_cannot_be_summed_and_be_a_key():
    with pytest.raises(UsageError, match='"lost" cannot be summed and be what is summed by'):
        plan_of(header("title", "start", "lost"), Mapping(), asked=["lost"], measure=["lost"])


def test_rows_that_are_joined_must_be_read():
    mapping = mapping_of("ucdp-prio")
    with pytest.raises(UsageError, match="read it with read_events"):
        plan_of(header("conflict_id", "start_date"), mapping)
