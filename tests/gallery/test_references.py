"""The bibliography of a gallery: each cited source once."""

from pathlib import Path

import pytest

from timeline import UsageError, ValidationError, sources

FIGURES = """
[[figure]]
name = "one"
chart = "gantt"
table = "one.csv"

[[figure]]
name = "again"
chart = "gantt"
table = "one.csv"

[[figure]]
name = "two"
chart = "gantt"
table = "two.csv"
"""


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    for name, keys in (("one", "b; a"), ("two", "a")):
        (tmp_path / f"{name}.csv").write_text(f"title,start,source\nRelief,1953,{keys}\n")
        text = "key,title\na,First\nb,Second\nc,Third\n"
        (tmp_path / f"{name}.sources.csv").write_text(text)
    (tmp_path / "figures.toml").write_text(FIGURES)
    return tmp_path / "figures.toml"


def test_each_cited_source_is_listed_once(gallery: Path) -> None:
    assert sources(gallery) == "- *Second*.\n- *First*.\n"
    assert sources(gallery, only=["two"]) == "- *First*.\n"


def test_one_key_for_two_sources_is_reported(gallery: Path) -> None:
    gallery.with_name("two.sources.csv").write_text("key,title\na,Another\n")
    with pytest.raises(UsageError) as error:
        sources(gallery)
    assert 'the key "a" is one source in' in str(error.value)
    assert "give one of them another key" in str(error.value)


def test_a_key_that_the_sources_table_has_not_is_an_error_with_its_line(gallery: Path) -> None:
    gallery.with_name("two.csv").write_text("title,start,source\nRelief,1953,aa\n")
    with pytest.raises(ValidationError) as error:
        sources(gallery)
    assert 'two.csv:2: source: "aa" is not in the sources table (did you mean "a"?)' in str(
        error.value
    )


def test_an_unknown_figure_names_the_nearest(gallery: Path) -> None:
    with pytest.raises(UsageError, match='there is no figure "oen"'):
        sources(gallery, only=["oen"])
