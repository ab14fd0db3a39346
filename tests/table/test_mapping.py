from pathlib import Path

import pytest

from tests.internals import Mapping, found_mapping, mapping_of, ready_mappings
from timeline import ReadError, UsageError

TOML = """
date_format = "%m/%d/%y"
century = 1900
unknown = "-9"

[columns]
title = "{type}, {place}"
start = ["when", "date"]

[precision.start]
column = "prec"
2 = "month"
"""


UNITS = {"day", "week", "month", "year", "decade", "century", "millennium"}


def test_a_file_says_all_that_options_say(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(TOML, encoding="utf-8")
    mapping = mapping_of(path)
    assert mapping.columns == {"title": ("{type}, {place}",), "start": ("when", "date")}
    assert (mapping.date_format, mapping.century, mapping.unknown) == ("%m/%d/%y", 1900, ("-9",))
    assert mapping_of(mapping) is mapping
    assert mapping_of(None) == Mapping()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns = 1", "columns must be a table"),
        ("[colums]", r'"colums" is unknown \(did you mean "columns"'),
        ("[columns]\ntitel = 'x'", r'"titel" is no column of ours \(did you mean "title"'),
        ("century = 'XX'", "an entry is of a wrong kind"),
        ("[columns]\ntitle = 1", "an entry is of a wrong kind"),
        ("skip_where = 3", "an entry is of a wrong kind"),
    ],
)
def test_a_wrong_entry_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        mapping_of(str(path))


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match='did you mean "acled"'):
        mapping_of("acld")
    (tmp_path / "my.toml").write_text("= 1", encoding="utf-8")
    with pytest.raises(ReadError, match="is no TOML"):
        mapping_of(tmp_path / "my.toml")


def test_every_ready_mapping_gives_title_and_start_and_is_found_by_its_header() -> None:
    for mapping in ready_mappings():
        assert {"title", "start"} <= set(mapping.columns)
        assert mapping.detect
        for header in mapping.detect:
            assert found_mapping([name.upper() for name in header], mapping.format) == mapping
        for levels in mapping.precision.values():
            units = {level.rstrip("~") for code, level in levels.items() if code != "column"}
            assert units <= UNITS


def test_our_own_table_is_no_other_publishers() -> None:
    assert found_mapping(["title", "start", "end"]) is None
