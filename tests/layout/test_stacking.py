"""Layouts in one figure keep their places among themselves, their colours and their paper."""

from tests.internals import figure_dict, stacked
from tests.layouts import laid_out, overlapping, text_boxes
from timeline import THEMES

ROWS = [{"title": "Assault", "start": "1953-06-10"}]


def two():
    parts = [(laid_out(ROWS, width=400, theme=name), THEMES[name]) for name in ("light", "dark")]
    return parts, stacked(parts, {"title": "Both"})


def test_nothing_of_one_stands_in_the_other():
    parts, both = two()
    assert both.height == sum(layout.height for layout, _ in parts)
    assert not list(overlapping(text_boxes(both)))
    halves = [
        {t.panel for t in both.texts if (t.y > parts[0][0].height) == below} for below in (0, 1)
    ]
    assert halves == [{0}, {1}]


def test_texts_have_the_colours_of_their_theme():
    _, both = two()
    inks = [text.color for text in both.texts if text.role == "heading"]
    assert inks == [THEMES["light"].ink, THEMES["dark"].ink]


def test_each_panel_lies_on_the_paper_of_its_theme():
    _, both = two()
    layout = figure_dict(both, THEMES["light"])["layout"]
    papers = [shape["fillcolor"] for shape in layout["shapes"] if shape["name"] == "ground"]
    assert papers == [THEMES["light"].paper, THEMES["dark"].paper]
    assert layout["xaxis2"]["gridcolor"] == THEMES["dark"].grid
