"""A build draws all it can: what fails is named, and nothing else is lost by it."""

import pytest

from timeline.errors import BrowserError, UsageError, ValidationError
from timeline.gallery.build import build

TABLE = "title,start,end,side\nAssault,1953-06-10,1953-06-11,PVA\nRelief,1953-06-12,,UN\n"


class Broken:
    """A browser that cannot draw."""

    def draw(self, *_args, **_options):
        raise BrowserError("no browser was found")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


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


def test_every_figure_is_written_to_the_folder_and_told_as_it_begins(described, tmp_path):
    begun = []
    built = build(
        described(figure("a"), figure("b")),
        browser=Broken(),
        progress=lambda *told: begun.append(told),
    )
    assert [path.relative_to(tmp_path).as_posix() for path in built.written] == [
        "made/a.html", "made/b.html",
    ]  # fmt: skip
    assert built.failed == {}
    assert begun == [("a", 1, 2), ("b", 2, 2)]


def test_one_figure_that_fails_fails_alone(described):
    built = build(described(figure("a", group="none"), figure("b")), browser=Broken())
    assert [path.name for path in built.written] == ["b.html"]
    assert list(built.failed) == ["a"]
    assert "group" in str(built.failed["a"])


def test_without_a_browser_html_is_written_and_the_rest_told(described):
    built = build(
        described(figure("a"), figure("b"), top='formats = ["html", "svg"]'), browser=Broken()
    )
    assert [path.name for path in built.written] == ["a.html", "b.html"]
    assert {name: type(error) for name, error in built.failed.items()} == {
        "a": BrowserError, "b": BrowserError,
    }  # fmt: skip


def test_without_a_browser_and_without_html_nothing_is_written(described):
    built = build(described(figure("a"), top='formats = ["svg"]'), browser=Broken())
    assert built.written == ()
    assert list(built.failed) == ["a"]


def test_only_the_figures_and_formats_asked_for_are_built(described, tmp_path):
    path = described(figure("a"), figure("b"), top='formats = ["html", "svg"]')
    built = build(path, only=["b"], formats=["html"], out=tmp_path / "else", browser=Broken())
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


def test_the_same_build_gives_the_same_bytes(described):
    path = described(figure("a"))
    first = build(path, browser=Broken()).written[0].read_bytes()
    assert build(path, browser=Broken()).written[0].read_bytes() == first
