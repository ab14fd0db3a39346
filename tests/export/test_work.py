"""The page is told what it must know to draw a figure, and no more."""

import json

import pytest

from tests.internals import name_of, pages_of, paper_of, work_of

FIGURE = {
    "data": [{"type": "bar", "y": (1, float("nan"))}],
    "layout": {
        "font": {"family": "Inter"},
        "title": {"text": "Žepa"},
        "paper_bgcolor": "#eee",
        "meta": {"language": "hr"},
    },
}


def test_only_a_raster_in_our_font_carries_it() -> None:
    other = {**FIGURE, "layout": {}}
    asked = [(FIGURE, {"png"}), (FIGURE, {"svg", "pdf"}), (other, {"png"})]
    carried = [bool(work_of(figure, formats)[1]["css"]) for figure, formats in asked]
    assert carried == [True, False, False]


def test_sizes_language_and_characters_are_told() -> None:
    text, options = work_of(FIGURE, {"svg", "png"}, width=300, scale=3)
    assert json.loads(text)["data"] == [{"type": "bar", "y": [1, None]}]
    assert options["formats"] == ["png", "svg"]
    assert (options["width"], options["height"], options["scale"]) == (300, None, 3)
    assert (options["title"], options["lang"]) == ("Žepa", "hr")
    assert "Ž" in options["characters"]


def test_pages_are_numbered_on_paper_of_the_colour_of_the_figure() -> None:
    pages = [options for _, options in pages_of([FIGURE, {"data": []}], paper_of("a4-landscape"))]
    assert [page["page"] for page in pages] == [0, 1]
    assert [page["paper"]["color"] for page in pages] == ["#eee", ""]
    assert pages[0]["paper"]["across"] > pages[0]["paper"]["down"]


@pytest.mark.parametrize(
    ("layout", "name"),
    [
        ({"title": {"text": "June"}, "meta": {"title": "One June"}}, "One June"),
        ({"title": "June"}, "June"),
        (None, "untitled figure"),
    ],
)
def test_a_figure_is_called_by_its_title(layout: object, name: str) -> None:
    assert name_of({"layout": layout}) == name
