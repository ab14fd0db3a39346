"""A watched gallery is built when it is saved, and an error is told and outlived."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.internals import Built, saved
from timeline import ReadError, ValidationError, watch

TABLE = "title,start\nAssault,1953-06-10\n"
ENTRY = '[[figure]]\nname = "a"\nchart = "gantt"\ntable = "events.csv"\n'


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    (tmp_path / "events.csv").write_text(TABLE)
    path = tmp_path / "figures.toml"
    path.write_text('out = "made"\n' + ENTRY)
    return path


def test_each_file_of_a_gallery_is_seen_when_it_is_saved(gallery: Path) -> None:
    folder = gallery.parent
    before = saved(gallery)
    assert saved(gallery) == before
    for name in ("events.csv", "events.sources.csv", "datapackage.json", "figures.toml"):
        path = folder / name
        path.write_text(path.read_text() + " \n" if path.exists() else "")
        after = saved(gallery)
        assert {path for path in after if after[path] != before.get(path)} == {folder / name}
        before = after
    (folder / "datapackage.json").unlink()
    assert saved(gallery) != before


@pytest.mark.browser
def test_what_is_saved_is_built_and_an_error_is_told_and_outlived(gallery: Path) -> None:
    results: list[object] = []

    def steps() -> Iterator[bool]:
        table = gallery.with_name("events.csv")
        for text in (TABLE + "Relief,1953-06-12\n", "title,start\nAssault,soon\n", TABLE):
            seen = len(results)
            table.write_text(text)
            while len(results) == seen:
                yield False
        yield True

    step = steps()

    def until() -> bool:
        return bool(results) and next(step)

    watch(gallery, told=results.append, until=until)
    first, second, wrong, back = results
    for built in (first, second, back):
        assert isinstance(built, Built)
        assert [path.name for path in built.written] == ["a.html"]
    assert isinstance(wrong, ValidationError)
    assert '"soon"' in str(wrong)


def test_a_description_that_is_wrong_at_the_start_is_no_watch(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        watch(tmp_path / "none.toml")
