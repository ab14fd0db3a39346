"""A build draws all it can: failures are named, and nothing else is lost."""

import os
import subprocess
import sys

import pytest
from pypdfium2 import PdfDocument

from tests.internals import home
from timeline import UsageError, ValidationError, build

pytestmark = pytest.mark.slow

TABLE = "title,start,end,side\nAssault,1953-06-10,1953-06-11,PVA\nRelief,1953-06-12,,UN\n"


def figure(name, **more):
    keys = {"name": name, "chart": "gantt", "table": "events.csv", **more}
    return "[[figure]]\n" + "".join(f"{key} = {value!r}\n" for key, value in keys.items())


@pytest.fixture
def described(tmp_path):
    def writer(*figures, top=""):
        (tmp_path / "events.csv").write_text(TABLE)
        path = tmp_path / "figures.toml"
        path.write_text(f'out = "made"\n{top}\n' + "\n".join(figures))
        return path

    return writer


def test_every_figure_is_written_to_the_folder_and_announced_when_it_begins(described, tmp_path):
    begun = []
    built = build(
        described(figure("a"), figure("b")),
        progress=lambda *told: begun.append(told),
    )
    assert [path.relative_to(tmp_path).as_posix() for path in built.written] == [
        "made/a.html", "made/b.html",
    ]  # fmt: skip
    assert built.failed == {}
    assert begun == [("a", 1, 2), ("b", 2, 2)]


def test_one_figure_that_fails_fails_alone(described):
    built = build(described(figure("a", group="none"), figure("b")))
    assert [path.name for path in built.written] == ["b.html"]
    assert list(built.failed) == ["a"]
    assert "group" in str(built.failed["a"])


def test_only_the_figures_and_formats_requested_are_built(described, tmp_path):
    path = described(figure("a"), figure("b"), top='formats = ["html", "svg"]')
    built = build(path, only=["b"], formats=["html"], out=tmp_path / "else")
    assert [path.as_posix() for path in built.written] == [f"{tmp_path}/else/b.html"]
    assert built.failed == {}


def test_a_name_that_no_figure_has_is_refused_with_the_nearest(described):
    path = described(figure("june"))
    with pytest.raises(UsageError, match=r'there is no figure "jun" \(did you mean "june"\?\)'):
        build(path, only=["jun"])
    assert not (path.parent / "made").exists()


def test_a_table_with_problems_stops_all_before_anything_is_written(described, tmp_path):
    (tmp_path / "bad.csv").write_text("title,start\nRelief,soon\n")
    path = described(figure("a"), figure("b", table="bad.csv"))
    with pytest.raises(ValidationError) as caught:
        build(path)
    assert [problem.value for problem in caught.value.problems] == ["soon"]
    assert not (path.parent / "made").exists()


def test_problems_name_keys_of_the_file_and_not_options(described, tmp_path):
    (tmp_path / "bad.csv").write_text("name,start\nA,1863-4-3\nB,1863-4-30\n")
    with pytest.raises(ValidationError) as caught:
        build(described(figure("a", table="bad.csv")))
    assert 'mapping = {title = "name"}' in str(caught.value) == caught.value.message
    assert 'date_format = "%Y-%m-%d" reads all of them' in caught.value.message
    (tmp_path / "bad.csv").write_text("title,start,n\nA,1863,some\n")
    made = build(described(figure("b", chart="bars", table="bad.csv", measure="n")))
    assert 'measure = "events", by = "n" counts rows by it' in str(made.failed["b"])
    assert "--" not in made.failed["b"].message


def test_the_same_build_gives_the_same_bytes(described):
    path = described(figure("a"))
    first = build(path).written[0].read_bytes()
    assert build(path, force=True).written[0].read_bytes() == first


def names(paths):
    return sorted(path.name for path in paths)


def test_unchanged_figures_are_not_built_again(described):
    path = described(figure("a"), figure("b"))
    assert names(build(path).written) == ["a.html", "b.html"]
    again = build(path)
    assert (again.written, again.stale, again.removed) == ((), {}, ())


@pytest.mark.parametrize(
    ("file", "text", "built"),
    [
        ("events.csv", TABLE + "Truce,1953-07-27,,\n", ["a.html", "b.html"]),
        ("events.sources.csv", "key,title\nx,A book\n", ["a.html", "b.html"]),
        ("datapackage.json", '{"title": "June"}', ["a.html", "b.html"]),
        ("other.csv", "title,start\nElse,1953\n", []),
    ],
)
def test_figures_of_a_changed_file_are_built_again(described, tmp_path, file, text, built):
    path = described(figure("a"), figure("b"))
    build(path)
    (tmp_path / file).write_text(text)
    assert names(build(path).written) == built


def test_a_file_that_is_only_touched_changes_nothing(described, tmp_path):
    path = described(figure("a"))
    build(path)
    (tmp_path / "events.csv").write_text(TABLE)
    os.utime(path, (0, 0))
    assert build(path).written == ()


@pytest.mark.parametrize(
    ("before", "after", "built"),
    [
        (("", {}), ("", {"title": "June"}), ["b.html"]),
        (("", {}), ('theme = "dark"', {}), ["a.html", "b.html"]),
        (("", {}), ('script = "inline"', {}), ["a.html", "b.html"]),
        (("", {}), ('sides = ["UN", "PVA"]', {}), ["a.html", "b.html"]),
    ],
)
def test_an_entry_that_changed_is_built_again(described, before, after, built):
    build(described(figure("a"), figure("b", **before[1]), top=before[0]))
    again = build(described(figure("a"), figure("b", **after[1]), top=after[0]))
    assert names(again.written) == built


def test_another_program_builds_all_again(described, monkeypatch):
    path = described(figure("a"))
    build(path)
    monkeypatch.setattr(home("program_digest"), "program_digest", lambda: "another")
    assert build(path).stale == {"a.html": "the program has changed"}


@pytest.mark.parametrize("harm", [lambda p: p.unlink(), lambda p: p.write_text("harmed")])
@pytest.mark.parametrize("file", ["a.html", "timeline-figure.css", "plotly.min.js"])
def test_a_file_that_was_lost_or_changed_is_built_again(described, tmp_path, harm, file):
    path = described(figure("a"))
    build(path)
    made = tmp_path / "made"
    whole = {one.name: one.read_bytes() for one in made.iterdir()}
    harm(made / file)
    assert list(build(path, check=True).stale) == [file]
    build(path)
    assert {one.name: one.read_bytes() for one in made.iterdir()} == whole


def test_the_check_writes_nothing_and_names_outdated_files(described, tmp_path):
    path = described(figure("a"))
    assert build(path, check=True).stale == {"a.html": "was not built yet"}
    assert not (tmp_path / "made").exists()
    build(path)
    assert build(path, check=True).stale == {}
    (tmp_path / "events.csv").write_text(TABLE + "Truce,1953-07-27,,\n")
    page = (tmp_path / "made" / "a.html").read_bytes()
    told = build(path, check=True)
    assert told.stale == {"a.html": "its table or sources have changed"}
    assert (tmp_path / "made" / "a.html").read_bytes() == page


def test_force_builds_all(described):
    path = described(figure("a"), figure("b"))
    build(path)
    assert names(build(path, force=True).written) == ["a.html", "b.html"]


def test_files_of_a_deleted_figure_are_removed_unless_edited(described, tmp_path):
    build(described(figure("a"), figure("b"), figure("c")))
    (tmp_path / "made" / "c.html").write_text("mine")
    path = described(figure("a"), figure("d"))
    build(path, only=["a", "d"], formats=["html"])
    assert build(path, check=True).stale == {"b.html": "belongs to no figure"}
    assert names(build(path, only=["a"]).removed) == []
    assert names(build(path).removed) == ["b.html"]
    assert (tmp_path / "made" / "c.html").read_text() == "mine"
    assert build(path).removed == ()


def test_the_record_holds_nothing_of_the_machine_and_no_time(described, tmp_path):
    path = described(figure("a"))
    build(path)
    record = (tmp_path / "made" / "figures.lock.json").read_bytes()
    assert str(tmp_path).encode() not in record
    build(path, force=True)
    assert (tmp_path / "made" / "figures.lock.json").read_bytes() == record
    build(path, out=tmp_path / "else")
    assert (tmp_path / "else" / "figures.lock.json").read_bytes() == record


def test_a_damaged_record_is_none(described, tmp_path):
    path = described(figure("a"))
    build(path)
    for text in ("", "{", "[]", '{"form": 1}', '{"form": 1, "figures": {"a": 3}, "shared": {}}'):
        (tmp_path / "made" / "figures.lock.json").write_text(text)
        assert names(build(path).written) == ["a.html"]


def test_a_part_of_the_formats_leaves_the_rest_to_be_built(described):
    path = described(figure("a"), top='formats = ["html", "svg"]')
    assert names(build(path, formats=["html"]).written) == ["a.html"]
    assert build(path, formats=["html"]).written == ()
    assert set(build(path, check=True).stale) == {"a.html", "a.svg"}


LOOK = """
import sys
from timeline.gallery.build import build
assert build(sys.argv[1]).written == ()
heavy = {"pandas", "plotly", "numpy", "typst", "kaleido", "babel"} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.mark.slow
def test_with_nothing_changed_nothing_heavy_is_imported(described):
    path = described(figure("a"))
    subprocess.run([sys.executable, "-m", "timeline", "build", str(path)], check=True)
    subprocess.run([sys.executable, "-c", LOOK, str(path)], check=True)


def test_unneeded_article_files_are_removed_unless_edited(described, tmp_path):
    made = tmp_path / "made"
    build(described(figure("a", embed=["markdown", "wikitext"])))
    assert {"a.md", "a.wiki"} <= {path.name for path in made.iterdir()}
    build(described(figure("a", embed=["markdown"])))
    assert (made / "a.md").exists()
    assert not (made / "a.wiki").exists()
    (made / "a.md").write_text("mine")
    build(described(figure("a")))
    assert (made / "a.md").read_text() == "mine"
    assert not list(made.glob("a.*.svg"))


def test_a_figure_may_be_printed_on_paper(described, tmp_path):
    assert build(described(figure("a", formats=["pdf"], paper="letter"))).failed == {}
    document = PdfDocument(tmp_path / "made" / "a.pdf")
    size = document[0].get_size()
    document.close()
    assert size == (612, 792)
